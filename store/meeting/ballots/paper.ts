import type { Knex } from 'knex';
import type { Ballot } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { appendBallot, type BallotMarks, type BallotReceipt } from './append';
import { mustBeListed, mustKnow, turnOfOwner } from './cast';
import { trackerOf } from './log';
import { lockPaper, type Paper } from './paper-rows';
import { mayTypeAgain } from '../../../law/meeting/vote/power';
import { deskOf } from '../desk';
import { mustBeNewSheet, mustBePaper, receiptInstant, type NewPaper } from './paper-rules';
import { tellPaper } from './receipt-letters';
import { takeTurn, type Turn } from './turn';
import { isLate } from '../../../law/meeting/vote/window';

export interface TakenPaper {
  id: string;
  receivedAt: Date;
  /** It came too late (E-09, X-10): it is in the log already and will not count. */
  late: boolean;
  receipt: BallotReceipt | null;
}

/** Accepts a written decision and records its first typing. A late one is kept but not typed a second time. */
export async function takePaper(trx: Knex, paper: NewPaper): Promise<TakenPaper> {
  const { id, caseId, rightId, holderId, proxyId = null } = paper;
  const turn = await turnOfOwner(trx, { id, caseId, rightId, holderId, actorId: null, proxyId });
  const known = await lockPaper(trx, id);
  if (known) return { id, receivedAt: known.receivedAt, late: known.late, receipt: receiptOf(turn) };
  mustBeListed(turn.inRegister);
  mustKnow(turn.questions, paper.marks);
  const receivedAt = receiptInstant(turn, paper);
  const { holderKind, scan } = await mustBePaper(trx, turn, paper);
  await mustBeNewSheet(trx, paper);
  const late = isLatePaper(turn, receivedAt);
  const receipt = late
    ? await appendBallot(trx, turn, {
        ...paper,
        holderKind,
        weight: turn.weight,
        receivedAt,
        proxyId,
        enteredBy: paper.by,
        scan,
        comment: paper.comment ?? null,
      })
    : null;
  await trx('meeting_ballot_entry').insert({
    id,
    case_id: caseId,
    right_id: rightId,
    person_id: holderKind === 'person' ? holderId : null,
    organisation_id: holderKind === 'organisation' ? holderId : null,
    channel: paper.channel,
    received_at: receivedAt,
    decided_on: paper.decidedOn,
    particulars: [...paper.particulars],
    proxy_id: proxyId,
    scan_document_id: scan?.id ?? null,
    comment: paper.comment ?? null,
    first_by: paper.by,
    first_at: turn.at,
    first_marks: JSON.stringify(paper.marks),
    ballot_id: late ? id : null,
  });
  if (!late) await tellPaper(trx, { id, caseId, holderId, holderKind }, turn.at);
  return { id, receivedAt, late, receipt };
}

const isLatePaper = ({ window }: Turn, receivedAt: Date): boolean =>
  window !== null && isLate('paper', receivedAt, window);

export interface Retyped {
  /** Questions on which the two typings differ: somebody checks the paper again. */
  mismatch: string[];
  receipt: BallotReceipt | null;
}

/** The second typing, by another person where there is one, who does not see the first. Equal marks make a ballot. */
export async function retypePaper(trx: Knex, typed: { id: string; marks: BallotMarks; by: string }): Promise<Retyped> {
  const { paper, turn } = await openPaper(trx, typed.id);
  if (paper.secondAt) return sameTyping(paper, typed, receiptOf(turn));
  if (paper.ballotId) return { mismatch: [], receipt: receiptOf(turn) };
  await mustBeOther(trx, paper, typed.by);
  mustKnow(turn.questions, typed.marks);
  const mismatch = turn.questions.filter((question) => !sameMarks(paper.firstMarks[question], typed.marks[question]));
  const receipt = mismatch.length === 0 ? await logPaper(trx, turn, paper, paper.firstMarks) : null;
  await trx('meeting_ballot_entry')
    .where({ id: paper.id })
    .update({
      second_by: typed.by,
      second_at: turn.at,
      second_marks: JSON.stringify(typed.marks),
      mismatch,
      ballot_id: receipt ? paper.id : null,
    });
  return { mismatch, receipt };
}

