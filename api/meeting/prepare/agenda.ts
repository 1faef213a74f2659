import { z } from 'zod';
import { agendaPacks } from '../../../law/meeting/call/agenda';
import { kindOn, questionKinds } from '../../../law/meeting/call/kinds';
import { thresholds } from '../../../law/meeting/count/thresholds';
import { wordingWarnings } from '../../../law/meeting/call/wording';
import {
  addQuestion,
  editQuestion,
  moveQuestion,
  removeQuestion,
  usePack,
  type Question,
} from '../../../store/meeting/prepare/agenda';
import type { MeetingFile } from '../../../store/meeting/read';
import { choice, maybe, text, uuid, whole } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { isPreparing, MEETINGS_LINK, mustRun, runners } from '../access';
import { meetingParams, meetingSubject, todayIn, type MeetingParams } from '../vote/access';
import { lawOf } from '../../../store/meeting/law';

const questionShape = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.string(),
  kindTitle: z.string(),
  wording: z.string(),
  proposal: z.string(),
  speaker: z.string(),
  entrance: z.number().nullable(),
  rule: z.string(),
  citation: z.string(),
  note: z.string().nullable(),
  rival: z.string().nullable(),
  inForce: z.boolean(),
  warnings: z.array(z.string()),
});
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  open: z.boolean(),
  questions: z.array(questionShape),
  kinds: z.array(z.object({ value: z.string(), title: z.string() })),
});
type Shape = z.infer<typeof out>;

/**
 * The threshold follows from the kind. A wording that does not fit only raises a doubt, because a person knows what it
 * means.
 */
export function questionOf({ id, number, kind, wording, proposal, speaker, entrance }: Question, day: string) {
  const { kind: found, rule, citation, inForce, note, rival } = kindOn(kind, day);
  return {
    id,
    number,
    kind,
    kindTitle: found.title,
    wording,
    proposal,
    speaker,
    entrance,
    rule: thresholds[rule].title,
    citation,
    note,
    rival: rival ? thresholds[rival].title : null,
    inForce,
    warnings: wordingWarnings(kind, wording).map(({ says }) => says),
  };
}

function shapeOf(found: MeetingFile, now: Date): Shape {
  const { file, meeting, questions, address } = found;
  const day = lawOf(meeting, file.zone, todayIn(now, file.zone)).decided;
  return {
    id: file.id,
    number: file.number,
    address,
    open: isPreparing(found),
    questions: questions.map((one) => questionOf(one, day)),
    kinds: questionKinds().map(({ code }) => {
      const { kind, rule } = kindOn(code, day);
      return { value: code, title: `${kind.title} — ${thresholds[rule].title}` };
    }),
  };
}

const frameOf = ({ id, number }: Pick<Shape, 'id' | 'number'>) => ({
  title: 'Вопросы собрания',
  trail: [MEETINGS_LINK, { href: `/meetings/${id}`, title: number }, { title: 'Вопросы' }],
});

const codes = questionKinds().map(({ code }) => code) as [string, ...string[]];
/** A kind found in the catalogue comes back selected. */
const pickQuery = z.object({ kind: maybe(choice(codes)) });
type Picked = z.infer<typeof pickQuery>;

const view = (data: Shape, picked?: string) => ({
  ...data,
  picked,
  packs: agendaPacks.map(({ code, title }) => ({ value: code, title })),
  questions: data.questions.map((one, index) => ({
    ...one,
    up: index > 0 ? index : undefined,
    down: index + 1 < data.questions.length ? index + 2 : undefined,
  })),
});

const form = {
  page: 'meeting/prepare/agenda',
  frame: { title: 'Вопросы собрания', trail: [MEETINGS_LINK, { title: 'Вопросы' }] },
  data: async (call: Call<MeetingParams>) => view(shapeOf(await mustRun({ ...call, db: call.services.db }), call.now)),
};

const show = route({
  id: 'meeting.agenda',
  method: 'get',
  path: '/meetings/:id/agenda',
  summary: 'Вопросы собрания',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  query: pickQuery,
  out,
  page: 'meeting/prepare/agenda',
  view: (data, { query }) => view(data, query.kind),
  form,
  handle: async (call: Call<MeetingParams, Picked>) => {
    const data = shapeOf(await mustRun(call), call.now);
    return { data, frame: frameOf(data) };
  },
});

const done = z.object({ id: z.string() });
const fields = z.object({
  kind: choice(codes),
  wording: text({ max: 3_000, lines: true }),
  proposal: maybe(text({ max: 10_000, lines: true })),
  speaker: maybe(text({ max: 200 })),
  entrance: maybe(whole({ least: 1, most: 100 })),
});

