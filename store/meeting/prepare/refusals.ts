import type { Knex } from 'knex';
import { type Fraction, fraction, sum } from '../../../law/base/fraction';
import { applies, dueOf, limitWords, timeliness } from '../../../law/base/timing';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { query } from '../../sql/query';
import { lockedPhase } from '../phase';
import { rightsForPerson } from '../relation';
import { stageTiming } from '../law';
import { mustHaveMeeting, type Meeting } from '../rows';

/** K-20: only the form of a first electronic meeting may be refused, and only if the law of its day allowed that. */
export const mayBeRefused = ({ form, firstElectronic, lawDay, noticedAt }: Meeting): boolean =>
  form === 'electronic' && firstElectronic && noticedAt !== null && applies('K-20', lawDay);

/** An owner refuses the electronic form with all rights they may decide for. A repeat changes nothing. */
export async function refuseElectronic(
  trx: Knex,
  caseId: string,
  { personId, at, zone }: { personId: string; at: Date; zone: string },
): Promise<void> {
  const phase = await lockedPhase(trx, caseId);
  const meeting = await mustHaveMeeting(trx, caseId);
  const { opensAt } = meeting;
  if (phase !== 'noticed' || !opensAt || !mayBeRefused(meeting))
    throw new Refusal('form-not-refusable', 'От формы этого собрания отказаться нельзя (ЖК РФ, ст. 47.1).', 409);
  const due = dueOf('K-20', opensAt, stageTiming(meeting, 'called', zone));
  if (timeliness(due, at) === 'late')
    throw new Refusal('refusal-late', `Отказаться можно было ${limitWords(due)} (${due.citation}).`, 409);
  const rights = await rightsForPerson(trx, caseId, personId, localOf(at, zone).day);
  if (rights.length === 0)
    throw new Refusal('not-an-owner', 'Отказаться может только собственник помещения этого дома.', 403);
  const ids = [...new Set(rights.map(({ rightId }) => rightId))];
  await trx('meeting_refusal')
    .insert(ids.map((id) => ({ case_id: caseId, right_id: id, person_id: personId, at })))
    .onConflict(['case_id', 'right_id'])
    .ignore();
}

export interface Refused {
  rights: number;
  votes: Fraction;
  /** Holders of the rights that have refused, as recorded. */
  people: string[];
}

export async function refusedForm(db: Knex, caseId: string): Promise<Refused> {
  const rows = await query<{ n: string; d: string; person: string }>(
    db,
    `
    select r.votes_n as n, r.votes_d as d, x.person_id as person
    from meeting_refusal x join meeting_right r on r.id = x.right_id where x.case_id = :caseId`,
    { caseId },
  );
  return {
    rights: rows.length,
    votes: sum(rows.map(({ n, d }) => fraction(BigInt(n), BigInt(d)))),
    people: rows.map(({ person }) => person),
  };
}
