import { z } from 'zod';
import { premisesKindNames, rightBases, rightBasisNames, rightKindNames } from '../../law/registry/words';
import { dayDigits } from '../../law/base/russian';
import { registerLines } from '../../store/registry/register';
import { day, maybe } from '../http/fields';
import { mustFindHouse } from './find';
import { route, type Call } from '../http/route';
import { listView, type ListSpec, type Query } from '../view/list';
import {
  metresOrDash,
  byId,
  type RegistryParams,
  dayInUtc,
  houseSubject,
  houseTrail,
  keepsRegister,
  rightsReaders,
} from './access';
import { shareText } from './premises';
import { templateColumns, templateRows } from './template';
import { dayCell, metresCell } from '../http/sheet';

const line = z.object({
  premisesId: z.string(),
  number: z.string(),
  kind: z.enum(['living', 'non-living', 'parking']),
  entrance: z.number().nullable(),
  floor: z.number().nullable(),
  cadastral: z.string().nullable(),
  areaEgrn: z.string().nullable(),
  areaHand: z.string().nullable(),
  right: z.enum(['sole', 'shared', 'joint']).nullable(),
  share: z.string().nullable(),
  basis: z.enum(rightBases).nullable(),
  titleNumber: z.string().nullable(),
  titleDay: z.string().nullable(),
  ballotNumber: z.string().nullable(),
  ballotDay: z.string().nullable(),
  family: z.string().nullable(),
  given: z.string().nullable(),
  patronymic: z.string().nullable(),
  birthDay: z.string().nullable(),
  snils: z.string().nullable(),
  inn: z.string().nullable(),
  organisation: z.string().nullable(),
});
type Line = z.infer<typeof line>;
const out = z.object({
  house: z.object({ id: z.string(), address: z.string() }),
  day: z.string(),
  lines: z.array(line),
});
type Found = z.infer<typeof out>;
const query = z.object({ on: maybe(day()) });

const holderOf = ({ family, given, patronymic, organisation }: Line): string =>
  organisation ?? ([family, given, patronymic].filter(Boolean).join(' ') || 'неизвестен');

const spec = ({ house, day: on }: Found): ListSpec<Line> => ({
  title: `Реестр собственников на ${dayDigits(on)}`,
  path: `/houses/${house.id}/register`,
  noun: ['право', 'права', 'прав'],
  filters: [{ kind: 'date', name: 'on', label: 'На дату' }],
  columns: [
    {
      title: 'Помещение',
      cell: (row) => ({ text: row.number, href: `/premises/${row.premisesId}`, note: premisesKindNames[row.kind] }),
    },
    { title: 'Площадь', number: true, cell: (row) => metresOrDash(row.areaHand ?? row.areaEgrn) },
    { title: 'Собственник', cell: holderOf },
    { title: 'Право', cell: (row) => (row.right ? rightKindNames[row.right] : '—') },
    { title: 'Доля', number: true, cell: (row) => row.share ?? '—' },
    {
      title: 'Документ о праве',
      cell: ({ basis, titleNumber, titleDay }) => ({
        text: titleNumber ?? '—',
        note:
          [basis === 'act' && rightBasisNames.act.toLowerCase(), titleDay && dayDigits(titleDay)]
            .filter(Boolean)
            .join(' от ') || undefined,
      }),
    },
  ],
  empty: { title: 'Прав не записано', say: 'Загрузите реестр дома из файла.' },
  exports: ['csv', 'xlsx'],
  dense: true,
});

/** The same format that an import accepts, so the file can be sent back. */
export const registerExport = route({
  id: 'registry.register',
  method: 'get',
  path: '/houses/:id/register',
  summary: 'Реестр собственников дома',
  allowed: rightsReaders,
  subject: houseSubject('offices'),
  params: byId,
  query,
  out,
  page: 'registry/list',
  view: (found: Found, call: Call<RegistryParams, z.infer<typeof query>>) => {
    const typed: Query = { on: call.query.on };
    return { list: listView(spec(found), { rows: found.lines, count: found.lines.length }, typed) };
  },
  table: {
    columns: templateColumns,
    rows: ({ lines }: Found) =>
      lines.map((row) => [
        row.number,
        premisesKindNames[row.kind],
        row.entrance,
        row.floor,
        row.cadastral,
        metresCell(row.areaEgrn),
        metresCell(row.areaHand),
        row.right && rightKindNames[row.right],
        row.share,
        row.titleNumber,
        dayCell(row.titleDay),
        row.titleNumber && row.basis && rightBasisNames[row.basis].replace(/^./, (first) => first.toLowerCase()),
        row.ballotNumber,
        dayCell(row.ballotDay),
        row.family,
        row.given,
        row.patronymic,
        dayCell(row.birthDay),
        row.snils,
        row.inn,
      ]),
  },
  handle: async ({ db, actor, params, query: { on }, now }) => {
    const [today, asked] = [dayInUtc(now), on ?? dayInUtc(now)];
    const keeps = await keepsRegister(db, actor, params.id);
    const [house, lines] = await Promise.all([
      mustFindHouse(db, params.id, asked),
      registerLines(db, { buildingId: params.id, day: asked, keeps, today }),
    ]);
    const data = lines.map(({ shareN, shareD, ...one }) => ({
      ...one,
      share: shareN && shareD ? shareText({ shareN, shareD }) : null,
    }));
    return {
      data: { house: { id: house.id, address: house.address }, day: asked, lines: data },
      frame: { ...houseTrail(house, 'Реестр собственников'), wide: true },
    };
  },
});

const sample = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) });

export const template = route({
  id: 'registry.template',
  method: 'get',
  path: '/registry/template',
  summary: 'Образец файла реестра',
  allowed: 'signed-in',
  out: sample,
  table: { columns: templateColumns, rows: ({ rows }: z.infer<typeof sample>) => rows },
  handle: async () => ({ data: { columns: [...templateColumns], rows: templateRows.map((row) => [...row]) } }),
});
