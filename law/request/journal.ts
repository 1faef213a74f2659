import { faultKinds, recogniseFaults } from '../dispatch/kinds';
import { phoneOf } from '../dispatch/phone';

/** A journal of requests as a table: one line a request that is still open. */
export const journalColumns = {
  at: 'Получена',
  address: 'Адрес',
  flat: 'Помещение',
  kind: 'Вид',
  words: 'Что случилось',
  name: 'Имя',
  phone: 'Телефон',
} as const;
export type JournalKey = keyof typeof journalColumns;
const keys = Object.keys(journalColumns) as JournalKey[];
const NEEDED: readonly JournalKey[] = ['at', 'address', 'words'];

export interface JournalLine {
  /** As in a spreadsheet: the heading is row 1. */
  row: number;
  /** Local time of the house, YYYY-MM-DDTHH:MM. */
  at: string;
  address: string;
  flat: string | null;
  kind: string;
  words: string;
  name: string | null;
  phone: string | null;
}

export interface JournalProblem {
  row: number;
  say: string;
}

export const JOURNAL_MOST = 200;
const WORDS_MOST = 4_000;
const NAME_MOST = 100;

/** Every line that can be read, and in words what is wrong with the others. */
export function readJournal(table: readonly (readonly string[])[]): {
  lines: JournalLine[];
  problems: JournalProblem[];
} {
  const [head = [], ...rest] = table;
  const places = new Map(keys.map((key) => [key, head.findIndex((cell) => same(cell, journalColumns[key]))]));
  const missing = NEEDED.filter((key) => (places.get(key) ?? -1) < 0);
  if (missing.length > 0) {
    const say = `Нет столбцов: ${missing.map((key) => `«${journalColumns[key]}»`).join(', ')}. Добавьте их в первую строку.`;
    return { lines: [], problems: [{ row: 1, say }] };
  }
  const filled = rest
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim()));
  if (filled.length > JOURNAL_MOST)
    return { lines: [], problems: [{ row: 1, say: `За раз вносят до ${JOURNAL_MOST} заявок. Разделите файл.` }] };
  const problems: JournalProblem[] = [];
  const lines = filled.flatMap(({ cells, row }) => {
    const cell = (key: JournalKey): string => (cells[places.get(key) ?? -1] ?? '').trim();
    const line = { ...readLine(cell), row };
    const wrong = wrongIn(line, cell);
    if (wrong) problems.push({ row, say: wrong });
    return wrong ? [] : [line];
  });
  return { lines, problems };
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.toLowerCase();

function readLine(cell: (key: JournalKey) => string): Omit<JournalLine, 'row'> {
  return {
    at: momentIn(cell('at')) ?? '',
    address: cell('address'),
    flat: cell('flat') || null,
    kind: kindIn(cell('kind'), cell('words')) ?? '',
    words: cell('words'),
    name: cell('name') || null,
    phone: phoneOf(cell('phone')),
  };
}

function wrongIn(line: JournalLine, cell: (key: JournalKey) => string): string | null {
  if (!line.at) return 'время получения записывают так: 20.11.2026 22:30.';
  if (!line.address) return 'нет адреса.';
  if (!line.words || line.words.length > WORDS_MOST) return 'напишите, что случилось, не длиннее 4000 знаков.';
  if (!line.kind) return `вида «${cell('kind')}» нет. Возьмите код или название из списка либо оставьте пустым.`;
  if (line.name && line.name.length > NAME_MOST) return 'имя длиннее 100 знаков.';
  if (cell('phone') && !line.phone) return 'телефон записывают так: 8 900 123-45-67.';
  return null;
}

/** «20.11.2026 22:30», «2026-11-20 22:30»: terms of minutes need a minute to start from. */
function momentIn(typed: string): string | null {
  const parts =
    /^(?<date>\d{2})\.(?<month>\d{2})\.(?<year>\d{4})[ ,]+(?<time>([01]\d|2[0-3]):[0-5]\d)(:\d\d)?$/.exec(typed) ??
    /^(?<year>\d{4})-(?<month>\d{2})-(?<date>\d{2})[ T]+(?<time>([01]\d|2[0-3]):[0-5]\d)(:\d\d)?$/.exec(typed);
  if (!parts?.groups) return null;
  const { year, month, date, time } = parts.groups;
  const day = `${year}-${month}-${date}`;
  const real = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? `${day}T${time}` : null;
}

/** By the code or the title; an empty cell is recognised by the words. */
function kindIn(typed: string, words: string): string | null {
  if (!typed) return recogniseFaults(words)[0]?.code ?? 'OTHER';
  return faultKinds.find(({ code, title }) => same(typed, code) || same(typed, title))?.code ?? null;
}

const EMPTY: ReadonlySet<string> = new Set([
  'г',
  'город',
  'ул',
  'улица',
  'д',
  'дом',
  'пр',
  'просп',
  'проспект',
  'пер',
  'корп',
  'к',
]);
const partsOf = (address: string): string[] =>
  address
    .toLowerCase()
    .replace(/ё/g, 'е')
    .split(/[^а-яa-z0-9/-]+/)
    .filter((part) => part && !EMPTY.has(part));

/** The one house whose address has all these parts; null when there is none or there are several. */
export function houseOf<House extends { address: string }>(said: string, houses: readonly House[]): House | null {
  const wanted = partsOf(said);
  if (wanted.length === 0) return null;
  const found = houses.filter(({ address }) => {
    const there = partsOf(address);
    return wanted.every((part) => there.includes(part));
  });
  const exact = found.filter(({ address }) => partsOf(address).length === wanted.length);
  const [only] = exact.length > 0 ? exact : found;
  return (exact.length > 0 ? exact : found).length === 1 ? (only ?? null) : null;
}
