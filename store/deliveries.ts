import type { Knex } from 'knex';
import { createHash, randomUUID } from 'node:crypto';
import { ringsAt } from '../law/letters/night';
import type { Letter } from './case/types';
import type { Facts } from './case/chain';
import { browsersOf } from './push';

export type Channel = 'cabinet' | 'email' | 'sms' | 'push' | 'paper';
/** What leaves by a gateway; the rest is there at once. */
export const outsideChannels = ['email', 'sms', 'push'] as const satisfies readonly Channel[];
export type OutsideChannel = (typeof outsideChannels)[number];

/** One letter on one channel, as the sender sees it. */
export interface Delivery {
  id: string;
  caseId: string | null;
  channel: Channel;
  letter: string;
  facts: Facts;
  personId: string | null;
  organisationId: string | null;
  /** The browser of a push; null once it is forgotten. */
  browserId: string | null;
  createdAt: Date;
  attempts: number;
}

/** One way of a letter: a channel, and for a push the browser. */
interface Way {
  channel: Channel;
  browserId?: string;
}

/**
 * Writes a letter as one row per channel, in the transaction of the fact it tells of. The cabinet has it at once; the
 * rest leaves by the lane of its channel, what rings not before the morning. A key written before changes nothing.
 */
export async function writeLetters(
  trx: Knex,
  caseId: string | null,
  letters: readonly Letter[],
  at: Date,
): Promise<void> {
  for (const letter of letters) {
    const ways = await waysOf(trx, letter);
    const rings = letter.atNight || !ways.some(({ channel }) => rung(channel)) ? at : await morningOf(trx, caseId, at);
    const rows = ways.map(({ channel, browserId = null }) => ({
      id: randomUUID(),
      case_id: caseId,
      key: [letter.key, channel, browserId].filter(Boolean).join(':'),
      channel,
      push_subscription_id: browserId,
      letter: letter.letter,
      person_id: letter.personId ?? null,
      organisation_id: letter.organisationId ?? null,
      facts: JSON.stringify(letter.facts),
      created_at: at,
      next_at: rung(channel) ? rings : at,
      at_night: letter.atNight ? true : null,
      sent_at: channel === 'cabinet' || channel === 'paper' ? at : null,
    }));
    await trx('delivery').insert(rows).onConflict('key').ignore();
  }
}

/** What makes a phone ring. */
export const rung = (channel: Channel): boolean => channel === 'sms' || channel === 'push';

/** The zone of the house of a case; of the region where there is no house. In SQL, over the row of a case. */
export const houseZone = (file: string): string =>
  `coalesce(${file}.zone, (select mode() within group (order by zone) from building), 'Europe/Moscow')`;

/** From when on a message of this case may ring. */
export async function morningOf(trx: Knex, caseId: string | null, at: Date): Promise<Date> {
  const { rows } = await trx.raw<{ rows: { zone: string }[] }>(
    `select ${houseZone('f')} as zone from (select ?::uuid as id) w left join case_file f on f.id = w.id`,
    [caseId],
  );
  const [row] = rows;
  if (!row) throw new Error('A join on the left always has a row');
  return ringsAt(at, row.zone);
}

async function waysOf(trx: Knex, letter: Letter): Promise<Way[]> {
  const has = new Set<string>(await contactChannels(trx, letter));
  const short = (letter.channel ?? (letter.urgent ? 'sms' : '')) === 'sms';
  const ways: Way[] = [{ channel: 'cabinet' }];
  if (has.has('email') && (letter.channel ?? 'email') === 'email') ways.push({ channel: 'email' });
  if (has.has('phone') && short) ways.push({ channel: 'sms' });
  // What is worth a short message is worth a notification in every browser that asked for them.
  if (letter.personId && short)
    for (const { id } of await browsersOf(trx, letter.personId)) ways.push({ channel: 'push', browserId: id });
  if (letter.channel === 'paper') ways.push({ channel: 'paper' });
  return ways;
}

/** Ways out of the house that an addressee has confirmed. */
export async function contactChannels(
  trx: Knex,
  letter: Pick<Letter, 'personId' | 'organisationId'>,
): Promise<string[]> {
  if (letter.personId) {
    const rows = await trx('contact')
      .where({ person_id: letter.personId })
      .whereNotNull('confirmed_at')
      .distinct('channel');
    return rows.map((row: { channel: string }) => row.channel);
  }
  const organisation = await trx('organisation').where({ id: letter.organisationId }).first('email');
  return organisation?.email ? ['email'] : [];
}

/** The columns of a letter as the sender sees it; in SQL. */
export const delivered = (row: string): string =>
  `${row}.id, ${row}.case_id as "caseId", ${row}.channel, ${row}.letter, ${row}.facts, ${row}.person_id as "personId",
   ${row}.organisation_id as "organisationId", ${row}.push_subscription_id as "browserId",
   ${row}.created_at as "createdAt", ${row}.attempts`;

/** The first time the addressee opens it is the first legally effective instant of the cabinet. */
export async function markRead(db: Knex, personId: string, id: string): Promise<void> {
  await db.raw(
    `update delivery set read_at = domovoy_now(), effective_at = domovoy_now()
     where id = ? and person_id = ? and channel = 'cabinet' and read_at is null`,
    [id, personId],
  );
}

/** The same delivery always carries the same Message-ID: a second sending after a crash is the same message. */
export const messageId = (deliveryId: string): string =>
  `<${createHash('sha256').update(deliveryId).digest('hex').slice(0, 32)}@domovoy>`;
