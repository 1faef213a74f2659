import { z } from 'zod';
import { decimal, sum } from '../../law/base/fraction';
import { exactArea } from '../../law/registry/area';
import { dayDigits } from '../../law/base/russian';
import { organisationKindNames, serviceNames, type Service } from '../../law/registry/words';
import { type HouseLine, listHouses, municipalities, type Serving } from '../../store/registry/houses';
import { houseOn, type PremisesOn } from '../../store/registry/rights';
import { choice, cursorOf, maybe } from '../http/fields';
import { pagingOf } from '../http/paging';
import { houseFilters, houseQuery, noHouses, placeShape, type Place } from './list';
import { mustFindHouse } from './find';
import { route, type Call } from '../http/route';
import { listPage, listView, type ListSpec, type Query } from '../view/list';
import {
  answersCalls,
  metresOrDash,
  byId,
  dayInUtc,
  houseReaders,
  houseSubject,
  periodText,
  mendsRegister,
  readsNames,
  scopeOf,
} from './access';

const PATH = '/houses';
const ROWS = { page: 50, sheet: 100_000 };
const query = z.object({
  ...houseQuery,
  sort: maybe(choice(['address', '-address', 'built', '-built', 'premises', '-premises'])),
});
type Asked = z.infer<typeof query>;

const line = z.object({
  id: z.string(),
  address: z.string(),
  municipality: z.string(),
  manager: z.string().nullable(),
  zone: z.string(),
  built: z.number(),
  premises: z.number(),
});
const out = z.object({
  houses: z.array(line),
  count: z.number(),
  newer: z.string().optional(),
  older: z.string().optional(),
  municipalities: z.array(placeShape),
});
type Found = z.infer<typeof out>;

const spec = (places: readonly Place[]): ListSpec<HouseLine> => ({
  title: 'Дома',
  path: PATH,
  noun: ['дом', 'дома', 'домов'],
  filters: houseFilters(places),
  columns: [
    {
      title: 'Адрес',
      sort: 'address',
      cell: (row) => ({ text: row.address, href: `${PATH}/${row.id}`, note: row.municipality }),
    },
    { title: 'Управляет', cell: (row) => row.manager ?? 'не выбрано' },
    { title: 'Год постройки', sort: 'built', number: true, cell: (row) => String(row.built) },
    { title: 'Помещений', sort: 'premises', number: true, cell: (row) => String(row.premises) },
  ],
  empty: noHouses,
  exports: ['csv', 'xlsx'],
});

const typedOf = ({ q, municipality, sort }: Asked): Query => ({ q, municipality, sort });

export const houseList = route({
  id: 'registry.houses',
  method: 'get',
  path: PATH,
  summary: 'Дома',
  allowed: 'signed-in',
  query,
  out,
  page: 'registry/list',
  view: ({ houses, count, newer, older, municipalities: places }: Found, call: Call<unknown, Asked>) => ({
    list: listView(
      spec(places),
      listPage(houses, { count, after: older ?? null, before: newer ?? null }),
      typedOf(call.query),
    ),
  }),
  table: {
    columns: ['Адрес', 'Муниципалитет', 'Управляет', 'Год постройки', 'Помещений', 'Часовой пояс'],
    rows: ({ houses }: Found) =>
      houses.map((row) => [row.address, row.municipality, row.manager, row.built, row.premises, row.zone]),
  },
  handle: async ({ db, actor, query: asked, now, as }) => {
    const { q, municipality, sort = 'address' } = asked;
    const [found, places] = await Promise.all([
      listHouses(db, {
        scope: scopeOf(actor),
        day: dayInUtc(now),
        text: q,
        municipalityId: municipality,
        ...pagingOf(asked, sort, as, ROWS),
      }),
      municipalities(db),
    ]);
    const { rows, count, newer, older } = found;
    return {
      data: {
        houses: rows,
        count,
        newer: newer && cursorOf(newer),
        older: older && cursorOf(older),
        municipalities: places,
      },
      frame: { title: 'Дома' },
    };
  },
});

