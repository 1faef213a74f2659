import type { Knex } from 'knex';
import { GRACE } from './executions';

/** The ways in which Postgres and the engine may disagree about a case. */
export type Disagreement = 'case-without-workflow' | 'workflow-without-case' | 'phases-disagree' | 'stands-still';

export interface FoundDisagreement {
  kind: Disagreement;
  workflowId: string;
  /** Number of the case, or the workflow where there is none. */
  name: string;
}

/**
 * One pass over everything, in chunks. Its worker writes under its own mark; another mark means that another worker has
 * taken over.
 */
export interface Pass {
  id: string;
  mark: string;
  /** The last case compared. */
  cursor: string | null;
}

const EVERY = '10 minutes';
/** A pass silent for this long has lost its worker. */
const SILENT = '1 minute';
const KEPT = '7 days';

/**
 * Begins a pass, or continues one whose worker died. Null: it is too early, or another worker is at it. `now` begins a
 * new pass in any case.
 */
export async function beginPass(db: Knex, mark: string, now: boolean): Promise<Pass | null> {
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('reconciliation', 0))`);
    if (now)
      await trx('reconciliation')
        .whereNull('ended_at')
        .update({ ended_at: trx.raw('clock_timestamp()') });
    const open = await trx('reconciliation').whereNull('ended_at').first('id');
    if (open) return takeUp(trx, open.id, mark);
    const { rows } = await trx.raw<{ rows: Pass[] }>(
      `insert into reconciliation (made_by) select ?::uuid
       where ?::boolean or not exists (
         select from reconciliation where whole and ended_at > clock_timestamp() - interval '${EVERY}')
       returning id, made_by as mark, cursor`,
      [mark, now],
    );
    return rows[0] ?? null;
  });
}

async function takeUp(trx: Knex, id: string, mark: string): Promise<Pass | null> {
  const { rows } = await trx.raw<{ rows: Pass[] }>(
    `update reconciliation set made_by = ?, beat_at = clock_timestamp()
     where id = ? and beat_at < clock_timestamp() - interval '${SILENT}' returning id, made_by as mark, cursor`,
    [mark, id],
  );
  return rows[0] ?? null;
}

/** Records the result of a chunk. False: another worker has taken the pass over, and nothing was written. */
export async function noteChunk(
  db: Knex,
  pass: Pass,
  { cursor, compared, found }: { cursor: string | null; compared: number; found: readonly FoundDisagreement[] },
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const mine = await trx('reconciliation')
      .where({ id: pass.id, made_by: pass.mark })
      .whereNull('ended_at')
      .update({
        beat_at: trx.raw('clock_timestamp()'),
        compared: trx.raw('compared + ?', [compared]),
        ...(cursor && { cursor }),
      });
    if (mine !== 1) return false;
    const rows = found.map(({ kind, workflowId, name }) => ({ kind, workflow_id: workflowId, name, pass: pass.id }));
    if (rows.length > 0) await trx('disagreement').insert(rows).onConflict(['kind', 'workflow_id']).merge(['pass']);
    return true;
  });
}

/** Only what this pass has found remains. */
export async function endPass(db: Knex, pass: Pass): Promise<void> {
  await db.transaction(async (trx) => {
    const mine = await trx('reconciliation')
      .where({ id: pass.id, made_by: pass.mark })
      .whereNull('ended_at')
      .update({ ended_at: trx.raw('clock_timestamp()'), whole: true });
    if (mine !== 1) return;
    await trx('disagreement').whereNot({ pass: pass.id }).delete();
    await trx('reconciliation')
      .whereRaw(`ended_at < clock_timestamp() - interval '${KEPT}'`)
      .whereNot({ id: pass.id })
      .delete();
  });
}

export async function disagreements(db: Knex): Promise<(FoundDisagreement & { foundAt: Date })[]> {
  return db('disagreement')
    .orderBy(['kind', 'name'])
    .select('kind', 'workflow_id as workflowId', 'name', 'found_at as foundAt');
}

/** What Postgres expects of one running workflow. */
export interface Expected {
  workflowId: string;
  caseId: string | null;
  area: string;
  name: string;
  phase: string;
  /** It should have woken, or begun, some minutes ago. */
  overdue: boolean;
  /** Its last command left it in another phase, so the workflow itself is asked. */
  doubtful: boolean;
}

/** Open cases whose start the engine has been given, after a cursor. */
export async function casesExpected(
  db: Knex,
  after: string | null,
  limit: number,
): Promise<(Omit<Expected, 'workflowId' | 'caseId'> & { caseId: string })[]> {
  const { rows } = await db.raw<{ rows: (Omit<Expected, 'workflowId' | 'caseId'> & { caseId: string })[] }>(
    `select f.id as "caseId", f.area, f.number as name, f.phase,
       not doors_closed() and (coalesce(e.wake_at < now.at - ${GRACE}, false)
         or f.seq = 1 and f.opened_at < now.at - ${GRACE}) as overdue,
       f.phase <> coalesce(
         (select c.phase from case_command c where c.case_id = f.id order by c.seq desc, c.at desc limit 1), f.phase
       ) as doubtful
     from case_file f left join execution e on e.case_id = f.id and e.ended_at is null
       cross join (select domovoy_now() as at) now
     where f.closed_at is null and (:after::uuid is null or f.id > :after) and not exists (
       select from outbox o where o.kind = 'start' and o.done_at is null and o.case_id = f.id)
     order by f.id limit :limit`,
    { after, limit },
  );
  return rows;
}

/** Workflows beside the cases that must be running: calendars. */
export async function calendarsExpected(db: Knex): Promise<Expected[]> {
  const { rows } = await db.raw<{ rows: Expected[] }>(
    `select workflow_id as "workflowId", null as "caseId", type as area, workflow_id as name, '' as phase,
       not doors_closed() and wake_at < domovoy_now() - ${GRACE} as overdue, false as doubtful
     from execution where case_id is null and ended_at is null and wake_at is not null`,
  );
  return rows;
}

/** Which of these cases are still open, each with its current phase. */
export async function stillOpen(db: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db('case_file')
    .whereIn('id', [...ids])
    .whereNull('closed_at')
    .select('id', 'phase');
  return new Map(rows.map(({ id, phase }: { id: string; phase: string }) => [id, phase]));
}

/** Which of these workflows the engine was never asked to run. */
export async function neverOrdered(db: Knex, workflowIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from unnest(?::text[]) id
     where not exists (select from execution e where e.workflow_id = id and e.ended_at is null)`,
    [[...workflowIds]],
  );
  return rows.map(({ id }) => id);
}
