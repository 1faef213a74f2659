import { z } from 'zod';
import { answerTitles, type Particular } from '../../law/meeting/ballot';
import { parseMoment } from '../../law/zone';
import { retypePaper, settlePaper, takePaper } from '../../store/ballots/paper';
import { paperById, type Paper } from '../../store/ballots/paper-rows';
import { proxiesOf } from '../../store/ballots/proxies';
import { documentById } from '../../store/case/documents';
import { holderNames, holdersAt } from '../../store/voting';
import { signed } from '../account/signed';
import { choice, day, localTime, many, maybe, text, uuid } from '../fields';
import { route, type Call } from '../route';
import { notFound } from '../security/permission';
import { desk, meetingParams, mustFind, todayIn, votingSubject } from './access';
import { tellReceipt } from './letter';
import {
  boxesOf,
  decidedWords,
  deskShape,
  loadDesk,
  marksField,
  marksOf,
  particularOptions,
  stateOf,
  type AskedDesk,
} from './paper';
import { isShown, keepScan, SCAN_ACCEPT, SCAN_HINT, scanFile, scanOf } from './scan';
import { areaOf, momentWords, premisesWords } from './words';
import { fractionText } from '../../law/fraction';

const holder = z.object({ value: z.string(), title: z.string(), votes: z.string() });
const newShape = deskShape.extend({
  flat: z.string().nullable(),
  holders: z.array(holder),
  proxies: z.array(z.object({ id: z.string(), title: z.string() })),
  lawDay: z.string(),
});
type NewSheet = z.infer<typeof newShape>;

/** First the flat, then its owners: so that a sheet is never written to a stranger's right. */
async function loadNew(call: AskedDesk, flat: string | undefined): Promise<NewSheet> {
  const {
    db,
    params: { id },
  } = call;
  const [data, { meeting }, holders, powers] = await Promise.all([
    loadDesk(call),
    mustFind(db, id),
    flat ? holdersAt(db, id, flat) : [],
    proxiesOf(db, id),
  ]);
  const mine = powers.filter(
    ({ principalPersonId, principalOrganisationId, valid }) =>
      valid !== false && holders.some(({ holderId }) => holderId === (principalPersonId ?? principalOrganisationId)),
  );
  const names = await holderNames(
    db,
    mine.map(({ agentPersonId }) => agentPersonId),
  );
  return {
    ...data,
    flat: flat ?? null,
    lawDay: meeting.lawDay,
    holders: holders.map(({ rightId, holderId, name, votes, toDay }) => ({
      value: `${rightId}:${holderId}`,
      votes: fractionText(votes),
      title: toDay ? `${name} (право до ${decidedWords(toDay)})` : name,
    })),
    proxies: mine.map(({ id: proxy, agentPersonId, valid }) => ({
      id: proxy,
      title: `${names.get(agentPersonId) ?? ''}${valid ? '' : ' (доверенность не проверена)'}`,
    })),
  };
}

const CHANNELS = [
  { value: 'paper', title: 'Лист у меня, скан приложу' },
  {
    value: 'hand',
    title: 'Листа нет в системе, ввожу вручную',
    hint: 'Понадобится комментарий: откуда решение и где лист.',
  },
];

const newView = (data: NewSheet, now: Date) => ({
  id: data.id,
  number: data.number,
  address: data.address,
  flat: data.flat,
  place: data.flat && premisesWords(data.flat),
  action: `/meetings/${data.id}/paper`,
  nobody: data.flat !== null && data.holders.length === 0,
  options: data.holders.map(({ value, title, votes }) => ({ value, title, hint: areaOf(votes) })),
  only: data.holders.length === 1 ? data.holders[0]?.value : undefined,
  powers: data.proxies.map(({ id, title }) => ({ value: id, title })),
  channels: CHANNELS,
  scanHint: SCAN_HINT,
  accept: SCAN_ACCEPT,
  particulars: particularOptions(data.lawDay),
  questions: boxesOf(data.questions),
  marks: { name: 'marks' },
  today: todayIn(now, data.zone),
});

const backTo = (id: string, title: string) => ({
  title,
  back: { href: `/meetings/${id}/paper`, title: 'Бумажные решения' },
});

const start = route({
  id: 'voting.paper-new',
  method: 'get',
  path: '/meetings/:id/paper/new',
  summary: 'Принять бумажное решение',
  allowed: desk,
  subject: votingSubject,
  params: meetingParams,
  query: z.object({ flat: maybe(text({ max: 20 })) }),
  out: newShape,
  page: 'voting/paper-new',
  view: (data, { now }) => newView(data, now),
  handle: async (call) => ({
    data: await loadNew(call, call.query.flat),
    frame: backTo(call.params.id, 'Принять решение'),
  }),
});

