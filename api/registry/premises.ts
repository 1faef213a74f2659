import type { Knex } from 'knex';
import { z } from 'zod';
import { fraction, fractionText } from '../../law/base/fraction';
import { Refusal } from '../../law/base/refusal';
import { conflictKinds, conflictTexts } from '../../law/registry/conflicts';
import {
  premisesKindNames,
  premisesKinds,
  rightBases,
  rightBasisNames,
  rightKindNames,
  rightKinds,
} from '../../law/registry/words';
import { dayDigits } from '../../law/base/russian';
import { houseCard } from '../../store/registry/houses';
import {
  peopleOf,
  premisesCard,
  premisesOf,
  residentsOf,
  rightsHistory,
  type RightLine,
} from '../../store/registry/premises';
import { homesOf } from '../../store/registry/people';
import { houseOn } from '../../store/registry/rights';
import type { Actor, Subject } from '../security/actor';
import { choice, maybe, text, whole } from '../http/fields';
import { route, type Allowed, type Call } from '../http/route';
import { listView, type ListSpec, type Query } from '../view/list';
import {
  metresOrDash,
  byId,
  type RegistryParams,
  dayInUtc,
  houseReaders,
  houseSubject,
  houseTrail,
  periodText,
  readsNames,
  rightsReaders,
  today,
} from './access';

const line = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(premisesKinds),
  entrance: z.number().nullable(),
  floor: z.number().nullable(),
  cadastral: z.string().nullable(),
  areaEgrn: z.string().nullable(),
  areaHand: z.string().nullable(),
  holders: z.number(),
  residents: z.number(),
});
type Line = z.infer<typeof line>;
const out = z.object({
  house: z.object({ id: z.string(), address: z.string() }),
  /** Cards the reader may open: all, by a post that reads the register, or those of their own homes. */
  opens: z.union([z.literal('all'), z.array(z.string())]),
  premises: z.array(line),
});
type Found = z.infer<typeof out>;

const query = z.object({
  number: maybe(text({ max: 20 })),
  kind: maybe(choice(premisesKinds)),
  entrance: maybe(whole({ least: 1, most: 99 })),
});
type Asked = z.infer<typeof query>;

const spec = ({ house, opens }: Found): ListSpec<Line> => ({
  title: 'Помещения',
  path: `/houses/${house.id}/premises`,
  noun: ['помещение', 'помещения', 'помещений'],
  filters: [
    { kind: 'text', name: 'number', label: 'Номер' },
    {
      kind: 'select',
      name: 'kind',
      label: 'Вид',
      blank: 'любой',
      options: premisesKinds.map((kind) => ({ value: kind, title: premisesKindNames[kind] })),
    },
    { kind: 'text', name: 'entrance', label: 'Подъезд' },
  ],
  columns: [
    {
      title: 'Номер',
      cell: ({ id, number }) => ({
        text: number,
        href: opens === 'all' || opens.includes(id) ? `/premises/${id}` : undefined,
      }),
    },
    { title: 'Вид', cell: (row) => premisesKindNames[row.kind] },
    { title: 'Подъезд', number: true, cell: (row) => String(row.entrance ?? '—') },
    { title: 'Этаж', number: true, cell: (row) => String(row.floor ?? '—') },
    { title: 'Площадь', number: true, cell: (row) => areaCell(row) },
    { title: 'Прав', number: true, cell: (row) => String(row.holders) },
    { title: 'Проживает', number: true, cell: (row) => String(row.residents) },
  ],
  empty: { title: 'Помещений нет', say: 'Загрузите реестр дома из файла.' },
  exports: ['csv', 'xlsx'],
  dense: true,
});

function areaCell({ areaEgrn, areaHand }: Pick<Line, 'areaEgrn' | 'areaHand'>) {
  if (areaEgrn && areaHand && areaEgrn !== areaHand) {
    return { text: metresOrDash(areaEgrn), note: `вручную ${metresOrDash(areaHand)}` };
  }
  return areaEgrn
    ? metresOrDash(areaEgrn)
    : { text: metresOrDash(areaHand), note: areaHand ? 'вручную' : 'неизвестна' };
}

export const premisesList = route({
  id: 'registry.premises',
  method: 'get',
  path: '/houses/:id/premises',
  summary: 'Помещения дома',
  allowed: houseReaders,
  subject: houseSubject('all'),
  params: byId,
  query,
  out,
  page: 'registry/list',
  view: (found: Found, call: Call<RegistryParams, Asked>) => ({
    list: listView(spec(found), { rows: found.premises, count: found.premises.length }, typedOf(call.query)),
  }),
  table: {
    columns: [
      'Номер',
      'Вид',
      'Подъезд',
      'Этаж',
      'Кадастровый номер',
      'Площадь по ЕГРН',
      'Площадь вручную',
      'Прав',
      'Проживает',
    ],
    rows: ({ premises }: Found) =>
      premises.map((row) => [
        row.number,
        premisesKindNames[row.kind],
        row.entrance,
        row.floor,
        row.cadastral,
        decimalCell(row.areaEgrn),
        decimalCell(row.areaHand),
        row.holders,
        row.residents,
      ]),
  },
  handle: async ({ db, actor, params, query: asked, now }) => {
    const day = dayInUtc(now);
    const homes = actor?.self ? await homesOf(db, actor.self, day) : [];
    const reads = await readsNames(db, actor, params.id);
    const opens: Found['opens'] = reads ? 'all' : homes.map(({ premisesId }) => premisesId);
    const [house, premises] = await Promise.all([
      houseCard(db, params.id, day),
      premisesOf(db, { buildingId: params.id, day, ...asked }),
    ]);
    if (!house) throw new Refusal('house-missing', 'Такого дома в реестре нет.', 404);
    return {
      data: { house: { id: house.id, address: house.address }, opens, premises },
      frame: houseTrail(house, 'Помещения'),
    };
  },
});

