import type { AppealPart } from '../../law/appeal/acts';
import { subjectTitle } from '../../law/appeal/subjects';
import { counted, dayForms, untilWords, type Forms } from '../../law/base/russian';
import { confirmOf, letterShown, type Confirm, type ConfirmCall } from '../case/confirm';
import { signed } from '../account/signed';
import { mustPlay, partsIn } from './access';
import { appealCardView } from './card';
import { liveAnswer } from './deadlines';
import { loadAppealOf } from './read';
import type { AppealShape } from './shape';

type Words = Omit<Parameters<typeof confirmOf>[0], 'title' | 'eyebrow' | 'action' | 'back'>;
type View = ReturnType<typeof appealCardView>;
type Say = (data: AppealShape, view: View, call: ConfirmCall) => Words | Promise<Words>;

/** The page before an act on an appeal that cannot be taken back. */
const before =
  (name: string, part: AppealPart, title: string, say: Say) =>
  async (call: ConfirmCall): Promise<Confirm> => {
    const { id } = call.params as { id: string };
    mustPlay(await partsIn(call.services.db, signed(call), id), part);
    const data = await loadAppealOf(call);
    const told = await say(data, appealCardView(data, call.now), call);
    return confirmOf({
      ...told,
      title,
      eyebrow: [data.number, ...data.subjects.map(subjectTitle)].join(' · '),
      button: mayNow(data, name) ? told.button : null,
      action: `/appeals/${id}/${name}`,
      back: { href: `/appeals/${id}`, title: 'К обращению' },
    });
  };

/** A question with its answer is published once there is an answer; every other act is one of the lifecycle. */
const mayNow = ({ acts, parts, answer }: AppealShape, name: string): boolean =>
  name === 'publish' ? parts.staff && answer !== null : acts.includes(name);

const JOINERS: Forms = ['присоединившийся', 'присоединившихся', 'присоединившихся'];

const applicantsOf = ({ anonymous, joiners }: AppealShape): string[] =>
  anonymous
    ? ['Писать некому: обращение без подписи.']
    : [`Заявитель получит письмо${joiners > 0 ? `, и ещё ${counted(joiners, JOINERS)}` : ''}.`];

/** What becomes of the term of the answer: it ends without an answer. */
function termGone({ deadlines, zone }: AppealShape): string[] {
  const due = liveAnswer(deadlines);
  return due ? [`Ваш срок ответа (${untilWords(due, zone)}) снимается, в деле будет написано почему.`] : [];
}

const letter = (
  { id }: AppealShape,
  name: string,
  { db, visit, now }: ConfirmCall,
  open: Parameters<typeof letterShown>[2] = {},
): Promise<Confirm['letter']> => letterShown({ db, visit }, { caseId: id, letter: name, at: now }, open);

const TO_CHOOSE = { named: '(организация, которую вы выберете ниже)', reason: '(напишете ниже)' };

const WHY = { kind: 'text', name: 'why', label: 'Почему', hint: 'Заявитель прочтёт эту причину.' } as const;

export const beforeForward = before('forward', 'staff', 'Перенаправить по компетенции', async (data, view, call) => ({
  button: 'Перенаправить',
  does: [
    'Другая организация получит обращение целиком: тема, текст и файлы те же, номер новый, срок ответа свой.',
    'Это обращение закроется.',
    ...termGone(data),
  ],
  reaches: [...applicantsOf(data), 'Новый адресат получит обращение.'],
  undo: 'Назад нельзя: вернуть обращение может только новый адресат.',
  letter: data.anonymous ? null : await letter(data, 'appeal-forwarded', call, TO_CHOOSE),
  fields: [
    {
      kind: 'select',
      name: 'organisation',
      label: 'Кому',
      blank: 'Выберите организацию',
      options: view.choices.organisations,
    },
    WHY,
  ],
}));

