import { ApplicationFailure } from '@temporalio/activity';
import type { Knex } from 'knex';
import {
  addressOf,
  casesWithWaitingLetters,
  markSent,
  markTried,
  openDeliveries,
  outsideChannels,
  sendAlone,
  type Channel,
  type Delivery,
} from '../store/deliveries';
import type { Facts } from '../store/case/chain';

/** A gateway's «never»: this address or message will not go, however often it is tried. */
export class Undeliverable extends Error {}

/** One way out of the house. Returns the proof that the other side took it. */
export interface Gateway {
  send(delivery: Delivery, address: string): Promise<Facts>;
}

type OutsideChannel = (typeof outsideChannels)[number];
export type Gateways = Readonly<Record<OutsideChannel, Gateway>>;

const isOutside = (channel: Channel): channel is OutsideChannel => outsideChannels.some((one) => one === channel);

const TRIES_MAX = 60;
/** Letters of one case on their way at once: as many as the mail gateway keeps connections. */
const AT_ONCE = 4;

/** Sends every open letter of a case; one that fails does not hold up the others. */
export async function sendLetters(db: Knex, gateways: Gateways, caseId: string): Promise<void> {
  let problem = '';
  const alone = await sendAlone(db, caseId, async () => {
    const open = await openDeliveries(db, caseId);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = open.shift(); next; next = open.shift())
          problem = (await sendOne(db, gateways, next)) ?? problem;
      }),
    );
  });
  if (!alone) problem = 'somebody-sends';
  if (problem) throw ApplicationFailure.retryable(problem, 'letter-delayed');
}

/** Returns why it has to be tried again, or nothing. Addresses never leave this function. */
async function sendOne(db: Knex, gateways: Gateways, delivery: Delivery): Promise<string | null> {
  const { channel } = delivery;
  if (!isOutside(channel)) return null;
  const address = await addressOf(db, delivery);
  if (!address) {
    await markTried(db, delivery.id, 'no-address', true);
    return null;
  }
  try {
    await markSent(db, delivery.id, await gateways[channel].send(delivery, address));
    return null;
  } catch (error) {
    const forEver = error instanceof Undeliverable || delivery.attempts + 1 >= TRIES_MAX;
    const problem = error instanceof Undeliverable ? 'refused-by-the-other-side' : `${channel}-not-reachable`;
    await markTried(db, delivery.id, problem, forEver);
    return forEver ? null : problem;
  }
}

const SWEEP_CASES = 50;

/** Letters written by records (receipts of ballots) belong to no step of a workflow; the worker sends them each minute. */
export async function sweepLetters(db: Knex, gateways: Gateways): Promise<void> {
  for (const caseId of await casesWithWaitingLetters(db, SWEEP_CASES))
    await sendLetters(db, gateways, caseId).catch(() => undefined);
}
