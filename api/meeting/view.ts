import { ownerForms, premisesForms } from '../../law/registry/words';
import { meetingActCitations } from '../../law/meeting/lifecycle';
import { HALT_RULE } from '../../law/meeting/call/proving';
import { BALLOT_TAKES } from '../../law/meeting/vote/ballot';
import { HALTED, haltSays } from '../../law/meeting/vote/halt';
import { formTitles, type MeetingForm } from '../../law/meeting/forms';
import { thresholds, type RuleCode } from '../../law/meeting/count/thresholds';
import { norm } from '../../law/base/norm';
import { counted, dayWords, momentWords } from '../../law/base/russian';
import { deadlineViews } from '../case/deadlines';
import { caseView } from '../case/view';
import { barOf, thresholdMark } from './vote/words';
import type { CardShape } from './load';
import { filingButtons } from './file/confirm';
import { HOW, paceWords } from './follow/pace';
import { reminderWords } from './follow/reminders';
import { hasBegun, shownMeetingStages } from './stages';
import { LAW_CHECK, tasksOf } from './prepare/tasks';
import { metresOf, percentOf } from '../../law/base/metres';

const SHARE = 'K-05.share';
const SIGNERS = ['подпись', 'подписи', 'подписей'] as const;

const OF_PREMISES = ['помещения', 'помещений', 'помещений'] as const;
const enoughWords = (enough: number): string => `Хватит ${counted(enough, OF_PREMISES)}`;

function turnoutView({ turnout, law, case: { zone, phase } }: CardShape) {
  if (!turnout) return undefined;
  const { total, participating, met, missing, enough, silent, reach } = turnout;
  const percent = percentOf(participating, total);
  const open = phase === 'voting';
  return {
    say: `${percent} от всех голосов: ${metresOf(participating)} из ${metresOf(total)}`,
    done: barOf(participating, total),
    mark: thresholdMark('QUORUM', law.decided),
    met,
    lacks: met ? undefined : `не хватает ${metresOf(missing)}`,
    enough:
      met || !open
        ? undefined
        : enough === null
          ? 'Голосов всех известных собственников мало: проверьте площадь дома.'
          : `${enoughWords(enough)}, если проголосуют самые большие из оставшихся.`,
    pace: open ? paceWords(reach, zone, { title: 'кворум', comes: 'наберётся' }) : undefined,
    how: open && !met ? HOW : undefined,
    silent: counted(silent, premisesForms),
    title: met
      ? 'Кворум есть'
      : enough === null || !open
        ? 'Кворума ещё нет'
        : `Кворума ещё нет: нужны голоса ${counted(enough, OF_PREMISES)}`,
  };
}

/** Too few votes are left to pass it: said in words, because the initiator may still talk to those who voted. */
const stateOf = ({ passed, missing, enough }: CardShape['live'][number], open: boolean) => {
  if (passed) return { kind: 'ok', word: 'проходит' };
  if (enough === null && open) return { kind: 'late', word: 'уже не набрать' };
  return { kind: 'wait', word: open ? `не хватает ${metresOf(missing)}` : 'не проходит' };
};

function liveView({ live, turnout, case: { zone, phase } }: CardShape) {
  const open = phase === 'voting';
  return live.map((one) => {
    const { title, base } = thresholds[one.rule as RuleCode];
    const whole = base === 'total' ? turnout?.total : turnout?.participating;
    const ahead = open && !one.passed;
    return {
      number: one.number,
      wording: one.wording,
      rule: title,
      citation: one.citation,
      state: stateOf(one, open),
      enough: ahead && one.enough ? `${enoughWords(one.enough)}, если все «за».` : undefined,
      pace:
        ahead && one.reach && one.enough !== null
          ? paceWords(one.reach, zone, { title: 'порог', comes: 'наберётся' })
          : undefined,
      part: whole && whole !== '0' ? percentOf(one.for, whole) : '—',
    };
  });
}

/** What Domovoy has done automatically, newest first. */
function ownActsOf({ case: { events, zone }, runs }: CardShape, now: Date) {
  if (!runs) return [];
  return events
    .filter(({ by }) => by === 'system')
    .map(({ title, say, at, by }) => ({ title, say, at, by, when: momentWords(at, zone, now) }))
    .reverse();
}

interface Next {
  title: string;
  say: string;
  /** The page where that is done. */
  way?: { href: string; title: string };
  /** In the words of whoever did it. */
  reason?: string[];
}

