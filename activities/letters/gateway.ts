import type { Facts } from '../../store/case/chain';
import type { Delivery, OutsideChannel } from '../../store/letters/deliveries';

/** A permanent failure: this address or message cannot be delivered, however often it is tried. */
export class Undeliverable extends Error {}

/** The other side does not answer or is overloaded: a fault unrelated to this letter. */
export class Away extends Error {}

/** One outgoing channel. */
export interface Gateway {
  /** How many letters it can send at once. */
  readonly atOnce?: number;
  /** Returns the proof that the other side accepted it. */
  send(delivery: Delivery, address: string): Promise<Facts>;
}

export type Gateways = Readonly<Record<OutsideChannel, Gateway>>;
