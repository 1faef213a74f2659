import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { instantWords } from '../../law/base/russian';
import type { CallAct } from '../../law/dispatch/call-events';
import { callStates } from '../../law/dispatch/call';
import { linkCall, standingOf, type CallAtDesk } from '../../store/dispatch/call';
import { markCall } from '../../store/dispatch/call-events';
import { casesByNumber } from '../../store/registry/search';
import { signed } from '../account/signed';
import { text } from '../http/fields';
import { route, type Answer, type Call, type Route } from '../http/route';
import { endingOf } from '../search/words';
import { readerOf } from '../security/reader';
import { byId, CALLS, callsTrail, callSubject, deskOf, mustFindCall, type ById } from './access';
import { callShape, shownCall, toldCall, type CallShape } from './call-shape';
import { callerText, callStatus, callTerms, stateWords } from './call-words';

/** The page on which a request is written down; the call goes with it. */
const INTAKE = '/requests/intake';
const out = callShape.extend({
  messageUrl: z.string().nullable(),
  recordingUrl: z.string().nullable(),
  recordingUntil: z.string().nullable(),
});
type Shown = z.infer<typeof out>;

const said = (at: Date | null, who: string | null, zone: string): string =>
  at ? [instantWords(at, zone), who].filter(Boolean).join(', ') : 'нет';

function facts(call: CallAtDesk, { recordingUrl, recordingUntil, messageUrl }: Shown) {
  const { zone } = call;
  return [
    { title: 'Поступил', text: instantWords(call.arrivedAt, zone) },
    { title: 'Ответили', text: said(call.answeredAt, call.answerer, zone) },
    { title: 'Закончился', text: said(call.endedAt, null, zone) },
    ...(call.answeredAt ? [] : [{ title: 'Перезвонили', text: said(call.calledBackAt, call.calledBackBy, zone) }]),
    ...(call.messageAt
      ? [
          { title: 'Оставили сообщение', text: said(call.messageAt, null, zone) },
          { title: 'Рассмотрели сообщение', text: said(call.reviewedAt, call.reviewedBy, zone) },
        ]
      : []),
    ...(messageUrl ? [{ title: 'Сообщение', text: 'послушать на станции', href: messageUrl }] : []),
    ...(recordingUrl ? [{ title: 'Запись', text: 'послушать на станции', href: recordingUrl }] : []),
    ...(recordingUntil ? [{ title: 'Запись храним до', text: instantWords(new Date(recordingUntil), zone) }] : []),
    { title: 'Диспетчерская', text: call.organisation },
  ];
}

function view(data: Shown, { now, opens }: Pick<Call, 'now' | 'opens'>) {
  const call = shownCall(data, now);
  const { state } = call.standing;
  const base = `${CALLS}/${call.id}`;
  const open = call.answeredAt === null && call.calledBackAt === null;
  return {
    title: callerText(call),
    base,
    status: callStatus(call, now),
    state: stateWords[state],
    terms: callTerms(call, now),
    facts: facts(call, data),
    linked: data.caseId ? { href: `/cases/${data.caseId}`, title: data.caseNumber } : undefined,
    take: call.answeredBy === null && call.endedAt === null,
    callBack: open && call.endedAt !== null,
    review: call.messageAt !== null && call.reviewedAt === null,
    intake: !data.caseId && opens(INTAKE) ? `${INTAKE}?call=${call.id}` : undefined,
    find: data.phone ? `/dispatch/find?${new URLSearchParams({ q: callerText(call) }).toString()}` : undefined,
  };
}

async function load({ db, now }: Pick<Call, 'db' | 'now'>, id: string): Promise<Shown> {
  const call = standingOf(await mustFindCall(db, id), now);
  const { messageUrl, recordingUrl, recordingUntil } = call;
  return { ...toldCall(call), messageUrl, recordingUrl, recordingUntil: recordingUntil?.toISOString() ?? null };
}

const frameOf = () => callsTrail('Звонок');

