import { setTimeout as wait } from 'node:timers/promises';
import { HOUR_MS } from '../../../law/base/zone';
import { mailServer, writeMany } from '../../letters';
import { testRegion } from '../../region';
import { openSample, sampleDeciders } from '../../samplecase';
import setUp from '../../setup';
import tearDown from '../../teardown';
import type { Gate } from './gate';

const LETTERS = 10_000;
const HOURS = 3;
const PATIENCE_MS = 300_000;
const SECOND_MS = 1_000;

/** The mail server is down for three travelled hours while ten thousand letters wait; then it accepts them. */
export const letters: Gate = async () => {
  await setUp();
  const { server, gateways } = mailServer();
  const bornAt = '2026-11-20T10:00:00+03:00';
  const region = await testRegion({ bornAt, deciders: { appeal: sampleDeciders }, gateways });
  try {
    const caseId = await openSample(region.db, await region.now());
    server.fault = 'away';
    const at = await region.now();
    const ids = await writeMany(region.owner, { channel: 'email', count: LETTERS, caseId, at });
    for (let hour = 1; hour <= HOURS; hour += 1) await region.travelTo(new Date(at.getTime() + hour * HOUR_MS));
    const [spent] = await region.db('delivery').where({ case_id: caseId }).sum('attempts as tries');
    server.fault = null;
    const began = performance.now();
    const waiting = region.db('delivery').where({ case_id: caseId, channel: 'email', sent_at: null, failed_at: null });
    while ((await waiting.clone().first('id')) && performance.now() - began < PATIENCE_MS) await wait(SECOND_MS / 10);
    const seconds = (performance.now() - began) / SECOND_MS;
    const failed = await region.db('delivery').where({ case_id: caseId }).whereNotNull('failed_at');
    const doubled = server.taken.length - new Set(server.taken).size;
    const took = new Set(server.taken);
    const missing = ids.filter((id) => !took.has(id)).length;
    return [
      {
        what: `mail server away ${HOURS} h, ${LETTERS} letters: given up`,
        figure: `${failed.length + missing} (${String(spent?.['tries'])} tries in vain, all out ${seconds.toFixed(0)} s after it was back)`,
        gate: '0',
        held: failed.length + missing === 0,
      },
      { what: 'of them doubled', figure: String(doubled), gate: '0', held: doubled === 0 },
    ];
  } finally {
    await region.stop();
    await tearDown();
  }
};