const serving = z.object({
  organisationId: z.string(),
  name: z.string(),
  kind: z.string(),
  part: z.enum(['manages', 'supplies']),
  service: z.string().nullable(),
  fromDay: z.string(),
  toDay: z.string().nullable(),
});
const card = z.object({
  id: z.string(),
  address: z.string(),
  municipalityId: z.string(),
  municipality: z.string(),
  region: z.string(),
  zone: z.string(),
  fias: z.string(),
  cadastral: z.string().nullable(),
  entrances: z.number(),
  floors: z.number(),
  built: z.number(),
  commissioned: z.string().nullable(),
  living: z.number(),
  nonLiving: z.number(),
  parking: z.number(),
  residents: z.number(),
  serving: z.array(serving),
  /** Square metres: by ЕГРН alone, and including what ballots stated. */
  areaEgrn: z.string(),
  areaCounted: z.string(),
  areaLiving: z.string(),
  areaOther: z.string(),
  openConflicts: z.number(),
  /** Whether the reader may open the register of the house, and maintain it. */
  rights: z.boolean(),
  keeper: z.boolean(),
  /** Whether the reader sits at the desk that answers calls about the house. */
  desk: z.boolean(),
});
type Card = z.infer<typeof card>;

const facts = (house: Card) => [
  { title: 'Муниципалитет', text: `${house.municipality}, ${house.region}` },
  { title: 'Код ФИАС', text: house.fias },
  { title: 'Кадастровый номер', text: house.cadastral ?? 'не указан' },
  { title: 'Год постройки', text: String(house.built) },
  { title: 'Разрешение на ввод', text: house.commissioned ? dayDigits(house.commissioned) : 'день не указан' },
  { title: 'Подъезды и этажи', text: `${house.entrances} и ${house.floors}` },
  { title: 'Часовой пояс', text: house.zone },
  {
    title: 'Помещения',
    lines: [`жилых — ${house.living}`, `нежилых — ${house.nonLiving}`, `машино-мест — ${house.parking}`],
  },
  { title: 'Площадь по ЕГРН', text: metresOrDash(house.areaEgrn) },
  {
    title: 'Площадь для подсчёта голосов',
    lines: [
      metresOrDash(house.areaCounted),
      `жилых — ${metresOrDash(house.areaLiving)}`,
      `прочих — ${metresOrDash(house.areaOther)}`,
    ],
  },
  { title: 'Проживает', text: String(house.residents) },
];

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const servingFacts = (list: readonly z.infer<typeof serving>[]) =>
  list.map((one) => ({
    title:
      one.part === 'manages'
        ? organisationKindNames[one.kind as Serving['kind']]
        : capital(serviceNames[one.service as Service]),
    name: one.name,
    href: `/organisations/${one.organisationId}`,
    when: periodText(one),
  }));

const countedOf = ({ area }: PremisesOn): string | null => area;
const total = (areas: (string | null)[]): string => decimal(sum(areas.map(exactArea)), 2);

export const houseCardView = (found: Card) => ({
  ...found,
  facts: facts(found),
  serving: servingFacts(found.serving),
  base: `${PATH}/${found.id}`,
  dayField: { name: 'commissioned' },
});

export async function cardData({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>, id: string): Promise<Card> {
  const day = dayInUtc(now);
  const [found, registry] = await Promise.all([mustFindHouse(db, id, day), houseOn(db, id, day)]);
  const { premises, conflicts } = registry;
  const living = premises.filter(({ kind }) => kind === 'living');
  return {
    ...found,
    areaEgrn: total(premises.map(({ areaEgrn }) => areaEgrn)),
    areaCounted: total(premises.map(countedOf)),
    areaLiving: total(living.map(countedOf)),
    areaOther: total(premises.filter(({ kind }) => kind !== 'living').map(countedOf)),
    openConflicts: conflicts.filter(({ decided }) => !decided).length,
    rights: await readsNames(db, actor, id),
    keeper: await mendsRegister(db, actor, id),
    desk: await answersCalls(db, actor, id),
  };
}

export const house = route({
  id: 'registry.house',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Карточка дома',
  allowed: houseReaders,
  subject: houseSubject('all'),
  params: byId,
  out: card,
  page: 'registry/house',
  view: houseCardView,
  handle: async (call) => {
    const data = await cardData(call, call.params.id);
    return { data, frame: { title: data.address, trail: [{ href: PATH, title: 'Дома' }, { title: data.address }] } };
  },
});
