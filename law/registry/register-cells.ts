import { type Day, isDay } from '../base/day';
import { compare, type Fraction, ONE, parseFraction, ZERO } from '../base/fraction';
import { isCadastral, isInn, isSnils, snilsDigits } from './identifiers';
import type { PremisesKind, RightBasis, RightKind } from './words';

/** A cell that cannot be accepted: a code for programs, a sentence for the person who must correct the file. */
export class CellProblem extends Error {
  constructor(
    readonly code: string,
    readonly say: string,
  ) {
    super(code);
  }
}

const wrong = (code: string, say: string): never => {
  throw new CellProblem(code, say);
};

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/u;
const TEXT_MOST = 100;

/** Any kind of space becomes one plain space; invisible characters are refused, not dropped. */
export function cellText(raw: string): string {
  const text = raw
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim()
    .normalize('NFC');
  if (HIDDEN.test(text)) wrong('signs-hidden', 'В ячейке есть невидимые знаки. Наберите значение заново.');
  if (text.length > TEXT_MOST) wrong('text-long', 'Значение слишком длинное: не больше 100 знаков.');
  if (/^[=@]|^[+-](?!\d)/.test(text)) wrong('formula', 'В ячейке формула. Вставьте вместо неё значение.');
  if (/^#(REF|ССЫЛКА|N\/A|Н\/Д|VALUE|ЗНАЧ|NAME|ИМЯ|DIV|ДЕЛ|NUM|ЧИСЛО)/i.test(text)) {
    wrong('formula-error', 'В ячейке ошибка формулы. Вставьте значение.');
  }
  return text;
}

export function premisesNumber(text: string): string {
  if (/[a-z]/i.test(text)) wrong('letters-latin', 'В номере латинская буква. Наберите её по-русски.');
  if (!/^[А-ЯЁа-яё]{0,3}-?\d{1,5}[А-ЯЁа-яё]?(\/\d{1,4})?$/.test(text)) {
    wrong('number-wrong', 'Номер помещения не читается. Примеры: 12, 12а, Н1, М84.');
  }
  return text;
}

const KINDS: readonly (readonly [RegExp, PremisesKind])[] = [
  [/^(жилое( помещение)?|квартира)$/, 'living'],
  [/^(нежилое( помещение)?|офис|магазин)$/, 'non-living'],
  [/^машино-?место$/, 'parking'],
];

export function premisesKind(text: string): PremisesKind {
  const found = KINDS.find(([words]) => words.test(text.toLowerCase()));
  return found?.[1] ?? wrong('kind-unknown', 'Напишите «жилое», «нежилое» или «машино-место».');
}

/** The sheet of ГИС ЖКХ truncates these words, so their beginning is enough. */
const RIGHTS: readonly (readonly [RegExp, RightKind])[] = [
  [/^(индивидуальная )?собственность$/, 'sole'],
  [/^общая долев/, 'shared'],
  [/^общая совмест/, 'joint'],
];

export function rightKind(text: string): RightKind {
  const found = RIGHTS.find(([words]) => words.test(text.toLowerCase()));
  return (
    found?.[1] ??
    wrong(
      'right-unknown',
      'Напишите «Собственность», «Общая долевая собственность» или «Общая совместная собственность».',
    )
  );
}

export function rightBasis(text: string): RightBasis {
  if (/^(запись )?егрн$/i.test(text)) return 'record';
  if (/^(передаточный акт|акт при[её]ма-передачи)$/i.test(text)) return 'act';
  return wrong('basis-unknown', 'Напишите «запись ЕГРН» или «передаточный акт».');
}

export function smallNumber(least: number, most: number) {
  return (text: string): number => {
    if (!/^-?\d{1,3}$/.test(text) || Number(text) < least || Number(text) > most) {
      wrong('whole-wrong', `Нужно целое число от ${least} до ${most}.`);
    }
    return Number(text);
  };
}

export function cadastralNumber(text: string): string {
  if (looksLikeDate(text)) wrong('columns-shifted', 'Здесь дата вместо кадастрового номера: похоже, столбцы сдвинуты.');
  if (!isCadastral(text)) wrong('cadastral-wrong', 'Кадастровый номер записан неверно. Пример: 96:01:0010100:283.');
  return text;
}

