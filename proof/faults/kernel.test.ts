import { Refusal } from '../../law/base/refusal';
import { verdict, type Verdict } from '../../law/base/verdict';
import { acceptAct, acceptedAct, sendCaseMessage } from '../../store/case/accept';
import { brokenAt } from '../../store/case/chain';
import { deadlinesOf } from '../../store/case/deadlines';
import { eventsOf } from '../../store/case/events';
import { NUDGE, actName } from '../../workflows/case/contract';
import { startClockAt, testRegion, type Region } from '../region';
import { openSample, sampleDeciders, sampleOrder } from '../samplecase';
import { addPerson } from '../site';
import type { Decide } from '../../store/case/change';

const DAY = 86_400_000;

/** Failures seen in the first kernel, where one fault took the case, the queue, or the instant of an act with it. */
describe('one fault stays one fault', () => {
  let region: Region;
  let actorId: string;
  let poison: Error | null = null;
  const half: Decide = async (...step) => {
    if (poison) throw poison;
    return (sampleDeciders['half'] as Decide)(...step);
  };
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: { ...sampleDeciders, half } }, bornAt: '2026-03-02T09:00:00Z' });
    actorId = await addPerson(region.owner);
  });
  afterAll(() => region.stop());
  afterEach(() => {
    poison = null;
  });

  const opened = async (): Promise<string> => {
    const id = await openSample(region.db, await region.now());
    await region.eventually(() => region.db('execution').where({ case_id: id }).first());
    return id;
  };
  const order = (caseId: string, name: string, key?: string) => sampleOrder(caseId, name, actorId, key);
  const give = (given: ReturnType<typeof order>): Promise<void> =>
    region.db.transaction((trx) => acceptAct(trx, given, { see: '/', say: '' }));
  const kinds = async (id: string): Promise<string[]> => (await eventsOf(region.db, id)).map(({ kind }) => kind);
  const answerVerdict = async (id: string): Promise<Verdict['kind']> => {
    const [answer] = (await deadlinesOf(region.db, id)).filter(({ name }) => name === 'answer');
    if (!answer) throw new Error('the sample lost its deadline');
    return verdict(answer, await region.now()).kind;
  };
  const aside = (id: string) => region.db('parked_alarm').where({ case_id: id }).first();
  const nudge = (id: string): Promise<void> => region.link.client.getHandle(`appeal:${id}`).signal(NUDGE);
  /** Alarms that no decider would set. */
  const alarmsOf = async (id: string, name: string, alarms: readonly { act: string; at: Date }[]): Promise<void> => {
    await region.owner.raw('alter table case_deadline disable trigger user');
    await region
      .owner('case_deadline')
      .where({ case_id: id, name })
      .update({ alarms: JSON.stringify(alarms) });
    await region.owner.raw('alter table case_deadline enable trigger user');
  };
  /** Moves the time while nothing is running. */
  const passUnseen = async (days: number): Promise<void> => {
    const to = new Date((await region.now()).getTime() + days * DAY);
    await region.stopWorker();
    await startClockAt(region.owner, to);
  };

  it('serves people while an alarm cannot be done, and tells of the alarm', async () => {
    const id = await opened();
    poison = new Error('a bug');
    await region.travelTo(new Date((await region.now()).getTime() + 6 * DAY));
    await Promise.all(Array.from({ length: 12 }, () => region.engine.command(order(id, 'note'))));
    await region.eventually(async () => (await aside(id))?.parked_at);
    expect(await aside(id)).toMatchObject({ act: 'half', problem: 'a bug', say: null });
    expect((await kinds(id)).filter((kind) => kind === 'noted')).toHaveLength(12);
    await region.engine.command(order(id, 'answer'));
    expect(await answerVerdict(id)).toBe('in-time');
    expect(brokenAt(await eventsOf(region.db, id))).toBeNull();
  });

  it('parks an alarm that the law refuses at once, with its sentence, and one that its phase does not know', async () => {
    const [refused, foreign] = [await opened(), await opened()];
    await region.engine.command(order(foreign, 'answer'));
    await alarmsOf(foreign, 'window', [{ act: 'half', at: new Date((await region.now()).getTime() + DAY) }]);
    poison = new Refusal('norm-not-in-force', 'Нормы ещё нет.');
    await nudge(foreign);
    await region.travelTo(new Date((await region.now()).getTime() + 6 * DAY));
    expect(await aside(refused)).toMatchObject({ say: 'Нормы ещё нет.', parked_at: expect.any(Date) });
    expect(await aside(foreign)).toMatchObject({ problem: 'phase-forbids', parked_at: expect.any(Date) });
    expect(await kinds(refused)).toEqual(['received', 'registered']);
    expect(await kinds(foreign)).toEqual(['received', 'registered', 'answered']);
  });

  it('judges an answer by the instant it was given, however long the engine was away after it', async () => {
    const id = await opened();
    await region.stopWorker();
    const given = order(id, 'answer');
    await give(given);
    const { receivedAt } = (await acceptedAct(region.db, id, given.key)) ?? {};
    await passUnseen(11);
    await region.restartWorker();
    await region.eventually(async () => (await kinds(id)).includes('answered'));
    expect(await kinds(id)).toEqual(['received', 'registered', 'answered']);
    expect(await answerVerdict(id)).toBe('in-time');
    const answered = (await eventsOf(region.db, id)).at(-1);
    expect(answered?.at).toEqual(receivedAt);
    const { written } = answered?.facts['kernel'] as { written: string };
    expect(Date.parse(written)).toBeGreaterThan((receivedAt?.getTime() ?? 0) + 10 * DAY);
  });

  it('rings what was due before an act, though both come after an outage', async () => {
    const id = await opened();
    await passUnseen(11);
    await give(order(id, 'answer'));
    await region.restartWorker();
    await region.eventually(async () => (await kinds(id)).includes('answered'));
    expect(await kinds(id)).toEqual(['received', 'registered', 'half', 'late', 'answered']);
    expect(await answerVerdict(id)).toBe('late');
    expect((await deadlinesOf(region.db, id))[0]?.missedAt).not.toBeNull();
  });

  it('never rings before the clock of the database, however far ahead the engine is', async () => {
    const id = await opened();
    const due = new Date((await region.now()).getTime() + 4_000);
    await region.stopWorker();
    await alarmsOf(id, 'answer', [{ act: 'half', at: due }]);
    // From here on the case believes that it is two minutes later than the database says.
    await startClockAt(region.owner, new Date((await region.now()).getTime() - 120_000));
    await region.restartWorker();
    await nudge(id);
    const before = await region.now();
    expect(before.getTime()).toBeLessThan(due.getTime());
    expect(await kinds(id)).not.toContain('half');
    await startClockAt(region.owner, new Date(due.getTime() - 1_500));
    await nudge(id);
    await region.eventually(async () => (await kinds(id)).includes('half'));
    const rung = (await eventsOf(region.db, id)).at(-1);
    expect(rung?.at.getTime()).toBeGreaterThanOrEqual(due.getTime());
  });

  it('does what was given to a case whose execution was terminated, and wakes it at its alarms again', async () => {
    const id = await opened();
    await region.link.client.getHandle(`appeal:${id}`).terminate('somebody’s mistake');
    const given = order(id, 'note');
    await give(given);
    await region.eventually(async () => (await kinds(id)).includes('noted'));
    await region.travelTo(new Date((await region.now()).getTime() + 6 * DAY));
    expect(await kinds(id)).toEqual(['received', 'registered', 'noted', 'half']);
  });

  it('hears a word that came before its case had begun, once', async () => {
    await region.stopLoop();
    const id = await openSample(region.db, await region.now());
    const word = { area: 'appeal', caseId: id, key: 'word', act: 'note', args: {} };
    await region.db.transaction((trx) => sendCaseMessage(trx, word));
    await region.db.transaction((trx) => sendCaseMessage(trx, word));
    await region.restartWorker();
    await region.eventually(async () => (await kinds(id)).includes('noted'));
    expect(await kinds(id)).toEqual(['received', 'registered', 'noted']);
    expect(await region.db('accepted_act').where({ case_id: id, done_at: null })).toEqual([]);
  });

  it('tells whoever acted what became of it: refused later, it is free to be sent once more', async () => {
    const id = await opened();
    await region.stopWorker();
    const [first, second] = [order(id, 'answer'), order(id, 'answer')];
    await give(first);
    await give(second);
    await region.restartWorker();
    const row = () => region.db('accepted_act').where({ case_id: id, key: second.key }).first();
    await region.eventually(async () => (await row())?.refused_at);
    expect(await row()).toMatchObject({ refusal: { code: 'phase-forbids' }, heard_at: null, done_at: null });
    await expect(region.engine.command(second)).rejects.toMatchObject({ code: 'phase-forbids' });
    expect((await kinds(id)).filter((kind) => kind === 'answered')).toHaveLength(1);
  });

  it('shows in the engine which case it is, what is done and what comes next', async () => {
    const id = await opened();
    const { number } = await region.db('case_file').where({ id }).first('number');
    await region.engine.command(order(id, 'note'));
    const handle = region.link.client.getHandle(`appeal:${id}`);
    const found = await handle.describe();
    expect(found.memo).toMatchObject({ number });
    const { events } = await handle.fetchHistory();
    const names = events?.map(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
    );
    expect(names).toContain(actName('appeal', 'note'));
    await region.eventually(async () => {
      for await (const one of region.link.client.list({ query: `CaseNumber = '${number}'` })) return one.workflowId;
      return null;
    });
  });
});
