import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { laneOf } from '../activities/letters/lane';
import { outsideChannels, type OutsideChannel } from '../store/letters/deliveries';
import { Away, type Gateway, type Gateways } from '../activities/letters/gateway';
import { addPerson } from './site';

/** Tries once to send every unsent letter of a case, whatever the hour and the state of its lane. */
export async function sendNow(db: Knex, gateways: Gateways, caseId: string): Promise<void> {
  await db('delivery')
    .where({ case_id: caseId, sent_at: null, failed_at: null })
    .update({ next_at: new Date(0), claimed_by: null, claimed_until: null });
  await db('letter_lane').update({ down_since: null, probe_at: null, tries: 0 });
  await sendDue(db, gateways);
}

/** A mail server for tests: running, down, or hanging; it keeps every letter as often as it received it. */
export function mailServer() {
  const taken: string[] = [];
  let release: () => void = () => undefined;
  const server = {
    taken,
    fault: null as 'away' | 'hangs' | null,
    hung: new Promise<void>((free) => (release = free)),
    release: () => release(),
  };
  const gateway: Gateway = {
    async send({ id }) {
      if (server.fault === 'away') throw new Away('nobody there');
      if (server.fault === 'hangs') await server.hung;
      taken.push(id);
      return { n: taken.length };
    },
  };
  return { server, gateways: { email: gateway, sms: gateway, push: gateway } };
}

export interface Circular {
  channel: 'email' | 'sms';
  count: number;
  caseId?: string | null;
  at: Date;
  /** A confirmed address; null: the addressee has none. */
  address?: string | null;
  atNight?: boolean;
}

/** Writes many letters to one new person, all due at once, in one statement; returns their ids. */
export async function writeMany(
  owner: Knex,
  {
    channel,
    count,
    caseId = null,
    at,
    atNight = false,
    address = channel === 'sms' ? '+79005550199' : 'petr@example.test',
  }: Circular,
): Promise<string[]> {
  const personId = await addPerson(owner);
  const way = { channel: channel === 'sms' ? 'phone' : 'email', value: address, confirmed_at: at };
  if (address) await owner('contact').insert({ id: randomUUID(), person_id: personId, ...way });
  const { rows } = await owner.raw<{ rows: { id: string }[] }>(
    `insert into delivery (id, case_id, key, channel, letter, facts, person_id, created_at, next_at, at_night)
     select n.id, :caseId::uuid, n.id, :channel, 'appeal-registered', '{}', :personId::uuid, :at::timestamptz, :at::timestamptz,
       nullif(:atNight, false)
     from (select gen_random_uuid() as id from generate_series(1, :count)) n returning id`,
    { caseId, channel, personId, at, count, atNight },
  );
  return rows.map(({ id }) => id);
}

/** Sends everything that is due now, until nothing is due. */
export async function sendDue(
  db: Knex,
  gateways: Gateways,
  channels: readonly OutsideChannel[] = outsideChannels,
): Promise<void> {
  const ended = new AbortController().signal;
  for (const channel of channels) {
    const { turn } = laneOf({ db, channel, gateway: gateways[channel], markMs: 0, ended });
    while ((await turn()) > 0);
  }
}
