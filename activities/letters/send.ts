import type { ClaimedLetter, SendOutcome } from '../../store/letters/sending';
import { Away, Undeliverable, type Gateway } from './gateway';

/** A gateway that has not answered by then never will; whether the letter left is unknown. */
const PATIENCE_MS = 60_000;

/** Tries one letter. The result contains no names or addresses: it may be stored and shown. */
export async function tryOne(gateway: Gateway, letter: ClaimedLetter & { address: string }): Promise<SendOutcome> {
  const { id, channel } = letter;
  try {
    return { id, kind: 'sent', proof: await within(gateway.send(letter, letter.address)) };
  } catch (error) {
    if (error instanceof Undeliverable) return { id, kind: 'never', problem: 'refused-by-the-other-side' };
    if (error instanceof Away) return { id, kind: 'away', problem: notReachable(channel) };
    return { id, kind: 'later', problem: `${channel}-not-taken` };
  }
}

export const notReachable = (channel: ClaimedLetter['channel']): string => `${channel}-not-reachable`;

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Away('The gateway keeps silent')), PATIENCE_MS).unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
