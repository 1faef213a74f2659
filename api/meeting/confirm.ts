import { movesOf } from '../../law/base/lifecycle';
import { metresOf } from '../../law/base/metres';
import { norm } from '../../law/base/norm';
import { counted, instantWords, momentWords, type Forms } from '../../law/base/russian';
import { checksBeforeNotice } from '../../law/meeting/call/before-notice';
import { HALT_RULE, proofNeed } from '../../law/meeting/call/proving';
import { earliestMeeting } from '../../law/meeting/call/schedule';
import { formTitles } from '../../law/meeting/forms';
import { meetingLifecycle, type MeetingAct } from '../../law/meeting/lifecycle';
import { proofDue } from '../../law/meeting/vote/clock';
import { questionForms } from '../../law/meeting/words';
import { ownerForms, rightForms, toOwnerForms } from '../../law/registry/words';
import { reachOfCircle } from '../../store/meeting/notice/letters';
import { previewRegister } from '../../store/meeting/notice/register';
import { materialsOf } from '../../store/meeting/prepare/materials';
import { meansOf, planOf } from '../../store/meeting/prepare/plan';
import { liveRepeatOf, type MeetingFile } from '../../store/meeting/read';
import { confirmOf, letterShown, reachWords, type Confirm, type ConfirmCall } from '../case/confirm';
import { mustRun } from './access';
import { remindersFor } from './follow/reminders';
import { earliestQuestion } from './prepare/planner';
import { todayIn } from './vote/access';

const TIMES: Forms = ['раз', 'раза', 'раз'];
const FILES: Forms = ['материал', 'материала', 'материалов'];

type Words = Omit<Parameters<typeof confirmOf>[0], 'title' | 'eyebrow' | 'action' | 'back'>;
type Say = (call: ConfirmCall, found: MeetingFile) => Promise<Words>;

/** The page before an act of whoever runs the meeting. */
const before =
  (name: MeetingAct, title: string, say: Say) =>
  async (call: ConfirmCall): Promise<Confirm> => {
    const found = await mustRun(call);
    const { file, address } = found;
    const may = movesOf(meetingLifecycle, file.phase, name).length > 0;
    const told = await say(call, found);
    const back = { href: `/meetings/${file.id}`, title: 'К собранию' };
    const action = `/meetings/${file.id}/${name}`;
    const button = may ? told.button : null;
    return confirmOf({ ...told, button, title, eyebrow: `${file.number} · ${address}`, action, back });
  };

const letter = (
  call: ConfirmCall,
  { file }: MeetingFile,
  name: string,
  open: Parameters<typeof letterShown>[2] = {},
): Promise<Confirm['letter']> => letterShown(call, { caseId: file.id, letter: name, at: call.now }, open);

const datesOf = ({ file: { zone }, meeting: { opensAt, closesAt } }: MeetingFile): string =>
  opensAt && closesAt ? `${instantWords(opensAt, zone)} — ${instantWords(closesAt, zone)}` : 'не назначены';

export const beforeNotice = before('notify', 'Сообщить собственникам', async (call, found) => {
  const { db, now } = call;
  const { file, meeting, questions } = found;
  const { plan, register, reach } = await planOf(db, file, meeting, now);
  const checks = checksBeforeNotice(plan);
  const problems = checks.filter(({ verdict }) => verdict === 'problem');
  // The warning says the rule already.
  const tight = checks.some(({ code }) => code === 'proof-tight');
  const proved = plan.opensAt && proofDue(meeting.form, plan.opensAt, now, plan);
  return {
    button: problems.length > 0 ? null : 'Сообщить собственникам',
    warns: checks.filter(({ verdict }) => verdict !== 'ok').map(({ says }) => says),
    does: [
      `Сообщение о собрании уйдёт каждому: ${counted(reach.people, toOwnerForms)}. Оно размещается и в системе.`,
      ...(proved
        ? [
            `До ${momentWords(proved, file.zone, now)} нужно доказать, что уведомлён каждый: вручением под подпись, ` +
              `заказным письмом или объявлением. Иначе голосование не откроется.${tight ? '' : ` ${HALT_RULE}`}`,
          ]
        : []),
    ],
    reaches: reachWords(reach, ownerForms),
    freezes: [
      `Повестка: ${counted(questions.length, questionForms)}.`,
      `Форма: ${formTitles[meeting.form]}. Начало и конец: ${datesOf(found)}.`,
      `Реестр собственников: ${counted(register.rights.length, rightForms)}.`,
      ...(meeting.total ? [`Площадь дома: ${metresOf(meeting.total)}.`] : []),
    ],
    undo: 'Назад нельзя: разосланное не отозвать. Собрание можно только отменить, и об этом узнают все.',
    letter: await letter(call, found, 'meeting-notice'),
    fields: checks.some(({ code }) => code === 'notice-literal')
      ? [{ kind: 'tick', name: 'literal', label: 'Полагаюсь на букву закона: срок короче строгого' }]
      : [],
  };
});

