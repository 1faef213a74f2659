/** The register of premises and rights as a table: one line per right, as in the шахматка. */
interface Column {
  title: string;
  needed?: true;
  /** Other headings registers use for this column. */
  also?: readonly string[];
}

export const registerColumns = {
  number: { title: 'Номер помещения', needed: true, also: ['№ помещения', 'Помещение', 'Квартира'] },
  kind: { title: 'Вид помещения', needed: true },
  entrance: { title: 'Подъезд' },
  floor: { title: 'Этаж' },
  cadastral: { title: 'Кадастровый номер', also: ['Кадастровый номер помещения'] },
  areaEgrn: {
    title: 'Площадь по ЕГРН',
    also: ['Площадь помещения по данным Росреестра, кв.м', 'Площадь по Росреестру'],
  },
  areaHand: { title: 'Площадь вручную', also: ['Площадь из бюллетеня'] },
  right: { title: 'Вид права', also: ['Вид собственности'] },
  share: { title: 'Доля', also: ['Доля в праве собственности на помещение'] },
  titleNumber: { title: 'Номер права', also: ['Номер собственности по данным Росреестра'] },
  titleDay: { title: 'Дата права', also: ['Дата собственности по данным Росреестра'] },
  basis: { title: 'Основание права', also: ['Документ-основание'] },
  ballotNumber: { title: 'Номер права из бюллетеня', also: ['Номер собственности из бюллетени'] },
  ballotDay: { title: 'Дата права из бюллетеня', also: ['Дата собственности из бюллетени'] },
  family: { title: 'Фамилия' },
  given: { title: 'Имя' },
  patronymic: { title: 'Отчество' },
  birthDay: { title: 'Дата рождения' },
  snils: { title: 'СНИЛС' },
  inn: { title: 'ИНН организации', also: ['ИНН'] },
} as const satisfies Record<string, Column>;

export type Key = keyof typeof registerColumns;
const keys = Object.keys(registerColumns) as Key[];
export const titleOf = (key: Key): string => registerColumns[key].title;

export interface Problem {
  /** Row number as in a spreadsheet: the heading is row 1. */
  row: number;
  column: string;
  code: string;
  say: string;
}

/** Letters and digits only, without the unit. */
const plain = (head: string): string =>
  head
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/,?\s*(кв\.?\s*м\.?|м²|м2)$/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Finds where each column is, in any order. */
export function readHead(row: readonly string[], at: number): { places: Map<number, Key>; problems: Problem[] } {
  const places = new Map<number, Key>();
  const problems: Problem[] = [];
  row.forEach((head, place) => {
    if (head.trim() === '') return;
    const key = keys.find((one) =>
      [titleOf(one), ...((registerColumns[one] as Column).also ?? [])].some((title) => plain(title) === plain(head)),
    );
    const known = key && [...places.values()].includes(key);
    if (!key)
      problems.push({
        row: at,
        column: head.slice(0, 60),
        code: 'column-unknown',
        say: 'Такого столбца в образце нет. Уберите или переименуйте его.',
      });
    else if (known)
      problems.push({
        row: at,
        column: head.slice(0, 60),
        code: 'column-twice',
        say: 'Этот столбец встречается дважды.',
      });
    else places.set(place, key);
  });
  for (const key of keys) {
    if ((registerColumns[key] as Column).needed && ![...places.values()].includes(key)) {
      problems.push({
        row: Math.max(at, 1),
        column: titleOf(key),
        code: 'column-missing',
        say: 'Нет обязательного столбца. Возьмите образец файла.',
      });
    }
  }
  return { places, problems };
}
