import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { type Fraction, multiply, parseFraction, sum } from '../../../law/base/fraction';
import { Refusal } from '../../../law/base/refusal';
import { votingRightsOn, type RightOn } from '../../registry/rights';
import { mustBePreparing } from '../phase';
import { mustHaveMeeting, type Meeting } from '../rows';

const handed = (): Refusal =>
  new Refusal('request-handed', 'Требование уже передано: подписи больше не меняют (ЖК РФ, ст. 45 ч. 6).', 409);

/** An owner joins the request for a meeting (K-05). A second signature changes nothing. */
export async function signPetition(trx: Knex, caseId: string, personId: string, at: Date, day: Day): Promise<void> {
  const meeting = await mustGather(trx, caseId);
  const held = (await votingRightsOn(trx, meeting.buildingId, day)).some((right) => right.personId === personId);
  if (!held)
    throw new Refusal('not-an-owner', 'Подписать требование может только собственник помещения этого дома.', 403);
  await trx('meeting_signature')
    .insert({ case_id: caseId, person_id: personId, at })
    .onConflict(['case_id', 'person_id'])
    .ignore();
}

export async function withdrawSignature(trx: Knex, caseId: string, personId: string): Promise<void> {
  await mustGather(trx, caseId);
  await trx('meeting_signature').where({ case_id: caseId, person_id: personId }).delete();
}

async function mustGather(trx: Knex, caseId: string): Promise<Meeting> {
  await mustBePreparing(trx, caseId);
  const meeting = await mustHaveMeeting(trx, caseId);
  if (meeting.initiatorKind !== 'group')
    throw new Refusal('not-a-request', 'Под этим собранием подписи не собирают: его созывает один инициатор.', 409);
  if (meeting.requestedAt !== null) throw handed();
  return meeting;
}

/** Who supports a request, and with how many votes of the house on a day. */
export interface Petition {
  signers: string[];
  votes: Fraction;
}

export async function petitionOf(db: Knex, { caseId, buildingId }: Meeting, day: Day): Promise<Petition> {
  const rows = await db('meeting_signature')
    .where({ case_id: caseId })
    .orderBy('at')
    .select<{ id: string }[]>({ id: 'person_id' });
  const signers = rows.map(({ id }) => id);
  const held = (await votingRightsOn(db, buildingId, day)).filter(
    ({ personId }) => personId !== null && signers.includes(personId),
  );
  return { signers, votes: sum(once(held).map(({ area, share }) => multiply(parseFraction(area ?? '0'), share))) };
}

/** Spouses in joint ownership hold one right: two signatures under it are still one area. */
const once = (rights: readonly RightOn[]): RightOn[] => [
  ...new Map(rights.map((right) => [right.jointGroup ?? right.id, right])).values(),
];
