import { randomUUID } from 'node:crypto';
import { linkEngine } from '../../activities/engine/connect';
import { openDatabase } from '../../store/database';
import { insertRegistry } from '../../store/registry/rows';
import { startProcesses } from '../faults/processes';
import { townRows } from '../stories/appeal-town';
import { machine, measure, print, type Measured } from './measure';
import { settle } from './settle';

const TOTAL = 400;
const AT_ONCE = 16;
const WRITERS = 80;

/**
 * Intake of appeals over HTTP (session of a token, checks, idempotency, registry look-ups, one transaction, outbox)
 * beside its bare counterparts in the same run: one INSERT, and one bare start of the same workflow.
 */
async function main(): Promise<void> {
  const house = await startProcesses();
  const db = openDatabase(house.url, 'bench', AT_ONCE);
  const owner = openDatabase(house.ownerUrl, 'bench owner', AT_ONCE);
  const link = await linkEngine(house.temporal, 'default');
  try {
    const { rows, of, buildingId } = townRows();
    await db.transaction((trx) => insertRegistry(trx, rows));
    // Many people: one alone would soon be asked to slow down.
    const writers = await Promise.all(
      Array.from({ length: WRITERS }, (_, index) => settle(owner, db, buildingId, index)),
    );
    let turn = 0;
    await owner.raw('create table bare (id uuid primary key, at timestamptz not null, body jsonb not null)');
    const body = { addressee: of.manager, subjects: ['cleaning'], text: 'Прошу убрать снег у подъезда.' };
    const post = async (): Promise<void> => {
      turn += 1;
      const { token, place } = writers[turn % WRITERS] ?? { token: '', place: '' };
      const answer = await fetch(`${house.pages}/appeals`, {
        method: 'POST',
        body: JSON.stringify({ ...body, place }),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/json',
          'idempotency-key': randomUUID(),
        },
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    };
    const insert = async (): Promise<void> =>
      void (await owner('bare').insert({ id: randomUUID(), at: new Date(), body: JSON.stringify(body) }));
    const start = async (): Promise<void> =>
      void (await link.client.start('appeal', {
        workflowId: `bare:${randomUUID()}`,
        taskQueue: 'nobody',
        args: [{ area: 'appeal', caseId: randomUUID(), offsetMs: 0 }],
      }));
    for (const warm of [post, insert, start]) await measure(warm, AT_ONCE, AT_ONCE);
    const bareInsert = await measure(insert, TOTAL, AT_ONCE);
    const bareStart = await measure(start, TOTAL, AT_ONCE);
    const intake = await measure(post, TOTAL, AT_ONCE);
    const line = (name: string, one: Measured): string[] => [
      name,
      `${one.perSecond.toFixed(0)} /s`,
      `${one.p50.toFixed(1)} ms`,
      `${one.p95.toFixed(1)} ms`,
    ];
    print(
      ['', 'rate', 'p50', 'p95'],
      [line('bare INSERT', bareInsert), line('bare workflow.start', bareStart), line('intake over HTTP', intake)],
    );
    console.log(
      `intake : INSERT = ${(intake.perSecond / bareInsert.perSecond).toFixed(2)}, intake : start = ${(intake.perSecond / bareStart.perSecond).toFixed(2)}`,
    );
    console.log(machine());
  } finally {
    await Promise.all([db.destroy(), owner.destroy(), link.close()]);
    await house.stop();
  }
}

void main().then(() => process.exit(0));
