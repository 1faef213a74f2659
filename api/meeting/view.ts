import { meetingActCitations } from '../../law/meeting/lifecycle';
import { BALLOT_TAKES } from '../../law/meeting/vote/ballot';
import { formTitles, type MeetingForm } from '../../law/meeting/forms';
import { norm } from '../../law/base/norm';
import { counted, dayWords, momentWords } from '../../law/base/russian';
import { deadlineViews } from '../case/deadlines';
import { caseView } from '../case/view';
import type { CardShape } from './load';
import { reminderWords } from './follow/reminders';
import { hasBegun, shownMeetingStages } from './stages';
import { LAW_CHECK, tasksOf } from './prepare/tasks';
import { metresOf } from '../../law/base/metres';
import { nextOf, paperButtons, waitsForAdministrator } from './next';
import { liveView, turnoutView } from './turnout-view';

const SHARE = 'K-05.share';
const SIGNERS = ['подпись', 'подписи', 'подписей'] as const;

/** What Domovoy has done automatically, newest first. */
function ownActsOf({ case: { events, zone }, runs }: CardShape, now: Date) {
  if (!runs) return [];
  return events
    .filter(({ by }) => by === 'system')
    .map(({ title, say, at, by }) => ({ title, say, at, by, when: momentWords(at, zone, now) }))
    .reverse();
}
/** What the reader came for while the voting runs: the ballot, and after it that it is done. */
function voteView({ vote, closesAt, case: { id, zone } }: CardShape, now: Date) {
  if (!vote || !closesAt) return undefined;
  const until = momentWords(closesAt, zone, now);
  const leaf = (path: string, title: string) => ({ href: `/meetings/${id}/${path}`, title });
  if (vote.done)
    return {
      title: 'Вы проголосовали',
      say: `Итог появится после ${until}.`,
      more: leaf('receipt', 'Показать подтверждение'),
    };
  if (!vote.online)
    return {
      title: `Голосование идёт до ${until}`,
      say: 'Решение сдают на бумаге.',
      more: leaf('vote', 'Повестка и куда сдать решение'),
    };
  const say = `Все вопросы на одной странице, это займёт ${BALLOT_TAKES}.`;
  return { title: `Проголосуйте до ${until}`, say, act: leaf('ballot', 'Открыть бюллетень') };
}

function factsOf({ case: { address, lawDate }, form, initiator, manager, repeats, repeatedBy }: CardShape) {
  const kin = [
    ...(repeats ? [{ title: 'Повторяет', text: repeats.number, href: `/meetings/${repeats.id}` }] : []),
    ...repeatedBy.map(({ id, number }) => ({ title: 'Повторное', text: number, href: `/meetings/${id}` })),
  ];
  return [
    { title: 'Форма', text: formTitles[form as MeetingForm] },
    { title: 'Инициатор', text: initiator },
    { title: 'Домом управляет', text: manager ?? 'собственники сами' },
    { title: 'Адрес', text: address ?? '' },
    { title: 'Закон в редакции на', text: dayWords(lawDate) },
    ...kin,
  ];
}

/** What whoever runs the meeting may do in this phase. */
function canOf(data: CardShape) {
  const { runs, preparing, checks, signatures, requestedAt, reminders, initiatorKind, administered } = data;
  const { phase } = data.case;
  const ready = preparing && !checks.some(({ verdict }) => verdict === 'problem');
  return {
    notify: runs && ready && phase !== 'new' && !waitsForAdministrator(data),
    // Without an administrator there is nobody to hand the message to (E-04); a request has its own page (K-05).
    request: runs && phase === 'draft' && requestedAt === null && initiatorKind !== 'group' && administered,
    amend: runs && phase === 'requested',
    cancel: runs && ['draft', 'requested', 'noticed', 'halted'].includes(phase),
    remind: runs && phase === 'voting' && reminders.sent < reminders.limit,
    repeat: runs && (phase === 'no-quorum' || phase === 'halted') && !data.repeatedBy.some(({ live }) => live),
    sign: preparing && signatures !== null && !signatures.mine,
    unsign: preparing && signatures?.mine === true,
  };
}

