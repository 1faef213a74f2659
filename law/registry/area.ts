import { type Fraction, parseFraction, sum, ZERO } from '../base/fraction';

export interface Areas {
  /** Square metres as plain decimals, «65.30»; null when not known. */
  areaEgrn: string | null;
  areaHand: string | null;
}

/** Which of two areas a person has decided on. */
export type AreaChoice = 'egrn' | 'hand' | null;

/**
 * The area that counts. Until a person decides, an area typed from a ballot completes or replaces the one in ЕГРН; the
 * difference is shown as a conflict to be resolved.
 */
export function countedArea({ areaEgrn, areaHand }: Areas, choice: AreaChoice): string | null {
  if (choice === 'egrn' && areaEgrn) return areaEgrn;
  return areaHand ?? areaEgrn;
}

export const exactArea = (area: string | null): Fraction => (area === null ? ZERO : parseFraction(area));

/** Both bases of one house: what ЕГРН knows, and the same with the areas from ballots. */
export function basesOf(premises: readonly (Areas & { choice?: AreaChoice })[]): { egrn: Fraction; counted: Fraction } {
  return {
    egrn: sum(premises.map(({ areaEgrn }) => exactArea(areaEgrn))),
    counted: sum(premises.map((one) => exactArea(countedArea(one, one.choice ?? null)))),
  };
}
