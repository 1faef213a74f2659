import { z } from 'zod';
import { fractionText } from '../../../law/base/fraction';
import type { Particular } from '../../../law/meeting/vote/ballot';
import { signatoryOf, type Signatory } from '../../../law/meeting/vote/signatory';
import { parseMoment } from '../../../law/base/zone';
import { takePaper } from '../../../store/meeting/ballots/paper';
import { proxiesOf } from '../../../store/meeting/ballots/proxies';
import { decisionsOn, holderNames, holdersAt } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { choice, day, localTime, many, maybe, text, ticked, uuid } from '../../http/fields';
import { route } from '../../http/route';
import { desk, meetingParams, mustFind, todayIn, meetingSubject } from '../vote/access';
import {
  backToDesk,
  boxesOf,
  decidedWords,
  deskShape,
  loadDesk,
  marksField,
  marksOf,
  particularOptions,
  type AskedDesk,
} from './paper';
import { keepScan, SCAN_ACCEPT, SCAN_HINT, scanOf } from './scan';
import { premisesTyped } from '../vote/words';
import { metresOf } from '../../../law/base/metres';
import { premisesWords } from '../../../law/registry/names';
import { lawOf } from '../../../store/meeting/law';

const holder = z.object({
  value: z.string(),
  title: z.string(),
  votes: z.string(),
  /** Who signs and by which document, when it is not simply the owner. */
  signs: z.string().nullable(),
  /** This right already has a decision: the sheet is kept, and the law says which one counts. */
  decided: z.boolean(),
  /** A sheet of this owner has already been received. */
  taken: z.boolean(),
});
const newShape = deskShape.extend({
  flat: z.string().nullable(),
  holders: z.array(holder),
  proxies: z.array(z.object({ id: z.string(), title: z.string() })),
  /** The law of the day the voting ends: it says what a decision must bear. */
  lawDay: z.string(),
});
type NewSheet = z.infer<typeof newShape>;

/** First the flat, then its owners, so that a sheet is never entered for somebody else's right. */
async function loadNew(call: AskedDesk, typed: string | undefined): Promise<NewSheet> {
  const flat = typed && premisesTyped(typed);
  const {
    db,
    params: { id },
  } = call;
  const [data, { meeting, file }, holders, powers] = await Promise.all([
    loadDesk(call),
    mustFind(db, id),
    flat ? holdersAt(db, id, flat) : [],
    proxiesOf(db, id),
  ]);
  const mine = powers.filter(
    ({ principalPersonId, principalOrganisationId, valid }) =>
      valid !== false && holders.some(({ holderId }) => holderId === (principalPersonId ?? principalOrganisationId)),
  );
  const decided = new Set(
    (
      await decisionsOn(
        db,
        id,
        holders.map(({ rightId }) => rightId),
      )
    ).map(({ rightId }) => rightId),
  );
  const names = await holderNames(
    db,
    mine.map(({ agentPersonId }) => agentPersonId),
  );
  const law = lawOf(meeting, file.zone);
  return {
    ...data,
    flat: flat ?? null,
    lawDay: law.decided,
    holders: holders.map(({ rightId, holderId, name, votes, toDay, ...holding }) => ({
      value: `${rightId}:${holderId}`,
      signs: signsWords(signatoryOf(holding, law.voted)),
      votes: fractionText(votes),
      decided: decided.has(rightId),
      taken: data.sheets.some((sheet) => sheet.right === rightId && sheet.holderId === holderId),
      title: toDay ? `${name} (право до ${decidedWords(toDay)})` : name,
    })),
    proxies: mine.map(({ id: proxy, agentPersonId, valid }) => ({
      id: proxy,
      title: `${names.get(agentPersonId) ?? ''}${valid ? '' : ' (доверенность не проверена)'}`,
    })),
  };
}

function signsWords(found: Signatory | null): string | null {
  if (!found) return null;
  const { says, papers, citation } = found;
  return [says, papers.length > 0 && `Нужно приложить: ${papers.join(', ')}.`, `${citation}.`]
    .filter(Boolean)
    .join(' ');
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
  options: data.holders.map(({ value, title, votes, decided, signs }) => ({
    value,
    title,
    hint: [
      `${metresOf(votes)}.`,
      decided &&
        'Решение по этому праву уже есть. Это запишут, но учтут первое действительное решение самого владельца.',
      signs,
    ]
      .filter(Boolean)
      .join(' '),
  })),
  only: data.holders.length === 1 ? data.holders[0]?.value : undefined,
  another: data.holders.some(({ taken }) => taken),
  powers: data.proxies.map(({ id, title }) => ({ value: id, title })),
  channels: CHANNELS,
  scanHint: SCAN_HINT,
  accept: SCAN_ACCEPT,
  particulars: particularOptions(data.lawDay),
  questions: boxesOf(data.questions),
  marks: { name: 'marks' },
  today: todayIn(now, data.zone),
});

const start = route({
  id: 'voting.paper-new',
  method: 'get',
  path: '/meetings/:id/paper/new',
  summary: 'Принять бумажное решение',
  allowed: desk,
  subject: meetingSubject,
  params: meetingParams,
  query: z.object({ flat: maybe(text({ max: 20 })) }),
  out: newShape,
  page: 'meeting/paper/paper-new',
  view: (data, { now }) => newView(data, now),
  handle: async (call) => ({
    data: await loadNew(call, call.query.flat),
    frame: backToDesk(call.params.id, 'Принять решение'),
  }),
});

const WHOSE = 'Выберите, чьё это решение.';

/** «right:holder», as the form sends it. */
const pair = () =>
  z
    .string({ error: WHOSE })
    .max(100)
    .transform((value, context) => {
      const found = z.tuple([uuid(), uuid()]).safeParse(value.split(':'));
      if (found.success) return found.data;
      context.addIssue({ code: 'custom', message: WHOSE });
      return z.NEVER;
    });
const particulars = ['voter', 'title', 'snils', 'signature'] as const satisfies readonly Particular[];
const sheetBody = z.object({
  flat: maybe(text({ max: 20 })),
  holderId: pair(),
  channel: choice(['paper', 'hand']),
  handedAt: maybe(localTime()),
  decided: maybe(day()),
  marks: marksField(),
  particulars: many(choice(particulars), particulars.length),
  proxy: maybe(uuid()),
  comment: maybe(text({ max: 1_000, lines: true })),
  /** One more sheet of an owner whose sheet was received before. */
  another: ticked(),
});

/** The sheet counts from the instant it was handed over; whether that was in time the law decides, not the typist. */
const take = route({
  id: 'voting.take-paper',
  method: 'post',
  path: '/meetings/:id/paper',
  summary: 'Записать бумажное решение',
  allowed: desk,
  subject: meetingSubject,
  params: meetingParams,
  body: sheetBody,
  files: { scan: 1 },
  out: z.object({ id: z.string(), late: z.boolean(), tracker: z.string().nullable() }),
  form: {
    page: 'meeting/paper/paper-new',
    frame: { title: 'Принять решение' },
    data: async (call) => {
      const flat = (call.body as Record<string, unknown>)['flat'];
      return newView(await loadNew(call, typeof flat === 'string' && flat ? flat.slice(0, 20) : undefined), call.now);
    },
  },
  handle: async (call) => {
    const { db, body, key, now: at } = call;
    const caseId = call.params.id;
    const { questions, zone } = await loadDesk(call);
    const actorId = signed(call).personId;
    const [rightId, holderId] = body.holderId;
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
      another: body.another,
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

export const takingRoutes = [start, take];