const signaturesWords = ({ count, votes }: NonNullable<CardShape['signatures']>, on: string): string => {
  const { value, citation } = norm(SHARE, on);
  const sum = `Собрано: ${counted(count, SIGNERS)}, ${metresOf(votes)}.`;
  return `${sum} Нужно не меньше ${String(value)}\u00a0% всех голосов дома (${citation}).`;
};

/** The link itself is not stored, so only its date can be shown. */
const shareView = ({ shareMadeAt, case: { zone, phase } }: CardShape, now: Date) => ({
  makes: phase !== 'cancelled',
  made: shareMadeAt ? momentWords(shareMadeAt, zone, now) : undefined,
});

function linksOf({ case: { id, phase }, calls, counts, runs, takesIn, noticedAt, publishedAt, refusable }: CardShape) {
  const met = phase === 'noticed' || hasBegun(phase);
  const leaf = (path: string, title: string) => ({ href: `/meetings/${id}/${path}`, title });
  return [
    ...(noticedAt ? [leaf('vote', 'Повестка и голосование')] : []),
    ...(counts && noticedAt ? [leaf('notices', 'Кто уведомлён')] : []),
    ...(counts && hasBegun(phase) ? [leaf('silent', 'Кто не голосовал')] : []),
    ...(counts && noticedAt ? [leaf('roll', 'Шахматка')] : []),
    ...(takesIn && met ? [leaf('paper', 'Бумажные решения')] : []),
    ...(runs && met ? [leaf('proxies', 'Доверенности')] : []),
    ...(noticedAt ? [leaf('materials', 'Материалы к повестке'), leaf('lawcheck', LAW_CHECK)] : []),
    ...(refusable ? [leaf('electronic', 'Отказ от электронной формы')] : []),
    ...(noticedAt && calls ? [leaf('invite', 'Плакат с QR для подъезда')] : []),
    ...(hasBegun(phase) && phase !== 'voting'
      ? [
          leaf('result', 'Итог'),
          leaf('protocol', 'Протокол и документы'),
          leaf('checklist', 'Проверка по пунктам инспектора'),
        ]
      : []),
    ...(publishedAt ? [leaf('published', 'Объявленные итоги, для всех')] : []),
  ];
}

export function meetingCardView(data: CardShape, now: Date) {
  const { case: shown, signatures } = data;
  const { id, number, address, zone } = shown;
  const begun = hasBegun(shown.phase);
  return {
    ...caseView(shown, { now }),
    id,
    number,
    address,
    title: data.title,
    // What stopped it is said before how far it came.
    stopped: ['halted', 'no-quorum'].includes(data.case.phase),
    stages: shownMeetingStages({ ...data, ...shown }, now),
    next: nextOf(data, now),
    vote: voteView(data, now),
    deadlines: deadlineViews(shown.deadlines, zone, now, { closedAt: shown.closedAt, why: shown.outcome }),
    calendar: shown.closedAt || !data.history ? undefined : `/cases/${id}?as=ics`,
    history: data.history,
    runs: data.runs,
    preparing: data.preparing && data.runs,
    tasks: tasksOf(data),
    turnout: begun ? turnoutView(data) : undefined,
    live: begun ? liveView(data) : [],
    ownActs: ownActsOf(data, now),
    reminders: data.runs && shown.phase === 'voting' ? reminderWords(data.reminders, zone, now) : undefined,
    facts: factsOf(data),
    links: linksOf(data),
    can: canOf(data),
    papers: paperButtons(data),
    questions: data.questions,
    signatures: signatures && { say: signaturesWords(signatures, shown.lawDate) },
    curve: begun && data.turnout && data.turnout.voted > 0 ? `/meetings/${id}/turnout` : undefined,
    fresh: shown.phase === 'new',
    share:
      data.runs && data.noticedAt && (shown.phase !== 'cancelled' || data.shareMadeAt)
        ? shareView(data, now)
        : undefined,
    citation: meetingActCitations.notify,
  };
}
