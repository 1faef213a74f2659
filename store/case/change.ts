import type { Knex } from 'knex';
import { isFinal, movesOf } from '../../law/base/lifecycle';
import { lifecycles } from '../../law/areas';
import { caseWorkflowId, type StepCall } from '../../workflows/case/contract';
import { writeLetters } from '../letters/deliveries';
import { orderExport } from '../engine/outbox';
import { sendCaseMessage } from './accept';
import { missDeadline, setDeadlines, settleDeadlines } from './deadlines';
import { writeEvents, type NewEvent } from './events';
import { joinMoves, withKernel, type DeadlineMoves, type KernelFacts } from './kernel';
import { pinRecords } from './records';
import { addParties } from './parties';
import type { CaseFile, Change } from './types';

/** An area's answer to one act: a decision made from facts read inside the step's transaction. */
export type Decide = (trx: Knex.Transaction, file: CaseFile, call: StepCall, at: Date) => Promise<Change>;

/** The act at hand: the instant its facts get, and the end of the case's chain. */
export interface Doing {
  call: StepCall;
  at: Date;
  /** The instant of writing, when it differs. */
  written?: Date;
  /** Hash of the last event; null before the first. */
  prev: string | null;
  /** Facts recorded before those of the act, in the same step: at an intake, that the case was received. */
  before?: readonly NewEvent[];
}

export interface Done {
  phase: string;
  seq: number;
}

/**
 * Writes everything an act does; the facts come last, because they record what was done to phase, deadlines and
 * records.
 */
export async function writeChange(
  trx: Knex.Transaction,
  file: CaseFile,
  doing: Doing,
  change: Change,
  number?: () => Promise<string>,
): Promise<Done> {
  const { call, at } = doing;
  const life = lifecycles[file.area];
  const to = change.to ?? file.phase;
  if (!life || !movesOf(life, file.phase, call.act).includes(to))
    throw new Error(`${file.area}: «${call.act}» does not lead from ${file.phase} to ${to}`);
  const closed = isFinal(life, to);
  if (closed && !change.outcome) throw new Error(`${file.area}: «${call.act}» closes the case without an outcome`);
  const moves = await moveDeadlines(trx, file, call, { change, closed, at });
  await addParties(trx, file.id, change.parties ?? [], at);
  await writeLetters(trx, file.id, change.letters ?? [], at);
  for (const message of change.messages ?? []) await sendCaseMessage(trx, message);
  if (closed) await orderExport(trx, caseWorkflowId(file.area, file.id), file.id);
  const kernel = { ...movedTo(file, to, closed, change), deadlines: joinMoves(moves) };
  const given = await number?.();
  const seq = await writeFacts(trx, file, doing, { change, kernel, given });
  await moveFile(trx, file, { to, closed, change, at, seq, given });
  return { phase: to, seq };
}

interface Moving {
  change: Change;
  closed: boolean;
  at: Date;
}

async function moveDeadlines(
  trx: Knex,
  { id: caseId, seq }: CaseFile,
  { args }: StepCall,
  { change: { met = [], dropped = [], set = [] }, closed, at }: Moving,
): Promise<DeadlineMoves[]> {
  const moves: DeadlineMoves[] = [];
  if (args['misses'] === true) moves.push(await missDeadline(trx, caseId, String(args['deadline']), at));
  moves.push(
    await settleDeadlines(trx, caseId, { met, dropped, at }),
    await setDeadlines(trx, caseId, set, at, seq === 0),
  );
  if (closed) moves.push(await settleDeadlines(trx, caseId, { met: [], dropped: 'all', at }));
  return moves;
}

async function moveFile(
  trx: Knex,
  file: CaseFile,
  { to, closed, change, at, seq, given }: Moving & { to: string; seq: number; given?: string },
): Promise<void> {
  await trx('case_file')
    .where({ id: file.id })
    .update({
      phase: to,
      seq,
      ...(given && { number: given }),
      ...(change.organisationId && { organisation_id: change.organisationId }),
      ...(closed && { outcome: change.outcome, closed_at: at }),
      ...(!closed && file.closed_at && { outcome: null, closed_at: null }),
      ...nextDue(trx, file.id),
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
  trx: Knex,
  file: CaseFile,
  { call: { actorId }, at, written, prev, before = [] }: Doing,
  { change: { events }, kernel, given }: { change: Change; kernel: KernelFacts; given?: string },
): Promise<number> {
  const last = file.seq + before.length + events.length;
  const records = events.length > 0 ? await pinRecords(trx, file.id, last) : undefined;
  const told = withKernel(
    events.map((event) => ({ ...event, actorId, at })),
    { ...(written && events.length > 0 && { written: written.toISOString() }), ...kernel, records },
  );
  const first = before.map((event) => (given ? numbered(event, given) : event));
  return writeEvents(trx, { caseId: file.id, seq: file.seq, hash: prev }, [...first, ...told]);
}

/** The number is counted after everything else is written: only then can the opening fact contain it. */
function numbered(event: NewEvent, number: string): NewEvent {
  const kernel = event.facts['kernel'] as { opened: object };
  return { ...event, facts: { ...event.facts, kernel: { ...kernel, opened: { ...kernel.opened, number } } } };
}

/** The earliest duty that is owed. */
function nextDue(trx: Knex, caseId: string): { due_at: Knex.Raw; due_name: Knex.Raw } {
  const nearest = (column: string): Knex.Raw =>
    trx.raw(
      `(select ${column} from case_deadline where case_id = ? and met_at is null and dropped_at is null and duty
        order by due_at limit 1)`,
      [caseId],
    );
  return { due_at: nearest('due_at'), due_name: nearest('name') };
}
