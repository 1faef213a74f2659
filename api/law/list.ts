import { z } from 'zod';
import { certainties, certaintyKeys, countByCertainty, confidenceWords } from '../../law/base/certainty';
import { areas, norms, type ToldNorm } from '../../law/base/norm';
import { normAreaTitle, forceWords, valueWords } from '../../law/base/term-words';
import { choice, cursor, cursorOf, day, maybe, text } from '../http/fields';
import { route, type Call } from '../http/route';
import { hrefWith, listView, type ListSpec, type Query } from '../view/list';
import { normOut, plainNorm } from './schema';
import { areaOptions, certaintyOptions, sheetColumns, sheetRow } from './words';

const PATH = '/law';
const TITLE = 'Нормы и сроки';
const ROWS = 50;
/** The first row of a page, by its place among the rows of the same filter. */
const place = maybe(cursor(z.number().int().min(0).max(10_000)));
const query = z.object({
  q: maybe(text({ max: 100 })),
  area: maybe(choice(areas)),
  on: maybe(day()),
  sure: maybe(choice(certaintyKeys)),
  after: place,
});
type Asked = z.infer<typeof query>;
const tally = z.object({ key: z.enum(certaintyKeys), count: z.number() });
const out = z.object({
  norms: z.array(normOut),
  /** How many norms stand on what, under the other conditions of the filter. */
  certainty: z.array(tally),
});
type Found = z.infer<typeof out>;

const spec: ListSpec<ToldNorm> = {
  title: TITLE,
  path: PATH,
  noun: ['норма', 'нормы', 'норм'],
  filters: [
    { kind: 'text', name: 'q', label: 'Код или слова' },
    { kind: 'select', name: 'area', label: 'Область', options: areaOptions, blank: 'любая' },
    { kind: 'date', name: 'on', label: 'На дату' },
    { kind: 'select', name: 'sure', label: 'Надёжность', options: certaintyOptions, blank: 'любая' },
  ],
  columns: [
    { title: 'Код', cell: (row) => ({ text: row.id, href: `${PATH}/${row.id}` }) },
    { title: 'Норма', cell: (row) => ({ text: row.title, note: normAreaTitle(row.area) }) },
    { title: 'Значение', cell: (row) => valueWords(row) },
    {
      title: 'Основание',
      cell: (row) => ({
        text: row.citation,
        note: row.confidence === 'V' ? undefined : confidenceWords(row.confidence),
      }),
    },
    { title: 'Действует', cell: (row) => (row.from || row.to ? forceWords(row) : '—') },
  ],
  empty: { title: 'Норм нет' },
  action: { href: '/law/deadline', title: 'Посчитать срок' },
  exports: ['csv', 'xlsx'],
};

/** People read the norms page by page; programs and tables get all that match the filter. */
function view({ norms: rows, certainty }: Found, typed: Query, first = 0) {
  const shown = rows.slice(first, first + ROWS) as unknown as ToldNorm[];
  const at = (row: number): Record<string, string> => ({ after: cursorOf(row) });
  const newer = first > 0 ? at(Math.max(0, first - ROWS)) : undefined;
  const older = first + ROWS < rows.length ? at(first + ROWS) : undefined;
  const list = listView(spec, { rows: shown, count: rows.length, newer, older }, typed);
  return { list: { ...list, legend: { ...legend, counts: countsOf(certainty, typed) } } };
}

/** What the marks mean, for a person who has not read our notes. */
const legend = {
  title: 'Что значат эти отметки',
  items: certainties.map(({ words, meaning }) => ({ title: words, text: meaning })),
};

/** The counts, each a way to its rows; the chosen one leads back to all. */
function countsOf(counts: Found['certainty'], typed: Query) {
  const words = new Map(certainties.map((one) => [one.key, one.words]));
  return counts
    .filter(({ key, count }) => count > 0 || typed['sure'] === key)
    .map(({ key, count }) => {
      const current = typed['sure'] === key;
      const href = hrefWith(PATH, typed, { sure: current ? undefined : key });
      return { href, words: words.get(key), count, current };
    });
}

/** The rows under the filter; the counts leave out the certainty, so that they show what else there is. */
function found({ q, area, on, sure }: Partial<Omit<Asked, 'after'>>): Found {
  const rows = norms({ area, on, search: q });
  const certainty = countByCertainty(rows).map(({ key, count }) => ({ key, count }));
  return { norms: norms({ area, on, search: q, sure }).map(plainNorm), certainty };
}

/** Keeps the part of the query that belongs to the list. */
const typedOf = (asked: Asked): Query => ({ q: asked.q, area: asked.area, on: asked.on, sure: asked.sure });

export const lawList = route({
  id: 'law.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'anyone',
  query,
  out,
  page: 'law/list',
  view: (data, call: Call<unknown, Asked>) => view(data, typedOf(call.query), call.query.after),
  form: { page: 'law/list', data: async () => view(found({}), {}), frame: { title: TITLE, wide: true } },
  table: { columns: sheetColumns, rows: ({ norms: rows }: Found) => (rows as unknown as ToldNorm[]).map(sheetRow) },
  handle: async ({ query: asked }) => ({ data: found(asked), frame: { title: TITLE, wide: true } }),
});
