import { randomUUID } from 'node:crypto';
import { Away, type Gateway } from '../../activities/letters/gateway';
import type { Letter } from '../../store/case/types';
import { writeLetters } from '../../store/letters/deliveries';
import { addPerson } from '../site';
import { testRegion, type Region } from '../region';
import { openSample, sampleDeciders } from '../samplecase';

const NIGHT = '2026-11-20T22:30:00+03:00';
const MORNING = new Date('2026-11-21T08:00:00+03:00');
const MINUTE_MS = 60_000;

/** B14: people are not woken; somebody waiting for an answer gets it at once. */
describe('messages written at night', () => {
  const left: string[] = [];
  let away = false;
  const gateway = (way: string): Gateway => ({
    async send({ letter }) {
      if (away) throw new Away('nobody there');
      left.push(`${way} ${letter}`);
      return {};
    },
  });
  let region: Region;
  let personId: string;
  beforeAll(async () => {
    const gateways = { email: gateway('email'), sms: gateway('sms'), push: gateway('push') };
    region = await testRegion({ bornAt: NIGHT, deciders: { appeal: sampleDeciders }, gateways });
    personId = await addPerson(region.owner);
    const contact = (channel: string, value: string) => ({
      id: randomUUID(),
      person_id: personId,
      channel,
      value,
      confirmed_at: new Date(0),
    });
    await region.owner('contact').insert([contact('email', 'petr@example.test'), contact('phone', '+79005550199')]);
  });
  afterAll(() => region.stop());

  const rowsOf = (caseId: string) => region.db('delivery').where({ case_id: caseId }).orderBy('channel');
  async function write(zone: string, more: Partial<Letter> = {}): Promise<string> {
    const at = await region.now();
    const caseId = await openSample(region.db, at, { zone });
    const letter = { key: randomUUID(), letter: 'appeal-late', personId, facts: {}, urgent: true, ...more };
    await region.db.transaction((trx) => writeLetters(trx, caseId, [letter], at));
    return caseId;
  }

  it('ring in the morning of their house, and tell so; mail and cabinet do not wait', async () => {
    const [here, east, west] = [
      await write('Europe/Moscow'),
      await write('Asia/Kamchatka'),
      await write('Europe/Kaliningrad'),
    ];
    const awaited = await write('Europe/Moscow', { atNight: true, letter: 'meeting-receipt' });
    await region.eventually(async () => left.filter((one) => one.startsWith('email')).length === 4);
    await region.eventually(async () => left.includes('sms meeting-receipt'));
    const open = (await rowsOf(here)).filter(({ sent_at: sent }) => sent === null);
    expect(open).toMatchObject([{ channel: 'sms', next_at: MORNING, attempts: 0, at_night: null }]);
    // There it is half past seven, and here half past nine.
    await region.eventually(async () => (await rowsOf(west)).every((row) => row.sent_at !== null));
    expect(await rowsOf(east)).toContainEqual(
      expect.objectContaining({ channel: 'sms', sent_at: null, next_at: new Date('2026-11-20T23:00:00+03:00') }),
    );
    expect((await rowsOf(awaited)).every((row) => row.sent_at !== null)).toBe(true);
    await region.travelTo('2026-11-22T12:00:00+03:00');
    for (const [id, at] of [
      [here, MORNING],
      [east, new Date('2026-11-20T23:00:00+03:00')],
    ] as const) {
      const { sent_at: sent } = (await rowsOf(id)).find(({ channel }) => channel === 'sms');
      expect(sent.getTime() - at.getTime()).toBeGreaterThanOrEqual(0);
      expect(sent.getTime() - at.getTime()).toBeLessThan(10 * MINUTE_MS);
    }
  });

  it('do not leave at night because they were late: a message that missed the evening waits too', async () => {
    away = true;
    const caseId = await write('Europe/Moscow');
    const sms = async () => (await rowsOf(caseId)).find(({ channel }) => channel === 'sms');
    await region.eventually(async () => (await sms()).attempts > 0);
    await region.travelTo('2026-11-22T23:00:00+03:00');
    away = false;
    const morning = new Date('2026-11-23T08:00:00+03:00');
    await region.eventually(async () => (await sms()).next_at.getTime() === morning.getTime());
    await region.travelTo('2026-11-23T12:00:00+03:00');
    await region.eventually(async () => (await sms()).sent_at !== null);
    expect((await sms()).sent_at.getTime()).toBeGreaterThanOrEqual(morning.getTime());
  });
});
