import { compare, type Fraction, ZERO } from '../../base/fraction';
import { metresWords } from '../../base/metres';
import { kindOn } from './kinds';
import { thresholds } from '../count/thresholds';

/** What the registry knows of a house's entrances. */
export interface HouseEntrances {
  /** How many there are; `null` when unknown. */
  readonly count: number | null;
  /** Area of all premises of an entrance, whether their owners are known or not. */
  readonly areas: ReadonlyMap<number, Fraction>;
  /** Area of premises whose entrance is unknown: it is in no entrance's base. */
  readonly unplaced: Fraction;
}

export interface EntranceQuestion {
  readonly kind: string;
  readonly entrance?: number | null;
}

/**
 * ЖК ст. 45 ч. 3, ст. 46 ч. 1.2: where a house has several entrances, the owners of the entrance with that flat are
 * also counted separately.
 */
function countsEntrance({ kind }: EntranceQuestion, { count }: HouseEntrances, on: string): boolean {
  const { rule, inForce } = kindOn(kind, on);
  return inForce && thresholds[rule].byEntrance === true && count !== null && count > 1;
}

/** All votes of the entrance that also decides separately; null where none does. */
export function entranceVotes(question: EntranceQuestion, house: HouseEntrances, on: string): Fraction | null {
  if (!question.entrance || !countsEntrance(question, house, on)) return null;
  return house.areas.get(question.entrance) ?? null;
}

/** Why a question cannot be counted by its entrance; null when it can. */
export function entranceProblem(question: EntranceQuestion, house: HouseEntrances, on: string): string | null {
  if (!countsEntrance(question, house, on)) return null;
  const { entrance } = question;
  if (!entrance) {
    return 'Назовите подъезд, в котором стоит квартира: его собственники принимают решение и отдельно от дома.';
  }
  if (compare(house.areas.get(entrance) ?? ZERO, ZERO) > 0) return null;
  return `В реестре нет помещений подъезда ${entrance}. Исправьте номер подъезда или реестр дома.`;
}

/**
 * What a person must check before the base of an entrance is trusted; null when the entrance of all premises is known.
 */
export function unplacedWords(unplaced: Fraction): string | null {
  if (compare(unplaced, ZERO) <= 0) return null;
  return `У помещений площадью ${metresWords(unplaced)} подъезд не указан: в счёт подъезда они не вошли. Проверьте, нет ли среди них помещений этого подъезда.`;
}

/** The same warning, for a question whose register can still be corrected. */
export function entranceDoubt(question: EntranceQuestion, house: HouseEntrances, on: string): string | null {
  return countsEntrance(question, house, on) ? unplacedWords(house.unplaced) : null;
}
