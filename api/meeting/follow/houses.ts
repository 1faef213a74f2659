import { z } from 'zod';
import { iso } from '../../../law/base/instant';
import { municipalities } from '../../../store/registry/houses';
import {
  listMeetingHouses,
  placeTotals,
  houseStandings,
  type HouseFilter,
  type MeetingHouse,
} from '../../../store/meeting/follow/houses';
import { choice, maybe } from '../../http/fields';
import { noPage, pageData, pageShape, pagingOf } from '../../http/paging';
import { dayInUtc, scopeOf } from '../../registry/access';
import { houseFilters, houseQuery, noHouses, placeShape, type Place } from '../../registry/list';
import { readerOf } from '../../security/reader';
import { route, type Call } from '../../http/route';
import { listPage, listView, type ListSpec, type Query } from '../../view/list';
import { MEETINGS_LINK } from '../access';
import { houseShape, type ListedHouse } from './house-shape';
import { agendaWords, endedWords, nextWords, readyOf, resultOf } from './house-words';
import { metresOf } from '../../../law/base/metres';
import { type Cell, metresCell } from '../../http/sheet';

const PATH = '/meetings/houses';
const TITLE = 'Дома: собрания и готовность';

const query = z.object({
  ...houseQuery,
  standing: maybe(choice(houseStandings)),
  sort: maybe(choice(['address', '-address', 'ended', '-ended'])),
});
type Asked = z.infer<typeof query>;

const totalShape = z.object({
  municipality: z.string(),
  houses: z.number(),
  area: z.string(),
  held: z.number(),
  noQuorum: z.number(),
  running: z.number(),
});
const out = z.object({
  houses: z.array(houseShape),
  ...pageShape,
  totals: z.array(totalShape),
  municipalities: z.array(placeShape),
});
type Found = z.infer<typeof out>;

const plain = ({ endedAt, closesAt, dueAt, wordings, passed, ...house }: MeetingHouse): ListedHouse => ({
  ...house,
  wordings: wordings ?? [],
  passed: passed ?? 0,
  endedAt: iso(endedAt),
  closesAt: iso(closesAt),
  dueAt: iso(dueAt),
});

const spec = (places: readonly Place[]): ListSpec<ListedHouse> => ({
  title: TITLE,
  path: PATH,
  noun: ['дом', 'дома', 'домов'],
  filters: [
    ...houseFilters(places),
    {
      kind: 'select',
      name: 'standing',
      label: 'Последнее собрание',
      blank: 'любое',
      options: [
        { value: 'none', title: 'не было' },
        { value: 'running', title: 'идёт' },
        { value: 'no-quorum', title: 'без кворума' },
        { value: 'held', title: 'состоялось' },
      ],
    },
  ],
  columns: [
    {
      title: 'Дом',
      sort: 'address',
      cell: ({ id, address, municipality }) => ({ text: address, href: `/houses/${id}`, note: municipality }),
    },
    { title: 'Площадь', number: true, cell: ({ area }) => metresOf(area) },
    { title: 'Голосование', sort: 'ended', cell: endedWords },
    {
      title: 'Вопросы',
      cell: (house) => {
        const { meetingId, number } = house;
        const said = agendaWords(house);
        return meetingId ? { text: number ?? '', href: `/meetings/${meetingId}`, note: said } : '—';
      },
    },
    { title: 'Результат', cell: (house) => ({ status: resultOf(house) }) },
    { title: 'Дальше', cell: nextWords },
    {
      title: 'Готовность',
      cell: (house) => {
        const { status, lacks } = readyOf(house);
        return { text: status.word, note: lacks.join('; ') || undefined };
      },
    },
  ],
  empty: noHouses,
  exports: ['csv', 'xlsx'],
});

function view({ houses, totals, municipalities: places, ...page }: Found, asked: Partial<Asked>) {
  const { q, municipality, standing, sort } = asked;
  const typed: Query = { q, municipality, standing, sort };
  return {
    list: listView(spec(places), listPage(houses, page), typed),
    totals: totals.length > 1 ? totals.map((one) => ({ ...one, area: metresOf(one.area) })) : undefined,
  };
}

const rowOf = (house: ListedHouse): Cell[] => {
  const { municipality, address, manager, premises, area, number, wordings, quorum } = house;
  const { status, lacks } = readyOf(house);
  return [
    municipality,
    address,
    manager,
    premises,
    metresCell(area),
    number,
    endedWords(house),
    wordings.map((wording, index) => `${index + 1}. ${wording}`).join(' ') || null,
    resultOf(house).word,
    quorum === null ? null : quorum ? 'есть' : 'нет',
    nextWords(house),
    status.word,
    lacks.join('; ') || null,
  ];
};

const houses = route({
  id: 'meeting.houses',
  method: 'get',
  path: PATH,
  summary: 'Реестр домов: собрания и готовность к электронному голосованию',
  allowed: 'signed-in',
  query,
  out,
  page: 'meeting/follow/houses',
  view: (data, call: Call<unknown, Asked>) => view(data, call.query),
  table: {
    columns: [
      'Муниципалитет',
      'Дом',
      'Управляет',
      'Помещений',
      'Площадь, м²',
      'Собрание',
      'Голосование',
      'Вопросы',
      'Результат',
      'Кворум',
      'Дальше',
      'Готовность',
      'Чего не хватает',
    ],
    rows: ({ houses: rows }: Found) => rows.map(rowOf),
  },
  form: {
    page: 'meeting/follow/houses',
    frame: { title: TITLE, wide: true },
    data: async () => view({ houses: [], ...noPage, totals: [], municipalities: [] }, {}),
  },
  handle: async ({ db, actor, query: asked, now, as }) => {
    const { q, municipality, standing, sort = 'address' } = asked;
    const filter: HouseFilter = {
      scope: scopeOf(actor),
      reader: readerOf(actor),
      day: dayInUtc(now),
      text: q,
      municipalityId: municipality,
      standing,
    };
    const [found, totals, places] = await Promise.all([
      listMeetingHouses(db, filter, pagingOf(asked, sort, as)),
      placeTotals(db, filter),
      municipalities(db),
    ]);
    const data = { houses: found.rows.map(plain), ...pageData(found), totals, municipalities: places };
    return { data, frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }], wide: true } };
  },
});

export const houseRoutes = [houses];