interface Edit<B> {
  leaf: string;
  summary: string;
  body: z.ZodType<B>;
  say: string;
  act: (call: Call<MeetingParams, unknown, B>) => Promise<void>;
}

const editRoute = <B>({ leaf, summary, body, say, act }: Edit<B>) =>
  route({
    id: `meeting.agenda-${leaf}`,
    method: 'post',
    path: `/meetings/:id/agenda/${leaf}`,
    summary,
    allowed: runners,
    subject: meetingSubject,
    params: meetingParams,
    body,
    out: done,
    form,
    handle: async (call: Call<MeetingParams, unknown, B>) => {
      await mustRun(call);
      await act(call);
      return { data: { id: call.params.id }, see: `/meetings/${call.params.id}/agenda`, say };
    },
  });

const edits = [
  editRoute({
    leaf: 'add',
    summary: 'Добавить вопрос',
    body: fields,
    say: 'Вопрос добавлен.',
    act: ({ db, params, key, body }) => addQuestion(db, params.id, { id: key, ...body }),
  }),
  editRoute({
    leaf: 'move',
    summary: 'Переставить вопрос',
    body: z.object({ question: uuid(), place: whole({ least: 1, most: 500 }) }),
    say: 'Порядок изменён.',
    act: ({ db, params, body }) => moveQuestion(db, params.id, body.question, body.place),
  }),
  editRoute({
    leaf: 'remove',
    summary: 'Убрать вопрос',
    body: z.object({ question: uuid() }),
    say: 'Вопрос убран.',
    act: ({ db, params, body }) => removeQuestion(db, params.id, body.question),
  }),
  editRoute({
    leaf: 'pack',
    summary: 'Взять готовую повестку',
    say: 'Вопросы добавлены. Заполните то, что в скобках.',
    body: z.object({ pack: choice(agendaPacks.map(({ code }) => code) as [string, ...string[]]) }),
    act: ({ db, params, body }) => usePack(db, params.id, body.pack),
  }),
];

const oneParams = z.object({ id: uuid(), question: uuid() });
type One = z.infer<typeof oneParams>;

async function oneOf(call: Pick<Call<One>, 'db' | 'actor' | 'params' | 'now'>) {
  const data = view(shapeOf(await mustRun(call), call.now));
  const found = data.questions.find(({ id }) => id === call.params.question);
  if (!found) throw notFound();
  return { data, found };
}

const pageOf = async (call: Pick<Call<One>, 'db' | 'actor' | 'params' | 'now'>) => {
  const {
    data: { id, number, open, kinds: all },
    found,
  } = await oneOf(call);
  return { id, number, open, kinds: all, question: found };
};

const one = route({
  id: 'meeting.question',
  method: 'get',
  path: '/meetings/:id/questions/:question',
  summary: 'Вопрос повестки',
  allowed: runners,
  subject: (db, { id }, actor) => meetingSubject(db, { id }, actor),
  params: oneParams,
  out: z.object({
    id: z.string(),
    number: z.string(),
    open: z.boolean(),
    kinds: out.shape.kinds,
    question: questionShape.extend({ up: z.number().optional(), down: z.number().optional() }),
  }),
  page: 'meeting/prepare/question',
  handle: async (call: Call<One>) => {
    const data = await pageOf(call);
    const title = `Вопрос ${data.question.number}`;
    const { trail } = frameOf(data);
    return {
      data,
      frame: {
        title,
        trail: [...trail.slice(0, 2), { href: `/meetings/${data.id}/agenda`, title: 'Вопросы' }, { title }],
      },
    };
  },
});

const edit = route({
  id: 'meeting.question-edit',
  method: 'post',
  path: '/meetings/:id/questions/:question',
  summary: 'Изменить вопрос',
  allowed: runners,
  subject: (db, { id }, actor) => meetingSubject(db, { id }, actor),
  params: oneParams,
  body: fields,
  out: done,
  form: {
    page: 'meeting/prepare/question',
    frame: { title: 'Вопрос повестки', trail: [MEETINGS_LINK, { title: 'Вопрос' }] },
    data: (call: Call<One>) => pageOf({ ...call, db: call.services.db }),
  },
  handle: async (call: Call<One, unknown, z.infer<typeof fields>>) => {
    const {
      db,
      params: { id, question },
      body: { proposal = '', speaker = '', entrance = null, ...rest },
    } = call;
    await mustRun(call);
    await editQuestion(db, id, { id: question, proposal, speaker, entrance, ...rest });
    return { data: { id }, see: `/meetings/${id}/agenda`, say: 'Вопрос изменён.' };
  },
});

export const agendaRoutes = [show, ...edits, one, edit];
