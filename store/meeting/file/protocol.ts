import type { Knex } from 'knex';
import { Refusal } from '../../../law/base/refusal';
import { query } from '../../sql/query';
import { councilOf } from './council';
import type { Meeting } from '../rows';

export type SignerPart = 'chair' | 'secretary' | 'counter' | 'council' | 'founder' | 'initiator';

export interface Protocol {
  caseId: string;
  number: string;
  /** The order it follows: 44/пр before 01.09.2025, 266/пр since. */
  formNorm: string;
  draftedAt: Date;
  /** When the last signature was made, or the system's own. */
  completeAt: Date | null;
  documentId: string | null;
  xmlId: string | null;
}

const columns = {
  caseId: 'case_id',
  number: 'number',
  formNorm: 'form_norm',
  draftedAt: 'drafted_at',
  completeAt: 'complete_at',
  documentId: 'document_id',
  xmlId: 'xml_id',
};

export async function protocolOf(db: Knex, caseId: string): Promise<Protocol | null> {
  return (await db('meeting_protocol').where({ case_id: caseId }).first<Protocol | undefined>(columns)) ?? null;
}

/** The draft begins when the votes are counted; a second call changes nothing. */
export async function draftProtocol(
  trx: Knex,
  { caseId, number, formNorm, draftedAt }: Pick<Protocol, 'caseId' | 'number' | 'formNorm' | 'draftedAt'>,
): Promise<void> {
  await trx('meeting_protocol')
    .insert({ case_id: caseId, number, form_norm: formNorm, drafted_at: draftedAt })
    .onConflict('case_id')
    .ignore();
}

export async function completeProtocol(trx: Knex, caseId: string, at: Date): Promise<void> {
  await trx('meeting_protocol').where({ case_id: caseId, complete_at: null }).update({ complete_at: at });
}

/** Files of the protocol, once they are made; the newest is shown. */
export async function fileProtocol(
  trx: Knex,
  caseId: string,
  documents: { documentId?: string; xmlId?: string },
): Promise<void> {
  const { documentId, xmlId } = documents;
  await trx('meeting_protocol')
    .where({ case_id: caseId })
    .update({ ...(documentId && { document_id: documentId }), ...(xmlId && { xml_id: xmlId }) });
}

export interface Signer {
  part: SignerPart;
  personId: string;
  signedAt: Date | null;
}

/** Who must sign (P-07, P-08): chair, secretary and counters; without a commission the initiator counts. */
export function mustSign({ chairId, secretaryId, counterIds, initiatorPersonId }: Meeting): Omit<Signer, 'signedAt'>[] {
  const counters = counterIds.map((personId) => ({ part: 'counter' as const, personId }));
  return [
    ...(chairId ? [{ part: 'chair' as const, personId: chairId }] : []),
    ...(secretaryId ? [{ part: 'secretary' as const, personId: secretaryId }] : []),
    ...counters,
    ...(counters.length === 0 && initiatorPersonId
      ? [{ part: 'initiator' as const, personId: initiatorPersonId }]
      : []),
  ];
}

/** Everyone who must sign, with the instant of the signature if there is one; and anyone else who signed. */
export async function signersOf(db: Knex, meeting: Meeting): Promise<Signer[]> {
  const signed = await db('meeting_protocol_signature')
    .where({ case_id: meeting.caseId })
    .orderBy('signed_at')
    .select<{ part: SignerPart; personId: string; signedAt: Date }[]>({
      part: 'part',
      personId: 'person_id',
      signedAt: 'signed_at',
    });
  const same =
    (one: Omit<Signer, 'signedAt'>) =>
    (other: Omit<Signer, 'signedAt'>): boolean =>
      one.part === other.part && one.personId === other.personId;
  const founders = (await foundersOf(db, meeting.caseId)).map((personId) => ({ part: 'founder' as const, personId }));
  const council = (await councilOf(db, meeting.caseId)).map((personId) => ({ part: 'council' as const, personId }));
  const owed = [...mustSign(meeting), ...council, ...founders].map((one): Signer => ({
    ...one,
    signedAt: signed.find(same(one))?.signedAt ?? null,
  }));
  return [...owed, ...signed.filter((one) => !owed.some(same(one)))];
}

/** P-08, ЖК РФ ст. 136 ч. 1.1: everyone whose counted decision was «за» founding the association. */
async function foundersOf(db: Knex, caseId: string): Promise<string[]> {
  const rows = await query<{ personId: string }>(
    db,
    `
    select b.person_id as "personId" from meeting_result r
    join meeting_question q on q.id = r.question_id and q.kind = 'TSN_CREATE'
    join meeting_count c on c.case_id = r.case_id
    cross join lateral jsonb_to_recordset(c.outcomes) o(ballot uuid, verdict text)
    join meeting_ballot b on b.id = o.ballot and o.verdict = 'counted' and b.marks -> q.id::text = '["for"]'
    join meeting_right t on t.id = b.right_id
    where r.case_id = :caseId and r.passed and b.person_id is not null
    group by b.person_id order by min(t.place)`,
    { caseId },
  );
  return rows.map(({ personId }) => personId);
}

export async function addSignature(
  trx: Knex,
  caseId: string,
  signer: { part: SignerPart; personId: string; at: Date },
): Promise<void> {
  const { part, personId, at } = signer;
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `insert into meeting_protocol_signature (case_id, part, person_id, signed_at) values (?, ?, ?, ?) on conflict do nothing`,
    [caseId, part, personId, at],
  );
  if (rowCount === 0) throw new Refusal('signed-already', 'Ваша подпись под протоколом уже стоит.', 409);
}
