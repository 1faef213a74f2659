import type { Knex } from 'knex';
import { gzipSync, gunzipSync } from 'node:zlib';
import type { CaseState } from '../../workflows/case/contract';
import { standingFrom, standingRow, type StandingRow } from '../case/state';
import { contentOf, filesOf, sumOf } from '../files/port';
import type { StartPayload } from './outbox';

/** This long after its wake an execution has surely woken; in SQL. */
export const GRACE = `interval '2 minutes'`;

/** A workflow run that the engine was asked to start, with its clock offset. */
export interface Execution {
  workflowId: string;
  caseId: string | null;
  type: string;
  input: Record<string, unknown>;
  offsetMs: number;
  wakeAt: Date | null;
  /** Number of its case, for people. */
  number: string | null;
}

/** What the engine is about to be asked to start. */
export interface Reserved extends Execution {
  training: boolean;
  /** The state of its case; null for other workflows. */
  state: CaseState | null;
}

const columns = [
  'workflow_id as "workflowId"',
  'case_id as "caseId"',
  'type',
  'input',
  'offset_ms as "offsetMs"',
  'wake_at as "wakeAt"',
];
const numbered = (db: Knex) =>
  db('execution as e').select(
    ...columns.map((column) => db.raw(column)),
    db.raw('(select f.number from case_file f where f.id = e.case_id) as number'),
  );
const typed = (row: Execution): Execution => ({ ...row, offsetMs: Number(row.offsetMs) });

/** When the case must first wake by law: an alarm set aside for people is not waited for. */
const firstWake = `(select (a ->> 'at')::timestamptz from standing, jsonb_array_elements(alarms) with ordinality w (a, place)
  where not (a ->> 'aside')::boolean order by place limit 1)`;

/**
 * Fixes the offset of an execution before the engine is asked: a start repeated after a crash gives the workflow the
 * same clock as the first try. A restart gets the current offset. The state of the case is read in the same statement,
 * as the input of the execution.
 */
export async function reserveExecution(
  db: Knex,
  { workflowId, caseId, payload }: { workflowId: string; caseId: string | null; payload: StartPayload },
): Promise<Reserved> {
  const anew = `(workflow_id) do update set offset_ms = excluded.offset_ms, started_at = excluded.started_at,
    ended_at = null, wake_at = excluded.wake_at`;
  const { rows } = await db.raw<{ rows: (Reserved & { standing: StandingRow | null })[] }>(
    `with standing as (${standingRow}), made as (
       insert into execution (workflow_id, case_id, type, input, wake_at, offset_ms, started_at)
       select :workflowId, :caseId, :type, :input::jsonb, coalesce(${firstWake}, :wakeAt::timestamptz), offset_ms,
         domovoy_now() from installation
       on conflict ${payload.again ? anew : 'do nothing'} returning *)
     select ${columns.join(', ')}, (select number from case_file where id = :caseId::uuid) as number,
       (select kind = 'training' from installation) as training, (select to_jsonb(s) from standing s) as standing
     from (select * from made union all
       select * from execution where workflow_id = :workflowId and not exists (select from made)) e`,
    { workflowId, caseId, type: payload.type, input: JSON.stringify(payload.input), wakeAt: payload.wakeAt ?? null },
  );
  const [row] = rows;
  if (!row) throw new Error(`The execution ${workflowId} was not written down`);
  return { ...row, offsetMs: Number(row.offsetMs), state: row.standing && standingFrom(row.standing).state };
}

/** The receiver of a message: whether its case is closed, and its execution while it runs, as far as is known. */
export async function messageTarget(
  db: Knex,
  { workflowId, caseId }: { workflowId: string; caseId: string | null },
): Promise<{ closed: boolean; execution: Execution | null }> {
  const [[row], file] = await Promise.all([
    numbered(db).where({ workflow_id: workflowId }).whereNull('ended_at'),
    caseId ? db('case_file').where({ id: caseId }).first('closed_at') : undefined,
  ]);
  return { closed: Boolean(file?.closed_at), execution: row ? typed(row) : null };
}

/** The number of the case that this execution runs. */
export async function numberOf(db: Knex, workflowId: string): Promise<string | null> {
  const [row] = await numbered(db).where({ workflow_id: workflowId });
  return row?.number ?? null;
}

/** Running executions that must wake at or before an instant; without one, all of them. */
export async function executionsToMove(db: Knex, wakingBy?: Date): Promise<Execution[]> {
  const query = numbered(db).whereNull('ended_at').orderBy('wake_at');
  const rows: Execution[] = await (wakingBy ? query.where('wake_at', '<=', wakingBy) : query);
  return rows.map(typed);
}

/**
 * What woke at `at` sleeps until `next`. False: that was already done; a late attempt finds its instant in the past and
 * may write nothing more.
 */
export async function moveWakeTime(trx: Knex, workflowId: string, at: Date, next: Date | null): Promise<boolean> {
  const moved = await trx('execution')
    .where({ workflow_id: workflowId })
    .where('wake_at', '<=', at)
    .update({ wake_at: next });
  return moved === 1;
}

export async function earliestWake(db: Knex): Promise<Date | null> {
  const row = await db('execution').whereNull('ended_at').min('wake_at as at').first();
  return row?.at ?? null;
}

export interface RunHistory {
  runId: string;
  workflowId: string;
  caseId: string | null;
  firstRunId: string;
  nextRunId: string | null;
  closedAt: Date;
  events: number;
  json: string;
}

/** The engine forgets histories, we do not: a closed run's history is stored for ever, once. */
export async function keepHistory(trx: Knex, run: RunHistory, ends: boolean): Promise<void> {
  const packed = gzipSync(run.json);
  const file = sumOf(packed);
  const history = await filesOf(trx).put(file, packed);
  await trx('case_run')
    .insert({
      run_id: run.runId,
      workflow_id: run.workflowId,
      case_id: run.caseId,
      first_run_id: run.firstRunId,
      next_run_id: run.nextRunId,
      closed_at: run.closedAt,
      events: run.events,
      bytes: Buffer.byteLength(run.json),
      sha256: sumOf(run.json),
      ...(history ? { history } : { file }),
    })
    .onConflict('run_id')
    .ignore();
  if (ends)
    await trx('execution').where({ workflow_id: run.workflowId }).update({ ended_at: run.closedAt, wake_at: null });
}

export async function isKept(db: Knex, runId: string): Promise<boolean> {
  return (await db('case_run').where({ run_id: runId }).first('run_id')) !== undefined;
}

interface KeptRun {
  run_id: string;
  sha256: string;
  /** Compressed; null when it is in the file store under `file`. */
  history: Buffer | null;
  file: string | null;
}
const EMPTY = gzipSync('');

/** The stored histories of a case as proto-JSON, oldest run first. Throws when a text does not match its checksum. */
export async function historiesOf(
  db: Knex,
  caseId: string,
): Promise<{ runId: string; sha256: string; json: string }[]> {
  const rows = await db('case_run')
    .where({ case_id: caseId })
    .orderBy('closed_at')
    .select<KeptRun[]>('run_id', 'sha256', 'history', 'file');
  const histories = [];
  for (const { run_id: runId, sha256, history, file } of rows) {
    const packed = file ? await contentOf(db, file, history) : history;
    const json = gunzipSync(packed ?? EMPTY).toString('utf8');
    if (sumOf(json) !== sha256) throw new Error(`The kept history of run ${runId} does not match its checksum`);
    histories.push({ runId, sha256, json });
  }
  return histories;
}
