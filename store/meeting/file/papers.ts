import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { paperKinds, type PaperKind } from '../../../law/meeting/protocol/papers';
import { idFrom } from '../../sql/ids';
import { query } from '../../sql/query';
import { lawColumns, lawOf, type LawRow } from '../law';

export interface OwedPaper {
  caseId: string;
  kind: PaperKind;
}

/**
 * Papers that the facts require and that are not made yet, the protocol first: it is due soonest (E-14). What is owed
 * follows from the facts alone, so nothing is forgotten when a worker dies.
 */
export async function papersOwed(db: Knex, most: number): Promise<OwedPaper[]> {
  return query<OwedPaper>(
    db,
    `
    select m.case_id as "caseId", k.kind from meeting m
    join case_file f on f.id = m.case_id
    left join meeting_protocol p on p.case_id = m.case_id
    cross join lateral (values
      (1, 'protocol-xml', p.complete_at is not null and m.form = 'electronic'),
      (2, 'protocol', p.complete_at is not null),
      (3, 'protocol-public', p.complete_at is not null),
      (4, 'protocol-draft', p.case_id is not null and p.complete_at is null),
      (5, 'notice', m.frozen_at is not null and f.phase <> 'cancelled'),
      (6, 'delivery-sheet', m.frozen_at is not null and m.sealed_at is null and f.phase <> 'cancelled'),
      (7, 'ballot-form', m.frozen_at is not null and m.sealed_at is null and f.phase <> 'cancelled')
    ) k(place, kind, owed)
    where k.owed and not exists (select from case_document d where d.case_id = m.case_id and d.kind = k.kind)
    order by k.place, m.frozen_at desc, m.case_id limit :most`,
    { most },
  );
}

/** An electronic meeting that is over and has no protocol of the system, whatever the reason. */
export interface MissingProtocol {
  caseId: string;
  zone: string;
  region: string | null;
  /** The law by which its protocol is drawn up. */
  lawDay: Day;
  closesAt: Date;
  /** The caller and the administrator of the meeting. */
  people: string[];
  organisations: string[];
}

export async function protocolsMissing(db: Knex, now: Date): Promise<MissingProtocol[]> {
  const rows = await query<Omit<MissingProtocol, 'lawDay'> & LawRow>(
    db,
    `
    select m.case_id as "caseId", f.zone, f.region, ${lawColumns},
      array_remove(array[m.initiator_person_id, m.administrator_person_id], null) as people,
      array_remove(array[m.initiator_organisation_id, m.administrator_organisation_id], null) as organisations
    from meeting m join case_file f on f.id = m.case_id
    where m.form = 'electronic' and m.closes_at <= :now
      and f.phase in ('voting', 'counted', 'no-quorum', 'protocol', 'handed', 'filed', 'returned', 'registered')
      and not exists (select from case_document d where d.case_id = m.case_id and d.kind = 'protocol-xml')
    order by m.closes_at, m.case_id`,
    { now },
  );
  return rows.map((row) => ({ ...row, lawDay: lawOf(row, row.zone).drawn }));
}

/** The id of a paper is made from its case and kind: made by two workers at once, it is still one. */
export const paperId = ({ caseId, kind }: OwedPaper): string => idFrom(caseId, kind);

/** A person or an organisation, as a protocol names them. */
export interface NamedInPaper {
  id: string;
  /** The full name of an organisation; surname and names of a person. */
  name: string;
  /** What the published list may show of a person: given name and first letter of the surname. */
  brief: string;
  snils: string | null;
  ogrn: string | null;
  /** Address and phone of an organisation; nothing for a person. */
  contact: string | null;
}

/** Names of holders, signers and initiators by id. СНИЛС is for the originals only, never for a page. */
export async function identitiesOf(db: Knex, ids: readonly string[]): Promise<Map<string, NamedInPaper>> {
  const rows = await query<NamedInPaper>(
    db,
    `
    select id, concat_ws(' ', family_name, given_name, patronymic) as name, given_name || ' ' || left(family_name, 1) || '.' as brief,
      snils, null as ogrn, null as contact
    from person where id = any(:ids)
    union all
    select id, name, short_name as brief, null as snils, ogrn,
      concat_ws(', ', address, 'телефон ' || phone) as contact from organisation where id = any(:ids)`,
    { ids: [...new Set(ids)] },
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Papers and files of the meeting itself, without their content. */
export interface FiledPaper {
  id: string;
  kind: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  at: Date;
}

export async function filedPapersOf(db: Knex, caseId: string): Promise<FiledPaper[]> {
  return db('case_document')
    .where({ case_id: caseId })
    .whereIn('kind', [...paperKinds])
    .orderBy('at')
    .select<FiledPaper[]>('id', 'kind', 'name', 'type', 'size', 'sha256', 'at');
}

/** What every reader of the case may know of each decision: its position in the log, never its content. */
export interface DecisionLine {
  id: string;
  seq: number;
  rightId: string;
  holderId: string;
  channel: string;
  receivedAt: Date;
  decidedOn: string | null;
  tracker: string;
  scanSha256: string | null;
  hasSnils: boolean;
  particulars: string[];
  loggedAt: Date;
  /** A sheet typed by one person only: nobody else was there for the second typing, or the close came first. */
  typedAlone: boolean;
}

export async function decisionLines(db: Knex, caseId: string): Promise<DecisionLine[]> {
  return query<DecisionLine>(
    db,
    `
    select b.id, b.seq, b.right_id as "rightId", coalesce(b.person_id, b.organisation_id) as "holderId", b.channel,
      b.received_at as "receivedAt", b.decided_on as "decidedOn", left(b.leaf, 20) as tracker, d.sha256 as "scanSha256",
      b.logged_at as "loggedAt", b.particulars, 'snils' = any(b.particulars) as "hasSnils",
      coalesce(e.first_by = coalesce(e.second_by, e.first_by) and e.first_by = coalesce(e.settled_by, e.first_by), false) as "typedAlone"
    from meeting_ballot b left join case_document d on d.id = b.scan_document_id
    left join meeting_ballot_entry e on e.ballot_id = b.id
    where b.case_id = :caseId order by b.seq`,
    { caseId },
  );
}
