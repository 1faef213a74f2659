import { z } from 'zod';
import { organisationKindNames, organisationKinds } from '../../law/registry/words';
import { searchPeople } from '../../store/registry/people-search';
import { casesByNumber, findHouses, findOrganisations, SHOWN } from '../../store/registry/search';
import { signed } from '../account/signed';
import type { Actor } from '../security/actor';
import { caseHref } from '../case/address';
import { lineShape, lineView, plainLine, type LineOfCases } from '../case/line';
import { readerOf } from '../security/reader';
import { maybe, text } from '../http/fields';
import { dayInUtc, peopleReaderOf, scopeOf } from '../registry/access';
import { route, type Call, type Route } from '../http/route';
import { contactOf, endingOf, searchWords } from './words';

const TITLE = 'Поиск';

const query = z.object({ q: maybe(text({ max: 100 })) });
type Asked = z.infer<typeof query>;
const out = z.object({
  q: z.string(),
  cases: z.array(lineShape),
  houses: z.array(z.object({ id: z.string(), address: z.string(), municipality: z.string() })),
  people: z.array(z.object({ id: z.string(), name: z.string(), home: z.string().nullable() })),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(organisationKinds) })),
});
type Found = z.infer<typeof out>;
const nothing: Found = { q: '', cases: [], houses: [], people: [], organisations: [] };

async function peopleFor(call: Pick<Call, 'db' | 'now'>, actor: Actor, q: string, words: string[]) {
  const paging = { sort: 'name', limit: SHOWN } as const;
  const asked = {
    reader: peopleReaderOf(actor),
    day: dayInUtc(call.now),
    text: words.join(' '),
    contact: contactOf(q),
  };
  const { rows } = await searchPeople(call.db, { ...asked, ...paging });
  return rows.map(({ id, name, homes }) => ({ id, name, home: homes[0] ?? null }));
}

async function find(call: Call<unknown, Asked>, q: string): Promise<{ data: Found; only?: LineOfCases }> {
  const { db, now } = call;
  const actor = signed(call);
  const number = endingOf(q);
  const cases = number ? (await casesByNumber(db, readerOf(actor), number.ending)).map(plainLine) : [];
  const [only] = cases;
  if (number?.whole && cases.length === 1) return { data: { ...nothing, q, cases }, only };
  const words = searchWords(q);
  if (words.length === 0) return { data: { ...nothing, q, cases } };
  const [houses, people, organisations] = await Promise.all([
    findHouses(db, scopeOf(actor), words, dayInUtc(now)),
    peopleFor(call, actor, q, words),
    findOrganisations(db, words, q.trim()),
  ]);
  return { data: { q, cases, houses, people, organisations } };
}

function view(found: Found, now: Date) {
  const { q, cases, houses, people, organisations } = found;
  return {
    q,
    asked: q !== '',
    found: [cases, houses, people, organisations].some((list) => list.length > 0),
    cases: cases.map((line) => lineView(line, now)),
    houses: houses.map(({ id, address, municipality }) => ({
      href: `/houses/${id}`,
      title: address,
      note: municipality,
    })),
    people: people.map(({ id, name, home }) => ({ href: `/people/${id}`, title: name, note: home })),
    organisations: organisations.map(({ id, name, kind }) => ({
      href: `/organisations/${id}`,
      title: name,
      note: organisationKindNames[kind],
    })),
  };
}

const search = route({
  id: 'search.find',
  method: 'get',
  path: '/search',
  summary: 'Найти дело, адрес, человека или организацию',
  allowed: 'signed-in',
  rate: 'search',
  query,
  out,
  page: 'search/search',
  view: (data: Found, call) => view(data, call.now),
  form: { page: 'search/search', data: async ({ now }) => view(nothing, now), frame: { title: TITLE } },
  handle: async (call) => {
    const { q = '' } = call.query;
    const { data, only } = q ? await find(call, q) : { data: nothing };
    return { data, frame: { title: q ? `${TITLE}: ${q}` : TITLE }, ...(only && { see: caseHref(only) }) };
  },
});

export const searchRoutes: readonly Route[] = [search];