const PAIR = /^[0-9a-f-]{36}:[0-9a-f-]{36}$/;
const particulars = ['voter', 'title', 'snils', 'signature'] as const satisfies readonly Particular[];
const sheetBody = z.object({
  flat: maybe(text({ max: 20 })),
  holderId: z.string({ error: 'Выберите, чьё это решение.' }).regex(PAIR, 'Выберите, чьё это решение.'),
  channel: choice(['paper', 'hand']),
  handedAt: maybe(localTime()),
  decided: maybe(day()),
  marks: marksField(),
  particulars: many(choice(particulars), particulars.length),
  proxy: maybe(uuid()),
  comment: maybe(text({ max: 1_000, lines: true })),
});

/** The sheet is taken in at the instant it was handed over; whether it came in time the law says, not the typist. */
const take = route({
  id: 'voting.take-paper',
  method: 'post',
  path: '/meetings/:id/paper',
  summary: 'Записать бумажное решение',
  allowed: desk,
  subject: votingSubject,
  params: meetingParams,
  body: sheetBody,
  files: { scan: 1 },
  out: z.object({ id: z.string(), late: z.boolean(), tracker: z.string().nullable() }),
  form: {
    page: 'voting/paper-new',
    frame: { title: 'Принять решение' },
    data: async (call) => {
      const flat = (call.body as Record<string, unknown>)['flat'];
      return newView(await loadNew(call, typeof flat === 'string' && flat ? flat.slice(0, 20) : undefined), call.now);
    },
  },
  handle: async (call) => {
    const {
      db,
      body,
      key,
      params: { id: caseId },
      now: at,
    } = call;
    const { questions, zone } = await loadDesk(call);
    const actorId = signed(call).personId;
    const [rightId = '', holderId = ''] = body.holderId.split(':');
    const scan = scanOf(call.files);
    const scanDocumentId = scan && (await keepScan(db, scan, { caseId, key, kind: 'ballot', actorId, at }));
    const taken = await takePaper(db, {
      id: key,
      caseId,
      rightId,
      holderId,
      channel: body.channel,
      decidedOn: body.decided ?? null,
      marks: marksOf(body.marks, questions),
      particulars: body.particulars,
      proxyId: body.proxy ?? null,
      scanDocumentId,
      comment: body.comment ?? null,
      by: actorId,
      ...(body.handedAt && { handedAt: parseMoment(body.handedAt, zone).instant }),
    });
    const say = taken.late
      ? 'Решение пришло после срока: оно записано и не учтётся.'
      : 'Решение принято. Теперь его нужно ввести второй раз.';
    return {
      data: { id: key, late: taken.late, tracker: taken.receipt?.tracker ?? null },
      see: `/meetings/${caseId}/paper`,
      say,
      status: 201,
    };
  },
});

const sheetParams = z.object({ id: uuid(), paper: uuid() });
type SheetParams = z.infer<typeof sheetParams>;

const difference = z.object({ number: z.number(), first: z.array(z.string()), second: z.array(z.string()) });
const againShape = deskShape.extend({
  paper: z.object({
    id: z.string(),
    premises: z.string(),
    holder: z.string(),
    votes: z.string(),
    decidedOn: z.string().nullable(),
    receivedAt: z.string(),
    scan: z.object({ shown: z.boolean(), name: z.string() }).nullable(),
    state: z.string(),
    comment: z.string().nullable(),
  }),
  differs: z.array(difference),
});
type Again = z.infer<typeof againShape>;

/** The second typist must not see the first one's marks; only where the two differ are both shown. */
async function loadAgain(call: AskedDesk & Pick<Call<SheetParams>, 'params'>): Promise<Again> {
  const { db, params } = call;
  const [data, paper] = await Promise.all([loadDesk(call), mustBeHere(call)]);
  const [names, scan] = await Promise.all([
    holderNames(db, [paper.holderId]),
    paper.scan ? documentById(db, paper.scan.id) : null,
  ]);
  return {
    ...data,
    paper: {
      id: params.paper,
      premises: paper.premises,
      holder: names.get(paper.holderId) ?? '',
      votes: paper.weight,
      comment: paper.comment,
      decidedOn: paper.decidedOn,
      receivedAt: paper.receivedAt.toISOString(),
      state: stateOf(paper),
      scan: scan && { shown: isShown(scan.type), name: scan.name },
    },
    differs: data.questions
      .filter(({ id }) => paper.mismatch.includes(id))
      .map(({ id, number }) => ({
        number,
        first: [...(paper.firstMarks[id] ?? [])],
        second: [...(paper.secondMarks?.[id] ?? [])],
      })),
  };
}

