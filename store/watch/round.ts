import type { Knex } from 'knex';
import { foundNow } from './finders';
import { troubleKinds, type TroubleKind, type Mend } from './kinds';

const EVERY_SECONDS = 55;
const SOON_SECONDS = 2;

/** One round of the watch: current findings are written, past ones removed. */
export interface Round {
  /** How many findings there are, of all kinds. */
  standing: number;
  tookMs: number;
}

/**
 * Null: it is too early, or another worker is at it. Everything is one transaction: if the worker dies, nothing was
 * done and the next one begins again. `soon`: somebody has just tried to mend something and wants to see the result.
 */
export async function lookRound(db: Knex, soon = false): Promise<Round | null> {
  return db.transaction(async (trx) => {
    const began = performance.now();
    const { rows: mine } = await trx.raw<{ rows: unknown[] }>(
      `update watch_round set due_at = clock_timestamp() + make_interval(secs => ?), looked_at = clock_timestamp()
       where one in (select one from watch_round where due_at <= clock_timestamp() for update skip locked)
       returning one`,
      [soon ? SOON_SECONDS : EVERY_SECONDS],
    );
    if (mine.length === 0) return null;
    const { rows } = await trx.raw<{ rows: { standing: number }[] }>(WRITE_DOWN);
    const tookMs = Math.round(performance.now() - began);
    await trx('watch_round').update({ took_ms: tookMs });
    return { standing: rows[0]?.standing ?? 0, tookMs };
  });
}

/** Unchanged rows are left alone, so that a night of trouble does not rewrite them each minute. */
const WRITE_DOWN = `
  with ${foundNow}, gone as (
    delete from watch_finding f where not exists (select from seen s where s.kind = f.kind and s.subject = f.subject)
  ), told as (
    insert into watch_finding as f (kind, subject, case_id, name, since, problem)
    select s.kind, s.subject, s.case_id, coalesce(c.number, s.name), s.since, left(s.problem, 300)
    from seen s left join case_file c on c.id = s.case_id
    on conflict (kind, subject) do update set since = excluded.since, problem = excluded.problem
      where (f.since, f.problem) is distinct from (excluded.since, excluded.problem)
  ), well as (
    delete from watch_line l where not exists (select from seen s where s.kind = l.kind)
  ), lines as (
    insert into watch_line as l (kind, count, since) select kind, max(total), min(since) from seen group by kind
    on conflict (kind) do update set count = excluded.count, since = excluded.since
      where (l.count, l.since) is distinct from (excluded.count, excluded.since)
  )
  select coalesce(sum(total), 0)::int as standing from (select max(total) as total from seen group by kind) each_kind`;

export interface Nudge {
  kind: TroubleKind;
  subject: string;
  caseId: string | null;
  workflowId: string;
}

const AT_ONCE = 200;
const mendedBy = (...mends: Mend[]): string[] =>
  Object.entries(troubleKinds).flatMap(([kind, mend]) => (mends.includes(mend) ? [kind] : []));

/**
 * What to nudge now: first what a person has asked for, then what was never nudged or is due again, more and more
 * rarely. A parked alarm has its own schedule: only a person can ask for it earlier.
 */
export async function nudgesDue(db: Knex): Promise<Nudge[]> {
  const { rows } = await db.raw<{ rows: Nudge[] }>(
    `select f.kind, f.subject, f.case_id as "caseId",
       case when c.id is null then f.subject else c.area || ':' || c.id end as "workflowId"
     from watch_finding f left join case_file c on c.id = f.case_id
     where f.kind = any(:asked) and f.asked_at is not null or f.kind = any(:unasked) and (f.nudged_at is null
       or f.nudged_at < clock_timestamp() - least(interval '1 hour', interval '1 minute' * 2 ^ least(f.nudges, 10)))
     order by f.asked_at nulls last, f.nudged_at nulls first, f.since limit :most`,
    { asked: mendedBy('nudge', 'repair', 'alarm'), unasked: mendedBy('nudge', 'repair'), most: AT_ONCE },
  );
  return rows;
}

/** Recorded after it is done: if the worker dies before that, it is done again, which is harmless. */
export async function noteNudges(trx: Knex, done: readonly Pick<Nudge, 'kind' | 'subject'>[]): Promise<void> {
  await trx.raw(
    `update watch_finding f set nudges = nudges + 1, nudged_at = clock_timestamp(), asked_at = null
     from unnest(:kinds::text[], :subjects::text[]) done (kind, subject)
     where f.kind = done.kind and f.subject = done.subject`,
    { kinds: done.map(({ kind }) => kind), subjects: done.map(({ subject }) => subject) } as Record<
      string,
      Knex.RawBinding
    >,
  );
}