const typedOf = ({ number, kind, entrance }: Asked): Query => ({
  number,
  kind,
  entrance: entrance === undefined ? undefined : String(entrance),
});
const decimalCell = (area: string | null): string | null => area && area.replace('.', ',');

const right = z.object({
  id: z.string(),
  holder: z.string(),
  personId: z.string().nullable(),
  organisationId: z.string().nullable(),
  kind: z.enum(rightKinds),
  share: z.string(),
  basis: z.enum(rightBases),
  registryNumber: z.string().nullable(),
  registryDay: z.string().nullable(),
  ballotNumber: z.string().nullable(),
  ballotDay: z.string().nullable(),
  fromDay: z.string(),
  toDay: z.string().nullable(),
});
type Right = z.infer<typeof right>;
const flat = line.extend({
  buildingId: z.string(),
  address: z.string(),
  area: z.string().nullable(),
  rights: z.array(right),
  living: z.array(
    z.object({ personId: z.string(), name: z.string(), fromDay: z.string(), toDay: z.string().nullable() }),
  ),
  conflicts: z.array(z.object({ kind: z.enum(conflictKinds), decided: z.boolean() })),
  /** The reader sees the whole register of the house; its residents see only what is theirs today. */
  reads: z.boolean(),
});
type Flat = z.infer<typeof flat>;

export const shareText = ({ shareN, shareD }: Pick<RightLine, 'shareN' | 'shareD'>): string =>
  fractionText(fraction(BigInt(shareN), BigInt(shareD)));

const title = (number: string | null, day: string | null): string =>
  [number, day && dayDigits(day)].filter(Boolean).join(', ') || '—';

const rightView = (one: Right) => ({
  ...one,
  kind: rightKindNames[one.kind],
  basis: one.registryNumber ? rightBasisNames[one.basis] : undefined,
  registry: title(one.registryNumber, one.registryDay),
  ballot: one.ballotNumber || one.ballotDay ? title(one.ballotNumber, one.ballotDay) : undefined,
  when: periodText(one),
  status: one.toDay ? { kind: 'plain', word: 'прекращено' } : { kind: 'ok', word: 'действует' },
});

const facts = (one: Flat) => [
  { title: 'Вид', text: premisesKindNames[one.kind] },
  {
    title: 'Подъезд и этаж',
    text:
      [one.entrance && `подъезд ${one.entrance}`, one.floor !== null && `этаж ${one.floor}`]
        .filter(Boolean)
        .join(', ') || 'не указаны',
  },
  { title: 'Кадастровый номер', text: one.cadastral ?? 'не указан' },
  { title: 'Площадь по ЕГРН', text: metresOrDash(one.areaEgrn) },
  { title: 'Площадь вручную', text: metresOrDash(one.areaHand) },
  { title: 'Площадь для подсчёта голосов', text: metresOrDash(one.area) },
];

/** Owners and residents see their own premises; others see premises by their post. */
async function flatSubject(db: Knex, { id }: RegistryParams, actor: Actor | null): Promise<Subject | null> {
  const found = await premisesCard(db, id, '2000-01-01');
  const circle = found && (await houseSubject('offices')(db, { id: found.buildingId }));
  if (!circle || !actor) return circle;
  const people = await peopleOf(db, id, await today(db));
  return { ...circle, owners: people, houses: [] };
}

const stillOn = (toDay: string | null, day: string): boolean => toDay === null || toDay >= day;

const flatReaders: Allowed = [{ role: 'citizen', on: 'own' }, ...(rightsReaders as Exclude<Allowed, string>)];

export const premises = route({
  id: 'registry.flat',
  method: 'get',
  path: '/premises/:id',
  summary: 'Помещение и права на него',
  allowed: flatReaders,
  subject: flatSubject,
  params: byId,
  out: flat,
  page: 'registry/premises',
  view: (found: Flat) => ({
    ...found,
    facts: facts(found),
    rights: found.rights.map(rightView),
    living: found.living.map((one) => ({ ...one, when: periodText(one) })),
    conflicts: found.conflicts.map(({ kind, decided }) => ({
      title: conflictTexts[kind].title,
      href: found.reads ? `/premises/${found.id}/conflicts/${kind}` : undefined,
      status: decided ? { kind: 'ok', word: 'решено' } : { kind: 'soon', word: 'не решено' },
    })),
  }),
  handle: async ({ db, actor, params, now }) => {
    const day = dayInUtc(now);
    const found = await premisesCard(db, params.id, day);
    if (!found) throw new Refusal('premises-missing', 'Такого помещения в реестре нет.', 404);
    const [rights, living, house] = await Promise.all([
      rightsHistory(db, params.id),
      residentsOf(db, params.id),
      houseOn(db, found.buildingId, day),
    ]);
    const reads = await readsNames(db, actor, found.buildingId);
    const conflicts = house.conflicts
      .filter(({ premisesId }) => premisesId === params.id)
      .map(({ kind, decided }) => ({ kind, decided: decided !== null }));
    const area = house.premises.find(({ id }) => id === params.id)?.area ?? null;
    return {
      data: {
        ...found,
        area,
        living: living.filter(({ toDay }) => reads || stillOn(toDay, day)),
        conflicts,
        reads,
        rights: rights
          .filter(({ toDay }) => reads || stillOn(toDay, day))
          .map(({ shareN, shareD, ...one }) => ({ ...one, share: shareText({ shareN, shareD }) })),
      },
      frame: houseTrail({ id: found.buildingId, address: found.address }, `Помещение ${found.number}`),
    };
  },
});
