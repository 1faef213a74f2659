import type { Knex } from 'knex';
import { createHash, randomUUID } from 'node:crypto';
import type { Letter } from './case/types';
import type { Facts } from './case/chain';
import { browsersOf } from './push';

export type Channel = 'cabinet' | 'email' | 'sms' | 'push' | 'paper';
/** What leaves by a gateway; the rest is there at once. */
export const outsideChannels = ['email', 'sms', 'push'] as const satisfies readonly Channel[];

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
 * Writes a letter as one row per channel, in the transaction of the fact it tells of. The cabinet has it at once;
 * the rest leaves through activities. A key written before changes nothing.
 */
export async function writeLetters(
  trx: Knex,
  caseId: string | null,
  letters: readonly Letter[],
  at: Date,
): Promise<void> {
  for (const letter of letters) {
    const ways = await waysOf(trx, letter);
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
      next_at: at,
      sent_at: channel === 'cabinet' || channel === 'paper' ? at : null,
    }));
    await trx('delivery').insert(rows).onConflict('key').ignore();
  }
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

const columns = [
  'id',
  'case_id as caseId',
  'channel',
  'letter',
  'facts',
  'person_id as personId',
  'organisation_id as organisationId',
  'push_subscription_id as browserId',
  'created_at as createdAt',
  'attempts',
] as const;

/** What of a case has still to leave, oldest first. */
export async function openDeliveries(db: Knex, caseId: string): Promise<Delivery[]> {
  return db('delivery')
    .where({ case_id: caseId, sent_at: null, failed_at: null })
    .orderBy('created_at')
    .select(...columns);
}

/** One sender per case at a time, whoever was first; false: somebody else is at it. */
export async function sendAlone(db: Knex, caseId: string, work: () => Promise<void>): Promise<boolean> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { got: boolean }[] }>(
      `select pg_try_advisory_xact_lock(hashtextextended('letters:' || ?, 0)) as got`,
      [caseId],
    );
    if (!rows[0]?.got) return false;
    await work();
    return true;
  });
}

/** Cases with letters that no step is about to send: receipts of ballots and other records. */
export async function casesWithWaitingLetters(db: Knex, limit: number): Promise<string[]> {
  const rows = await db('delivery')
    .whereNull('sent_at')
    .whereNull('failed_at')
    .whereNotNull('case_id')
    .whereIn('channel', [...outsideChannels])
    .groupBy('case_id')
    .orderByRaw('min(created_at)')
    .limit(limit)
    .select('case_id');
  return rows.map((row: { case_id: string }) => row.case_id);
}

/**
 * The address a delivery goes to; null when the person has none any more. Never logged, never in a history. For a push
 * it is the browser's id: the endpoint and its keys are read by the gateway alone.
 */
export async function addressOf(db: Knex, delivery: Delivery): Promise<string | null> {
  if (delivery.channel === 'push') return delivery.browserId;
  if (delivery.organisationId) {
    const row = await db('organisation').where({ id: delivery.organisationId }).first('email');
    return row?.email ?? null;
  }
  const channel = delivery.channel === 'sms' ? 'phone' : 'email';
  const row = await db('contact')
    .where({ person_id: delivery.personId, channel })
    .whereNotNull('confirmed_at')
    .orderBy([
      { column: 'preferred', order: 'desc' },
      { column: 'confirmed_at', order: 'desc' },
    ])
    .first('value');
  return row?.value ?? null;
}

export async function markSent(db: Knex, id: string, proof: Facts): Promise<void> {
  await db.raw(
    `update delivery set sent_at = greatest(domovoy_now(), created_at), attempts = attempts + 1, problem = null,
       failed_at = null, proof = ?::jsonb
     where id = ? and sent_at is null`,
    [JSON.stringify(proof), id],
  );
}

/**
 * A failure for ever is a fact for people to act on; a passing one is tried again. Neither is said of a letter that has
 * left or was given up meanwhile: a sender that comes late with his failure is not believed.
 */
export async function markTried(db: Knex, id: string, problem: string, forEver: boolean): Promise<void> {
  await db.raw(
    `update delivery set attempts = attempts + 1, problem = ?, failed_at = case when ? then domovoy_now() end
     where id = ? and sent_at is null and failed_at is null`,
    [problem, forEver, id],
  );
}

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
