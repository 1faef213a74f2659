import type { Meeting } from '../../../store/meeting/rows';

/** Where a point of the checklist is seen with one's own eyes. */
export interface PointPlace {
  href: string;
  title: string;
}

type Leaf = readonly [leaf: string, title: string];
const card: Leaf = ['', 'Карточка собрания'];
const law: Leaf = ['/lawcheck', 'Проверка закона'];
const agenda: Leaf = ['/vote', 'Повестка и материалы'];
const result: Leaf = ['/result', 'Итог по вопросам'];
const papers: Leaf = ['/protocol#papers', 'Документы собрания'];
const announced: Leaf = ['/published', 'Объявленные итоги'];
const log: Leaf = ['/ballots/log', 'Подписанный журнал, скачать'];
const terms: Leaf = ['/protocol#clocks', 'Сроки'];

/** Open to everyone who may read the checklist. */
const open: Readonly<Record<number, Leaf>> = {
  1: card,
  2: law,
  4: papers,
  5: law,
  6: law,
  7: law,
  8: law,
  9: log,
  10: agenda,
  11: agenda,
  13: result,
  14: result,
  18: papers,
  19: result,
  20: papers,
  21: papers,
  22: log,
  23: papers,
  24: terms,
  25: papers,
  26: papers,
  27: papers,
  28: result,
  29: terms,
  30: papers,
  31: announced,
  32: announced,
  34: card,
  35: result,
  36: result,
  37: agenda,
  38: result,
  39: announced,
  40: log,
};

const notices: Leaf = ['/notices', 'Кто уведомлён и чем это доказано'];
const sheet: Leaf = ['/chess', 'Шахматка'];
const openings: Leaf = ['/ballots/openings', 'Журнал с решениями, скачать'];

/** What holds names and decisions is for the inspectorate alone, and stands instead of the open place. */
const watched: Readonly<Record<number, Leaf>> = {
  2: notices,
  3: notices,
  9: openings,
  12: sheet,
  13: openings,
  15: sheet,
  16: sheet,
  17: openings,
  22: openings,
  28: openings,
};

export function placeOf(
  number: number,
  { caseId, publishedAt }: Pick<Meeting, 'caseId' | 'publishedAt'>,
  inspects: boolean,
): PointPlace | null {
  if (number === TWINS) return inspects ? { href: '/inspections', title: 'Проверки сходных протоколов' } : null;
  const found = (inspects && watched[number]) || open[number];
  if (!found) return null;
  const [leaf, title] = found === announced && !publishedAt ? result : found;
  return { href: `/meetings/${caseId}${leaf}`, title };
}

/** The point on two protocols within the window of P-16. */
const TWINS = 33;
