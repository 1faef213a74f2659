import { z } from 'zod';
import { decimal, fractionText } from '../../law/fraction';
import { areaText } from '../../law/meeting/area';
import { dayDigits } from '../../law/russian';
import { ballotsOf } from '../../store/meetings/ballots';
import { previewRegister, rightsOf, type FrozenRight } from '../../store/meetings/register';
import { turnoutOf } from '../../store/ballots/turnout';
import { route, type Call } from '../route';
import { areaOf, percentOf } from '../voting/words';
import {
  counters,
  LIST,
  meetingParams,
  meetingSubject,
  mustCount,
  mustRun,
  runners,
  todayIn,
  type ById,
} from './access';
import { chessSheet } from './chess-sheet';

const line = z.object({
  premises: z.string(),
  areaEgrn: z.string().nullable(),
  area: z.string(),
  kind: z.string(),
  share: z.string(),
  registryNumber: z.string().nullable(),
  registryDay: z.string().nullable(),
  ballotNumber: z.string().nullable(),
  ballotDay: z.string().nullable(),
  cadastral: z.string().nullable(),
  online: z.string().nullable(),
  paper: z.string().nullable(),
  hand: z.string().nullable(),
  comment: z.string().nullable(),
});
type Line = z.infer<typeof line>;
const KINDS: Readonly<Record<FrozenRight['kind'], string>> = {
  sole: 'Собственность',
  shared: 'Общая долевая',
  joint: 'Общая совместная',
};
const COLUMNS = [
  '№ помещения',
  'Площадь по Росреестру',
  'Итого площадь',
  'Вид собственности',
  'Доля',
  'Номер права по Росреестру',
  'Дата права по Росреестру',
  'Номер права из бюллетеня',
  'Дата права из бюллетеня',
  'Кадастровый номер',
  'Проголосовали онлайн',
  'Через бюллетень (из системы)',
  'Через бюллетень (для ручного ввода)',
  'Комментарий',
] as const;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Cast {
  channel: 'online' | 'paper' | 'hand';
  comment: string | null;
}

function lineOf(right: FrozenRight, cast: Cast | undefined): Line {
  const [holder] = right.holders;
  const votes = areaText(right.votes);
  const by = (channel: Cast['channel']): string | null => (cast?.channel === channel ? votes : null);
  return {
    premises: right.number,
    areaEgrn: right.areaEgrn,
    area: right.area,
    kind: KINDS[right.kind],
    share: fractionText(right.share),
    registryNumber: holder?.registryNumber ?? null,
    registryDay: holder?.registryDay ?? null,
    ballotNumber: holder?.ballotNumber ?? null,
    ballotDay: holder?.ballotDay ?? null,
    cadastral: right.cadastral,
    online: by('online'),
    paper: by('paper'),
    hand: by('hand'),
    comment: cast?.comment ?? null,
  };
}

const chessShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  at: z.string(),
  totalEgrn: z.string(),
  total: z.string(),
  online: z.string(),
  paper: z.string(),
  hand: z.string(),
  participating: z.string(),
  lines: z.array(line),
});
type Chess = z.infer<typeof chessShape>;

const AREAS = [1, 2, 10, 11, 12];
const asNumber = (cell: string | null): string | number | null =>
  cell !== null && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;

const rowsOf = (lines: readonly Line[]) =>
  lines.map((one) =>
    [
      one.premises,
      one.areaEgrn,
      one.area,
      one.kind,
      one.share,
      one.registryNumber,
      one.registryDay,
      one.ballotNumber,
      one.ballotDay,
      one.cadastral,
      one.online,
      one.paper,
      one.hand,
      one.comment,
    ].map((cell, index) => (AREAS.includes(index) ? asNumber(cell) : cell)),
  );

/** What stands above the sample's table; the quorum is not rounded to whole percent, for 49,9974 % is none. */
const headOf = (data: Chess, day: string): [string, string | number | null][] => [
  ['Дата выгрузки', day],
  ['Адрес', data.address],
  ['Площадь по Росреестру', asNumber(data.totalEgrn)],
  ['Площадь с ручным вводом', asNumber(data.total)],
  ['Проголосовали онлайн', asNumber(data.online)],
  ['Через бюллетень (из системы)', asNumber(data.paper)],
  ['Через бюллетень (для ручного ввода)', asNumber(data.hand)],
  ['Участвуют', percentOf(data.participating, data.total, 3)],
  ['Голосов', asNumber(data.participating)],
  ['Предварительно: итог — в протоколе собрания', null],
];

