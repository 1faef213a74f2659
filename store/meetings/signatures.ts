import type { Knex } from 'knex';
import type { Day } from '../../law/day';
import { add, type Fraction, fraction, multiply, parseFraction, sum, ZERO } from '../../law/fraction';
import { Refusal } from '../../law/refusal';
import { rightsOn } from '../rights';
import { mustBePreparing } from './phase';
import { mustHaveMeeting } from './rows';

/** What a person holds in the house on a day, as votes; spouses in joint ownership each stand for the whole right. */
export async function votesOfPerson(db: Knex, buildingId: string, personId: string, day: Day): Promise<Fraction> {
  const rights = await rightsOn(db, buildingId, day);
  return rights
    .filter((right) => right.personId === personId)
    .reduce((sofar, { area, share }) => add(sofar, multiply(parseFraction(area ?? '0'), share)), ZERO);
}

/** An owner joins the request for a meeting (K-05). Signing twice is once. */
export async function signRequest(trx: Knex, caseId: string, personId: string, at: Date, day: Day): Promise<void> {
  await mustBePreparing(trx, caseId);
  const meeting = await mustHaveMeeting(trx, caseId);
  if (meeting.initiatorKind !== 'group')
    throw new Refusal('not-a-request', 'Под этим собранием подписи не собирают: его созывает один инициатор.', 409);
  const votes = await votesOfPerson(trx, meeting.buildingId, personId, day);
  if (votes.numerator === 0n)
    throw new Refusal('not-an-owner', 'Подписать требование может только собственник помещения этого дома.', 403);
  await trx('meeting_signature')
    .insert({
      case_id: caseId,
      person_id: personId,
      at,
      votes_n: String(votes.numerator),
      votes_d: String(votes.denominator),
    })
    .onConflict(['case_id', 'person_id'])
    .ignore();
}

export async function withdrawSignature(trx: Knex, caseId: string, personId: string): Promise<void> {
  await mustBePreparing(trx, caseId);
  await trx('meeting_signature').where({ case_id: caseId, person_id: personId }).delete();
}

export interface Signature {
  personId: string;
  at: Date;
  votes: Fraction;
}

export async function signaturesOf(db: Knex, caseId: string): Promise<Signature[]> {
  const rows = await db('meeting_signature')
    .where({ case_id: caseId })
    .orderBy('at')
    .select<{ personId: string; at: Date; n: string; d: string }[]>({
      personId: 'person_id',
      at: 'at',
      n: 'votes_n',
      d: 'votes_d',
    });
  return rows.map(({ n, d, ...rest }) => ({ ...rest, votes: fraction(BigInt(n), BigInt(d)) }));
}

export const signedVotes = (signatures: readonly Signature[]): Fraction => sum(signatures.map(({ votes }) => votes));
