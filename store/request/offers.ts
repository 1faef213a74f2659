import type { Knex } from 'knex';

export type OfferAnswer = 'accepted' | 'declined' | 'silent' | 'withdrawn';

/** A request given to somebody, and what they answered. */
export interface Offer {
  place: number;
  personId: string | null;
  contractorId: string | null;
  /** null: Domovoy itself. */
  byId: string | null;
  /** Why this one, as law/dispatch/propose says it. */
  reasons: readonly unknown[];
  at: Date;
  answer: OfferAnswer | null;
  why: string | null;
  answeredAt: Date | null;
}

export const offersOf = (db: Knex, caseId: string): Promise<Offer[]> =>
  db('request_offer')
    .where({ case_id: caseId })
    .orderBy('place')
    .select(
      'place',
      'person_id as personId',
      'contractor_id as contractorId',
      'by_id as byId',
      'reasons',
      'at',
      'answer',
      'why',
      'answered_at as answeredAt',
    );

export async function addOffer(
  trx: Knex,
  caseId: string,
  { personId, contractorId, byId, reasons, at }: Pick<Offer, 'personId' | 'contractorId' | 'byId' | 'reasons' | 'at'>,
): Promise<void> {
  await trx('request_offer').insert({
    case_id: caseId,
    place: trx.raw('(select count(*) from request_offer where case_id = ?)', [caseId]),
    person_id: personId,
    contractor_id: contractorId,
    by_id: byId,
    reasons: JSON.stringify(reasons),
    at,
  });
}

/** The answer to the offer that stands; none stands any more after it. */
export async function answerOffer(
  trx: Knex,
  caseId: string,
  answer: { answer: OfferAnswer; why?: string; at: Date },
): Promise<void> {
  await trx('request_offer')
    .where({ case_id: caseId, answer: null })
    .update({ answer: answer.answer, why: answer.why ?? null, answered_at: answer.at });
}
