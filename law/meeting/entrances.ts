import { compare, type Fraction, ZERO } from '../fraction';
import { kindOn } from './kinds';
import { thresholds } from './thresholds';

/** What the registry knows of a house's entrances. */
export interface HouseEntrances {
  /** How many there are; `null` when nobody has said so. */
  readonly count: number | null;
  /** Area of all premises of an entrance, whether their owners are known or not. */
  readonly areas: ReadonlyMap<number, Fraction>;
}

/**
 * ЖК ст. 45 ч. 3, ст. 46 ч. 1.2: where a house has several entrances, the owners of the one where the flat stands are
 * counted for themselves as well. Tells what keeps such a question from being counted; null where nothing does.
 */
export function entranceProblem(
  { kind, entrance }: { readonly kind: string; readonly entrance?: number | null },
  house: HouseEntrances,
  on: string,
): string | null {
  const { rule, inForce } = kindOn(kind, on);
  if (!inForce || thresholds[rule].byEntrance !== true || (house.count ?? 1) <= 1) return null;
  if (!entrance) {
    return 'Назовите подъезд, в котором стоит квартира: его собственники принимают решение и отдельно от дома.';
  }
  if (compare(house.areas.get(entrance) ?? ZERO, ZERO) > 0) return null;
  return `В реестре нет помещений подъезда ${entrance}. Исправьте номер подъезда или реестр дома.`;
}
