import type { Facts } from '../../store/case/chain';
import type { Delivery, OutsideChannel } from '../../store/letters/deliveries';

/** A gateway's «never»: this address or message will not go, however often it is tried. */
export class Undeliverable extends Error {}

/** Nobody answers on the other side, or it has no time for anybody: nothing was said of this letter. */
export class Away extends Error {}

/** One way out of the house. */
export interface Gateway {
  /** Letters it can have on their way at once. */
  readonly atOnce?: number;
  /** Returns the proof that the other side took it. */
  send(delivery: Delivery, address: string): Promise<Facts>;
}

export type Gateways = Readonly<Record<OutsideChannel, Gateway>>;
