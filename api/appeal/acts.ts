import { z, type ZodType } from 'zod';
import type { AppealPart } from '../../law/appeal/acts';
import { appealSubjects } from '../../law/appeal/subjects';
import type { AppealTextKind } from '../../law/appeal/words';
import { writeText } from '../../store/appeal/texts';
import { signed } from '../account/signed';
import type { Command } from '../http/engine';
import { choice, many, maybe, text, uuid, whole } from '../http/fields';
import { actOut, commandKey } from '../http/order';
import { route, type Call, type Route } from '../http/route';
import { appealParams, appealSubject, applicants, mustPlay, appealNeighbours, partsIn, workers } from './access';
import { confirmed } from '../case/confirm';
import { attach, type TypedUpload } from '../case/attach';
import { beforeClose, beforeComplaint, beforeExtend, beforeForward, beforeSplit, beforeWithdraw } from './confirm';
import { loadAppealOf, APPEALS_LINK } from './read';
import { appealCardView } from './card';

type ActCall<B> = Pick<Call<{ id: string }, unknown, B>, 'db' | 'actor' | 'params' | 'key' | 'now'>;

const subjectCodes = appealSubjects.map(({ code }) => code) as [string, ...string[]];
export const subjectField = () => choice(subjectCodes);
/** A text of several lines written by a person. */
export const ownWords = (max = 4_000) => text({ min: 2, max, lines: true });

interface Order {
  part: AppealPart;
  name: string;
  args?: Command['args'];
  /** The text the command refers to; stored first, in its own statement, under the form's key. */
  words?: { kind: AppealTextKind; body: string };
  /** Files attached to that text. */
  files?: readonly TypedUpload[];
}

/**
 * Handles one act on an appeal: checks who may do it, stores its text, sends the command. The case checks the phase.
 */
export async function appealCommand<B>(call: ActCall<B>, order: Order): Promise<Command> {
  const { db, now: at } = call;
  const [caseId, actorId] = [call.params.id, signed(call).personId];
  mustPlay(await partsIn(db, signed(call), caseId), order.part);
  const { words: said, name, args, files = [] } = order;
  const key = commandKey(call.key, { name, args, words: said?.body, files });
  await attach(db, { caseId, textId: key, kind: 'answer', actorId, at }, files);
  if (said) await writeText(db, { id: key, caseId, kind: said.kind, body: said.body, authorId: actorId, at });
  return { area: 'appeal', caseId, key, name, actorId, args: { ...args, ...(said && { text: key }) } };
}

interface ActRoute<B> {
  name: string;
  summary: string;
  part: AppealPart;
  body: ZodType<B>;
  say: string;
  order: (body: B, call: Call<{ id: string }, unknown, B>) => Pick<Order, 'args' | 'words'>;
}

const whose = { staff: workers, applicant: applicants, neighbour: appealNeighbours } as const;

/** A form on the page of the case: when refused, the page is shown again with this form open and filled in as typed. */
function actRoute<B>({ name, summary, part, body, say, order }: ActRoute<B>): Route {
  return route({
    id: `appeal.${name}`,
    method: 'post',
    path: `/appeals/:id/${name}`,
    summary,
    allowed: whose[part],
    subject: appealSubject,
    params: appealParams,
    body,
    out: actOut,
    form: {
      page: 'appeal/card',
      frame: { title: summary, trail: [APPEALS_LINK, { title: summary }] },
      data: async (call) => appealCardView(await loadAppealOf(call), call.now, name),
    },
    handle: async (call) => ({
      order: await appealCommand(call, { part, name, ...order(call.body, call) }),
      see: `/appeals/${call.params.id}`,
      say,
    }),
  });
}

const optional = (kind: AppealTextKind, body: string | undefined) => (body ? { words: { kind, body } } : {});

const staffActs = [
  actRoute({
    name: 'route',
    summary: 'Назначить исполнителя',
    part: 'staff',
    body: z.object({ person: uuid() }),
    say: 'Исполнитель назначен.',
    order: ({ person }) => ({ args: { person } }),
  }),
  actRoute({
    name: 'note',
    summary: 'Добавить рабочую запись',
    part: 'staff',
    body: z.object({ note: ownWords() }),
    say: 'Запись добавлена.',
    order: ({ note }) => ({ words: { kind: 'note', body: note } }),
  }),
  ...confirmed(
    actRoute({
      name: 'extend',
      summary: 'Продлить срок ответа',
      part: 'staff',
      body: z.object({ days: whole({ least: 1, most: 366 }), reason: ownWords() }),
      say: 'Срок продлён, заявитель извещён.',
      order: ({ days, reason }) => ({ args: { days }, words: { kind: 'reason', body: reason } }),
    }),
    beforeExtend,
  ),
  ...confirmed(
    actRoute({
      name: 'split',
      summary: 'Разделить по вопросам',
      part: 'staff',
      body: z.object({ subjects: many(subjectField(), 10) }),
      say: 'Обращение разделено: у каждого вопроса свой срок.',
      order: ({ subjects }) => ({ args: { subjects } }),
    }),
    beforeSplit,
  ),
  ...confirmed(
    actRoute({
      name: 'forward',
      summary: 'Перенаправить по компетенции',
      part: 'staff',
      body: z.object({ organisation: uuid(), why: ownWords() }),
      say: 'Обращение перенаправлено, заявитель извещён.',
      order: ({ organisation, why }) => ({ args: { organisation }, words: { kind: 'reason', body: why } }),
    }),
    beforeForward,
  ),
  ...confirmed(
    actRoute({
      name: 'close',
      summary: 'Принять к сведению',
      part: 'staff',
      body: z.object({}),
      say: 'Обращение принято к сведению и закрыто.',
      order: () => ({}),
    }),
    beforeClose,
  ),
];

const applicantActs = [
  ...confirmed(
    actRoute({
      name: 'withdraw',
      summary: 'Отозвать обращение',
      part: 'applicant',
      body: z.object({ farewell: maybe(ownWords()) }),
      say: 'Обращение отозвано.',
      order: ({ farewell }) => optional('comment', farewell),
    }),
    beforeWithdraw,
  ),
  actRoute({
    name: 'rate',
    summary: 'Оценить ответ',
    part: 'applicant',
    body: z.object({ rating: whole({ least: 1, most: 5 }), comment: maybe(ownWords()) }),
    say: 'Спасибо, оценка сохранена.',
    order: ({ rating, comment }) => ({ args: { rating }, ...optional('comment', comment) }),
  }),
  actRoute({
    name: 'reopen',
    summary: 'Возобновить обращение',
    part: 'applicant',
    body: z.object({ objection: ownWords() }),
    say: 'Обращение возобновлено: назначен новый срок.',
    order: ({ objection }) => ({ words: { kind: 'comment', body: objection } }),
  }),
  ...confirmed(
    actRoute({
      name: 'complain',
      summary: 'Пожаловаться в вышестоящую инстанцию',
      part: 'applicant',
      body: z.object({ instance: uuid(), complaint: ownWords(10_000) }),
      say: 'Жалоба отправлена.',
      order: ({ instance, complaint }) => ({
        args: { organisation: instance },
        words: { kind: 'comment', body: complaint },
      }),
    }),
    beforeComplaint,
  ),
];

const join = actRoute({
  name: 'join',
  summary: 'Присоединиться к обращению',
  part: 'neighbour',
  body: z.object({}),
  say: 'Вы присоединились к обращению.',
  order: () => ({}),
});

export const appealActRoutes = [...staffActs, ...applicantActs, join];
