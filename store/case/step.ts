import type { Knex } from 'knex';
import { isFinal, movesOf, mustAllow } from '../../law/lifecycle';
import { lifecycles } from '../../law/lifecycles';
import { Refusal } from '../../law/refusal';
import { caseWorkflowId, type CaseState, type StepCall } from '../../workflows/contract';
import { writeLetters } from '../deliveries';
import { orderExport } from '../outbox';
import { missDeadline, setDeadlines, settleDeadlines } from './deadlines';
import { writeEvents } from './events';
import { joinMoves, withKernel, type DeadlineMoves, type KernelFacts } from './kernel';
import { addParties, openCase } from './open';
import { pinRecords } from './records';
import { stateOf } from './state';
import type { CaseFile, Change } from './types';

/** An area's answer to one act: pure decisions on facts read inside the step's transaction. */
export type Decide = (trx: Knex.Transaction, file: CaseFile, call: StepCall, at: Date) => Promise<Change>;

/**
 * One act upon a case in one transaction: idempotency row, domain rows, facts, deadlines, letters, projection.
 * A repeated key changes nothing and returns where the case stands.
 */
export async function runStep(db: Knex, call: StepCall, decide: Decide): Promise<CaseState> {
  return db.transaction(async (trx) => {
    const file = await lockCase(trx, call);
    const done = await trx('case_command').where({ case_id: file.id, key: call.key }).first('seq');
    if (done) return stateOf(trx, file.id);
    const at = await instantOf(trx, call);
    const seq = await applyStep(trx, file, call, at, decide);
    const { phase } = await readPhase(trx, file.id);
    await trx('case_command').insert({ case_id: file.id, key: call.key, name: call.act, seq, phase, at });
    const state = await stateOf(trx, file.id);
    await trx('execution')
      .where({ workflow_id: caseWorkflowId(file.area, file.id) })
      .update({ wake_at: state.wakes[0]?.at ?? null });
    return state;
  });
}

async function applyStep(
  trx: Knex.Transaction,
  file: CaseFile,
  call: StepCall,
  at: Date,
  decide: Decide,
): Promise<number> {
  const life = lifecycles[file.area];
  if (!life) throw new Error(`No such area: ${file.area}`);
  // An alarm or a word may come for a phase that is gone; it is noted as heard and changes nothing.
  if (call.actorId === null && movesOf(life, file.phase, call.act).length === 0) return file.seq;
  if (await rangInVain(trx, call)) return file.seq;
  mustAllow(life, file.phase, call.act);
  const missed = call.act === 'late' ? await missDeadline(trx, file.id, String(call.args.deadline), at) : {};
  const change = await decide(trx, file, call, at);
  return writeChange(trx, file, call, { at, change, missed });
}

/** An alarm of a deadline that was met or replaced while it waited its turn has nothing to say. */
async function rangInVain(trx: Knex.Transaction, { caseId, key, args }: StepCall): Promise<boolean> {
  if (args.deadline === undefined) return false;
  const [id = ''] = key.split(':');
  const live = await trx('case_deadline')
    .where({ case_id: caseId, met_at: null, dropped_at: null })
    .andWhereRaw('id::text = ?', [id])
    .first('id');
  return live === undefined;
}

interface Decided {
  at: Date;
  change: Change;
  missed: DeadlineMoves;
}

