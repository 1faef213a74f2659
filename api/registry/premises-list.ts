import { z } from 'zod';
import { premisesKindNames, premisesKinds } from '../../law/registry/words';
import { homesOf } from '../../store/registry/people';
import { premisesOf } from '../../store/registry/premises';
import { choice, maybe, text, whole } from '../http/fields';
import { mustFindHouse } from './find';
import { route, type Call } from '../http/route';
import { listView, type ListSpec, type Query } from '../view/list';
import {
  metresOrDash,
  byId,
  type RegistryParams,
  dayInUtc,
  houseReaders,
  houseSubject,
  houseTrail,
  readsNames,
} from './access';
import { metresCell } from '../http/sheet';

/** What lists and cards show of premises. */
export const premisesLine = z.object({
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
type Line = z.infer<typeof premisesLine>;
const out = z.object({
  house: z.object({ id: z.string(), address: z.string() }),
  /** Cards the reader may open: all, by a post that reads the register, or those of their own homes. */
  opens: z.union([z.literal('all'), z.array(z.string())]),
  premises: z.array(premisesLine),
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
        metresCell(row.areaEgrn),
        metresCell(row.areaHand),
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
      mustFindHouse(db, params.id, day),
      premisesOf(db, { buildingId: params.id, day, ...asked }),
    ]);
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
