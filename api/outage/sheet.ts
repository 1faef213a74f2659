import { z } from 'zod';
import type { Knex } from 'knex';
import { capitalised } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import { Refusal } from '../../law/base/refusal';
import { offNames, offServices, type OffService } from '../../law/dispatch/off';
import { causeTitles, outageCauses, outageKinds } from '../../law/outage/words';
import {
  findServed,
  outageAuthor,
  servedHouses,
  servicesOf,
  type OutageAuthor,
  type ServedHouse,
} from '../../store/outage/place';
import type { Actor } from '../security/actor';
import { authorsOf } from './access';
import { checkShape } from './check';
import { loosely, type Loose } from './plan';

const FOUND_MOST = 30;

const houseShape = z.object({ id: z.string(), address: z.string(), doors: z.number() });
const authorShape = z.object({ id: z.string(), name: z.string(), kind: z.string(), zone: z.string() });

/** The form of an outage: what is typed so far, its houses, what is found, and what saving would do. */
export const sheetShape = z.object({
  /** The outage that is changed; null for a new one. */
  id: z.string().nullable(),
  number: z.string().nullable(),
  running: z.boolean(),
  author: authorShape,
  authors: z.array(z.object({ value: z.string(), title: z.string() })),
  services: z.array(z.object({ value: z.string(), title: z.string() })),
  houses: z.array(houseShape),
  found: z.array(houseShape).nullable(),
  form: loosely,
  check: checkShape.nullable(),
});
export type OutageSheet = z.infer<typeof sheetShape>;

export const houseOf = ({ id, address, entrances }: ServedHouse) => ({ id, address, doors: entrances });

/** In whose name: the only one of the person's organisations, or the one that was picked. */
export async function authorFor(db: Knex, actor: Actor, wanted: string | undefined): Promise<OutageAuthor> {
  const mine = authorsOf(actor);
  const id = wanted ?? mine[0];
  const author = id && mine.includes(id) ? await outageAuthor(db, id) : null;
  if (author) return author;
  const say =
    'Отключения объявляют сотрудники управляющих организаций и поставщиков: диспетчер, руководитель, специалист.';
  throw new Refusal('author-unknown', say, 403);
}

export async function authorOptions(db: Knex, actor: Actor) {
  const options: { value: string; title: string }[] = [];
  for (const id of authorsOf(actor)) {
    const one = await outageAuthor(db, id);
    if (one) options.push({ value: one.id, title: one.name });
  }
  return options;
}

export const serviceOptions = (codes: readonly OffService[]) =>
  codes.map((value) => ({ value, title: capitalised(offNames[value]) }));

interface Sheeted {
  db: Knex;
  now: Date;
  actor: Actor;
  author: OutageAuthor;
  form: Loose;
  /** The running or announced case that is changed. */
  changed?: { id: string; number: string; running: boolean; services: readonly OffService[] };
}

/** The form with its houses: added ones are there, removed ones are gone, found ones are offered. */
export async function sheetOf({ db, now, actor, author, form, changed }: Sheeted): Promise<OutageSheet> {
  const day = localOf(now, author.zone).day;
  const moved = moveHouses(form);
  const may = await servicesOf(db, author, day);
  const served = await servedHouses(db, author.id, moved.houses, day);
  const asked = form.q !== undefined || form.act === 'find';
  const found = asked ? await findServed(db, author.id, { typed: form.q ?? '', day, limit: FOUND_MOST }) : null;
  return {
    id: changed?.id ?? null,
    number: changed?.number ?? null,
    running: changed?.running ?? false,
    author: { id: author.id, name: author.name, kind: author.kind, zone: author.zone },
    authors: changed ? [] : await authorOptions(db, actor),
    services: serviceOptions(changed?.services ?? (may === 'all' ? offServices : may)),
    houses: moved.houses.flatMap((id) => served.filter((one) => one.id === id).map(houseOf)),
    found: found && found.filter(({ id }) => !moved.houses.includes(id)).map(houseOf),
    form: moved,
    check: null,
  };
}