/** Everything a step does, and last the facts: they tell what was done to phase, deadlines and records beside them. */
async function writeChange(
  trx: Knex.Transaction,
  file: CaseFile,
  call: StepCall,
  { at, change, missed }: Decided,
): Promise<number> {
  const life = lifecycles[file.area];
  const to = change.to ?? file.phase;
  if (!life || !movesOf(life, file.phase, call.act).includes(to))
    throw new Error(`${file.area}: «${call.act}» does not lead from ${file.phase} to ${to}`);
  const closed = isFinal(life, to);
  if (closed && !change.outcome) throw new Error(`${file.area}: «${call.act}» closes the case without an outcome`);
  const moves = [
    missed,
    await settleDeadlines(trx, file.id, { met: change.met ?? [], dropped: change.dropped ?? [], at }),
  ];
  moves.push(await setDeadlines(trx, file.id, change.set ?? [], at));
  await addParties(trx, file.id, change.parties ?? [], at);
  await writeLetters(trx, file.id, change.letters ?? [], at);
  for (const birth of change.births ?? []) await openCase(trx, birth);
  for (const word of change.words ?? []) await sendWord(trx, word);
  if (closed) {
    moves.push(await settleDeadlines(trx, file.id, { met: [], dropped: 'all', at }));
    await orderExport(trx, caseWorkflowId(file.area, file.id), file.id);
  }
  await moveFile(trx, file, { to, closed, change, at });
  return writeFacts(trx, file, call, {
    at,
    change,
    kernel: { ...movedTo(file, to, closed, change), deadlines: joinMoves(moves) },
  });
}

async function moveFile(
  trx: Knex.Transaction,
  file: CaseFile,
  { to, closed, change, at }: { to: string; closed: boolean; change: Change; at: Date },
): Promise<void> {
  await trx('case_file')
    .where({ id: file.id })
    .update({
      phase: to,
      ...(change.organisationId && { organisation_id: change.organisationId }),
      ...(closed && { outcome: change.outcome, closed_at: at }),
      ...(!closed && file.closed_at && { outcome: null, closed_at: null }),
      ...(await nextDue(trx, file.id)),
    });
}

function movedTo(file: CaseFile, to: string, closed: boolean, { outcome, organisationId }: Change): KernelFacts {
  return {
    ...((closed || to !== file.phase) && { phase: to }),
    ...(closed && { outcome }),
    ...(organisationId && { organisation: organisationId }),
  };
}

async function writeFacts(
  trx: Knex.Transaction,
  file: CaseFile,
  { actorId }: StepCall,
  { at, change, kernel }: { at: Date; change: Change; kernel: KernelFacts },
): Promise<number> {
  const last = file.seq + change.events.length;
  const records = change.events.length > 0 ? await pinRecords(trx, file.id, last) : undefined;
  return writeEvents(trx, file.id, file.seq, withKernel(change.events, { ...kernel, records }), actorId, at);
}

async function nextDue(trx: Knex, caseId: string): Promise<{ due_at: Date | null; due_name: string | null }> {
  const row = await trx('case_deadline')
    .where({ case_id: caseId, met_at: null, dropped_at: null, duty: true })
    .orderBy('due_at')
    .first('due_at', 'name');
  return { due_at: row?.due_at ?? null, due_name: row?.name ?? null };
}

async function sendWord(
  trx: Knex,
  word: { area: string; caseId: string; key: string; act: string; args: StepCall['args'] },
): Promise<void> {
  const { area, caseId, ...payload } = word;
  await trx('outbox').insert({
    kind: 'signal',
    case_id: caseId,
    workflow_id: caseWorkflowId(area, caseId),
    payload: JSON.stringify(payload),
  });
}

async function lockCase(trx: Knex.Transaction, call: StepCall): Promise<CaseFile> {
  const file = await trx<CaseFile>('case_file').where({ id: call.caseId, area: call.area }).forNoKeyUpdate().first();
  if (!file) throw new Refusal('case-unknown', 'Такого дела нет. Проверьте адрес страницы.', 404);
  return file;
}

async function readPhase(trx: Knex, id: string): Promise<{ phase: string }> {
  const row = await trx('case_file').where({ id }).first<{ phase: string }>('phase');
  if (!row) throw new Error(`Case ${id} vanished inside its own step`);
  return row;
}

/** The later of the region's now and the case's own instant: a fact is never stamped before what caused it. */
async function instantOf(trx: Knex, call: StepCall): Promise<Date> {
  const { rows } = await trx.raw<{ rows: { at: Date }[] }>(
    `select greatest(date_trunc('milliseconds', domovoy_now()), ?::timestamptz) as at`,
    [call.at],
  );
  const [row] = rows;
  if (!row) throw new Error('The database did not say what time it is');
  return row.at;
}