export const beforeSplit = before('split', 'staff', 'Разделить по вопросам', (_, view) => ({
  button: 'Разделить',
  does: [
    'Каждый вопрос станет отдельным делом со своим номером и сроком. Срок считают с того же дня.',
    'На само обращение ответ не пишут: оно завершится, когда ответят на последний вопрос.',
  ],
  reaches: ['Заявитель увидит новые дела у себя. Письма придут с ответами.'],
  undo: 'Назад нельзя: разделённое не соединить.',
  fields: [
    { kind: 'checkboxes', name: 'subjects', label: 'Темы', hint: 'От двух до десяти.', options: view.choices.subjects },
  ],
}));

export const beforeExtend = before('extend', 'staff', 'Продлить срок ответа', (data, { choices }) => ({
  button: 'Продлить',
  does: [
    `Срок ответа станет длиннее. Это можно один раз, не больше чем на ${counted(choices.extendDays ?? 0, dayForms)}.`,
    ...applicantsOf(data),
  ],
  undo: 'Назад нельзя: заявителю назовут новый срок.',
  fields: [
    { kind: 'line', name: 'days', label: 'На сколько дней', value: String(choices.extendDays ?? '') },
    { kind: 'text', name: 'reason', label: 'Почему', hint: 'Заявитель прочтёт эту причину.' },
  ],
}));

export const beforeClose = before('close', 'staff', 'Принять к сведению', (data) => ({
  button: 'Принять к сведению',
  does: ['Обращение закроется без ответа.', ...termGone(data)],
  reaches: applicantsOf(data),
  undo: 'Назад нельзя: закрытое обращение не открыть.',
}));

export const beforeWithdraw = before('withdraw', 'applicant', 'Отозвать обращение', async (data, _, call) => ({
  button: 'Отозвать',
  does: [
    'Обращение закроется, ответа на него не будет.',
    ...(liveAnswer(data.deadlines) ? [`${data.organisation.name} больше не обязана отвечать к сроку.`] : []),
  ],
  reaches: [
    `${data.organisation.name} увидит, что обращение отозвано.`,
    ...(data.joiners > 0 ? [`Письмо получат и ${counted(data.joiners, JOINERS)}.`] : []),
  ],
  undo: 'Назад нельзя: отозванное не вернуть, можно написать новое.',
  letter: await letter(data, 'appeal-closed', call),
  fields: [{ kind: 'text', name: 'farewell', label: 'Почему', optional: true }],
}));

export const beforeComplaint = before('complain', 'applicant', 'Пожаловаться', (data, view) => ({
  button: 'Отправить жалобу',
  does: [
    'Вышестоящая инстанция получит новое обращение: к жалобе приложатся ваш вопрос, ответ и сроки.',
    data.phase === 'answered' ? 'Это обращение закроется.' : 'Отвечать на это обращение всё равно обязаны.',
  ],
  reaches: ['Инстанция, которую вы выберете.'],
  undo: 'Назад нельзя: пожаловаться по одному обращению можно один раз. Саму жалобу можно отозвать.',
  fields: [
    { kind: 'radios', name: 'instance', label: 'Куда', options: view.choices.instances },
    { kind: 'text', name: 'complaint', label: 'В чём нарушение', hint: 'Обращение, ответ и сроки приложатся сами.' },
  ],
}));

export const beforePublish = before('publish', 'staff', 'Опубликовать ответ для всех', (_, { answerText }) => ({
  button: 'Опубликовать',
  does: ['Вопрос и ответ прочтёт каждый, без входа.', 'Само обращение и имя заявителя не публикуются.'],
  reaches: ['Все, кто откроет раздел «Вопросы и ответы». Писем не будет.'],
  warns: ['Уберите имена, адреса и всё личное.'],
  undo: 'Снять с публикации можно, но прочитанное не отозвать.',
  fields: [
    { kind: 'text', name: 'question', label: 'Вопрос' },
    { kind: 'text', name: 'reply', label: 'Ответ', value: answerText ?? '' },
  ],
}));
