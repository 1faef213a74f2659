import { randomUUID } from 'node:crypto';
import { mayRingAt, triedForMs } from '../../law/letters/night';
import { localOf } from '../../law/base/zone';
import { readClock } from '../../store/clock/clock';
import { ringsPhone } from '../../store/letters/deliveries';
import { laneDown, laneProbeUnused, laneUp, laneStanding } from '../../store/letters/lanes';
import { claimDue, giveBack, giveUpOld, markTried, type ClaimedLetter } from '../../store/letters/sending';
import { atOnceOf, sendBatch, type Ready, type Sender } from './batch';
import { notReachable } from './send';

const BATCH = 100;

/**
 * The sender of one channel. `turn` claims what is due, tries it and returns how many letters that were; while the
 * other side does not answer, one letter at a time checks whether it is back, and the others lose no attempt.
 */
export function laneOf(given: Omit<Sender, 'by'>): { turn(): Promise<number> } {
  const sender: Sender = { ...given, by: randomUUID() };
  const { db, channel, by, gateway } = sender;
  /** Attempts in a row that found nobody answering. */
  let silent = 0;
  return {
    async turn() {
      const standing = await laneStanding(db, channel);
      if (standing === 'rest') return 0;
      const claimed = await claimDue(db, { channel, by, most: standing === 'probe' ? 1 : BATCH });
      const { now } = await readClock(db);
      const ready = await readyToSend(sender, claimed, now);
      const [first] = ready;
      if (!first) {
        if (standing === 'probe') await laneProbeUnused(db, channel);
        return claimed.length;
      }
      silent = await sendBatch(sender, ready, now, standing === 'probe' ? 0 : silent);
      if (silent >= (standing === 'probe' ? 1 : atOnceOf(gateway))) {
        silent = 0;
        await laneDown(db, channel);
        await giveUp(sender, first.zone, now);
      } else if (silent === 0) await laneUp(db, channel);
      return claimed.length;
    },
  };
}

/**
 * The claimed letters that may leave now: those that ring wait for the morning, those without an address are given up.
 */
async function readyToSend(
  { db, channel, by }: Sender,
  claimed: readonly ClaimedLetter[],
  now: Date,
): Promise<Ready[]> {
  const wakes = ({ atNight, zone }: ClaimedLetter): Date =>
    ringsPhone(channel) && !atNight ? mayRingAt(now, zone) : now;
  const held = claimed.filter((one) => wakes(one) > now);
  const awake = claimed.filter((one) => wakes(one) <= now);
  await giveBack(
    db,
    by,
    held.map((one) => ({ id: one.id, until: wakes(one) })),
  );
  const homeless = awake.filter(({ address }) => !address);
  await markTried(
    db,
    by,
    homeless.map(({ id }) => ({ id, kind: 'never' as const, problem: 'no-address', triedForMs: 0 })),
  );
  return awake.flatMap((one) => (one.address ? [{ ...one, address: one.address }] : []));
}

async function giveUp({ db, channel }: Sender, zone: string, now: Date): Promise<void> {
  const old = { channel, problem: notReachable(channel), triedForMs: triedForMs(localOf(now, zone).day) };
  while ((await giveUpOld(db, old)) > 0);
}
