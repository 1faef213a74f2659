import { randomUUID } from 'node:crypto';
import { relay } from '../../activities/engine/relay';
import { travelAndWait } from '../../activities/engine/journey';
import { travel } from '../../activities/engine/traveller';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { openCase } from '../../store/case/open';
import { acceptAct } from '../../store/case/accept';
import { bringUpToDate } from '../../store/case/step';
import { readClock } from '../../store/clock/clock';
import { sendNow, sendDue } from '../letters';
import { testRegion, type Region } from '../region';
import { openSample, sampleBeginning, sampleDeciders, sampleIntake } from '../samplecase';
import { addPerson } from '../site';
import { crashAtEveryQuery } from './crash';

const DAY = 86_400_000;

/** The process dies in every gap between two writes; afterwards nothing is lost and nothing exists twice. */
describe('a process that dies between two writes', () => {
  let region: Region;
  let personId: string;
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders } });
    personId = await addPerson(region.owner);
    await region
      .owner('contact')
      .insert({
        id: randomUUID(),
        person_id: personId,
        channel: 'email',
        value: 'petr@example.test',
        confirmed_at: new Date(),
      });
  });
  afterAll(() => region.stop());

  const kinds = async (id: string): Promise<string[]> => (await eventsOf(region.db, id)).map((event) => event.kind);
  const count = async (table: string, where: object): Promise<number> =>
    Number((await region.db(table).where(where).count('* as n').first())?.n);

  it('opens a case whole or not at all', async () => {
    const intake = sampleIntake(await region.now(), { parties: [{ part: 'applicant', personId }] });
    const deaths = await crashAtEveryQuery(
      region.url,
      (db) => db.transaction((trx) => openCase(trx, intake, sampleBeginning)),
      async () => expect(await count('case_file', { id: intake.id })).toBe(0),
    );
    expect(deaths).toBeGreaterThan(5);
    expect(await count('case_party', { case_id: intake.id })).toBe(1);
    await region.eventually(async () => (await kinds(intake.id)).length === 2);
    expect(await count('outbox', { case_id: intake.id, kind: 'start' })).toBe(1);
  });

  it('takes a step whole or not at all, and once when it is told twice', async () => {
    const id = await openSample(region.db, await region.now());
    await region.eventually(async () => (await kinds(id)).includes('registered'));
    const call = {
      area: 'appeal',
      caseId: id,
      key: randomUUID(),
      act: 'answer',
      actorId: personId,
      at: (await region.now()).toISOString(),
      args: {},
    };
    const given = { area: 'appeal', caseId: id, key: call.key, name: 'answer', actorId: personId, args: {} };
    await region.db.transaction((trx) => acceptAct(trx, given, { see: '', say: '' }));
    const decide = (act: string) => sampleDeciders[act];
    const deaths = await crashAtEveryQuery(
      region.url,
      (db) => bringUpToDate(db, call, decide),
      async () => expect(await kinds(id)).not.toContain('answered'),
    );
    expect(deaths).toBeGreaterThan(8);
    await bringUpToDate(region.db, call, decide);
    expect((await kinds(id)).filter((kind) => kind === 'answered')).toHaveLength(1);
    expect(await count('case_deadline', { case_id: id, name: 'window' })).toBe(1);
    expect(brokenAt(await eventsOf(region.db, id))).toBeNull();
  });

  it('starts a workflow once, whenever the relay dies', async () => {
    await region.stopWorker();
    const id = await openSample(region.db, await region.now());
    const deaths = await crashAtEveryQuery(region.url, (db) => relay(db, region.link), wakeOrders);
    expect(deaths).toBeGreaterThan(3);
    await region.restartWorker();
    await region.eventually(async () => (await kinds(id)).length === 2);
    expect(await count('execution', { case_id: id })).toBe(1);
  });

  it('sends a letter once unless it died between the sending and the note of it, and then under the same id', async () => {
    await region.stopWorker();
    const id = await openSample(region.db, await region.now(), { parties: [{ part: 'applicant', personId }] });
    const sent: string[] = [];
    const gateway = { send: async ({ id: letter }: { id: string }) => ({ n: sent.push(letter) }) };
    const gateways = { email: gateway, sms: gateway, push: gateway };
    const lapsed = (): Promise<number> =>
      region
        .db('delivery')
        .whereNotNull('claimed_by')
        .update({ claimed_until: new Date(0) });
    const deaths = await crashAtEveryQuery(region.url, (db) => sendDue(db, gateways, ['email']), lapsed);
    expect(deaths).toBeGreaterThan(4);
    expect(new Set(sent).size).toBe(1);
    expect(await count('delivery', { case_id: id, channel: 'email' })).toBe(1);
    await sendNow(region.db, gateways, id);
    const before = sent.length;
    await sendNow(region.db, gateways, id);
    expect(sent).toHaveLength(before);
    await region.restartWorker();
  });

  it('finishes a travel that died anywhere, and every alarm has rung once', async () => {
    const id = await openSample(region.db, await region.now());
    await region.eventually(async () => (await kinds(id)).includes('registered'));
    await region.stopLoop();
    const going = travelAndWait(region.db, new Date((await region.now()).getTime() + 12 * DAY));
    await region.eventually(() => region.db('travel').whereNull('done_at').first());
    await crashAtEveryQuery(region.url, (db) => travel(db, region.link), wakeOrders);
    await going;
    expect(await kinds(id)).toEqual(['received', 'registered', 'half', 'late']);
    expect((await readClock(region.db)).doorsClosed).toBe(false);
    await region.restartWorker();
  });

  /** A failed order waits before it is tried again; this skips the wait. */
  async function wakeOrders(): Promise<void> {
    await region
      .db('outbox')
      .whereNull('done_at')
      .update({ next_at: new Date(0) });
  }
});