async function mustBeHere({ db, params }: Pick<Call<SheetParams>, 'db' | 'params'>): Promise<Paper> {
  const found = await paperById(db, params.paper);
  if (!found || found.caseId !== params.id) throw notFound();
  return found;
}

const marked = (marks: readonly string[]): string =>
  marks.length === 0
    ? 'нет отметки'
    : marks.map((mark) => answerTitles[mark as keyof typeof answerTitles] ?? mark).join(' и ');

function againView(data: Again, now: Date) {
  const { id, paper, differs, zone, questions } = data;
  const settling = differs.length > 0;
  const asked = settling ? questions.filter(({ number }) => differs.some((one) => one.number === number)) : questions;
  return {
    id,
    number: data.number,
    address: data.address,
    settling,
    done: paper.state === 'logged' || paper.state === 'late',
    title: settling ? 'Вводы расходятся' : 'Второй ввод',
    action: `/meetings/${id}/paper/sheets/${paper.id}`,
    whose: `${premisesWords(paper.premises)}, ${paper.holder}, ${areaOf(paper.votes)}`,
    comment: paper.comment,
    dates: `Дата на листе: ${decidedWords(paper.decidedOn)}. Принято ${momentWords(paper.receivedAt, zone, now)}.`,
    scan: paper.scan && { ...paper.scan, href: `/meetings/${id}/paper/sheets/${paper.id}/scan` },
    differs: differs.map(({ number, first, second }) => ({ number, first: marked(first), second: marked(second) })),
    questions: boxesOf(asked),
    marks: { name: 'marks' },
  };
}

const again = route({
  id: 'voting.paper-again',
  method: 'get',
  path: '/meetings/:id/paper/sheets/:paper',
  summary: 'Ввести бумажное решение второй раз',
  allowed: desk,
  subject: votingSubject,
  params: sheetParams,
  out: againShape,
  page: 'voting/paper-again',
  view: (data, { now }) => againView(data, now),
  handle: async (call) => ({ data: await loadAgain(call), frame: backTo(call.params.id, 'Второй ввод') }),
});

const retype = route({
  id: 'voting.retype-paper',
  method: 'post',
  path: '/meetings/:id/paper/sheets/:paper',
  summary: 'Сверить второй ввод',
  allowed: desk,
  subject: votingSubject,
  params: sheetParams,
  body: z.object({ marks: marksField() }),
  out: z.object({ id: z.string(), differs: z.array(z.number()), tracker: z.string().nullable() }),
  form: {
    page: 'voting/paper-again',
    frame: { title: 'Второй ввод' },
    data: async (call) => againView(await loadAgain(call), call.now),
  },
  handle: async (call) => {
    const { db, body, params } = call;
    const { questions, differs } = await loadAgain(call);
    const typed = { id: params.paper, marks: marksOf(body.marks, questions), by: signed(call).personId };
    const see = `/meetings/${params.id}/paper`;
    if (differs.length > 0) {
      const receipt = await settlePaper(db, typed);
      await tellOwner(call, receipt.tracker);
      return {
        data: { id: params.paper, differs: [], tracker: receipt.tracker },
        see,
        say: `Решение записано. Номер для проверки: ${receipt.tracker}.`,
      };
    }
    const { mismatch, receipt } = await retypePaper(db, typed);
    if (receipt) await tellOwner(call, receipt.tracker);
    const numbers = questions.filter(({ id }) => mismatch.includes(id)).map(({ number }) => number);
    const data = { id: params.paper, differs: numbers, tracker: receipt?.tracker ?? null };
    if (numbers.length === 0)
      return { data, see, say: `Вводы совпали, решение записано. Номер для проверки: ${receipt?.tracker ?? ''}.` };
    return { data, see: `${see}/sheets/${params.paper}`, say: 'Вводы расходятся. Посмотрите на лист ещё раз.' };
  },
});

/** The owner hears that a sheet was recorded in their name. */
async function tellOwner(call: Pick<Call<SheetParams>, 'db' | 'params' | 'now'>, tracker: string): Promise<void> {
  const { holderId } = await mustBeHere(call);
  await tellReceipt(call.db, {
    caseId: call.params.id,
    ballotId: call.params.paper,
    tracker,
    at: call.now,
    to: [holderId],
  });
}

const scan = route({
  id: 'voting.paper-scan',
  method: 'get',
  path: '/meetings/:id/paper/sheets/:paper/scan',
  summary: 'Скан бумажного решения',
  allowed: desk,
  subject: votingSubject,
  params: sheetParams,
  out: z.object({}),
  handle: async (call) => {
    await loadDesk(call);
    const paper = await mustBeHere(call);
    return { data: {}, file: await scanFile(call.db, call.params.id, paper.scan?.id ?? null) };
  },
});

export const typingRoutes = [start, take, again, retype, scan];
