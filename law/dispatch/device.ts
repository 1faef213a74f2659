import type { Day } from '../base/day';
import { norm } from '../base/norm';

/** What a worker's telephone says about an act done without a network: when it was done and when it was sent. */
export interface DeviceTimes {
  doneAt: Date;
  sentAt: Date;
}

/** Why this instant is believed. */
export type Belief = 'received' | 'elapsed' | 'backwards' | 'too-old' | 'before-assigned';

export interface Believed {
  at: Date;
  why: Belief;
  /** How far the telephone's clock is ahead of ours. */
  skewMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * When an act was done. A telephone's clock may be an hour wrong, but it is wrong by the same hour at both instants, so
 * how long the act waited there is right: it was done that long before we received it. What cannot be so (sent before
 * it was done, waited longer than a day, done before the work was given) is taken as done when it was received.
 */
export function believe(device: DeviceTimes | null, receivedAt: Date, notBefore: Date | null, on: Day): Believed {
  const said = (why: Belief, skewMs: number): Believed => ({ at: receivedAt, why, skewMs });
  if (!device) return said('received', 0);
  const skewMs = device.sentAt.getTime() - receivedAt.getTime();
  const waited = device.sentAt.getTime() - device.doneAt.getTime();
  if (waited < 0) return said('backwards', skewMs);
  if (waited > Number(norm('RQ-P5', on).value) * HOUR_MS) return said('too-old', skewMs);
  const at = new Date(receivedAt.getTime() - waited);
  if (!notBefore || at >= notBefore) return { at, why: 'elapsed', skewMs };
  const near = notBefore.getTime() - at.getTime() <= Number(norm('RQ-P4', on).value) * MINUTE_MS;
  return near ? { at: notBefore, why: 'elapsed', skewMs } : said('before-assigned', skewMs);
}

/** Which of its two instants is believed, for staff and inspectors. */
export const beliefWords: Readonly<Record<Belief, string>> = {
  received: 'Взято время получения.',
  elapsed: 'Верим тому, сколько действие ждало в телефоне.',
  backwards: 'Часы телефона шли назад: взято время получения.',
  'too-old': 'Действие ждало дольше суток: взято время получения.',
  'before-assigned': 'По телефону это было до назначения мастера: взято время получения.',
};
