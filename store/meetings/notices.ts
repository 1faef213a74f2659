import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { NoticeWay } from '../../law/meeting/notice';
import { Refusal } from '../../law/refusal';
import { query, queryOne } from '../registry/query';

export type ReturnReason = 'not-collected' | 'refused' | 'no-such-address';

/** One line of the ledger: one owner told in one way. */
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
  /** The sheet signed, the postal receipt, the photo of the posting (N-13). */
  proofIds: string[];
  note: string;
  recordedBy: string | null;
  recordedAt: Date;
}

/** `personId` or `organisationId` names the owner; a posting tells everyone and names nobody. */
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

const ownersSql = `select distinct h.person_id, h.organisation_id from meeting_holder h
  where h.case_id = :caseId and h.to_day is null`;

/** Everyone the register knows is told in the system at this instant (N-02); reading it makes it effective (N-05). */
export async function writeSystemNotices(trx: Knex, caseId: string, at: Date): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `
    insert into meeting_notice (id, case_id, person_id, organisation_id, way, sent_at, recorded_at)
    select gen_random_uuid(), :caseId, o.person_id, o.organisation_id, 'system', :at, :at from (${ownersSql}) o`,
    { caseId, at },
  );
  return rowCount;
}

/** Records a letter, a hand-over or a posting with its proof. What is written here is never changed, only returned. */
export async function recordNotice(trx: Knex, notice: NewNotice): Promise<void> {
  const { caseId, way, sentAt, recordedAt } = notice;
  await mustTakeNotice(trx, caseId, way, sentAt, recordedAt);
  const { effectiveAt = null, postNumber = null, proofIds = [], note = '', recordedBy } = notice;
  const row = {
    case_id: caseId,
    way,
    sent_at: sentAt,
    effective_at: effectiveAt,
    post_number: postNumber,
    proof_ids: proofIds,
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

async function mustTakeNotice(
  trx: Knex,
  caseId: string,
  way: NoticeWay,
  sentAt: Date,
  recordedAt: Date,
): Promise<void> {
  const row = await queryOne<{ noticed_at: Date | null; place: string | null }>(
    trx,
    'select noticed_at, posting_decided_by as place from meeting where case_id = :caseId',
    { caseId },
  );
  if (!row?.noticed_at) {
    throw new Refusal('notice-not-given', 'Сначала дайте сообщение о собрании: потом отмечают, кому его вручили.', 409);
  }
  if (way === 'posting' && row.place === null) {
    const say = 'Объявление в доме годится, только если прежнее собрание назвало место (ЖК РФ, ст. 45 ч. 4).';
    throw new Refusal('posting-place-undecided', say, 422, { way: say });
  }
  if (sentAt > recordedAt) {
    const say = 'Уведомление не могли отправить позже, чем его записали. Исправьте дату.';
    throw new Refusal('notice-later', say, 422, { sentAt: say });
  }
  if (sentAt < row.noticed_at) {
    const say = 'Сообщения о собрании тогда ещё не было. Исправьте дату отправки.';
    throw new Refusal('notice-earlier', say, 422, { sentAt: say });
  }
}

/** A registered letter came back. Not collected still counts (ГК РФ ст. 165.1); a wrong address tells nobody. */
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

/** The post or the owner proved receipt. */
export async function markReceived(trx: Knex, id: string, at: Date, proofIds: readonly string[]): Promise<void> {
  await trx('meeting_notice')
    .where({ id })
    .update({ effective_at: at, proof_ids: trx.raw('proof_ids || ?::uuid[]', [[...proofIds]]) });
}

const columns = `n.id, n.case_id as "caseId", n.person_id as "personId", n.organisation_id as "organisationId", n.way,
  n.sent_at as "sentAt", n.returned_at as "returnedAt", n.returned_why as "returnedWhy", n.post_number as "postNumber",
  n.proof_ids as "proofIds", n.note, n.recorded_by as "recordedBy", n.recorded_at as "recordedAt"`;

/** The ledger. A message in the system is effective from the owner's first look into the cabinet after it (N-05). */
export async function noticesOf(db: Knex, caseId: string): Promise<Notice[]> {
  return query<Notice>(
    db,
    `
    select ${columns}, coalesce(n.effective_at, case when n.way = 'system' then (
      select min(d.effective_at) from delivery d where d.case_id = n.case_id and d.letter = 'meeting-notice'
        and (d.person_id = n.person_id or d.organisation_id = n.organisation_id)) end) as "effectiveAt"
    from meeting_notice n where n.case_id = :caseId order by n.sent_at, n.way, n.id`,
    { caseId },
  );
}

export interface Owner {
  personId: string | null;
  organisationId: string | null;
}

// Written as the unique index is: a house may have ten thousand owners.
const classic = `n.case_id = :caseId and n.way in ('letter', 'signature', 'posting')
  and coalesce(n.person_id, n.organisation_id) = coalesce(o.person_id, o.organisation_id)
  and n.sent_at <= :by and n.returned_why is distinct from 'no-such-address'`;

/** Owners of the register with no lawful classic notice sent by an instant (N-01, N-03): voting waits for nobody's word. */
export async function notTold(db: Knex, caseId: string, by: Date): Promise<Owner[]> {
  return query<Owner>(
    db,
    `
    select o.person_id as "personId", o.organisation_id as "organisationId" from (${ownersSql}) o
    where not exists (select from meeting_notice n where ${classic})
    order by 1, 2`,
    { caseId, by },
  );
}

/** When the last owner was told in a classic way within the term; null while somebody was not. */
export async function toldAt(db: Knex, caseId: string, by: Date): Promise<Date | null> {
  const row = await queryOne<{ at: Date | null }>(
    db,
    `
    select max(t.first) as at from (
      select min(n.sent_at) as first from (${ownersSql}) o join meeting_notice n on ${classic}
      group by o.person_id, o.organisation_id) t`,
    { caseId, by },
  );
  return row?.at ?? null;
}
