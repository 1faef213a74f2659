import type { Knex } from 'knex';
import { mustAllow } from '../../law/base/lifecycle';
import { lifecycles } from '../../law/areas';
import { Refusal } from '../../law/base/refusal';
import { caseWorkflowId, type Args, type Command, type CaseMessage } from '../../workflows/case/contract';
import { forgetInBatches } from '../sql/forget';
import { query, queryOne } from '../sql/query';
import { answerOf } from './state';

/** A person's act accepted by a case: from here on it is either done or refused to the person; it is never lost. */
export interface Accepted {
  area: string;
  caseId: string;
  key: string;
  act: string;
  /** null: a message from another case. */
  actorId: string | null;
  args: Args;
  /** In region time: the instant at which the act is judged. */
  receivedAt: Date;
  /** How often the same form was sent again after a refusal. */
  turn: number;
  attempts: number;
}

export interface RefusalKept {
  code: string;
  say: string;
  status: number;
  fields: Readonly<Record<string, string>>;
}

/** An act as shown to the person who gave it. */
export interface ShownAct extends Pick<Accepted, 'area' | 'caseId' | 'key' | 'act' | 'actorId' | 'receivedAt'> {
  number: string;
  zone: string;
  done: boolean;
  /** It has failed so often that operators are asked to look. */
  held: boolean;
  refusal: RefusalKept | null;
  see: string | null;
  say: string | null;
}

/** The result of an accepted act; null while it is not done. */
export type ActOutcome = { phase: string; seq: number } | { refusal: RefusalKept } | null;

/** The page itself waits for the case this long; after that the relay asks. Real time. */
const ASKED_BY_PAGE = "interval '8 seconds'";
/** A message is delivered by its own order; this is a second try, in case the order came too early. */
const ASKED_BY_ORDER = "interval '1 minute'";

/**
 * Records an act in the request's transaction, with the instant it was given. A step of this case that needs to know
 * what was given in time waits for this transaction; this one waits for no step. An act that the phase forbids is
 * refused at once, unless something in progress could change the phase.
 */
export async function acceptAct(
  trx: Knex,
  { area, caseId, key, name, actorId, args }: Command,
  page: { see: string; say: string },
): Promise<void> {
  await mustBeAcceptable(trx, { area, caseId, key, name });
  await trx.raw(
    `insert into accepted_act (case_id, key, area, act, actor_id, args, received_at, see, say, next_at)
     values (:caseId, :key, :area, :name, :actorId, :args, date_trunc('milliseconds', domovoy_now()), :see, :say,
       clock_timestamp() + ${ASKED_BY_PAGE})
     on conflict (case_id, key) do update set received_at = excluded.received_at, turn = accepted_act.turn + 1,
       next_at = excluded.next_at, attempts = 0, problem = null, parked_at = null, refused_at = null, refusal = null,
       heard_at = null
     where accepted_act.refused_at is not null`,
    { caseId, key, area, name, actorId, args: JSON.stringify(args), ...page },
  );
}

async function mustBeAcceptable(
  trx: Knex,
  { area, caseId, key, name }: Pick<Command, 'area' | 'caseId' | 'key' | 'name'>,
): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock_shared(case_lock(?))', [caseId]);
  const file = await queryOne<{ phase: string; closed: boolean; busy: boolean; known: boolean }>(
    trx,
    `select f.phase, f.closed_at is not null as closed,
       exists (select from accepted_act a where a.case_id = f.id and a.done_at is null and a.refused_at is null)
       or exists (select from execution e where e.case_id = f.id and e.ended_at is null and e.wake_at <= domovoy_now()) as busy,
       exists (select from accepted_act a where a.case_id = f.id and a.key = :key and a.refused_at is null) as known
     from case_file f where f.id = :caseId and f.area = :area`,
    { caseId, area, key },
  );
  if (!file) throw caseUnknown();
  // A repeat is the same act, even when the first one closed the case.
  if (file.known) return;
  if (file.closed) throw caseClosed();
  const life = lifecycles[area];
  if (life && !file.busy) mustAllow(life, file.phase, name);
}

export const caseUnknown = (): Refusal =>
  new Refusal('case-unknown', 'Такого дела нет. Проверьте адрес страницы.', 404);
export const caseClosed = (): Refusal =>
  new Refusal('case-closed', 'Дело уже закрыто. Обновите страницу: там видно, чем оно кончилось.', 409);

/** Writes a message to another case in the sender's transaction: it cannot be lost, whether or not that case runs. */
export async function sendCaseMessage(trx: Knex, word: { area: string; caseId: string } & CaseMessage): Promise<void> {
  const { area, caseId, key, act, args } = word;
  const bindings = {
    ...{ area, caseId, key, act },
    args: JSON.stringify(args),
    workflowId: caseWorkflowId(area, caseId),
    payload: JSON.stringify({ key, act, args }),
  };
  await trx.raw(
    `with heard as (
       insert into accepted_act (case_id, key, area, act, args, received_at, next_at)
       values (:caseId, :key, :area, :act, :args, date_trunc('milliseconds', domovoy_now()),
         clock_timestamp() + ${ASKED_BY_ORDER})
       on conflict (case_id, key) do nothing returning key)
     insert into outbox (kind, case_id, workflow_id, payload)
     select 'signal', :caseId, :workflowId, :payload from heard`,
    bindings,
  );
}

