import type { Knex } from 'knex';
import type { Particular } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { instantDigits } from '../../../law/base/russian';
import { queryOne } from '../../sql/query';
import type { BallotMarks } from './append';
import type { HolderKind, Turn } from './turn';
import { votingStanding } from '../../../law/meeting/vote/window';

/** A written decision as typed in by the person who received it. */
export interface NewPaper {
  /** The form's key: a repeat changes nothing. */
  id: string;
  caseId: string;
  rightId: string;
  holderId: string;
  /** paper: the sheet is in the system as a scan; hand: typed in with a comment, the sheet is kept elsewhere. */
  channel: 'paper' | 'hand';
  /** When the sheet was handed over, if earlier than now; never in the future, never before the opening. */
  handedAt?: Date;
  /** Day written on it; null where there is none. */
  decidedOn: string | null;
  /** Marks exactly as written, whether several or none. */
  marks: BallotMarks;
  /** Which particulars required by law the sheet has. */
  particulars: readonly Particular[];
  proxyId?: string | null;
  scanDocumentId?: string | null;
  comment?: string | null;
  /** This is one more sheet of this owner, not the one received before. */
  another?: boolean;
  by: string;
}

/** The instant of receipt. After the close it can no longer be claimed that a sheet came earlier. */
export function receiptInstant(turn: Turn, { handedAt }: NewPaper): Date {
  const { at, zone, opensAt, sealedAt } = turn;
  if (!opensAt || !['opening', 'open', 'closed'].includes(votingStanding(turn, at))) {
    const say = 'Решения принимают, когда идёт голосование. Сейчас оно не идёт (ЖК РФ, ст. 47).';
    throw new Refusal('voting-not-open', say, 409);
  }
  if (!handedAt || sealedAt) return at;
  if (handedAt <= at && handedAt >= opensAt) return handedAt;
  const say =
    handedAt > at
      ? 'Решение не могли сдать позже, чем сейчас. Исправьте время.'
      : `Голосование началось ${instantDigits(opensAt, zone)}. Раньше решение сдать не могли: исправьте время.`;
  throw new Refusal('handed-at-impossible', say, 422, { handedAt: say });
}

/**
 * One sheet is accepted once, however many people enter it; a further sheet of the same owner must be marked as such.
 */
export async function mustBeNewSheet(trx: Knex, { rightId, holderId, another = false }: NewPaper): Promise<void> {
  if (another) return;
  const taken = await queryOne(
    trx,
    `
    select from meeting_ballot_entry
    where right_id = :rightId and coalesce(person_id, organisation_id) = :holderId limit 1`,
    { rightId, holderId },
  );
  if (!taken) return;
  const say = 'Лист этого собственника уже принят. Если это ещё один лист, отметьте это.';
  throw new Refusal('sheet-taken', say, 409, { another: say });
}

/**
 * What must come with the sheet: a holder of the right, its scan or the reason why there is none, and a known power.
 */
export async function mustBePaper(
  trx: Knex,
  turn: Turn,
  paper: NewPaper,
): Promise<{ holderKind: HolderKind; scan: { id: string; sha256: string } | null }> {
  const { caseId, rightId, holderId, proxyId, comment } = paper;
  const scanId = paper.scanDocumentId ?? null;
  const row = await queryOne<{ isPerson: boolean | null; sha256: string | null }>(
    trx,
    `
    select (select person_id is not null from meeting_holder
        where right_id = :rightId and (person_id = :holderId or organisation_id = :holderId) limit 1) as "isPerson",
      (select sha256 from case_document where id = :scanId and case_id = :caseId) as sha256`,
    { caseId, rightId, holderId, scanId },
  );
  const isPerson = row?.isPerson ?? null;
  if (isPerson === null) {
    const say = 'Этот человек не владел этим правом. Проверьте, чей бюллетень (ЖК РФ, ст. 48 ч. 1).';
    throw new Refusal('right-not-held', say, 422, { holderId: say });
  }
  if (proxyId && !turn.proxyKnown) {
    throw new Refusal('power-absent', 'Такой доверенности от этого собственника нет. Сначала внесите её.', 422);
  }
  const sha256 = row?.sha256 ?? null;
  if (scanId !== null && sha256 === null) {
    throw new Refusal('scan-unknown', 'Скана в деле нет. Загрузите его ещё раз.', 422);
  }
  if (paper.channel === 'paper' && turn.form === 'electronic' && !scanId) {
    const say = 'Приложите скан бюллетеня: в электронном собрании без него нельзя (ЖК РФ, ст. 47.1).';
    throw new Refusal('scan-absent', say, 422, { scan: say });
  }
  if (paper.channel === 'hand' && !comment?.trim()) {
    const say = 'Напишите, откуда бюллетень и где лежит лист: без комментария его не примут.';
    throw new Refusal('comment-absent', say, 422, { comment: say });
  }
  return { holderKind: isPerson ? 'person' : 'organisation', scan: scanId && sha256 ? { id: scanId, sha256 } : null };
}
