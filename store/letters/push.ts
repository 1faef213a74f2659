import type { Knex } from 'knex';

/** A browser as its push service knows it. Endpoint and keys are given to the gateway only. */
export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
  serverKey: string;
}

/** A browser as its owner sees it. */
export interface Browser {
  id: string;
  agent: string;
  createdAt: Date;
  endpoint: string;
}

export interface NewSubscription extends Subscription {
  id: string;
  personId: string;
  agent: string;
}

const AGENT_MOST = 200;

/**
 * Stores a browser. A browser has one endpoint whoever signs in there, so it belongs to the last person who switched
 * notifications on: the previous person's letters are not shown on the same machine.
 */
export async function subscribe(trx: Knex, wish: NewSubscription): Promise<string> {
  const { personId, endpoint, p256dh, auth, serverKey } = wish;
  await trx('push_subscription').where({ endpoint }).whereNot({ person_id: personId }).delete();
  const row = { p256dh, auth, server_key: serverKey, agent: wish.agent.slice(0, AGENT_MOST) };
  const [kept] = await trx('push_subscription')
    .insert({ id: wish.id, person_id: personId, endpoint, ...row })
    .onConflict('endpoint')
    .merge(row)
    .returning<{ id: string }[]>('id');
  if (!kept) throw new Error('A browser that was written has no row');
  return kept.id;
}

/** The browsers of a person, newest first. */
export async function browsersOf(db: Knex, personId: string): Promise<Browser[]> {
  return db('push_subscription')
    .where({ person_id: personId })
    .orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id' }])
    .select('id', 'agent', 'endpoint', 'created_at as createdAt');
}

/** False when the person has no such browser. Letters still waiting for it fail because there is no address. */
export async function forget(db: Knex, personId: string, id: string): Promise<boolean> {
  return (await db('push_subscription').where({ id, person_id: personId }).delete()) > 0;
}

/** The push service says that this browser no longer exists. */
export async function forgetGone(db: Knex, id: string): Promise<void> {
  await db('push_subscription').where({ id }).delete();
}

export async function subscriptionOf(db: Knex, id: string): Promise<Subscription | null> {
  const row = await db('push_subscription')
    .where({ id })
    .first<Subscription | undefined>('endpoint', 'p256dh', 'auth', 'server_key as serverKey');
  return row ?? null;
}

/** The same letter in the cabinet: keys of one letter differ only by their channel. */
export async function messageBeside(db: Knex, deliveryId: string): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select c.id from delivery d
     join delivery c on c.key = regexp_replace(d.key, ':push:[0-9a-f-]+(:again)*$', ':cabinet') and c.channel = 'cabinet'
     where d.id = ?`,
    [deliveryId],
  );
  return rows[0]?.id ?? null;
}
