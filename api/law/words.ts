import { certainties, confidenceWords } from '../../law/base/certainty';
import { areas, type Norm, type ToldNorm } from '../../law/base/norm';
import { normAreaTitle, forceWords, sourceWords, valueWords } from '../../law/base/term-words';
import type { Status } from '../view/deadline';

/** Areas as the filter and a norm's facts name them. */
export const areaOptions = areas.map((area) => ({ value: area, title: normAreaTitle(area) }));

/** How sure we are, as the filter names it. */
export const certaintyOptions = certainties.map(({ key, words }) => ({ value: key, title: words }));

/** How sure we are, as a status: green only for what was seen in an official source. */
export function confidenceStatus({ confidence }: Pick<Norm, 'confidence'>): Status {
  const kind = confidence === 'V' ? 'ok' : confidence === 'P' || confidence === 'I' ? 'plain' : 'soon';
  return { kind, word: confidenceWords(confidence) };
}

export const DIRECTIONS: Readonly<Record<Norm['direction'], string>> = {
  forward: 'вперёд, от события',
  backward: 'назад, до события',
  none: 'не задаёт срока',
};

export const sheetColumns = [
  'Код',
  'Область',
  'Норма',
  'Значение',
  'Считать от',
  'Кто обязан',
  'Основание',
  'Действует',
  'Надёжность',
  'Источник',
  'Пояснение',
] as const;

export const sheetRow = (row: ToldNorm): (string | null)[] => [
  row.id,
  normAreaTitle(row.area),
  row.title,
  valueWords(row),
  row.event ?? null,
  row.who ?? null,
  row.citation,
  forceWords(row),
  confidenceWords(row.confidence),
  sourceWords(row),
  row.note ?? null,
];
