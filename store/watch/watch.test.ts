import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { addPerson } from '../../proof/site';
import { openTestDatabase, type OpenTestDatabase } from '../../proof/database';
import { openDatabase } from '../sql/database';
import { examples, lines, watched } from './findings';
import { foundNow } from './finders';
import { kindNames, type TroubleKind } from './kinds';
import { lookRound } from './round';

const HOUR_MS = 3_600_000;
const CASES = 50_000;
const ago = (hours: number): Date => new Date(Date.now() - hours * HOUR_MS);

/** Open cases with their executions, asleep until next week; no engine knows them. */
async function fill(owner: Knex, count: number): Promise<void> {
  await owner.raw(
    `with made as (
       insert into case_file (id, area, number, zone, phase, opened_at, law_date, seq)
       select gen_random_uuid(), 'appeal', 'ОБР-2026-' || lpad(n::text, 6, '0'), 'Europe/Moscow', 'received', now(), now(), 2
       from generate_series(1, :count::int) n returning id)
     insert into execution (workflow_id, case_id, type, input, offset_ms, wake_at, started_at)
     select 'appeal:' || id, id, 'appeal', '{}', 0, now() + interval '7 days', now() from made`,
    { count },
  );
  await owner.raw('analyze case_file, execution');
}

describe('the watch over what stands still', () => {
  let database: OpenTestDatabase;
  let db: Knex;
  let owner: Knex;
  beforeEach(async () => {
    database = await openTestDatabase();
    ({ db, owner } = database);
  });
  afterEach(() => database.close());

  const again = async () => {
    await owner('watch_round').update({ due_at: new Date(0) });
    return lookRound(db);
  };
  const stands = async (): Promise<Partial<Record<TroubleKind, number>>> => {
    await again();
    return Object.fromEntries((await lines(db)).map(({ kind, count }) => [kind, count]));
  };
  const someCase = async (): Promise<{ id: string; number: string }> => {
    const [row] = await owner('case_file').orderBy('number').limit(1);
    return row;
  };

  it('is quiet where all is well, and says when it looked', async () => {
    await fill(owner, 3);
    expect((await watched(db)).lookedAt).toBeNull();
    expect(await stands()).toEqual({});
    expect(await watched(db)).toMatchObject({ lookedAt: expect.any(Date), standing: 0 });
  });

  it('finds each kind of trouble, and forgets it when it stands no more', async () => {
    await fill(owner, 3);
    const { id, number } = await someCase();
    const person = await addPerson(owner);
    const act = { area: 'appeal', case_id: id, act: 'answer', actor_id: person, args: '{}', see: '/', say: 'Принято' };
    const letter = { case_id: id, person_id: person, channel: 'email', letter: 'x', facts: '{}', created_at: ago(3) };
    const order = { kind: 'signal', workflow_id: `appeal:${id}`, case_id: id, payload: '{}', created_at: ago(3) };
    const calendar = { type: 'calendar', input: '{"instants": []}', offset_ms: 0, started_at: ago(9) };
    const [pass] = await owner('reconciliation').insert({ made_by: randomUUID(), ended_at: ago(3), whole: true }, 'id');
    await owner('execution')
      .where({ case_id: id })
      .update({ wake_at: ago(1) });
    await owner('execution').insert([
      { ...calendar, workflow_id: 'calendar:А:2026-01', wake_at: ago(1) },
      { ...calendar, workflow_id: 'calendar:Б:2026-01', wake_at: ago(-9) },
    ]);
    await owner.raw('delete from execution where case_id = (select max(id::text)::uuid from case_file where id <> ?)', [
      id,
    ]);
    await owner('disagreement').insert(
      [
        ['case-without-workflow', `appeal:${id}`, number],
        ['case-without-workflow', 'calendar:Б:2026-01', 'calendar:Б:2026-01'],
        ['phases-disagree', `appeal:${id}`, number],
        ['stands-still', `appeal:${id}`, number],
        ['workflow-without-case', 'appeal:stray', 'appeal:stray'],
      ].map(([kind, workflow_id, name]) => ({ kind, workflow_id, name, pass: pass.id, found_at: ago(2) })),
    );
    await owner('outbox').insert([
      order,
      { ...order, parked_at: ago(2), attempts: 5, problem: 'нет' },
      { ...order, kind: 'export' },
    ]);
    await owner('accepted_act').insert([
      { ...act, key: randomUUID(), received_at: ago(1) },
      { ...act, key: randomUUID(), received_at: ago(1), parked_at: ago(0.5) },
    ]);
    await owner('parked_alarm').insert([
      {
        case_id: id,
        key: 'a',
        act: 'late',
        due_at: ago(2),
        attempts: 5,
        problem: 'x',
        next_at: ago(1),
        parked_at: ago(1),
      },
      { case_id: id, key: 'b', act: 'late', due_at: ago(2), attempts: 1, problem: 'x', next_at: ago(1) },
    ]);
    const given = randomUUID();
    await owner('delivery').insert([
      { ...letter, id: randomUUID(), key: 'a', next_at: ago(2) },
      { ...letter, id: randomUUID(), key: 'b', next_at: ago(2), failed_at: ago(1), problem: 'no-address' },
      { ...letter, id: given, key: 'c', next_at: ago(2), failed_at: ago(1), problem: 'email-not-reachable' },
    ]);
    const anew = { again_of: given, again_at: ago(0) };
    await owner('delivery').insert({ ...letter, ...anew, id: randomUUID(), key: 'd', next_at: ago(-1) });
    const found = await stands();
    expect(found).toEqual({ ...Object.fromEntries(kindNames.map((kind) => [kind, 1])), 'case-lost': 2 });
    const late = (await examples(db, {}, 5)).find(({ kind }) => kind === 'wake-late');
    expect(late).toMatchObject({ name: number, nudges: 0, asked: false, seen: null });

    await owner('execution')
      .where({ case_id: id })
      .update({ wake_at: ago(-1) });
    await owner('parked_alarm').delete();
    const rest = await stands();
    expect([rest['wake-late'], rest['alarm-parked']]).toEqual([undefined, undefined]);
    expect(rest['order-parked']).toBe(1);
  });

  it('takes nothing for late while the clock is being moved', async () => {
    await fill(owner, 1);
    await owner('execution').update({ wake_at: ago(1) });
    const soon = new Date(Date.now() + HOUR_MS);
    await owner('installation').update({ doors_by: randomUUID(), doors_since: new Date(), doors_until: soon });
    expect(await stands()).toEqual({});
    await owner('installation').update({ doors_until: new Date(0) });
    expect(await stands()).toEqual({ 'wake-late': 1 });
  });

  it('is done by one worker at a time, and once a minute', async () => {
    const other = openDatabase(database.url, 'test');
    const looks = await Promise.all([lookRound(db), lookRound(other), lookRound(db)]);
    expect(looks.filter(Boolean)).toHaveLength(1);
    expect(await lookRound(other)).toBeNull();
    await other.destroy();
  });

  it('keeps few of many, counts all, and writes nothing anew while nothing changes', async () => {
    await fill(owner, 2_000);
    await owner('execution').update({ wake_at: ago(1) });
    expect(await stands()).toEqual({ 'wake-late': 2_000 });
    const versions = () =>
      owner('watch_finding').orderBy('subject').select('subject', owner.raw('xmin::text as version'));
    const before = await versions();
    expect(before).toHaveLength(500);
    await again();
    expect(await versions()).toEqual(before);
  });

  it(`looks over ${CASES} open cases within a second, by indexes`, async () => {
    await fill(owner, CASES);
    await owner.raw(
      `insert into outbox (kind, workflow_id, payload, done_at) select 'signal', 'x', '{}', now() from generate_series(1, 100000)`,
    );
    await owner.raw(
      `insert into delivery (id, key, channel, letter, facts, created_at, next_at, sent_at)
       select gen_random_uuid(), n::text, 'email', 'x', '{}', now(), now(), now() from generate_series(1, 100000) n`,
    );
    await owner.raw(
      `insert into accepted_act (key, area, case_id, act, actor_id, args, received_at, see, say, done_at)
       select gen_random_uuid(), 'appeal', f.id, 'answer', ?, '{}', now(), '/', 'x', now() from case_file f`,
      [await addPerson(owner)],
    );
    await owner.raw(
      `insert into parked_alarm (case_id, key, act, due_at, attempts, problem, next_at)
       select id, 'a', 'late', now(), 1, 'x', now() from case_file`,
    );
    await owner.raw('vacuum analyze');
    const quiet: number[] = [];
    for (let look = 0; look < 3; look += 1) quiet.push((await again())?.tookMs ?? Infinity);
    await owner('execution').update({ wake_at: ago(1) });
    const troubled: number[] = [];
    for (let look = 0; look < 2; look += 1) troubled.push((await again())?.tookMs ?? Infinity);
    console.info(`one round over ${CASES} open cases, ms: quiet ${quiet.join(', ')}; all late ${troubled.join(', ')}`);
    expect(Math.min(...quiet, ...troubled)).toBeLessThan(1_000);
    const { rows } = await db.raw<{ rows: { 'QUERY PLAN': string }[] }>(
      `explain (analyze, costs off, timing off, summary off) with ${foundNow} select count(*) from seen`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on (outbox|delivery|accepted_act|parked_alarm)/);
    expect(plan).not.toMatch(/loops=[1-9]\d{4}/);
  }, 120_000);
});
