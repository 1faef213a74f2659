import { z } from 'zod';
import { answerKinds, answerTitles, channelTitles, type AnswerKind, type AppealChannel } from '../../law/appeal/words';
import { Refusal } from '../../law/base/refusal';
import { signed } from '../account/signed';
import { choice, maybe } from '../http/fields';
import { actOut } from '../http/order';
import { route, type Call } from '../http/route';
import { appealParams, appealSubject, mustPlay, partsIn, workers } from './access';
import { appealCommand, ownWords } from './acts';
import { FILES_HINT, FILES_MOST, withFileTypes, checkedUploads } from '../case/attach';
import { appealCardView, paragraphs } from './card';
import { APPEALS_LINK, loadAppealOf } from './read';
import type { AppealShape } from './shape';
import { appealShape } from './shape';
import { capitalised } from '../../law/base/russian';

const kinds: Readonly<Record<AnswerKind, string>> = {
  satisfied: 'Просьбу выполнили или выполним к названному дню.',
  explained: 'Объяснили, как обстоит дело и что делать.',
  refused: 'Выполнить нельзя. В ответе назовите причину и закон.',
};
const kindOptions = answerKinds.map((value) => {
  const title = answerTitles[value];
  return { value, title: capitalised(title), hint: kinds[value] };
});

const draft = z.object({ kind: choice(answerKinds), answer: ownWords(20_000) });
type Draft = Partial<z.infer<typeof draft>>;

/** One page to write and to check: `check` shows what will be sent, and the draft is kept in hidden fields. */
function answerView(data: AppealShape, now: Date, given: Draft, check: boolean) {
  const { kind, answer = '' } = given;
  const said = [
    { title: 'Кому', text: data.applicants.join(', ') || 'заявителю' },
    { title: 'Как уйдёт', text: `Кабинет и ${channelTitles[data.channel as AppealChannel]}` },
    { title: 'Решение', text: kind && answerTitles[kind] },
  ];
  return {
    case: appealCardView(data, now),
    kinds: kindOptions,
    kind,
    answer,
    paragraphs: paragraphs(answer),
    check,
    said,
    hint: FILES_HINT,
    anonymous: data.anonymous,
  };
}

const frameOf = (data: Pick<AppealShape, 'id' | 'number'>) => ({
  title: `Ответ на обращение ${data.number}`,
  trail: [APPEALS_LINK, { href: `/appeals/${data.id}`, title: data.number }, { title: 'Ответ' }],
});
const FORM = { title: 'Ответ на обращение', trail: [APPEALS_LINK, { title: 'Ответ' }] };

async function loadForAnswer(call: Call<{ id: string }>): Promise<AppealShape> {
  mustPlay(await partsIn(call.services.db, signed(call), call.params.id), 'staff');
  const data = await loadAppealOf(call);
  if (data.acts.includes('answer')) return data;
  throw new Refusal('phase-forbids', 'Ответить на это обращение сейчас нельзя. Откройте его страницу.', 409);
}

const write = route({
  id: 'appeal.answer-form',
  method: 'get',
  path: '/appeals/:id/answer',
  summary: 'Подготовить ответ',
  allowed: workers,
  subject: appealSubject,
  params: appealParams,
  out: appealShape,
  page: 'appeal/answer',
  view: (data, call) => answerView(data, call.now, {}, false),
  handle: async (call) => {
    const data = await loadForAnswer(call as Call<{ id: string }>);
    return { data, frame: frameOf(data) };
  },
});

const checkOut = z.object({ appeal: appealShape, kind: choice(answerKinds), answer: z.string(), check: z.boolean() });

/** Writes nothing: shows the answer as it will be sent, or returns to the form with the text kept. */
const check = route({
  id: 'appeal.answer-check',
  method: 'post',
  path: '/appeals/:id/answer/check',
  summary: 'Проверить ответ перед отправкой',
  allowed: workers,
  subject: appealSubject,
  params: appealParams,
  body: draft.extend({ act: maybe(choice(['change'])) }),
  kept: 'never',
  out: checkOut,
  page: 'appeal/answer',
  view: ({ appeal, kind, answer, check: checking }, call) => answerView(appeal, call.now, { kind, answer }, checking),
  form: {
    page: 'appeal/answer',
    frame: FORM,
    data: async (call) => answerView(await loadAppealOf(call), call.now, {}, false),
  },
  handle: async (call) => {
    const appeal = await loadForAnswer(call as Call<{ id: string }>);
    const { kind, answer, act } = call.body;
    return { data: { appeal, kind, answer, check: act === undefined }, frame: frameOf(appeal) };
  },
});

const draftOf = (body: unknown): Draft => {
  const found = draft.partial().safeParse(body);
  return found.success ? found.data : {};
};

const send = route({
  id: 'appeal.answer',
  method: 'post',
  path: '/appeals/:id/answer',
  summary: 'Отправить ответ',
  allowed: workers,
  subject: appealSubject,
  params: appealParams,
  body: draft,
  files: { files: FILES_MOST },
  prepare: checkedUploads,
  out: actOut,
  form: {
    page: 'appeal/answer',
    frame: FORM,
    data: async (call) => answerView(await loadAppealOf(call), call.now, draftOf(call.body), true),
  },
  handle: async (call) => {
    const { kind, answer } = call.body;
    const order = {
      part: 'staff',
      name: 'answer',
      args: { kind },
      words: { kind: 'answer', body: answer },
      files: withFileTypes(call.files),
    } as const;
    return { order: await appealCommand(call, order), see: `/appeals/${call.params.id}`, say: 'Ответ отправлен.' };
  },
});

export const answerRoutes = [write, check, send];
