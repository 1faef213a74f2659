import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { proofDue } from '../../../law/meeting/vote/clock';
import type { NoticeWay } from '../../../law/meeting/notice/notice';
import { Refusal } from '../../../law/base/refusal';
import { query, queryOne } from '../../sql/query';
import { stageTiming } from '../law';
import type { MeetingFile } from '../read';

export type ReturnReason = 'not-collected' | 'refused' | 'no-such-address';

/** One line of the ledger: one owner notified in one way. */
export interface Notice {
  id: string;
  caseId: string;
  personId: string | null;
  organisationId: string | null;
  way: NoticeWay;
  sentAt: Date;
  /** First legally effective instant; null while not known. */
  effectiveAt: Date | null;
  returnedAt: Date | null;
  returnedWhy: ReturnReason | null;
  postNumber: string | null;
  /** The signed sheet, the postal receipt, the photo of the posting (N-13). */
  proofIds: string[];
  note: string;
  recordedBy: string | null;
  recordedAt: Date;
  /** Entered by mistake: proves nothing. */
  voidedAt: Date | null;
  voidedWhy: string | null;
}

/** `personId` or `organisationId` names the owner; a posting is for everyone and names nobody. */
export interface NewNotice {
  id: string;
  caseId: string;
  personId?: string;
  organisationId?: string;
  way: Exclude<NoticeWay, 'system'>;
  sentAt: Date;
  effectiveAt?: Date;
  postNumber?: string;
  proofIds?: readonly string[];
  note?: string;
  recordedBy: string | null;
  recordedAt: Date;
}

const CHUNK = 1_000;

/**
 * Everybody whose title the register knew when the voting opened: later buyers count as notified through the seller.
 */
export const holders = 'meeting_holder h join meeting m on m.case_id = h.case_id';
export const ofRegister = "h.case_id = :caseId and h.noted_at <= coalesce(m.opened_at, 'infinity')";
export const ownersSql = `select distinct h.person_id, h.organisation_id from ${holders} where ${ofRegister}`;

/** Notifies every known owner in the system at this instant (N-02); reading it makes it effective (N-05). */
export async function writeSystemNotices(trx: Knex, caseId: string, at: Date): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `
    insert into meeting_notice (id, case_id, person_id, organisation_id, way, sent_at, recorded_at)
    select gen_random_uuid(), :caseId, o.person_id, o.organisation_id, 'system', :at, :at from (${ownersSql}) o`,
    { caseId, at },
  );
  return rowCount;
}

/** Records a letter, a hand-over or a posting with its proof. A recorded notice is never changed, only returned. */
export async function recordNotice(trx: Knex, notice: NewNotice): Promise<void> {
  const { caseId, way, sentAt, recordedAt } = notice;
  await mustTakeNotice(trx, notice);
  const { effectiveAt = null, postNumber = null, proofIds = [], note = '', recordedBy } = notice;
  const row = {
    case_id: caseId,
    way,
    sent_at: sentAt,
    effective_at: effectiveAt,
    post_number: postNumber,
    proof_ids: [...proofIds],
    note,
    recorded_by: recordedBy,
    recorded_at: recordedAt,
  };
  const owners =
    way === 'posting'
      ? await query<{ person_id: string | null; organisation_id: string | null }>(trx, ownersSql, { caseId })
      : [{ person_id: notice.personId ?? null, organisation_id: notice.organisationId ?? null }];
  const rows = owners.map((owner, index) => ({
    ...row,
    ...owner,
    id: way === 'posting' && index > 0 ? randomUUID() : notice.id,
  }));
  for (let start = 0; start < rows.length; start += CHUNK)
    await trx('meeting_notice')
      .insert(rows.slice(start, start + CHUNK))
      .onConflict()
      .ignore();
}

interface Standing {
  noticed_at: Date | null;
  sealed_at: Date | null;
  place: string | null;
}

