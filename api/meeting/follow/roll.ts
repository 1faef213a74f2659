import { rightForms } from '../../../law/registry/words';
import { z } from 'zod';
import { decimal, parseFraction, sum, ZERO } from '../../../law/base/fraction';
import { exactMetres, METRE_PLACES, metresOf, percentOf } from '../../../law/base/metres';
import { quorum } from '../../../law/meeting/count/quorum';
import { counted, dayDigits, instantDigits, numberText } from '../../../law/base/russian';
import { clockText, localOf } from '../../../law/base/zone';
import { turnoutOf } from '../../../store/meeting/ballots/turnout';
import { castLines, sheetHead, type CastLine } from '../../../store/meeting/follow/roll';
import { previewRegister, rightsOf, type FrozenRight } from '../../../store/meeting/notice/register';
import { signed } from '../../account/signed';
import { XLSX } from '../../http/answer';
import { computeApart } from '../../heavy/heavy';
import { partOf, partQuery, type PartQuery } from '../../http/parts';
import { readsConflicts } from '../../registry/conflict-shape';
import { route, type Call } from '../../http/route';
import { counters, MEETINGS_LINK, mustCount, mustRun, runners } from '../access';
import { CAVEAT, COLUMNS, rowsOf } from './roll-sheet';
import { officesOf } from '../../security/reader';
import { meetingParams, meetingSubject, todayIn, type MeetingParams } from '../vote/access';
import { lawOf } from '../../../store/meeting/law';

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
  shared: 'Общая долевая собственность',
  joint: 'Общая совместная собственность',
};

function lineOf(right: FrozenRight, cast: CastLine | undefined): Line {
  const [holder] = right.holders;
  const votes = exactMetres(right.votes);
  const by = (channel: CastLine['channel']): string | null => (cast?.channel === channel ? votes : null);
  return {
    premises: right.number,
    areaEgrn: right.areaEgrn,
    area: right.area,
    kind: KINDS[right.kind],
    share: exactMetres(right.share),
    registryNumber:
      holder?.basis === 'act' ? `передаточный акт № ${holder.registryNumber}` : (holder?.registryNumber ?? null),
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

const rollShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  open: z.boolean(),
  manager: z.string().nullable(),
  inn: z.string().nullable(),
  fias: z.string(),
  at: z.string(),
  totalEgrn: z.string(),
  total: z.string(),
  online: z.string(),
  paper: z.string(),
  hand: z.string(),
  participating: z.string(),
  quorum: z.boolean(),
  /** The reader works for the manager and may have the sheet sent by a rhythm. */
  mails: z.boolean(),
  lines: z.array(line),
});
type Roll = z.infer<typeof rollShape>;

/** Where a right is known from: the registry, the ballot, or both. */
function titlesOf({ registryNumber, registryDay, ballotNumber, ballotDay }: Line): string[] {
  const said = (number: string | null, day: string | null, where: string): string[] =>
    number ? [`${number}${day ? ` от ${dayDigits(day)}` : ''}${where}`] : [];
  return [...said(registryNumber, registryDay, ''), ...said(ballotNumber, ballotDay, ' (из бюллетеня)')];
}

const SHARE_PLACES = 4;
const isEndless = (exact: string): boolean => exact.includes('/');
/** A decimal as the sample sheet has it; beside one that does not end, the exact value. */
const told = (exact: string | null, places: number) =>
  exact === null
    ? null
    : {
        text: isEndless(exact) ? numberText(decimal(parseFraction(exact), places)) : numberText(exact),
        exact: isEndless(exact) ? exact : undefined,
      };

const shownLine = (one: Line) => ({
  ...one,
  titles: titlesOf(one),
  share: told(one.share, SHARE_PLACES),
  online: told(one.online, METRE_PLACES),
  paper: told(one.paper, METRE_PLACES),
  hand: told(one.hand, METRE_PLACES),
});

function rollView(data: Roll, { query, now }: Call<MeetingParams, PartQuery>) {
  const { id, zone, lines, total, totalEgrn, participating, quorum, open } = data;
  const path = `/meetings/${id}/roll`;
  const { shown, ...parts } = partOf(lines, query, path);
  return {
    ...data,
    ...parts,
    refresh: `${path}?part=${query.part ?? 1}`,
    live: open,
    when: clockText(localOf(now, zone).time),
    lines: shown.map(shownLine),
    endless: shown.some(({ share }) => isEndless(share)),
    // Not rounded to whole percent: 49,9974 % is no quorum.
    state: quorum ? { kind: 'ok', word: 'кворум есть' } : { kind: 'wait', word: 'кворума нет' },
    said: metresOf(participating),
    caveat: CAVEAT,
    facts: [
      { title: 'Дата выгрузки', text: instantDigits(now, zone) },
      { title: 'Управляющая организация', text: data.manager ?? 'нет, собственники управляют сами' },
      { title: 'ИНН', text: data.inn ?? '—' },
      { title: 'Код дома ФИАС', text: data.fias },
      { title: 'Площадь помещений по Росреестру', text: metresOf(totalEgrn) },
      { title: 'Площадь с учётом внесённой вручную', text: metresOf(total) },
      { title: 'Проголосовали онлайн', text: metresOf(data.online) },
      { title: 'Бюллетени из системы', text: metresOf(data.paper) },
      { title: 'Бюллетени, внесённые вручную', text: metresOf(data.hand) },
      { title: 'Кворум: от площади с ручным вводом', text: percentOf(participating, total) },
      { title: 'Для сравнения: от площади по Росреестру', text: percentOf(participating, totalEgrn) },
    ],
  };
}

