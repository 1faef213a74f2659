import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { tsToMs } from '@temporalio/common/lib/time';
import type { Knex } from 'knex';
import { linkEngine, type EngineLink } from '../../../activities/engine/connect';
import { openDatabase } from '../../../store/sql/database';
import { insertRegistry } from '../../../store/registry/rows';
import { makeToken } from '../../../store/access/tokens';
import { caseWorkflowId } from '../../../workflows/case/contract';
import { startProcesses, type Processes } from '../../faults/processes';
import { startClockAt } from '../../region';
import { townRows } from '../../stories/appeal-town';
import { fire, type Shot } from '../load';
import { addResident } from '../settle';

/**
 * The house as separate processes, with people who write and clerks who answer: what `npm start` runs, without the
 * front doors.
 */
export interface BenchHouse {
  house: Processes;
  db: Knex;
  owner: Knex;
  link: EngineLink;
  port: number;
  town: ReturnType<typeof townRows>;
  writers: readonly { token: string; place: string }[];
  clerks: readonly string[];
  /** A request that registers an appeal, by each of the writers in turn. */
  letter(): Shot & { token: string };
  stop(): Promise<void>;
}

export interface Wish {
  writers: number;
  clerks?: number;
  /** Where the region's clock stands at the beginning. */
  bornAt?: Date;
}

const POOL = 16;
/** Requests in flight at the same time. */
export const AT_ONCE = 16;

export async function benchHouse({ writers: count, clerks: posts = 0, bornAt }: Wish): Promise<BenchHouse> {
  const house = await startProcesses();
  const db = openDatabase(house.url, 'bench', POOL);
  const owner = openDatabase(house.ownerUrl, 'bench owner', POOL);
  if (bornAt) await startClockAt(owner, bornAt);
  const link = await linkEngine(house.temporal, 'default');
  const town = townRows();
  await db.transaction((trx) => insertRegistry(trx, town.rows));
  // Many people, because one alone would soon be limited.
  const writers = await Promise.all(
    Array.from({ length: count }, (_, index) => addResident(owner, db, town.buildingId, index)),
  );
  const clerks = await Promise.all(
    Array.from({ length: posts }, (_, index) => hire(owner, db, town.of.manager, index)),
  );
  let turn = 0;
  return {
    ...{ house, db, owner, link, town, writers, clerks },
    port: Number(new URL(house.pages).port),
    letter() {
      const { token, place } = writers[turn++ % writers.length] ?? { token: '', place: '' };
      const text = 'Прошу убрать снег у подъезда.';
      return { token, ...shot(token, '/appeals', { addressee: town.of.manager, subjects: ['cleaning'], text, place }) };
    },
    async stop() {
      await Promise.all([db.destroy(), owner.destroy(), link.close()]);
      await house.stop();
    },
  };
}

/** A form as a program sends it. */
export const shot = (token: string, path: string, body: object): Shot => ({
  path,
  body: JSON.stringify(body),
  headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'idempotency-key': randomUUID() },
});

/** A clerk of the organisation, with a key for programs. */
async function hire(owner: Knex, db: Knex, organisationId: string, index: number): Promise<string> {
  const personId = randomUUID();
  await owner('person').insert({ id: personId, family_name: 'Служащий', given_name: `Номер ${index}`, sex: 'male' });
  await owner('staff').insert({
    id: randomUUID(),
    person_id: personId,
    organisation_id: organisationId,
    role: 'clerk',
    from_day: '2018-01-01',
  });
  return makeToken(db, { id: randomUUID(), personId, organisationId, scopes: ['*'], name: 'bench', days: 1 });
}

/** Sends that many appeals over some connections; returns their cases in the order of the answers. */
export async function post({ port, letter }: BenchHouse, count: number): Promise<{ ids: string[]; seconds: number }> {
  const ids: string[] = [];
  const letters = Array.from({ length: count }, letter);
  const { seconds } = await fire(port, letters, AT_ONCE, (_, { status, body }) => {
    if (status !== 201) throw new Error(`${status} ${body}`);
    ids.push((JSON.parse(body) as { id: string }).id);
  });
  return { ids, seconds };
}

const LOOK_MS = 100;
const PATIENCE_MS = 600_000;

/** Waits until each of these cases has started and set its timer; returns when the last one had. */
export async function waitUntilAsleep({ db, link }: BenchHouse, ids: readonly string[]): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  const starts = db('outbox').where({ kind: 'start' }).whereNull('done_at').first('id');
  while ((await starts.clone()) && performance.now() < end) await wait(LOOK_MS);
  return timersSet(
    link,
    ids.map((id) => caseWorkflowId('appeal', id)),
  );
}

/**
 * The instant, by the engine's own record, at which the last of them set a timer: the time spent looking does not
 * count.
 */
export async function timersSet(link: EngineLink, workflowIds: readonly string[]): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  const left = [...workflowIds];
  let last = 0;
  const look = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      for (let at = await timerOf(link, id); ; at = await timerOf(link, id)) {
        last = Math.max(last, at ?? 0);
        if (at !== null) break;
        if (performance.now() > end) throw new Error(`${id} has set no timer`);
        await wait(LOOK_MS);
      }
    }
  };
  await wait(LOOK_MS);
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return last;
}

async function timerOf(link: EngineLink, workflowId: string): Promise<number | null> {
  const history = await link.client.getHandle(workflowId).fetchHistory();
  const set = history.events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
  return set ? tsToMs(set.eventTime) : null;
}

/** Open cases of long ago with their executions, asleep until next week; the engine itself does not know them. */
export async function fillOpen({ owner }: BenchHouse, count: number): Promise<void> {
  await owner.raw(
    `with made as (
       insert into case_file (id, area, number, zone, phase, opened_at, law_date, seq)
       select gen_random_uuid(), 'appeal', 'ОБР-2000-' || lpad(n::text, 6, '0'), 'Europe/Moscow', 'registered',
         domovoy_now(), domovoy_now(), 2 from generate_series(1, :count::int) n returning id)
     insert into execution (workflow_id, case_id, type, input, offset_ms, wake_at, started_at)
     select 'appeal:' || id, id, 'appeal', '{}', 0, domovoy_now() + interval '7 days', domovoy_now() from made`,
    { count },
  );
  await owner.raw('analyze case_file, execution');
}

/** Stops the comparison of Postgres with the engine, which would treat these rows as lost cases and start them all. */
export const notComparedNow = async ({ owner }: BenchHouse): Promise<void> =>
  void (await owner('reconciliation').insert({
    made_by: randomUUID(),
    whole: true,
    ended_at: owner.raw("clock_timestamp() + interval '1 hour'"),
  }));
