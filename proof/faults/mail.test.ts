import { randomUUID } from 'node:crypto';
import { eventsOf } from '../../store/case/events';
import { sendAgain } from '../../store/letters/failed';
import { mailServer, writeMany } from '../letters';
import { testRegion, type Region } from '../region';
import { openSample, sampleDeciders } from '../samplecase';
import { addPerson } from '../site';
import { failedLetters, lettersLate } from '../letter-states';

const HOUR_MS = 3_600_000;
const MANY = 10_000;
/** More letters in flight than a program has connections to Postgres. */
const CASES = 15;

describe('a mail server', () => {
  const { server, gateways } = mailServer();
  let region: Region;
  let caseId: string;
  beforeAll(async () => {
    region = await testRegion({ bornAt: '2026-11-20T10:00:00+03:00', deciders: { appeal: sampleDeciders }, gateways });
    caseId = await openSample(region.db, await region.now());
  });
  afterAll(async () => {
    server.release();
    await region.stop();
  });

  const later = async (hours: number): Promise<Date> => new Date((await region.now()).getTime() + hours * HOUR_MS);
  const write = async (count: number): Promise<string[]> =>
    writeMany(region.owner, { channel: 'email', count, caseId, at: await region.now() });
  const figures = async (): Promise<{ open: number; failed: number; tries: number }> => {
    const { rows } = await region.db.raw(
      `select count(*) filter (where sent_at is null and failed_at is null)::int as open, count(failed_at)::int as failed,
         coalesce(sum(attempts), 0)::int as tries from delivery where channel = 'email' and sent_at is null`,
    );
    return rows[0];
  };
  const registered = async (id: string): Promise<boolean> =>
    (await eventsOf(region.db, id)).some(({ kind }) => kind === 'registered');

  it('that is away for three hours costs no letter of ten thousand its life, and none leaves twice', async () => {
    server.fault = 'away';
    const ids = await write(MANY);
    for (let hour = 0; hour < 3; hour += 1) await region.travelTo(await later(1));
    expect(await figures()).toMatchObject({ open: MANY, failed: 0 });
    expect((await figures()).tries).toBeLessThan(100);
    server.fault = null;
    const end = performance.now() + 120_000;
    while ((await figures()).open > 0 && performance.now() < end) await new Promise((done) => setTimeout(done, 100));
    expect(await figures()).toMatchObject({ open: 0, failed: 0 });
    expect(server.taken).toHaveLength(MANY);
    expect(new Set(server.taken)).toEqual(new Set(ids));
  }, 180_000);

  it('that is away for three days leaves a task for people, and what they order anew leaves', async () => {
    server.fault = 'away';
    const ids = await write(300);
    await region.travelTo(await later(47));
    expect(await figures()).toMatchObject({ open: 300, failed: 0 });
    await region.travelTo(await later(2));
    await region.eventually(async () => (await figures()).failed === 300);
    const { counts, letters } = await failedLetters(region.db, 20);
    expect(counts).toMatchObject([{ channel: 'email', problem: 'email-not-reachable', count: 300 }]);
    expect(letters).toHaveLength(20);
    expect(letters[0]).toMatchObject({ caseId, letter: 'appeal-registered', number: expect.stringContaining('ОБР-') });
    expect(JSON.stringify([counts, letters])).not.toContain('petr@example.test');
    const [first = ''] = ids;
    const before = await region.db('delivery').where({ id: first }).first();
    expect([await sendAgain(region.db, { id: first }), await sendAgain(region.db, { id: first })]).toEqual([1, 0]);
    server.fault = null;
    const orders = await Promise.all([1, 2].map(() => sendAgain(region.db, { channel: 'email' })));
    expect(orders.reduce((sum, one) => sum + one, 0)).toBe(299);
    const again = region.db('delivery').whereIn('again_of', ids);
    await region.eventually(async () => (await again.clone().whereNotNull('sent_at')).length === 300);
    expect(await failedLetters(region.db, 20)).toEqual({ counts: [], letters: [] });
    expect(await region.db('delivery').where({ id: first }).first()).toEqual(before);
    const found = await region.db.raw(`select * from records_wrong(?) where table_name = 'delivery'`, [caseId]);
    expect(found.rows).toEqual([]);
  }, 120_000);

  it('that answers is waited for by a travel: what is due at an instant leaves at that instant', async () => {
    const at = await later(5);
    const written = await region.now();
    const ids = await write(400);
    const kept = await writeMany(region.owner, { channel: 'email', count: 5, caseId, at });
    await region.travelTo(await later(100));
    const sentWithinAnHourOf = async (some: string[], instant: Date): Promise<boolean> =>
      (await region.db('delivery').whereIn('id', some).select('sent_at')).every(
        ({ sent_at: sent }) => sent >= instant && sent.getTime() - instant.getTime() < HOUR_MS,
      );
    expect(await sentWithinAnHourOf(ids, written)).toBe(true);
    expect(await sentWithinAnHourOf(kept, at)).toBe(true);
  });

  it('that hangs holds up letters, however many, and neither a legal clock nor a travel', async () => {
    server.fault = 'hangs';
    const personId = await addPerson(region.owner);
    const address = { person_id: personId, channel: 'email', value: 'petr@example.test', confirmed_at: new Date(0) };
    await region.owner('contact').insert({ id: randomUUID(), ...address });
    const before = server.taken.length;
    const cases: string[] = [];
    for (let made = 0; made < CASES; made += 1) {
      const parties = [{ part: 'applicant' as const, personId }];
      const id = await openSample(region.db, await region.now(), { parties });
      await region.eventually(() => registered(id));
      cases.push(id);
    }
    await region.travelTo(await later(2));
    const unsent = region.db('delivery').whereIn('case_id', cases).whereNull('sent_at');
    expect((await unsent.clone()).length).toBe(CASES);
    server.release();
    await region.eventually(async () => (await unsent.clone()).length === 0);
    expect(server.taken.length - before).toBe(CASES);
    expect((await lettersLate(region.db)).map(({ due }) => due)).toEqual([0, 0, 0]);
  }, 60_000);
});
