import { add, compare, equal, type Fraction, fraction, fractionText, ONE, parseFraction, ZERO } from '../base/fraction';
import type { Areas } from './area';
import type { RightKind } from './words';

export interface RightFacts {
  kind: RightKind;
  share: Fraction;
  jointGroup: string | null;
  registryNumber: string | null;
  registryDay: string | null;
  ballotNumber: string | null;
  ballotDay: string | null;
}

export interface PremisesFacts extends Areas {
  premisesId: string;
  number: string;
  rights: readonly RightFacts[];
}

export const conflictKinds = ['shares-not-one', 'no-area', 'two-areas', 'no-holder', 'no-title', 'two-titles'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export interface Conflict {
  premisesId: string;
  number: string;
  kind: ConflictKind;
  /** What was found, as text: a decision is valid only while this stays the same. */
  facts: Readonly<Record<string, string>>;
}

/** Everything in a house's registry that a person has to check, in the order of its premises. */
export function findConflicts(premises: readonly PremisesFacts[]): Conflict[] {
  return premises.flatMap((one) =>
    finders.flatMap(([kind, find]) => {
      const facts = find(one);
      return facts ? [{ premisesId: one.premisesId, number: one.number, kind, facts }] : [];
    }),
  );
}

type Find = (premises: PremisesFacts) => Conflict['facts'] | null;

const finders: readonly (readonly [ConflictKind, Find])[] = [
  ['shares-not-one', sharesNotOne],
  ['no-area', ({ areaEgrn, areaHand }) => ((areaEgrn ?? areaHand) ? null : {})],
  ['two-areas', twoAreas],
  ['no-holder', ({ rights }) => (rights.length ? null : {})],
  ['no-title', noTitle],
  ['two-titles', twoTitles],
];

/** A joint right is one right however many hold it (ГК РФ ст. 253): its group is counted once. */
export function totalShare(rights: readonly Pick<RightFacts, 'share' | 'jointGroup'>[]): Fraction {
  const seen = new Set<string>();
  return rights.reduce((total, { share, jointGroup }) => {
    if (jointGroup && seen.has(jointGroup)) return total;
    if (jointGroup) seen.add(jointGroup);
    return add(total, share);
  }, ZERO);
}

/** Rounded decimals add up to more than the whole: 0,25 + 0,38 + 0,38 = 1,01. */
function sharesNotOne({ rights }: PremisesFacts): Conflict['facts'] | null {
  const total = totalShare(rights);
  if (!rights.length || equal(total, ONE)) return null;
  return { total: fractionText(total), shares: rights.map(({ share }) => fractionText(share)).join(' + ') };
}

function twoAreas({ areaEgrn, areaHand }: PremisesFacts): Conflict['facts'] | null {
  if (!areaEgrn || !areaHand || equal(parseFraction(areaEgrn), parseFraction(areaHand))) return null;
  return { areaEgrn, areaHand };
}

/** A right known only from a ballot: proof of title must be requested (V-15, V-21). */
function noTitle({ rights }: PremisesFacts): Conflict['facts'] | null {
  const missing = rights.filter(({ registryNumber }) => !registryNumber);
  if (!missing.length) return null;
  const ballots = new Set(missing.map(({ ballotNumber }) => ballotNumber ?? '—'));
  const single = missing.filter(({ jointGroup }) => !jointGroup).length;
  const joint = new Set(missing.flatMap(({ jointGroup }) => jointGroup ?? [])).size;
  return { rights: String(single + joint), ballot: [...ballots].join('; ') };
}

/** The sheet truncates long numbers, so only their beginnings are compared. */
function twoTitles({ rights }: PremisesFacts): Conflict['facts'] | null {
  const differing = rights.filter(
    ({ registryNumber, registryDay, ballotNumber, ballotDay }) =>
      (registryNumber &&
        ballotNumber &&
        !ballotNumber.startsWith(registryNumber) &&
        !registryNumber.startsWith(ballotNumber)) ||
      (registryDay && ballotDay && registryDay !== ballotDay),
  );
  const [first] = differing;
  if (!first) return null;
  const title = (number: string | null, day: string | null): string => [number, day].filter(Boolean).join(', ');
  return {
    registry: title(first.registryNumber, first.registryDay),
    ballot: title(first.ballotNumber, first.ballotDay),
  };
}

export interface DecisionWay {
  code: string;
  title: string;
}

export interface ConflictText {
  title: string;
  say: string;
  /** The possible decisions; a reason is always required. */
  ways: readonly [DecisionWay, ...DecisionWay[]];
}

export const conflictTexts: Record<ConflictKind, ConflictText> = {
  'shares-not-one': {
    title: 'Доли не складываются в единицу',
    say: 'Сумма долей помещения больше или меньше целого. Проверьте выписку ЕГРН.',
    ways: [
      { code: 'proportional', title: 'Считать доли пропорционально, чтобы вместе они дали единицу' },
      { code: 'as-written', title: 'Оставить доли как записано' },
      { code: 'wait', title: 'Ждать выписку ЕГРН' },
    ],
  },
  'no-area': {
    title: 'Площадь неизвестна',
    say: 'Помещение не входит в общую площадь дома, и кворум выходит завышенным.',
    ways: [
      { code: 'enter', title: 'Внести площадь вручную' },
      { code: 'wait', title: 'Ждать выписку ЕГРН' },
    ],
  },
  'two-areas': {
    title: 'Две разные площади',
    say: 'Площадь по ЕГРН и площадь, внесённая вручную, не совпадают.',
    ways: [
      { code: 'egrn', title: 'Верна площадь по ЕГРН' },
      { code: 'hand', title: 'Верна площадь, внесённая вручную' },
    ],
  },
  'no-holder': {
    title: 'Собственник неизвестен',
    say: 'Для помещения не записано ни одного действующего права.',
    ways: [{ code: 'wait', title: 'Ждать выписку ЕГРН' }],
  },
  'no-title': {
    title: 'Право известно только из бюллетеня',
    say: 'В ЕГРН такого права нет: сверьте документ собственника.',
    ways: [
      { code: 'accept', title: 'Документ проверен, право учитывать' },
      { code: 'wait', title: 'Ждать выписку ЕГРН' },
    ],
  },
  'two-titles': {
    title: 'Номер или дата права не совпадают',
    say: 'В бюллетене указано не то право, которое записано в ЕГРН.',
    ways: [
      { code: 'registry', title: 'Верна запись ЕГРН' },
      { code: 'ballot', title: 'Верен бюллетень, запись ЕГРН устарела' },
    ],
  },
};

/**
 * The decisions that a conflict of these facts allows. Shares over the whole cannot be kept: the flat would vote and pay
 * for more than its area.
 */
export function waysOf({ kind, facts }: Pick<Conflict, 'kind' | 'facts'>): readonly DecisionWay[] {
  const { ways } = conflictTexts[kind];
  const over = kind === 'shares-not-one' && compare(parseFraction(facts['total'] ?? '0'), ONE) > 0;
  return over ? ways.filter(({ code }) => code !== 'as-written') : ways;
}

/** Waiting for an extract is not a decision: the conflict is decided when the extract arrives. */
export const isFinalWay = (code: string): boolean => code !== 'wait';

/** The share that counts after a decision on shares that do not add up to the whole. */
export function countedShare(share: Fraction, total: Fraction, proportional: boolean): Fraction {
  if (!proportional || total.numerator === 0n) return share;
  return fraction(share.numerator * total.denominator, share.denominator * total.numerator);
}