/** A repeat returns the receipt; another person's typing of a finished paper changes nothing and is told so. */
function sameTyping(paper: Paper, typed: { marks: BallotMarks; by: string }, receipt: BallotReceipt | null): Retyped {
  const { secondBy, secondMarks, mismatch } = paper;
  const same = Object.keys({ ...secondMarks, ...typed.marks }).every((question) =>
    sameMarks(secondMarks?.[question], typed.marks[question]),
  );
  if (secondBy === typed.by && same) return { mismatch, receipt };
  throw new Refusal('paper-typed-already', 'Этот бюллетень уже ввели второй раз. Обновите страницу.', 409);
}

async function mustBeOther(trx: Knex, { caseId, firstBy }: Paper, by: string): Promise<void> {
  if (mayTypeAgain(firstBy, await deskOf(trx, caseId), by)) return;
  const say = 'Второй раз вводит и сверяет не тот, кто ввёл первым. Попросите другого, кто принимает решения.';
  throw new Refusal('paper-own-typing', say, 403);
}

/** Somebody checked the paper where the typings differ; equal marks stay. */
export async function settlePaper(
  trx: Knex,
  settled: { id: string; marks: BallotMarks; by: string },
): Promise<BallotReceipt> {
  const { paper, turn } = await openPaper(trx, settled.id);
  const done = receiptOf(turn);
  if (done) return done;
  await mustBeOther(trx, paper, settled.by);
  if (paper.mismatch.length === 0) {
    throw new Refusal('paper-not-typed-twice', 'Сначала введите этот бюллетень второй раз.', 409);
  }
  mustKnow(paper.mismatch, settled.marks);
  const receipt = await logPaper(trx, turn, paper, { ...paper.firstMarks, ...onlyOf(paper.mismatch, settled.marks) });
  await trx('meeting_ballot_entry')
    .where({ id: paper.id })
    .update({ settled_by: settled.by, settled_at: turn.at, ballot_id: paper.id });
  return receipt;
}

async function openPaper(trx: Knex, id: string): Promise<{ paper: Paper; turn: Turn }> {
  const first = await lockPaper(trx, id, false);
  if (!first) throw new Refusal('paper-unknown', 'Такого бюллетеня нет. Обновите страницу.', 404);
  const { caseId, rightId, holderId, proxyId } = first;
  const turn = await takeTurn(trx, { id, caseId, rightId, holderId, actorId: null, proxyId });
  return { paper: (await lockPaper(trx, id)) ?? first, turn };
}

/** Makes the ballot of a typed paper; sealing does the same for papers without a second typing. */
export function logPaper(
  trx: Knex,
  tail: Parameters<typeof appendBallot>[1],
  paper: Paper,
  marks: BallotMarks,
): Promise<BallotReceipt> {
  return appendBallot(trx, tail, { ...paper, marks, enteredBy: paper.firstBy });
}

/** V-19: if two typings still differ at the close, both marks stay on the question and it does not count. */
export function unsettled({ firstMarks, secondMarks, mismatch }: Paper): Ballot['marks'] {
  const both = mismatch
    .map(
      (question) =>
        [question, [...new Set([...(firstMarks[question] ?? []), ...(secondMarks?.[question] ?? [])])]] as const,
    )
    .map(([question, marks]) => [question, marks.length === 1 ? [] : marks] as const);
  return { ...firstMarks, ...Object.fromEntries(both) };
}

const receiptOf = ({ done }: Turn): BallotReceipt | null =>
  done && { seq: done.seq, tracker: trackerOf(done.leaf), receivedAt: done.at };

const sameMarks = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  [...new Set(a)].sort().join() === [...new Set(b)].sort().join();

const onlyOf = (questions: readonly string[], marks: BallotMarks): BallotMarks =>
  Object.fromEntries(questions.map((question) => [question, marks[question] ?? []]));