const card = route({
  id: 'dispatch.call',
  method: 'get',
  path: `${CALLS}/:id`,
  summary: 'Звонок',
  allowed: deskOf,
  subject: callSubject,
  params: byId,
  out,
  page: 'dispatch/call',
  view,
  handle: async (call) => ({ data: await load(call, call.params.id), frame: frameOf() }),
});

const done = z.object({ id: z.string(), state: z.enum(callStates) });

interface Mark {
  id: string;
  step: string;
  summary: string;
  act: CallAct;
  /** Why the act has no sense with a call that stands so. */
  refuse: (call: CallShape) => string | null;
  say: string;
  see?: (call: Call<ById>) => string;
}

const marks = ({ id, step, summary, act, refuse, say, see }: Mark) =>
  route({
    id: `dispatch.${id}`,
    method: 'post',
    path: `${CALLS}/:id/${step}`,
    summary,
    allowed: deskOf,
    subject: callSubject,
    params: byId,
    body: z.object({}),
    out: done,
    form: { page: 'dispatch/call', data: async (call) => view(await load(call, call.params.id), call), frame: frameOf },
    handle: async (call): Promise<Answer<z.infer<typeof done>>> => {
      const { db, params, now, key } = call;
      const before = toldCall(standingOf(await mustFindCall(db, params.id), now));
      const why = refuse(before);
      if (why) throw new Refusal('call-not-so', why, 409);
      await markCall(db, { id: key, callId: params.id, act, personId: signed(call).personId, at: now });
      const { state } = standingOf(await mustFindCall(db, params.id), now).standing;
      return { data: { id: params.id, state }, see: see?.(call) ?? `${CALLS}/${params.id}`, say };
    },
  });

const take = marks({
  id: 'take-call',
  step: 'take',
  summary: 'Взять звонок',
  act: 'taken',
  refuse: ({ endedAt, answeredAt }) =>
    endedAt && !answeredAt ? 'Позвонивший уже положил трубку. Перезвоните ему и отметьте это.' : null,
  say: 'Звонок ваш. Найдите место и запишите заявку.',
  see: ({ opens, params }) => (opens(INTAKE) ? `${INTAKE}?call=${params.id}` : `${CALLS}/${params.id}`),
});

const callBack = marks({
  id: 'call-back',
  step: 'call-back',
  summary: 'Отметить, что перезвонили',
  act: 'called-back',
  refuse: ({ answeredAt }) => (answeredAt ? 'На этот звонок ответили: перезванивать не нужно.' : null),
  say: 'Отмечено: перезвонили.',
});

const review = marks({
  id: 'review-message',
  step: 'review',
  summary: 'Отметить, что сообщение рассмотрено',
  act: 'reviewed',
  refuse: ({ messageAt }) => (messageAt ? null : 'Позвонивший не оставил сообщения.'),
  say: 'Отмечено: сообщение рассмотрено.',
});

const link = route({
  id: 'dispatch.link-call',
  method: 'post',
  path: `${CALLS}/:id/link`,
  summary: 'Связать звонок с делом',
  allowed: deskOf,
  subject: callSubject,
  params: byId,
  body: z.object({ number: text({ max: 40 }) }),
  out: done,
  form: { page: 'dispatch/call', data: async (call) => view(await load(call, call.params.id), call), frame: frameOf },
  handle: async (call): Promise<Answer<z.infer<typeof done>>> => {
    const { db, params, body, now } = call;
    const number = endingOf(body.number);
    const found = number ? await casesByNumber(db, readerOf(signed(call)), number.ending) : [];
    const [only] = found;
    if (!only || found.length > 1) {
      const say =
        found.length > 1 ? 'Таких дел несколько: напишите номер целиком.' : 'Такого дела у вас нет. Проверьте номер.';
      throw new Refusal('fields-wrong', 'Проверьте отмеченные поля.', 422, { number: say });
    }
    await linkCall(db, { id: params.id, caseId: only.id });
    const { state } = standingOf(await mustFindCall(db, params.id), now).standing;
    return {
      data: { id: params.id, state },
      see: `${CALLS}/${params.id}`,
      say: `Звонок связан с делом ${only.number}.`,
    };
  },
});

export const callRoutes: readonly Route[] = [card, take, callBack, review, link];
