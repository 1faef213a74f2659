import type { Day } from '../base/day';
import { equal, type Fraction, ONE } from '../base/fraction';
import * as cells from './register-cells';
import { type Key, type Problem, titleOf } from './register-columns';
import type { PremisesKind, RightBasis, RightKind } from './words';

export interface LineHolder {
  inn: string | null;
  family: string;
  given: string;
  patronymic: string | null;
  birthDay: Day | null;
  snils: string | null;
}

export interface RegisterRight {
  row: number;
  kind: RightKind;
  share: Fraction;
  /** Number and day of the document that proves the right. */
  basis: RightBasis;
  titleNumber: string | null;
  titleDay: Day | null;
  ballotNumber: string | null;
  ballotDay: Day | null;
  holder: LineHolder;
}

/** What the register says of premises themselves. */
export interface PremisesOfLine {
  number: string;
  kind: PremisesKind;
  entrance: number | null;
  floor: number | null;
  cadastral: string | null;
  areaEgrn: string | null;
  areaHand: string | null;
}

export interface RegisterPremises extends PremisesOfLine {
  row: number;
  rights: RegisterRight[];
}

/** One line: what it says about the premises and about one right to them. */
export type RegisterFileLine = Omit<RegisterPremises, 'rights'> & { right: RegisterRight | null };

export function readLine(
  row: readonly string[],
  at: number,
  places: ReadonlyMap<number, Key>,
  today: Day,
): { line: RegisterFileLine | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const fail = (key: Key | null, code: string, say: string): void => {
    problems.push({ row: at, column: key ? titleOf(key) : '', code, say });
  };
  const texts = new Map<Key, string>();
  row.forEach((raw, place) => {
    const key = places.get(place);
    if (raw.trim() === '') return;
    if (!key) return fail(null, 'row-longer', `Значение в столбце ${place + 1} без заголовка: строка сдвинута.`);
    attempt(
      () => texts.set(key, cells.cellText(raw)),
      (code, say) => fail(key, code, say),
    );
  });
  const take = <T>(key: Key, parse: (text: string) => T): T | null => {
    const text = texts.get(key);
    return text === undefined
      ? null
      : attempt(
          () => parse(text),
          (code, say) => fail(key, code, say),
        );
  };
  const day = cells.pastDay(today);
  const number = take('number', cells.premisesNumber);
  const kind = take('kind', cells.premisesKind);
  for (const key of ['number', 'kind'] as const) {
    if (!texts.has(key)) fail(key, 'cell-missing', 'Ячейка пуста. Если ячейки объединены, разделите их.');
  }
  const found = {
    entrance: take('entrance', cells.smallNumber(1, 99)),
    floor: take('floor', cells.smallNumber(-9, 99)),
    cadastral: take('cadastral', cells.cadastralNumber),
    areaEgrn: take('areaEgrn', cells.area),
    areaHand: take('areaHand', cells.area),
  };
  const right: RightCells = {
    kind: take('right', cells.rightKind),
    share: take('share', cells.share),
    titleNumber: take('titleNumber', cells.readTitleNumber),
    titleDay: take('titleDay', day),
    basis: take('basis', cells.rightBasis) ?? 'record',
    ballotNumber: take('ballotNumber', cells.readTitleNumber),
    ballotDay: take('ballotDay', day),
    holder: {
      inn: take('inn', cells.inn),
      family: take('family', cells.personName) ?? '',
      given: take('given', cells.personName) ?? '',
      patronymic: take('patronymic', cells.personName),
      birthDay: take('birthDay', day),
      snils: take('snils', cells.snils),
    },
  };
  checkRight(right, texts, fail);
  if (problems.length || !number || !kind) return { line: null, problems };
  return { line: { row: at, number, kind, ...found, right: rightOf(right, at) }, problems };
}

type RightCells = Omit<RegisterRight, 'row' | 'kind' | 'share'> & { kind: RightKind | null; share: Fraction | null };

function rightOf({ kind, share, ...rest }: RightCells, row: number): RegisterRight | null {
  return kind && { row, kind, share: share ?? ONE, ...rest };
}

function attempt<T>(work: () => T, fail: (code: string, say: string) => void): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof cells.CellProblem)) throw error;
    fail(error.code, error.say);
    return null;
  }
}

const RIGHT_KEYS: readonly Key[] = [
  'share',
  'titleNumber',
  'titleDay',
  'basis',
  'ballotNumber',
  'ballotDay',
  'family',
  'given',
  'inn',
];

function checkRight(
  { kind, share, basis }: RightCells,
  texts: ReadonlyMap<Key, string>,
  fail: (key: Key, code: string, say: string) => void,
): void {
  const has = (key: Key): boolean => texts.has(key);
  if (!has('right')) {
    const stray = RIGHT_KEYS.find(has);
    if (stray) fail('right', 'cell-missing', `Заполнен столбец «${titleOf(stray)}», а вид права не указан.`);
    return;
  }
  const person = has('family') || has('given');
  if (has('inn') && person) fail('inn', 'holder-two', 'Укажите либо человека, либо организацию.');
  if (!has('inn') && !(has('family') && has('given'))) {
    fail('family', 'holder-missing', 'Укажите фамилию и имя или ИНН организации.');
  }
  for (const key of ['titleNumber', 'titleDay'] as const)
    if (basis === 'act' && !has(key)) fail(key, 'act-unnamed', 'Укажите номер и дату передаточного акта.');
  if (kind === 'shared' && !has('share')) fail('share', 'cell-missing', 'Для долевой собственности нужна доля.');
  if (kind === 'sole' && share && !equal(share, ONE)) {
    fail('share', 'share-sole', 'У единственного собственника доля равна единице.');
  }
}
