import type { Knex } from 'knex';
import { localOf } from '../../law/base/zone';
import { triedForMs } from '../../law/letters/night';
import type { OutsideChannel } from '../../store/letters/deliveries';
import {
  giveBack,
  keepClaims,
  SENDER_LEASE_MS,
  markSent,
  markTried,
  type ClaimedLetter,
  type SendOutcome,
} from '../../store/letters/sending';
import type { Gateway } from './gateway';
import { gathered } from './marks';
import { tryOne } from './send';

/** One sender of one channel. */
export interface Sender {
  db: Knex;
  channel: OutsideChannel;
  gateway: Gateway;
  /** The name under which letters are claimed. */
  by: string;
  /** How long to wait for an unavailable database when recording results. */
  markMs: number;
  /** When aborted, no more letters are started. */
  ended: AbortSignal;
}

export type Ready = ClaimedLetter & { address: string };

const AT_ONCE = 4;
const KEEPS_A_LEASE = 4;

export const atOnceOf = ({ atOnce = AT_ONCE }: Gateway): number => atOnce;

/**
 * Sends the claimed letters, several at once; a failure does not delay the others. Ends early when as many in a row as
 * are sent at once found nobody answering, and releases the rest. Returns how many in a row found nobody, counting on
 * from `silent`.
 */
export async function sendBatch(sender: Sender, letters: readonly Ready[], now: Date, silent: number): Promise<number> {
  const { db, gateway, by, markMs, ended } = sender;
  const queue = [...letters];
  const open = new Set(letters.map(({ id }) => id));
  const lease = renewingLease(db, by, open);
  const marks = gathered((these: SendOutcome[]) => mark(sender, letters, these, now), markMs);
  const hand = async (): Promise<void> => {
    while (!ended.aborted && silent < atOnceOf(gateway) && lease.holds()) {
      const next = queue.shift();
      if (!next) return;
      const outcome = await tryOne(gateway, next);
      silent = outcome.kind === 'away' ? silent + 1 : 0;
      marks.add(outcome);
      open.delete(next.id);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnceOf(gateway) }, hand));
    await marks.done();
    await giveBack(
      db,
      by,
      queue.map(({ id }) => ({ id })),
    );
  } finally {
    lease.end();
  }
  return silent;
}

/** Keeps renewing the sender's claims. A sender that was frozen for longer than its lease sends nothing more. */
function renewingLease(db: Knex, by: string, open: ReadonlySet<string>) {
  let since = performance.now();
  const timer = setInterval(() => {
    const asked = performance.now();
    keepClaims(db, by, [...open]).then(
      () => (since = asked),
      () => undefined,
    );
  }, SENDER_LEASE_MS / KEEPS_A_LEASE);
  timer.unref();
  return { holds: () => performance.now() - since < SENDER_LEASE_MS, end: () => clearInterval(timer) };
}

async function mark(
  { db, by }: Sender,
  letters: readonly Ready[],
  these: readonly SendOutcome[],
  now: Date,
): Promise<void> {
  const zones = new Map(letters.map(({ id, zone }) => [id, zone]));
  const tried = these.flatMap((one) => {
    const zone = zones.get(one.id);
    return one.kind === 'sent' || !zone ? [] : [{ ...one, triedForMs: triedForMs(localOf(now, zone).day) }];
  });
  await markSent(
    db,
    these.filter((one) => one.kind === 'sent'),
  );
  await markTried(db, by, tried);
}