/** In hundredths: each premises once, however many rights it has. */
function egrnTotal(rights: readonly FrozenRight[]): string {
  const known = new Map(rights.map(({ premisesId, areaEgrn }) => [premisesId, areaEgrn]));
  return exactMetres(sum([...known.values()].map((area) => (area === null ? ZERO : parseFraction(area)))));
}

async function loadRoll(call: Call<MeetingParams, PartQuery>): Promise<Roll> {
  const {
    db,
    params: { id },
  } = call;
  const { file, address, meeting } = await mustCount(call);
  const [rights, turnout, cast, head] = await Promise.all([
    rightsOf(db, id),
    turnoutOf(db, id),
    castLines(db, id),
    sheetHead(db, id),
  ]);
  const ballots = new Map(cast.map((one) => [one.ballotId, one]));
  const counted = new Map(turnout?.votedRights.map(({ rightId, ballotId }) => [rightId, ballots.get(ballotId)]));
  const [total, participating] = [meeting.total ?? '0', turnout?.participating ?? '0'];
  const { decided } = lawOf(meeting, file.zone);
  const bar = quorum({ total: parseFraction(total), participating: parseFraction(participating) }, decided);
  return {
    id,
    number: file.number,
    address,
    zone: file.zone,
    open: file.phase === 'voting',
    ...head,
    at: call.now.toISOString(),
    totalEgrn: egrnTotal(rights),
    total,
    online: turnout?.online ?? '0',
    paper: turnout?.paper ?? '0',
    hand: turnout?.hand ?? '0',
    participating,
    quorum: bar.met,
    mails: officesOf(signed(call)).some((one) => one === file.organisation_id),
    lines: rights.map((right) => lineOf(right, counted.get(right.id))),
  };
}

/** Seed sheet, line by right: who has voted and with how many metres, never how. */
const roll = route({
  id: 'meeting.roll',
  method: 'get',
  path: '/meetings/:id/roll',
  summary: 'Шахматка собрания',
  allowed: counters,
  subject: meetingSubject,
  params: meetingParams,
  query: partQuery,
  out: rollShape,
  page: 'meeting/follow/roll',
  view: rollView,
  table: { columns: COLUMNS, rows: ({ lines }: Roll) => rowsOf(lines) },
  file: { types: [XLSX], as: 'xlsx' },
  handle: async (call: Call<MeetingParams, PartQuery>) => {
    const data = await loadRoll(call);
    const { id, number, zone } = data;
    const trail = [MEETINGS_LINK, { href: `/meetings/${id}`, title: number }, { title: 'Шахматка' }];
    if (call.as !== 'xlsx') return { data, frame: { title: 'Шахматка', trail, wide: true } };
    const bytes = Buffer.from(await computeApart(call, 'roll', { data, day: dayDigits(todayIn(call.now, zone)) }));
    return { data, file: { name: `${number}.xlsx`, type: XLSX, bytes } };
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
  /** The list of conflicts opens for the reader. */
  conflictsOpen: z.boolean(),
  undecided: z.number(),
  /** Rights by an act of the developer: how many vote, how many do not, and until which day (K-11). */
  byAct: z.object({ voting: z.number(), silent: z.number(), until: z.string().nullable() }),
});

type ByActShape = z.infer<typeof registerShape>['byAct'];

/** The frozen register holds only those who may vote. */
function actsFrozen(rights: readonly FrozenRight[]): ByActShape {
  const until = rights.map(({ holders }) => holders.find(({ basis }) => basis === 'act')?.untilDay ?? null);
  const held = until.filter((day) => day !== null);
  return { voting: held.length, silent: 0, until: held[0] ?? null };
}

/** Who votes by an act and until when; nothing in a house without such rights. */
function actFacts({ byAct: { voting, silent, until } }: z.infer<typeof registerShape>) {
  if (voting + silent === 0) return [];
  const lines = [
    voting > 0 && until && `голосуют: ${counted(voting, rightForms)}, до ${dayDigits(until)} включительно`,
    silent > 0 &&
      `не голосуют: ${counted(silent, rightForms)}, ${until ? `год кончился ${dayDigits(until)}` : 'день ввода дома не указан'}`,
  ];
  return [{ title: 'По передаточному акту', lines: lines.filter((one) => typeof one === 'string') }];
}

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
      { title: 'Площадь по реестру', text: metresOf(data.known) },
      { title: 'Площадь для подсчёта', text: data.total ? metresOf(data.total) : 'не указана' },
      { title: 'Откуда площадь', text: data.totalBasis ?? 'не указано' },
      ...actFacts(data),
      { title: 'Расхождений', text: `${data.conflicts}, не решено: ${data.undecided}` },
    ],
  }),
  handle: async (call: Call<MeetingParams>) => {
    const { file, meeting, address } = await mustRun(call);
    const found = await previewRegister(call.db, meeting.buildingId, todayIn(call.now, file.zone));
    const rights = meeting.frozenAt ? await rightsOf(call.db, file.id) : found.rights;
    const data = {
      id: file.id,
      number: file.number,
      address,
      buildingId: meeting.buildingId,
      rights: rights.length,
      known: exactMetres(found.knownTotal),
      total: meeting.total,
      totalBasis: meeting.totalBasis,
      frozen: meeting.frozenAt !== null,
      conflicts: found.conflicts.length,
      conflictsOpen: await readsConflicts(call.db, call.actor, meeting.buildingId),
      undecided: found.conflicts.filter(({ decided }) => decided === null).length,
      byAct: meeting.frozenAt ? actsFrozen(rights) : found.byAct,
    };
    const trail = [MEETINGS_LINK, { href: `/meetings/${file.id}`, title: file.number }, { title: 'Реестр' }];
    return { data, frame: { title: 'Реестр собрания', trail } };
  },
});

export const rollRoutes = [roll, register];
