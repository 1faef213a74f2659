import { z } from 'zod';
import { areas, norms, type Norm } from '../../law/base/norm';
import { normAreaTitle, confidenceWords, forceWords, valueWords } from '../../law/base/term-words';
import { choice, cursor, cursorOf, day, maybe, text } from '../http/fields';
import { route, type Call } from '../http/route';
import { listView, type ListSpec, type Query } from '../view/list';
import { normOut, plainNorm } from './schema';
import { areaOptions, sheetColumns, sheetRow } from './words';

const PATH = '/law';
const TITLE = 'Нормы и сроки';
const ROWS = 50;
/** The first row of a page, by its place among the rows of the same filter. */
const place = maybe(cursor(z.number().int().min(0).max(10_000)));
const query = z.object({ q: maybe(text({ max: 100 })), area: maybe(choice(areas)), on: maybe(day()), after: place });
type Asked = z.infer<typeof query>;
const out = z.object({ norms: z.array(normOut) });
type Found = z.infer<typeof out>;

const spec: ListSpec<Norm> = {
  title: TITLE,
  path: PATH,
  noun: ['норма', 'нормы', 'норм'],
  filters: [
    { kind: 'text', name: 'q', label: 'Код или слова' },
    { kind: 'select', name: 'area', label: 'Область', options: areaOptions, blank: 'любая' },
    { kind: 'date', name: 'on', label: 'На дату' },
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
function view({ norms: rows }: Found, typed: Query, first = 0) {
  const shown = rows.slice(first, first + ROWS) as unknown as Norm[];
  const at = (row: number): Record<string, string> => ({ after: cursorOf(row) });
  const newer = first > 0 ? at(Math.max(0, first - ROWS)) : undefined;
  const older = first + ROWS < rows.length ? at(first + ROWS) : undefined;
  return { list: listView(spec, { rows: shown, count: rows.length, newer, older }, typed) };
}

/** Keeps the part of the query that belongs to the list. */
const typedOf = (asked: Asked): Query => ({ q: asked.q, area: asked.area, on: asked.on });

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
  form: {
    page: 'law/list',
    data: async () => view({ norms: norms().map(plainNorm) }, {}),
    frame: { title: TITLE, wide: true },
  },
  table: { columns: sheetColumns, rows: ({ norms: rows }: Found) => (rows as unknown as Norm[]).map(sheetRow) },
  handle: async ({ query: { q, area, on } }) => ({
    data: { norms: norms({ area, on, search: q }).map(plainNorm) },
    frame: { title: TITLE, wide: true },
  }),
});
