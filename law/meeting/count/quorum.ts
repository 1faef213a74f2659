import type { Fraction } from '../../base/fraction';
import { type Bar, bar } from './thresholds';

export interface Turnout {
  readonly total: Fraction;
  readonly participating: Fraction;
}

/** ЖК ст. 45 ч. 3: owners who took part hold more than half of all votes; participants count, not answers. */
export function quorum({ total, participating }: Turnout, on: string): Bar {
  return bar('QUORUM', on, participating, total);
}

export interface TransferTurnout extends Turnout {
  /** How many entrances the house has; `null` when unknown. */
  readonly entrances: number | null;
  /** The entrance where the premises stand, for a house with several. */
  readonly entrance?: Turnout;
}

export interface TransferQuorum {
  readonly met: boolean;
  /** False when the number of entrances is unknown: the stricter rule was taken and a person decides. */
  readonly known: boolean;
  readonly bars: readonly { readonly norm: string; readonly bar: Bar }[];
}

/**
 * ЖК ст. 45 ч. 3, a flat turned into non-residential premises: by entrance where there are several; otherwise the
 * stricter rule.
 */
export function transferQuorum(turnout: TransferTurnout, on: string): TransferQuorum {
  const { entrances, entrance, total, participating } = turnout;
  const several = entrances !== null && entrances > 1;
  const whole = several ? 'QUORUM_4_5_MULTI' : 'QUORUM_4_5_SINGLE';
  const bars = [{ norm: whole, bar: bar(whole, on, participating, total) }];
  if (several && entrance) {
    const id = 'QUORUM_4_5_MULTI.entrance';
    bars.push({ norm: id, bar: bar(id, on, entrance.participating, entrance.total) });
  }
  const known = entrances !== null && (!several || entrance !== undefined);
  const enough = bars.every((each) => each.bar.met);
  return { met: enough && (known || !several), known, bars };
}