const AREA_MOST = 100_000;

/** Square metres with at most two places, as ЕГРН gives them; «65.30». */
export function area(text: string): string {
  if (looksLikeDate(text)) wrong('columns-shifted', 'Здесь дата вместо площади: похоже, столбцы сдвинуты.');
  const plain = text.replace(/ /g, '').replace(',', '.');
  if (!/^\d{1,8}(\.\d+)?$/.test(plain)) wrong('area-wrong', 'Площадь не читается. Пример: 65,30.');
  const [whole = '0', rest = ''] = plain.split('.');
  if (rest.replace(/0+$/, '').length > 2) {
    wrong('area-precise', 'У площади больше двух знаков после запятой. Округлите по ЕГРН.');
  }
  if (Number(plain) <= 0 || Number(plain) >= AREA_MOST) {
    wrong('area-size', 'Площадь должна быть больше нуля и меньше 100 000.');
  }
  return `${BigInt(whole)}.${rest.slice(0, 2).padEnd(2, '0')}`;
}

/** Spreadsheets read 1/3 as a date. */
export function share(text: string): Fraction {
  if (looksLikeDate(text)) wrong('share-date', 'Таблица превратила долю в дату. Задайте столбцу текстовый формат.');
  if (!/^\d{1,12}(\/\d{1,12}|[.,]\d{1,12})?$/.test(text) || /\/0+$/.test(text)) {
    wrong('share-wrong', 'Доля не читается. Примеры: 1/3, 0,5, 1.');
  }
  const value = parseFraction(text);
  if (compare(value, ZERO) <= 0 || compare(value, ONE) > 0) {
    wrong('share-size', 'Доля должна быть больше нуля и не больше единицы.');
  }
  return value;
}

const looksLikeDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/.test(text);

export function pastDay(today: Day) {
  return (text: string): Day => {
    if (/^\d{5}(\.\d+)?$/.test(text)) wrong('date-number', 'Здесь число вместо даты. Задайте столбцу формат даты.');
    const russian = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
    const day = russian ? `${russian[3]}-${russian[2]}-${russian[1]}` : text;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) wrong('date-shape', 'Дата не читается. Пример: 28.04.2011.');
    if (!isDay(day)) wrong('date-impossible', 'Такой даты нет в календаре.');
    if (day > today) wrong('date-future', 'Эта дата ещё не наступила.');
    return day;
  };
}

export function readTitleNumber(text: string): string {
  if (!/^[\dА-ЯЁа-яёA-Za-z:/ .,№-]{3,60}$/.test(text)) {
    wrong('title-wrong', 'Номер права не читается: от 3 до 60 знаков.');
  }
  if (mixed(text)) wrong('letters-mixed', 'В одном слове смешаны русские и латинские буквы.');
  return text;
}

export function personName(text: string): string {
  if (mixed(text)) wrong('letters-mixed', 'В одном слове смешаны русские и латинские буквы.');
  if (!/^[А-ЯЁ][А-ЯЁа-яё'’. -]*$/.test(text)) wrong('name-wrong', 'Имя пишут русскими буквами с заглавной.');
  return text;
}

const mixed = (text: string): boolean =>
  text.split(/[^\p{L}]+/u).some((word) => /[a-z]/i.test(word) && /[а-яё]/i.test(word));

export function snils(text: string): string {
  const digits = snilsDigits(text);
  if (!/^\d{11}$/.test(digits)) {
    wrong('snils-shape', 'В СНИЛС должно быть 11 цифр. Если пропали нули, задайте текстовый формат.');
  }
  if (!isSnils(digits)) wrong('snils-check', 'Контрольное число СНИЛС не сходится. Проверьте цифры.');
  return digits;
}

export function inn(text: string): string {
  if (!/^\d{10}(\d{2})?$/.test(text)) {
    wrong('inn-shape', 'В ИНН организации 10 цифр. Если пропали нули, задайте текстовый формат.');
  }
  if (!isInn(text)) wrong('inn-check', 'Контрольное число ИНН не сходится. Проверьте цифры.');
  return text;
}
