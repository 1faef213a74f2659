import type { Knex } from 'knex';
import { outsideChannels } from '../letters/deliveries';
import { sendAgain } from '../letters/failed';
import { query, queryOne } from '../sql/query';
import { troubleKinds, type TroubleKind, type Mend } from './kinds';
import { sendLateNow } from './letters';

/** What to mend: everything of a kind, or one thing. */
export interface MendWanted {
  kind: TroubleKind;
  subject: string | null;
}

/** Tries now what waits for its next try. Returns how many things; 0: nothing of it is left. */
export async function tryNow(trx: Knex, { kind, subject }: MendWanted): Promise<number> {
  const count = await ways[troubleKinds[kind]](trx, { kind, subject });
  await lookSoon(trx);
  return count;
}

const ways: Readonly<Record<Mend, (trx: Knex, wanted: MendWanted) => Promise<number>>> = {
  nudge: ask,
  repair: ask,
  alarm: async (trx, wanted) => {
    await trx.raw(
      `update parked_alarm set next_at = least(next_at, domovoy_now())
       where parked_at is not null and (:subject::text is null or case_id || ' ' || key = :subject)`,
      { subject: wanted.subject },
    );
    return ask(trx, wanted);
  },
  act: async (trx, wanted) => {
    const count = await touched(
      trx,
      `update accepted_act set next_at = least(next_at, clock_timestamp())
       where done_at is null and refused_at is null and (parked_at is not null) = :parked
         and (:subject::text is null or key::text = :subject)`,
      wanted,
    );
    await wakeOrderLoops(trx);
    return count;
  },
  order: async (trx, wanted) => {
    const count = await touched(
      trx,
      `update outbox set next_at = least(next_at, clock_timestamp())
       where done_at is null and claimed_by is null and (:subject::text is null or id::text = :subject)
         and case when :parked then parked_at is not null else parked_at is null and (kind = 'export') = :history end`,
      wanted,
    );
    await wakeOrderLoops(trx);
    return count;
  },
  letter: (trx, { kind, subject }) => (kind === 'letter-failed' ? allAgain(trx, subject) : sendLateNow(trx, subject)),
  none: async () => 0,
};

/** Wakes the loops that carry out orders and accepted acts. */
async function wakeOrderLoops(trx: Knex): Promise<void> {
  await trx.raw(`select pg_notify('outbox', '')`);
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

async function allAgain(trx: Knex, id: string | null): Promise<number> {
  if (id !== null) return isUuid(id) ? sendAgain(trx, { id }) : 0;
  let count = 0;
  for (const channel of outsideChannels) count += await sendAgain(trx, { channel });
  return count;
}

async function touched(trx: Knex, sql: string, { kind, subject }: MendWanted): Promise<number> {
  const bindings = { subject, parked: kind.endsWith('-parked'), history: kind === 'history-late' };
  const { rowCount } = await trx.raw<{ rowCount: number }>(sql, bindings as Record<string, Knex.RawBinding>);
  return rowCount;
}

/** The watchdog does it, at once: it can talk to the engine, a page cannot. */
async function ask(trx: Knex, { kind, subject }: MendWanted): Promise<number> {
  const rows = trx('watch_finding').where({ kind });
  return (subject === null ? rows : rows.andWhere({ subject })).update({ asked_at: trx.raw('clock_timestamp()') });
}

export const WATCH_CHANNEL = 'watch';

/** Wakes the watchdog as soon as this is committed. */
async function lookSoon(trx: Knex): Promise<void> {
  await trx('watch_round').update({ due_at: trx.raw('clock_timestamp()') });
  await trx.raw(`select pg_notify('${WATCH_CHANNEL}', '')`);
}

/** The name of one finding, for the answer to the operator; null: it is gone. */
export async function findingName(db: Knex, { kind, subject }: MendWanted): Promise<string | null> {
  const sql = 'select name from watch_finding where kind = :kind and subject = :subject';
  return (await queryOne<{ name: string }>(db, sql, { kind, subject }))?.name ?? null;
}

export interface OperatorAct {
  id: string;
  personId: string;
  act: string;
  subject: string | null;
  count: number;
}

export async function noteAct(trx: Knex, { id, personId, act, subject, count }: OperatorAct): Promise<void> {
  await trx('operator_act').insert({ id, person_id: personId, act, subject, count, at: trx.raw('domovoy_now()') });
}

export interface PressedAct {
  act: string;
  subject: string | null;
  count: number;
  at: Date;
  name: string;
}

/** The last things operators did here, the newest first. */
export async function lastActs(db: Knex, limit: number): Promise<PressedAct[]> {
  return query<PressedAct>(
    db,
    `select a.act, a.subject, a.count, a.done_at as at,
       concat_ws(chr(160), p.family_name, left(p.given_name, 1) || '.', left(p.patronymic, 1) || '.') as name
     from operator_act a join person p on p.id = a.person_id order by a.done_at desc limit :limit`,
    { limit },
  );
}