const columns = [
  'area',
  'case_id as caseId',
  'key',
  'act',
  'actor_id as actorId',
  'args',
  'received_at as receivedAt',
  'turn',
  'attempts',
] as const;

export async function acceptedAct(db: Knex, caseId: string, key: string): Promise<Accepted | null> {
  return (
    (await db('accepted_act')
      .where({ case_id: caseId, key })
      .first(...columns)) ?? null
  );
}

export async function shownAct(db: Knex, caseId: string, key: string): Promise<ShownAct | null> {
  return queryOne<ShownAct>(
    db,
    `select a.area, a.case_id as "caseId", a.key, a.act, a.actor_id as "actorId", a.received_at as "receivedAt", f.number,
       f.zone, a.done_at is not null as done, a.parked_at is not null as held, a.refusal, a.see, a.say
     from accepted_act a join case_file f on f.id = a.case_id where a.case_id = :caseId and a.key = :key`,
    { caseId, key },
  );
}

export async function actOutcomeOf(db: Knex, caseId: string, key: string): Promise<ActOutcome> {
  const row = await db('accepted_act').where({ case_id: caseId, key }).first('refusal');
  return row?.refusal ? { refusal: row.refusal as RefusalKept } : ((await answerOf(db, caseId, key)) ?? null);
}

/** The case was closed meanwhile: a person's act will not be done any more; a message counts as handled. */
export async function refuseClosed(db: Knex, caseId: string, key: string): Promise<void> {
  const { code, say, status, fields } = caseClosed();
  await db.raw(
    `update accepted_act a set done_at = case when a.actor_id is null then domovoy_now() end,
       refused_at = case when a.actor_id is not null then domovoy_now() end,
       refusal = case when a.actor_id is not null then :refusal::jsonb end
     where a.case_id = :caseId and a.key = :key and a.done_at is null and a.refused_at is null
       and exists (select from case_file f where f.id = a.case_id and f.closed_at is not null)`,
    { caseId, key, refusal: JSON.stringify({ code, say, status, fields }) },
  );
}

/** The person has seen the refusal, so no letter about it is needed. */
export async function markRefusalSeen(db: Knex, caseId: string, key: string): Promise<void> {
  await db('accepted_act')
    .where({ case_id: caseId, key })
    .whereNotNull('refused_at')
    .whereNull('heard_at')
    .update({ heard_at: db.raw('clock_timestamp()') });
}

/** The number of a case with an act in progress: time must not be moved meanwhile. Null: there is none. */
export async function caseUnderWay(db: Knex): Promise<string | null> {
  const row = await queryOne<{ number: string }>(
    db,
    `select f.number from accepted_act a join case_file f on f.id = a.case_id
     where a.done_at is null and a.refused_at is null and a.parked_at is null limit 1`,
  );
  return row?.number ?? null;
}

/** After so many failed attempts operators are asked to look; it is still tried, but more and more rarely. */
const TRIES = 5;

/** Open acts that are due to be asked for again; whoever takes them has them for some seconds. */
export async function claimActs(db: Knex, most: number): Promise<Accepted[]> {
  return query<Accepted>(
    db,
    `update accepted_act a set attempts = a.attempts + 1,
       next_at = clock_timestamp() + least(interval '1 hour', interval '10 seconds' * 2 ^ least(a.attempts, 9)),
       parked_at = case when a.attempts + 1 >= :tries then coalesce(a.parked_at, clock_timestamp()) end
     from (select case_id, key from accepted_act where done_at is null and refused_at is null
         and next_at <= clock_timestamp() order by next_at limit :most for update skip locked) c
     where a.case_id = c.case_id and a.key = c.key
     returning ${columns.map((column) => `a.${column.replace(/ as (.*)/, ' as "$1"')}`).join(', ')}`,
    { tries: TRIES, most },
  );
}

export interface UnseenRefusal {
  caseId: string;
  key: string;
  act: string;
  actorId: string;
}

const UNHEARD = "interval '1 minute'";

/** Refusals that the person has not seen: their page has stopped waiting. */
export async function unseenRefusals(trx: Knex, most: number): Promise<UnseenRefusal[]> {
  return query<UnseenRefusal>(
    trx,
    `update accepted_act a set heard_at = clock_timestamp()
     from (select case_id, key from accepted_act where refused_at is not null and heard_at is null and actor_id is not null
         and refused_at < domovoy_now() - ${UNHEARD} order by refused_at limit :most for update skip locked) c
     where a.case_id = c.case_id and a.key = c.key
     returning a.case_id as "caseId", a.key, a.act, a.actor_id as "actorId"`,
    { most },
  );
}

const KEPT_DAYS = 30;

/** Old acts are deleted: they are recorded in the facts of their case. */
export const forgetOldActs = (db: Knex): Promise<number> =>
  forgetInBatches(
    db,
    `delete from accepted_act where ctid in (select ctid from accepted_act
       where (done_at is not null or refused_at is not null)
         and coalesce(done_at, refused_at) < domovoy_now() - make_interval(days => :days) limit :most)`,
    { days: KEPT_DAYS },
  );