/** A request first collects votes (K-05); after it is handed over, it waits for the administrator (E-04). */
function preparingNext(data: CardShape, problems: number): Next {
  const { phase, id } = data.case;
  if (phase === 'draft' && data.signatures && data.requestedAt === null) {
    const way = { href: `/meetings/${id}/petition`, title: 'Требование: подписи и срок' };
    const say = 'Когда подписей хватит, передайте требование управляющей организации: она проведёт собрание.';
    return { title: 'Соберите подписи под требованием', say, way };
  }
  if (waitsForAdministrator(data)) {
    if (data.signatures)
      return { title: 'Требование у управляющей организации', say: 'Она обязана провести собрание в срок.' };
    const say = 'Он сообщит собственникам. Если он не справляется, верните собрание на доработку и проведите его сами.';
    return { title: 'Сообщение у администратора', say };
  }
  if (problems === 0)
    return {
      title: 'Всё готово: сообщите собственникам',
      say: 'После сообщения повестку, сроки и реестр менять нельзя.',
    };
  return {
    title: `До сообщения осталось исправить: ${problems}`,
    say: 'Откройте задания ниже, система проверит каждое.',
  };
}

const waitsForAdministrator = ({ case: { phase }, administers }: CardShape): boolean =>
  phase === 'requested' && !administers;

const ANEW = ' Созовите собрание заново: повестка, материалы, места и люди перейдут, даты будут новые.';

/** From the first hour after the message: what is still unproved, until when, and what it costs. */
function noticedNext({ case: { id, zone }, notTold, proofDue }: CardShape, opensAt: string, now: Date): Next {
  const opens = momentWords(opensAt, zone, now);
  if (notTold === 0 || !proofDue)
    return { title: `Голосование начнётся ${opens}`, say: 'Собственники получают сообщение.' };
  const whom = counted(notTold, ownerForms);
  const way = { href: `/meetings/${id}/notices`, title: 'Отметить, кто уведомлён' };
  const until = momentWords(proofDue, zone, now);
  if (Date.parse(proofDue) < now.getTime()) {
    const say =
      `Срок уведомления прошёл ${until}. Внесите доказательства того, что сделано вовремя. Иначе ${opens} голосование ` +
      `не откроется, и собрание придётся созвать заново. ${HALT_RULE}`;
    return { title: `Не доказано уведомление: ${whom}`, say, way };
  }
  const say =
    `Вручите сообщение под подпись или отправьте заказным письмом и отметьте это здесь. Иначе ${opens} голосование ` +
    `не откроется. ${HALT_RULE}`;
  return { title: `До ${until} докажите уведомление: ${whom}`, say, way };
}

/** The papers of a meeting move by an act of this very reader: the buttons stand where the act is demanded. */
function paperButtons({ case: { id, phase }, papers, signs }: CardShape) {
  const sign = { href: `/meetings/${id}/protocol`, title: 'Прочитать и подписать протокол' };
  return [...(signs && phase !== 'no-quorum' ? [sign] : []), ...filingButtons(id, papers)];
}

function nextOf(data: CardShape, now: Date): Next {
  const {
    case: { phase, zone, next },
    closesAt,
    opensAt,
    checks,
    runs,
  } = data;
  const problems = checks.filter(({ verdict }) => verdict === 'problem').length;
  const bar = turnoutView(data);
  const say = next ?? '';
  if (data.preparing && runs) return preparingNext(data, problems);
  if (phase === 'noticed' && opensAt) return noticedNext(data, opensAt, now);
  if (phase === 'halted') return { title: HALTED, say: `${haltSays(data.halt)}${runs ? ANEW : ''}` };
  const anew = data.repeatedBy.find(({ live }) => live);
  if (phase === 'cancelled' && anew) {
    const way = { href: `/meetings/${anew.id}`, title: `Новое собрание ${anew.number}` };
    return { title: 'Собрание созвано заново', say: 'Повестка, материалы, места и люди перенесены.', way };
  }
  if (phase === 'cancelled') {
    const way = data.callsAnew ? { href: '/meetings/new', title: 'Созвать новое собрание' } : undefined;
    return { title: data.case.phaseTitle, say, way, reason: data.reason?.split('\n') };
  }
  if (phase === 'voting' && closesAt && bar) {
    return {
      title: bar.title,
      say: [
        `${bar.say}${bar.lacks ? `, ${bar.lacks}` : ''}.`,
        bar.pace,
        `Голосование идёт до ${momentWords(closesAt, zone, now)}.`,
      ]
        .filter(Boolean)
        .join(' '),
    };
  }
  return { title: data.case.phaseTitle, say };
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