export const beforeRequest = before('request', 'Передать сообщение', async (_, found) => {
  const { meeting, questions, manager } = found;
  const group = meeting.initiatorKind === 'group';
  const may = meeting.requestedAt === null && (group ? manager !== null : true);
  const agenda = `Повестка: ${counted(questions.length, questionForms)}. Начало и конец: ${datesOf(found)}.`;
  if (!group)
    return {
      button: may ? 'Передать администратору' : null,
      does: ['Администратор собрания получит сообщение и уведомит собственников.', agenda],
      reaches: ['Только администратор собрания. Собственники пока не узнают.'],
      freezes: ['Администратор собрания.'],
      undo: 'Пока собственникам не сообщили, собрание можно вернуть на доработку.',
    };
  return {
    button: may ? 'Передать управляющей организации' : null,
    does: [
      `Требование получит ${manager?.name ?? 'управляющая организация'}: она обязана провести собрание в срок.`,
      `Срок пойдёт с этой минуты (${norm('K-05', meeting.lawDay).citation}).`,
      agenda,
    ],
    reaches: ['Управляющая организация и её руководитель. Собственники пока не узнают.'],
    freezes: ['Подписи под требованием: отозвать их больше нельзя.'],
    undo: 'Назад нельзя: срок управляющей организации уже идёт.',
  };
});

export const beforeCancel = before('cancel', 'Отменить собрание', async (call, found) => {
  const { file } = found;
  const told = ['noticed', 'halted'].includes(file.phase);
  const reason = { kind: 'text' as const, name: 'reason', label: 'Почему' };
  const undo = 'Назад нельзя: отменённое собрание не возобновить, можно только созвать новое.';
  if (!told)
    return {
      button: 'Отменить собрание',
      does: ['Подготовка прекратится, черновик закроется.'],
      reaches: ['Никто: собственникам ещё не сообщали.'],
      undo,
      fields: [reason],
    };
  const reach = await reachOfCircle(call.db, { caseId: file.id, circle: 'holders', urgent: true });
  return {
    button: 'Отменить собрание',
    does: ['Голосования не будет.', 'Каждый, кому сообщили о собрании, получит письмо об отмене.'],
    reaches: reachWords(reach, ownerForms),
    undo,
    letter: await letter(call, found, 'meeting-cancelled', { reason: '(напишете ниже)' }),
    fields: [{ ...reason, hint: 'Причину увидят все, кому сообщили о собрании.' }],
  };
});

export const beforeReminder = before('remind', 'Напомнить тем, кто не голосовал', async (call, found) => {
  const { sent, limit } = await remindersFor(call.db, found, call.now);
  const reach = await reachOfCircle(call.db, { caseId: found.file.id, circle: 'silent', urgent: false });
  return {
    button: sent < limit ? 'Отправить напоминание' : null,
    does: [
      'Письмо получит каждый, чьего решения ещё нет. Тем, кто проголосовал, не пишем.',
      `Это напоминание ${sent + 1} из ${limit}: останется ${counted(Math.max(0, limit - sent - 1), TIMES)}.`,
    ],
    reaches: reachWords(reach, ownerForms),
    undo: 'Назад нельзя: отправленное письмо не отозвать.',
    letter: await letter(call, found, 'meeting-reminder'),
  };
});

export const beforeRepeat = before('repeat', 'Созвать собрание заново', async (call, found) => {
  const { db, now } = call;
  const { file, meeting, questions } = found;
  const day = todayIn(now, file.zone);
  const [made, materials] = [await liveRepeatOf(db, file.id), await materialsOf(db, file.id)];
  const { means } = await meansOf(db, await previewRegister(db, meeting.buildingId, day), meeting);
  const { opensAt } = earliestMeeting(earliestQuestion(found, meeting.form, now, proofNeed(means, day)));
  const halted = file.phase === 'halted';
  return {
    button: made ? null : 'Созвать заново',
    does: [
      'Появится новое собрание: черновик, в котором уже всё есть.',
      `Перейдут: повестка (${counted(questions.length, questionForms)}), ${materials.length > 0 ? `${counted(materials.length, FILES)}, ` : ''}форма ` +
        `(${formTitles[meeting.form]}), места, люди и площадь дома с её основанием.`,
      `Даты новые: надёжно начать ${instantWords(opensAt, file.zone)}, если сообщить сегодня. Реестр снимется заново.`,
      halted
        ? 'Это собрание закроется; в обоих останется ссылка друг на друга.'
        : 'Это собрание останется доказательством; в обоих будет ссылка друг на друга.',
    ],
    reaches: ['Пока никто: собственники узнают, когда вы сообщите о новом собрании.'],
    undo: halted
      ? 'Назад нельзя: это собрание закроется. Новое до сообщения собственникам можно отменить.'
      : 'Новое собрание до сообщения собственникам можно отменить.',
  };
});
