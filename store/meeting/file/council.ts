import type { Knex } from 'knex';
import { Refusal } from '../../../law/base/refusal';
import { applies } from '../../../law/base/timing';
import { query } from '../../sql/query';
import { lawOf } from '../law';
import type { Meeting } from '../rows';
import { resultsOf } from '../results';

/** Those the protocol names as elected to the council (P-08). */
export async function councilOf(db: Knex, caseId: string): Promise<string[]> {
  return db('meeting_council_member').where({ case_id: caseId }).orderBy(['named_at', 'person_id']).pluck('person_id');
}

/** ЖК РФ ст. 161.1 ч. 1: only a decision that passed elects. */
export async function councilElected(db: Knex, caseId: string): Promise<boolean> {
  return (await resultsOf(db, caseId)).some(({ kind, passed }) => kind === 'COUNCIL_ELECT' && passed);
}

/** P-08: the members sign their own election, so the protocol waits until it names them. */
export async function councilWaited(db: Knex, { caseId, ...meeting }: Meeting, zone: string): Promise<boolean> {
  if (!applies('P-08', lawOf(meeting, zone).drawn) || (await councilOf(db, caseId)).length > 0) return false;
  return councilElected(db, caseId);
}

/**
 * The person who makes the protocol names the elected (P-03); without a chair and a secretary, the one who called the
 * meeting.
 */
export function namesCouncil({ chairId, secretaryId, initiatorPersonId }: Meeting, personId: string | null): boolean {
  const drawn = [chairId, secretaryId].filter((id) => id !== null);
  return personId !== null && (drawn.length > 0 ? drawn : [initiatorPersonId]).includes(personId);
}

/** Members are owners of the house (ЖК РФ ст. 161.1 ч. 1). Those who have signed already stay in the list. */
export async function nameCouncil(
  trx: Knex,
  caseId: string,
  { members, by, at }: { members: readonly string[]; by: string; at: Date },
): Promise<void> {
  const owners = await trx('meeting_holder')
    .where({ case_id: caseId })
    .whereIn('person_id', [...members])
    .distinct<{ personId: string }[]>({ personId: 'person_id' });
  if (members.length === 0 || owners.length < new Set(members).size) {
    const say = 'Отметьте избранных в совет: это собственники помещений из реестра собрания (ЖК РФ, ст. 161.1 ч. 1).';
    throw new Refusal('member-unknown', say, 422, { members: say });
  }
  const signed: string[] = await trx('meeting_protocol_signature')
    .where({ case_id: caseId, part: 'council' })
    .pluck('person_id');
  if (signed.some((id) => !members.includes(id))) {
    const say = 'Того, кто уже подписал протокол как избранный в совет, из списка убрать нельзя.';
    throw new Refusal('member-signed', say, 409, { members: say });
  }
  await trx('meeting_council_member')
    .where({ case_id: caseId })
    .whereNotIn('person_id', [...members])
    .delete();
  await trx('meeting_council_member')
    .insert([...new Set(members)].map((id) => ({ case_id: caseId, person_id: id, named_by: by, named_at: at })))
    .onConflict(['case_id', 'person_id'])
    .ignore();
}

export interface Candidate {
  id: string;
  name: string;
  places: string[];
}

/**
 * Owners who may be the elected ones: those named in the wording of the question, in any grammatical case, those of the
 * given premises, and those named already. A person chooses; a house may have thousands.
 */
export async function councilCandidates(db: Knex, caseId: string, places: readonly string[]): Promise<Candidate[]> {
  return query<Candidate>(
    db,
    `
    select p.id, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name,
      array_agg(distinct r.premises_number) as places
    from meeting_holder h join meeting_right r on r.id = h.right_id join person p on p.id = h.person_id
    where h.case_id = :caseId and (
      r.premises_number = any(:places)
      or exists (select from meeting_council_member m where m.case_id = h.case_id and m.person_id = p.id)
      or exists (select from meeting_question q where q.case_id = h.case_id and q.kind = 'COUNCIL_ELECT'
        and strpos(lower(q.wording), lower(left(p.family_name, greatest(length(p.family_name) - 2, 3)))) > 0
        and strpos(lower(q.wording), lower(left(p.given_name, greatest(length(p.given_name) - 1, 3)))) > 0))
    group by p.id order by name limit 200`,
    { caseId, places: [...places] },
  );
}