/** Seed sheet, line by right: who has voted and with how many metres, never how. */
const chess = route({
  id: 'meeting.chess',
  method: 'get',
  path: '/meetings/:id/chess',
  summary: 'Шахматка собрания',
  allowed: counters,
  subject: meetingSubject,
  params: meetingParams,
  out: chessShape,
  page: 'meeting/chess',
  view: (data: Chess) => ({
    ...data,
    lines: data.lines.map((one) => ({ ...one, registryDay: one.registryDay && dayDigits(one.registryDay) })),
    quorum: percentOf(data.participating, data.total, 3),
    said: areaOf(data.participating),
    facts: [
      ['Площадь по Росреестру', data.totalEgrn],
      ['Площадь с ручным вводом, от неё кворум', data.total],
      ['Проголосовали онлайн', data.online],
      ['Через бюллетень (из системы)', data.paper],
      ['Через бюллетень (для ручного ввода)', data.hand],
    ].map(([title, votes]) => ({ title, text: areaOf(votes ?? '0') })),
  }),
  table: { columns: COLUMNS, rows: ({ lines }: Chess) => rowsOf(lines) },
  handle: async (call: Call<ById>) => {
    const {
      db,
      params: { id },
    } = call;
    const { file, address, meeting } = await mustCount(call);
    const rights = await rightsOf(db, id);
    const turnout = await turnoutOf(db, id);
    const ballots = new Map((await ballotsOf(db, id)).map((one) => [one.id, one]));
    const cast = new Map(turnout?.votedRights.map(({ rightId, ballotId }) => [rightId, ballots.get(ballotId)]));
    const egrn = new Map(rights.map(({ premisesId, areaEgrn }) => [premisesId, Number(areaEgrn ?? 0) * 100]));
    const hundredths = BigInt(Math.round([...egrn.values()].reduce((sofar, one) => sofar + one, 0)));
    const data = {
      id,
      number: file.number,
      address,
      at: call.now.toISOString(),
      totalEgrn: decimal({ numerator: hundredths, denominator: 100n }, 2),
      total: meeting.total ?? '0',
      online: turnout?.online ?? '0',
      paper: turnout?.paper ?? '0',
      hand: turnout?.hand ?? '0',
      participating: turnout?.participating ?? '0',
      lines: rights.map((right) => lineOf(right, cast.get(right.id))),
    };
    const trail = [LIST, { href: `/meetings/${id}`, title: file.number }, { title: 'Шахматка' }];
    const frame = { title: 'Шахматка', trail, wide: true };
    if (call.as !== 'xlsx') return { data, frame };
    const day = dayDigits(todayIn(call.now, file.zone));
    const bytes = await chessSheet(headOf(data, day), COLUMNS, rowsOf(data.lines));
    return { data, file: { name: `${file.number}.xlsx`, type: XLSX, bytes } };
  },
});

const registerShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  buildingId: z.string(),
  rights: z.number(),
  known: z.string(),
  total: z.string().nullable(),
  totalBasis: z.string().nullable(),
  frozen: z.boolean(),
  conflicts: z.number(),
  undecided: z.number(),
});

/** What the notice will freeze: rights, the area of the house and what a person must still decide. */
const register = route({
  id: 'meeting.register',
  method: 'get',
  path: '/meetings/:id/register',
  summary: 'Реестр собрания',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  out: registerShape,
  page: 'meeting/register',
  view: (data) => ({
    ...data,
    facts: [
      { title: 'Прав в реестре', text: String(data.rights) },
      { title: 'Площадь по реестру', text: areaOf(data.known) },
      { title: 'Площадь для подсчёта', text: data.total ? areaOf(data.total) : 'не указана' },
      { title: 'Откуда площадь', text: data.totalBasis ?? 'не указано' },
      { title: 'Расхождений', text: `${data.conflicts}, не решено: ${data.undecided}` },
    ],
  }),
  handle: async (call: Call<ById>) => {
    const { file, meeting, address } = await mustRun(call);
    const found = await previewRegister(call.db, meeting.buildingId, todayIn(call.now, file.zone));
    const rights = meeting.frozenAt ? await rightsOf(call.db, file.id) : found.rights;
    const data = {
      id: file.id,
      number: file.number,
      address,
      buildingId: meeting.buildingId,
      rights: rights.length,
      known: areaText(found.knownTotal),
      total: meeting.total,
      totalBasis: meeting.totalBasis,
      frozen: meeting.frozenAt !== null,
      conflicts: found.conflicts.length,
      undecided: found.conflicts.filter(({ decided }) => decided === null).length,
    };
    const trail = [LIST, { href: `/meetings/${file.id}`, title: file.number }, { title: 'Реестр' }];
    return { data, frame: { title: 'Реестр собрания', trail } };
  },
});

export const chessRoutes = [chess, register];