async function mustTakeNotice(trx: Knex, notice: NewNotice): Promise<void> {
  const { caseId, sentAt, recordedAt } = notice;
  const row = await queryOne<Standing>(
    trx,
    'select noticed_at, sealed_at, posting_decided_by as place from meeting where case_id = :caseId',
    { caseId },
  );
  if (!row?.noticed_at) {
    throw new Refusal('notice-not-given', 'Сначала дайте сообщение о собрании: потом отмечают, кому его вручили.', 409);
  }
  if (row.sealed_at) {
    throw new Refusal('notice-over', 'Голосование окончено: реестр уведомлений больше не дополняют.', 409);
  }
  mustProve(notice, row.place);
  if (sentAt > recordedAt) {
    const say = 'Уведомление не могли отправить позже, чем его записали. Исправьте дату.';
    throw new Refusal('notice-later', say, 422, { sentAt: say });
  }
  if (sentAt < row.noticed_at) {
    const say = 'Сообщения о собрании тогда ещё не было. Исправьте дату отправки.';
    throw new Refusal('notice-earlier', say, 422, { sentAt: say });
  }
}

/** N-04: a posting counts only in a place chosen by a meeting. N-13: a notice without proof is not recorded. */
function mustProve({ way, proofIds = [], postNumber }: NewNotice, place: string | null): void {
  if (way === 'posting' && place === null) {
    const say =
      'Объявление в доме годится, только если прежнее собрание назвало место (ЖК РФ, ст. 45 ч. 4; норма N-04).';
    throw new Refusal('posting-place-undecided', say, 422, { way: say });
  }
  if (way === 'posting' && proofIds.length === 0) {
    const say = 'Приложите фото объявления на месте: без него размещение не доказать (ЖК РФ, ст. 45 ч. 4; норма N-04).';
    throw new Refusal('posting-photo-missing', say, 422, { scan: say });
  }
  if (way === 'letter' && proofIds.length === 0 && !postNumber) {
    const say = 'Укажите номер отправления или приложите квитанцию: иначе заказное письмо не доказать (норма N-03).';
    throw new Refusal('letter-unproved', say, 422, { postNumber: say });
  }
}

/** A registered letter came back. Not collected still counts (ГК РФ ст. 165.1); a wrong address does not. */
export async function returnLetter(trx: Knex, id: string, why: ReturnReason, at: Date): Promise<void> {
  const changed = await trx('meeting_notice')
    .where({ id, way: 'letter', returned_at: null })
    .update({
      returned_at: at,
      returned_why: why,
      effective_at: why === 'no-such-address' ? null : trx.raw('coalesce(effective_at, ?)', [at]),
    });
  if (changed === 0) throw new Refusal('letter-unknown', 'Такого письма нет или его возврат уже отмечен.', 404);
}

/** The post or the owner proved receipt of a letter: from then on it is effective, whatever comes back later. */
export async function markReceived(trx: Knex, id: string, at: Date, proofIds: readonly string[]): Promise<void> {
  const changed = await trx('meeting_notice')
    .where({ id, way: 'letter', returned_at: null, effective_at: null })
    .update({ effective_at: at, proof_ids: trx.raw('proof_ids || ?::uuid[]', [[...proofIds]]) });
  if (changed > 0) return;
  throw new Refusal('letter-settled', 'Вручение или возврат этого письма уже отмечены.', 409);
}

/** Adds proof to a recorded notice; for a posting, to the notice of every owner. */
export async function addProof(trx: Knex, notice: Notice, proofIds: readonly string[]): Promise<void> {
  await trx('meeting_notice')
    .where(allOf(notice))
    .update({ proof_ids: trx.raw('proof_ids || ?::uuid[]', [[...proofIds]]) });
}

const allOf = ({ id, caseId, way, sentAt }: Notice): object =>
  way === 'posting' ? { case_id: caseId, way, sent_at: sentAt, voided_at: null } : { id };

/** A mistaken entry stays visible, with the reason, and proves nothing any more. */
export async function voidNotice(
  trx: Knex,
  notice: Notice,
  slip: { by: string; why: string; at: Date },
): Promise<void> {
  const row = { voided_at: slip.at, voided_by: slip.by, voided_why: slip.why };
  const changed = await trx('meeting_notice')
    .where({ ...allOf(notice), voided_at: null })
    .update(row);
  if (changed === 0) throw new Refusal('notice-void', 'Эта запись уже отмечена как ошибочная.', 409);
}

