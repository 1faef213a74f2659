import type { Knex } from 'knex';
import type { OutsideChannel } from './deliveries';

/** Given up and not ordered again: a task for people. In SQL, over a row of letters. */
export const givenUp = (row: string): string =>
  `${row}.failed_at is not null and not exists (select from delivery again where again.again_of = ${row}.id)`;

/**
 * «Попробовать ещё раз»: each given-up letter is written once more, dated as the first; the record of the first stays
 * as it is. A repeated order changes nothing. Returns how many were ordered.
 */
export async function sendAgain(db: Knex, which: { id?: string; channel?: OutsideChannel }): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into delivery (id, case_id, key, person_id, organisation_id, channel, push_subscription_id, letter, facts,
       created_at, next_at, again_of, again_at)
     select gen_random_uuid(), d.case_id, d.key || ':again', d.person_id, d.organisation_id, d.channel,
       d.push_subscription_id, d.letter, d.facts, d.created_at, domovoy_now(), d.id, domovoy_now()
     from delivery d where ${givenUp('d')} and (:id::uuid is null or d.id = :id)
       and (:channel::text is null or d.channel = :channel) on conflict do nothing`,
    { id: which.id ?? null, channel: which.channel ?? null },
  );
  return rowCount;
}
