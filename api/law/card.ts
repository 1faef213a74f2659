import { z } from 'zod';
import { certaintyOf } from '../../law/base/certainty';
import { areas, inForce, normHistory, type Norm, type ToldNorm } from '../../law/base/norm';
import { isTerm } from '../../law/base/terms';
import { normAreaTitle, forceWords, sourceWords, valueWords } from '../../law/base/term-words';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { leaningOn } from '../areas';
import { day, maybe } from '../http/fields';
import { route } from '../http/route';
import { normOut, plainNorm } from './schema';
import { confidenceStatus, DIRECTIONS } from './words';

const out = z.object({ norm: normOut, on: z.string(), inForce: z.boolean(), history: z.array(normOut) });
type Card = z.infer<typeof out>;

/** The edition in force on the day; before the first edition and after the last one, the nearest. */
function editionOn(history: readonly Norm[], on: string): Norm {
  const started = history.filter((row) => row.from === null || row.from <= on);
  const found = started.at(-1) ?? history[0];
  if (!found) throw new RangeError('a norm has at least one edition');
  return found;
}

/** Kinds of case that use the norm, and what in them does. */
function usersOf(row: ToldNorm): string[] {
  const kinds = row.usedBy.map((area) =>
    areas.some((one) => one === area) ? normAreaTitle(area as Norm['area']) : area,
  );
  return [...kinds, ...leaningOn(row.id)];
}

function factsOf(row: ToldNorm, on: string) {
  const facts: [title: string, text: string | undefined, href?: string][] = [
    ['Значение', valueWords(row)],
    ['Считать от', row.event],
    ['Направление', row.direction === 'none' ? undefined : DIRECTIONS[row.direction]],
    ['Нерабочий последний день', isTerm(row) ? movesWords(row) : undefined],
    ['Кто обязан', row.who],
    ['Основание', row.citation],
    ['Источник', sourceWords(row), row.source?.address],
    ['Действует', `${forceWords(row)}${inForce(row, on) ? '' : ' — на выбранную дату не действует'}`],
    ['Пояснение', row.note],
  ];
  return facts.flatMap(([title, text, href]) => (text === undefined ? [] : [{ title, text, href }]));
}

const movesWords = (row: ToldNorm): string =>
  row.moves ? 'переносится на ближайший рабочий (ГК РФ, ст. 193)' : 'не переносится';

function view({ norm, history, on }: Card) {
  const row = norm as unknown as ToldNorm;
  const editions = history as unknown as ToldNorm[];
  return {
    id: row.id,
    title: row.title,
    area: normAreaTitle(row.area),
    facts: factsOf(row, on),
    confidence: confidenceStatus(row),
    meaning: certaintyOf(row).meaning,
    users: usersOf(row),
    countable: isTerm(row) && `/law/deadline?norm=${encodeURIComponent(row.id)}`,
    editions: editions.map((edition) => ({
      force: forceWords(edition),
      value: valueWords(edition),
      citation: edition.citation,
      note: edition.note,
      source: { text: sourceWords(edition), href: edition.source?.address },
      current: edition.from === row.from,
      status: confidenceStatus(edition),
    })),
  };
}

export const lawCard = route({
  id: 'law.card',
  method: 'get',
  path: '/law/:id',
  summary: 'Норма и её редакции',
  allowed: 'anyone',
  params: z.object({
    id: z
      .string()
      .max(40)
      .regex(/^[A-Za-z0-9.?_-]+$/),
  }),
  query: z.object({ on: maybe(day()) }),
  out,
  page: 'law/card',
  view,
  handle: async ({ params, query, now }) => {
    const history = normHistory(params.id);
    const on = query.on ?? localOf(now, CAPITAL_ZONE).day;
    const row = editionOn(history, on);
    return {
      data: { norm: plainNorm(row), on, inForce: inForce(row, on), history: history.map(plainNorm) },
      frame: { title: `${row.id}. ${row.title}`, trail: [{ href: '/law', title: 'Нормы и сроки' }, { title: row.id }] },
    };
  },
});
