import { z } from 'zod';
import { iso } from '../../law/base/instant';
import { capitalised, momentWords } from '../../law/base/russian';
import { CAPITAL_ZONE, DAY_MS } from '../../law/base/zone';
import { causeTitles, servicesWords, type OutageCause } from '../../law/outage/words';
import { findPublicHouses, housesOff, outagesOfHouse, publicHouse, type PublicOutage } from '../../store/outage/now';
import { maybe, text, uuid } from '../http/fields';
import { route } from '../http/route';
import { notFound } from '../security/permission';

const TITLE = 'Что отключено сейчас';
const FOUND_MOST = 20;
const OFF_MOST = 50;

const place = z.object({ id: z.string(), address: z.string(), municipality: z.string() });
const outageShown = z.object({
  number: z.string(),
  phase: z.string(),
  kind: z.string(),
  services: z.array(z.string()),
  from: z.string(),
  until: z.string().nullable(),
  beganAt: z.string().nullable(),
  restoredAt: z.string().nullable(),
  cause: z.string(),
  causeText: z.string().nullable(),
  danger: z.boolean(),
  entrances: z.array(z.number()),
  someFlats: z.boolean(),
  risers: z.string().nullable(),
  organisation: z.string(),
  phone: z.string().nullable(),
  zone: z.string(),
});
const out = z.object({
  asked: z.string().nullable(),
  house: place.nullable(),
  found: z.array(place),
  outages: z.array(outageShown),
  off: z.array(place.extend({ services: z.array(z.string()) })),
  offCount: z.number(),
});
type Found = z.infer<typeof out>;

const told = (one: PublicOutage): z.infer<typeof outageShown> => ({
  ...one,
  from: one.from.toISOString(),
  until: iso(one.until),
  beganAt: iso(one.beganAt),
  restoredAt: iso(one.restoredAt),
});

/** For everyone, without signing in: nothing here says anything of people, flats or requests. */
const now = route({
  id: 'outage.now',
  method: 'get',
  path: '/outages/now',
  summary: TITLE,
  allowed: 'anyone',
  query: z.object({ q: maybe(text({ max: 200 })), house: maybe(uuid()) }),
  out,
  page: 'outage/now',
  view: (data, call) => nowView(data, call.now),
  form: {
    page: 'outage/now',
    frame: { title: TITLE },
    data: async (call) => nowView({ asked: null, house: null, found: [], outages: [], off: [], offCount: 0 }, call.now),
  },
  handle: async ({ db, query: { q, house }, now: at }) => {
    const here = house ? await publicHouse(db, house) : null;
    if (house && !here) throw notFound();
    const [found, outages, off] = await Promise.all([
      q && !here ? findPublicHouses(db, q, FOUND_MOST) : [],
      here ? outagesOfHouse(db, here.id, new Date(at.getTime() - DAY_MS)) : [],
      q || here ? [] : housesOff(db, OFF_MOST),
    ]);
    const placeOf = ({ id, address, municipality }: z.infer<typeof place>) => ({ id, address, municipality });
    return {
      data: {
        asked: q ?? null,
        house: here && placeOf(here),
        found: found.map(placeOf),
        outages: outages.map(told),
        off: off.map((one) => ({ ...placeOf(one), services: one.services })),
        offCount: off[0]?.count ?? 0,
      },
      frame: { title: here ? `Отключения: ${here.address}` : TITLE },
    };
  },
});

const hrefOf = (id: string): string => `/outages/now?house=${id}`;

function nowView(data: Found, at: Date) {
  const { house, found, off, offCount, outages, asked } = data;
  const of = (...phases: string[]) => outages.filter(({ phase }) => phases.includes(phase));
  return {
    asked,
    house: house && { ...house, title: `${house.municipality}, ${house.address}` },
    found: found.map(({ id, municipality, address }) => ({ href: hrefOf(id), title: `${municipality}, ${address}` })),
    none: asked !== null && !house && found.length === 0,
    off: off.map(({ id, municipality, address, services }) => ({
      href: hrefOf(id),
      title: `${municipality}, ${address}`,
      say: servicesWords(services),
    })),
    more: offCount > off.length ? offCount - off.length : undefined,
    running: of('running').map((one) => outageView(one, at)),
    ahead: of('announced').map((one) => outageView(one, at)),
    over: of('restored', 'closed').map((one) => outageView(one, at)),
    quiet: house !== null && outages.length === 0,
    when: momentWords(at, outages[0]?.zone ?? CAPITAL_ZONE, at),
  };
}

function outageView(one: Found['outages'][number], at: Date) {
  const { zone, services, from, until, beganAt, restoredAt, cause, causeText, danger, organisation, phone } = one;
  const when = (instant: string): string => momentWords(instant, zone, at);
  const late = until !== null && Date.parse(until) <= at.getTime();
  return {
    title: capitalised(servicesWords(services)),
    danger,
    facts: [
      { title: restoredAt ? 'Не было с' : beganAt ? 'Нет с' : 'Отключат', text: when(beganAt ?? from) },
      restoredAt
        ? { title: 'Включили', text: when(restoredAt) }
        : {
            title: late ? 'Обещали включить' : 'Включат',
            text: until ? `${when(until)}${late ? ' — время прошло' : ''}` : 'пока неизвестно',
          },
      { title: 'Почему', text: [capitalised(causeTitles[cause as OutageCause]), causeText].filter(Boolean).join('. ') },
      { title: 'Где', text: partOf(one) },
      { title: 'Кто отвечает', text: [organisation, phone].filter(Boolean).join(', ') },
      { title: 'Номер', text: one.number },
    ],
  };
}

const partOf = ({ entrances, someFlats, risers }: Found['outages'][number]): string =>
  [
    entrances.length > 0 ? `${entrances.length === 1 ? 'подъезд' : 'подъезды'} ${entrances.join(', ')}` : 'весь дом',
    someFlats && 'часть квартир',
    risers && `стояки: ${risers}`,
  ]
    .filter(Boolean)
    .join('; ');

export const outageNowRoutes = [now];
