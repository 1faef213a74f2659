import type { Confidence, Norm } from '../norms/row';

export const certaintyKeys = ['seen', 'retold', 'memory', 'inferred', 'open', 'own'] as const;
export type CertaintyKey = (typeof certaintyKeys)[number];

/** How sure we are, as readers meet it: the marks of a row gathered under one name. */
export interface Certainty {
  key: CertaintyKey;
  /** Each mark, with what is told of it after the name of the group. */
  marks: Readonly<Partial<Record<Confidence, string>>>;
  /** «подтверждено источником»: the name of the group in a count. */
  words: string;
  /** What it means for a person who leans on the norm. */
  meaning: string;
}

/** Surest first. */
export const certainties: readonly Certainty[] = [
  {
    key: 'seen',
    marks: { V: '' },
    words: 'подтверждено источником',
    meaning: 'Норму прочитали в тексте акта или в разъяснении органа власти; документ назван.',
  },
  {
    key: 'retold',
    marks: { V2: ', текст акта не сверен' },
    words: 'по прессе и комментариям',
    meaning: 'Норму пересказывают пресса или специалисты, текст акта не сверен. Перед спором откройте сам акт.',
  },
  {
    key: 'memory',
    marks: { M: ', текст акта не сверен', 'M?': ', сомнительно: проверьте до применения' },
    words: 'по памяти',
    meaning: 'Норма записана по памяти, текст акта не сверен. Прежде чем на неё ссылаться, найдите её в акте.',
  },
  {
    key: 'inferred',
    marks: { I: ', а не буква нормы' },
    words: 'вывод или практика',
    meaning: 'Закон прямо так не говорит: это вывод из него или сложившаяся практика. Спор возможен.',
  },
  {
    key: 'open',
    marks: { U: ': нужен юрист' },
    words: 'не подтверждено',
    meaning: 'Число или порядок подтвердить не удалось: нужен юрист. Система берёт осторожное значение.',
  },
  {
    key: 'own',
    marks: { P: ': закон молчит' },
    words: 'правило системы',
    meaning: 'Закон молчит: так решил владелец системы.',
  },
];

type Marked = Pick<Norm, 'confidence'>;

/** The group of a row. */
export function certaintyOf({ confidence }: Marked): Certainty {
  const found = certainties.find(({ marks }) => marks[confidence] !== undefined);
  if (!found) throw new RangeError(`no certainty has the mark ${confidence}`);
  return found;
}

/** The one name of a mark, wherever a norm or a verdict by it is told: «по памяти, текст акта не сверен». */
export function confidenceWords(confidence: Confidence): string {
  const { words, marks } = certaintyOf({ confidence });
  return `${words}${marks[confidence] ?? ''}`;
}

/** How many rows stand on what, surest first; the counts add up to the rows. */
export function countByCertainty(rows: readonly Marked[]): (Certainty & { count: number })[] {
  return certainties.map((group) => ({ ...group, count: rows.filter((row) => certaintyOf(row) === group).length }));
}