/** Removing a house takes its flats and risers along: they stand in the order of the houses. */
function moveHouses(form: Loose): Loose {
  const { houses, flats, risers, entrances, add, remove } = form;
  const stay = houses.flatMap((id, place) => (id === remove ? [] : [place]));
  const fresh = [...new Set(add)].filter((id) => !houses.includes(id));
  return {
    ...form,
    houses: [...stay.map((place) => houses[place] ?? ''), ...fresh],
    flats: [...stay.map((place) => flats[place] ?? ''), ...fresh.map(() => '')],
    risers: [...stay.map((place) => risers[place] ?? ''), ...fresh.map(() => '')],
    entrances: entrances.filter((one) => remove === undefined || !one.startsWith(remove)),
    add: [],
    remove: undefined,
  };
}

const KIND_HINTS = {
  planned: 'О нём решили заранее: ремонт, профилактика, испытания.',
  emergency: 'Услуга уже пропала или вот-вот пропадёт сама.',
} as const;

/** What the page of the form shows. */
export function sheetView(sheet: OutageSheet, { refused = false } = {}) {
  const { id, form, houses, found, check } = sheet;
  const base = id ? `/outages/${id}` : '/outages';
  return {
    ...sheet,
    given: form,
    // The form that was refused is the last one, of which nothing but its hidden fields can be shown again.
    refused,
    check: check && { ...check, lateSome: check.duties.some(({ late }) => late) },
    housesField: { name: 'houses' },
    flatsField: { name: 'flats' },
    several: sheet.authors.length > 1,
    kinds: outageKinds.map((value) => ({
      value,
      title: value === 'planned' ? 'Плановое' : 'Аварийное',
      hint: KIND_HINTS[value],
    })),
    causes: outageCauses.map((value) => ({ value, title: capitalised(causeTitles[value]) })),
    danger: form.danger ? 'yes' : undefined,
    inFlats: form.inFlats ? 'yes' : undefined,
    rows: houses.map((house, place) => houseRow(form, house, place)),
    offered: found?.map((one) => ({ value: one.id, title: one.address })),
    nothing: found?.length === 0,
    to: {
      houses: id ? `${base}/houses` : '/outages/houses',
      check: id ? `${base}/plan` : '/outages/check',
      save: id ? `${base}/change` : '/outages',
      back: id ? base : '/outages',
    },
    lines: hiddenLines(sheet),
  };
}

const doorsOf = (count: number): number[] => Array.from({ length: count }, (_, place) => place + 1);

function houseRow({ entrances, flats, risers }: Loose, house: OutageSheet['houses'][number], place: number) {
  const part = [flats[place], risers[place], ...entrances.filter((one) => one.startsWith(house.id))].some(Boolean);
  return {
    ...house,
    place,
    part,
    flats: flats[place] ?? '',
    risers: risers[place] ?? '',
    doors: doorsOf(house.doors).map((door) => ({
      door,
      value: `${house.id}:${door}`,
      checked: entrances.includes(`${house.id}:${door}`),
    })),
  };
}

/** All that was typed, as hidden fields of the page that asks for the last confirmation. */
function hiddenLines({ id, form, author }: OutageSheet): { name: string; value: string }[] {
  const { houses, flats, risers, entrances, services, danger, inFlats } = form;
  const line = (name: string, value: string | undefined) => (value ? [{ name, value }] : []);
  return [
    // Of an outage that is changed these are settled.
    ...(id
      ? []
      : [
          ...line('as', form.as ?? author.id),
          ...line('kind', form.kind),
          ...services.map((value) => ({ name: 'services', value })),
        ]),
    ...houses.flatMap((house, place) => [
      { name: 'houses', value: house },
      { name: 'flats', value: flats[place] ?? '' },
      { name: 'risers', value: risers[place] ?? '' },
    ]),
    ...entrances.map((value) => ({ name: 'entrances', value })),
    ...line('from', form.from),
    ...line('until', form.until),
    ...line('cause', form.cause),
    ...line('causeText', form.causeText),
    ...line('danger', danger ? 'yes' : undefined),
    ...line('inFlats', inFlats ? 'yes' : undefined),
    ...line('reason', form.reason),
    ...line('version', form.version),
  ];
}