const columns = `n.id, n.case_id as "caseId", n.person_id as "personId", n.organisation_id as "organisationId", n.way,
  n.sent_at as "sentAt", n.returned_at as "returnedAt", n.returned_why as "returnedWhy", n.post_number as "postNumber",
  n.proof_ids as "proofIds", n.note, n.recorded_by as "recordedBy", n.recorded_at as "recordedAt", n.voided_at as "voidedAt",
  n.voided_why as "voidedWhy"`;

// A message in the system is effective from the owner's first visit to the cabinet after it (N-05).
const ledgerSql = `select ${columns}, coalesce(n.effective_at, seen.at) as "effectiveAt" from meeting_notice n
  left join (
    select coalesce(d.person_id, d.organisation_id) as owner, min(d.effective_at) as at from delivery d
    where d.case_id = :caseId and d.letter = 'meeting-notice' group by 1
  ) seen on n.way = 'system' and seen.owner = coalesce(n.person_id, n.organisation_id)
  where n.case_id = :caseId`;

/** The ledger of the whole house, as papers print it: without mistaken entries. */
export async function noticesOf(db: Knex, caseId: string): Promise<Notice[]> {
  return query<Notice>(db, `${ledgerSql} and n.voided_at is null order by n.sent_at, n.way, n.id`, { caseId });
}

/** The ledger of some owners: a page shows fifty of ten thousand. */
export async function noticesTo(db: Knex, caseId: string, owners: readonly string[]): Promise<Notice[]> {
  const mine = 'coalesce(n.person_id, n.organisation_id) = any(:owners)';
  return query<Notice>(db, `${ledgerSql} and ${mine} order by n.sent_at, n.way, n.id`, { caseId, owners });
}

export async function noticeById(db: Knex, caseId: string, id: string): Promise<Notice | null> {
  return queryOne<Notice>(db, `${ledgerSql} and n.id = :id`, { caseId, id });
}

/** Which of these postal numbers are in the ledger already. */
export async function numbersKnown(db: Knex, caseId: string, numbers: readonly string[]): Promise<string[]> {
  const rows = await query<{ number: string }>(
    db,
    `select distinct post_number as number from meeting_notice
    where case_id = :caseId and post_number = any(:numbers) and voided_at is null order by 1`,
    { caseId, numbers },
  );
  return rows.map(({ number }) => number);
}

export interface NoticeOwner {
  personId: string | null;
  organisationId: string | null;
}

// A separate list with IN: it is hashed, whatever the planner assumes about rows written a moment ago.
const inTime = `from meeting_notice n
  where n.case_id = :caseId and n.way in ('letter', 'signature', 'posting')
    and n.sent_at <= :by and n.returned_why is distinct from 'no-such-address' and n.voided_at is null`;
export const notifiedSql = `select coalesce(n.person_id, n.organisation_id) ${inTime}`;

/** The last instant at which a notice is in time; before it is given, nobody is late. */
export function noticeLimit({ file, meeting }: Pick<MeetingFile, 'file' | 'meeting'>, now: Date): Date {
  const { form, opensAt, noticedAt } = meeting;
  return opensAt && noticedAt ? proofDue(form, opensAt, noticedAt, stageTiming(meeting, 'called', file.zone)) : now;
}

/** Owners without a lawful classic notice sent by an instant (N-01, N-03); they need not confirm it. */
export async function ownersNotNotified(db: Knex, caseId: string, by: Date): Promise<NoticeOwner[]> {
  return query<NoticeOwner>(
    db,
    `
    select o.person_id as "personId", o.organisation_id as "organisationId" from (${ownersSql}) o
    where coalesce(o.person_id, o.organisation_id) not in (${notifiedSql})
    order by 1, 2`,
    { caseId, by },
  );
}

/** When the last owner with a classic notice in time was notified; null while nobody was. */
export async function allNotifiedAt(db: Knex, caseId: string, by: Date): Promise<Date | null> {
  const row = await queryOne<{ at: Date | null }>(
    db,
    `
    select max(t.first) as at from (
      select min(n.sent_at) as first ${inTime} group by coalesce(n.person_id, n.organisation_id)) t`,
    { caseId, by },
  );
  return row?.at ?? null;
}
