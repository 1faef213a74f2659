import { type Day, dayParts } from '../../base/day';
import { norm } from '../../base/norm';
import { dayDigits } from '../../base/russian';
import { dueInstant } from '../../base/terms';
import { valueWords } from '../../base/term-words';
import { localOf } from '../../base/zone';
import type { MeetingForm } from '../forms';
import type { Keeper } from './keeper';
import { kind } from './kinds';
import { membersMatter } from './members';
import { applies, dueOf, limitWords, type Timing } from '../../base/timing';

export const initiatorKinds = ['owner', 'manager', 'municipality', 'group'] as const;
export type InitiatorKind = (typeof initiatorKinds)[number];

/** A decision of an earlier meeting of the house. */
export interface Decided {
  readonly number: string;
  readonly kind: string;
  readonly closedAt: Date;
  readonly publishedAt: Date | null;
  /** Who collected written decisions at that meeting: a person or an organisation. */
  readonly administrator: string | null;
}

/** Who calls the meeting, and what the house has decided before. */
export interface Calling {
  readonly initiator: InitiatorKind;
  /** The owners' request has been handed to the manager; before that, one of them calls the meeting as an owner. */
  readonly requested: boolean;
  readonly annual: boolean;
  /** Who will collect written decisions: a person or an organisation. */
  readonly administrator: string | null;
  /** Who keeps the register of the house, and so resolves its contradictions (ЖК ст. 45 ч. 3.1). */
  readonly keeper: Keeper;
  /** The house is managed by an association of owners (ТСЖ, ТСН, ЖСК). */
  readonly association: boolean;
  /** The organisation that calls the meeting is one itself. */
  readonly calledByAssociation: boolean;
  /** All known rights belong to one owner. */
  readonly soleOwner: boolean;
  readonly decided: readonly Decided[];
}

/** What is needed to judge how a meeting is called. */
export interface CallingPlan extends Timing {
  readonly form: MeetingForm;
  readonly now: Date;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly firstElectronic: boolean;
  readonly questions: readonly { readonly kind: string; readonly wording?: string }[];
  readonly calling: Calling;
}

export interface CallingCheck {
  readonly code: string;
  readonly norm: string;
  readonly verdict: 'ok' | 'person';
  readonly says: string;
  readonly task: 'questions' | 'terms';
}

/**
 * K-01…K-23: may this initiator call this meeting, now and in this form? What the law leaves open, a person decides.
 */
export function callingChecks(plan: CallingPlan): readonly CallingCheck[] {
  return [
    initiatorCheck(plan),
    ...soleOwnerCheck(plan),
    ...membersCheck(plan),
    ...annualCheck(plan),
    ...dutyChecks(plan),
    ...decidedChecks(plan),
    ...administratorCheck(plan),
    ...systemChosenCheck(plan),
    ...firstElectronicCheck(plan),
  ];
}

const INITIATORS: Readonly<Record<InitiatorKind, readonly [norm: string, says: string]>> = {
  owner: ['K-02', 'Собрание созывает собственник: для этого довольно одного голоса.'],
  group: ['K-05.share', 'Собрание созывают по требованию собственников.'],
  manager: ['K-04', 'Собрание созывает управляющая организация: она может вынести любой вопрос.'],
  municipality: ['K-10', 'Собрание созывает администрация.'],
};

/** K-04 names a manager by contract; an association holds a meeting of the house that it manages by itself. */
const ASSOCIATION_CALLS = 'Собрание созывает товарищество или кооператив, который управляет домом.';

function initiatorCheck({ calling, on }: CallingPlan): CallingCheck {
  if (calling.initiator === 'group' && !calling.requested) {
    const { value } = norm('K-05.share', on);
    const says =
      `Требование ещё не передано управляющей организации: для него нужно ${value} % голосов. ` +
      'Сообщить о собрании сейчас может и один собственник, от своего имени.';
    return { code: 'request-not-handed', norm: 'K-05.share', verdict: 'person', says, task: 'terms' };
  }
  const [id, says] = INITIATORS[calling.initiator];
  const byAssociation = calling.initiator === 'manager' && calling.calledByAssociation;
  return { code: 'initiator', norm: id, verdict: 'ok', says: byAssociation ? ASSOCIATION_CALLS : says, task: 'terms' };
}

function soleOwnerCheck({ calling, on }: CallingPlan): CallingCheck[] {
  if (!calling.soleOwner) return [];
  const says = `Все помещения у одного собственника: он решает сам и письменно (${norm('K-17', on).citation}).`;
  return [{ code: 'sole-owner', norm: 'K-17', verdict: 'person', says, task: 'terms' }];
}

/** K-18: members of an association meet separately, with their own quorum; a meeting of owners cannot replace it. */
function membersCheck({ calling, questions }: CallingPlan): CallingCheck[] {
  if (!calling.association) return [];
  const theirs = questions.flatMap(({ wording = '' }, index) => {
    const matter = membersMatter(wording);
    return matter ? [`вопрос ${index + 1} (${matter.subject})`] : [];
  });
  const found = { code: 'members-apart', norm: 'K-18', task: 'questions' } as const;
  const says =
    theirs.length > 0
      ? `Это решает собрание членов товарищества, а не собственников: ${theirs.join(', ')}. Уберите из повестки.`
      : `Домом управляет товарищество. Это собрание собственников, вопросов собрания членов в нём нет.`;
  return [{ ...found, verdict: theirs.length > 0 ? 'person' : 'ok', says }];
}

/** ЖК ст. 45 ч. 1: in the second quarter, unless a meeting has set another time. */
function annualCheck({ calling, opensAt, closesAt, zone, on }: CallingPlan): CallingCheck[] {
  if (!calling.annual || !opensAt || !closesAt) return [];
  const [first, last] = [norm('K-01.opens', on), norm('K-01', on)];
  const [from, to] = [localOf(opensAt, zone).day, localOf(closesAt, zone).day];
  const day = (monthDay: string | number): Day => `${dayParts(from).year}-${monthDay}`;
  const inTerm = from >= day(first.value) && to <= day(last.value);
  const term = `с ${dayDigits(day(first.value))} по ${dayDigits(day(last.value))}`;
  const says = inTerm
    ? `Годовое собрание проводят ${term}: так и назначено (${last.citation}).`
    : `Годовое собрание проводят ${term}, если собрание не выбрало другой срок (${last.citation}).`;
  return [{ code: 'annual-term', norm: 'K-01', verdict: inTerm ? 'ok' : 'person', says, task: 'terms' }];
}

/** Questions for which a municipality must call a meeting. */
const DUTIES: readonly { norm: string; kinds: readonly string[]; says: string }[] = [
  {
    norm: 'K-06',
    kinds: ['COUNCIL_ELECT'],
    says: 'Если в доме за год не избрали совет, администрация созывает собрание',
  },
  {
    norm: 'K-07',
    kinds: ['MC_REFUSE', 'MC_CHOICE', 'MGMT_METHOD'],
    says: 'Если проверка нашла нарушение договора управления, администрация созывает собрание',
  },
  {
    norm: 'K-08',
    kinds: ['MC_CHOICE', 'MGMT_METHOD'],
    says: 'Если лицензия управляющей организации прекращена, администрация созывает собрание',
  },
  {
    norm: 'K-09',
    kinds: ['CAP_FUND_METHOD'],
    says: 'Если способ накопления на капитальный ремонт не выбран, администрация созывает собрание',
  },
];

function dutyChecks({ calling, questions, on }: CallingPlan): CallingCheck[] {
  if (calling.initiator !== 'municipality') return [];
  return DUTIES.filter(({ kinds }) => questions.some((one) => kinds.includes(one.kind))).map(({ norm: id, says }) => {
    const row = norm(id, on);
    const term = `${valueWords(row)}, считать от события «${row.event ?? ''}» (${row.citation})`;
    return { code: 'duty-to-call', norm: id, verdict: 'person', says: `${says}. Срок: ${term}.`, task: 'terms' };
  });
}

const procedural = (code: string): boolean => code.startsWith('PROC') || code === 'OTHER';

/**
 * K-16: a decided question may be asked again only after the time for posting the earlier protocol has passed and it
 * was posted.
 */
function decidedChecks({ calling, questions, now, zone, on }: CallingPlan): CallingCheck[] {
  if (calling.annual) return [];
  const asked = new Set(questions.map((one) => one.kind).filter((code) => !procedural(code)));
  const early = calling.decided.flatMap((one) => {
    if (!asked.has(one.kind)) return [];
    const due = dueOf('K-16', one.closedAt, { zone, on });
    if (one.publishedAt && dueInstant(due) <= now) return [];
    const name = `«${kind(one.kind).title}» уже решено на собрании ${one.number}`;
    return [`${name}. Снова — когда тот протокол размещён и прошёл срок: ${limitWords(due)}.`];
  });
  const { citation } = norm('K-16', on);
  if (early.length > 0)
    return early.map((says) => ({
      code: 'decided-before',
      norm: 'K-16',
      verdict: 'person',
      says: `${says} ${citation}.`,
      task: 'questions',
    }));
  const says = `Эти вопросы можно выносить: недавних решений по ним нет (${citation}).`;
  return [{ code: 'not-decided-before', norm: 'K-16', verdict: 'ok', says, task: 'questions' }];
}

/**
 * K-23: where a meeting has named an administrator, an owner cannot start an electronic meeting without that
 * administrator.
 */
function administratorCheck({ calling, form, on }: CallingPlan): CallingCheck[] {
  const byTenth = calling.initiator === 'group' && calling.requested;
  const byOwner = calling.initiator === 'owner' || calling.initiator === 'group';
  if (form !== 'electronic' || byTenth || !byOwner || !applies('K-23', on)) return [];
  const named = calling.decided.find((one) => one.kind === 'IS_AUTHORISED');
  if (!named || named.administrator === calling.administrator) return [];
  const says =
    `Собрание ${named.number} уже выбрало администратора. Назовите его или соберите требование собственников ` +
    `(${norm('K-23', on).citation}).`;
  return [{ code: 'administrator-appointed', norm: 'K-23', verdict: 'person', says, task: 'terms' }];
}

/** Before K-19 an ordinary meeting had to choose the system first (a meeting of 2019 needs this). */
function systemChosenCheck({ form, calling, on }: CallingPlan): CallingCheck[] {
  if (form !== 'electronic' || !applies('K-19.before', on)) return [];
  const chosen = calling.decided.find((one) => one.kind === 'IS_USE');
  const { citation } = norm('K-19.before', on);
  const says = chosen
    ? `Систему для голосования выбрало собрание ${chosen.number} (${citation}).`
    : `В системе голосуют после решения собрания о ней. Найдите такое решение или соберитесь очно (${citation}).`;
  const verdict = chosen ? 'ok' : 'person';
  return [{ code: 'system-chosen', norm: 'K-19.before', verdict, says, task: 'terms' }];
}

/** K-19…K-21: the first electronic meeting needs no earlier decision, and owners may refuse its form. */
function firstElectronicCheck({ form, firstElectronic, opensAt, zone, on }: CallingPlan): CallingCheck[] {
  if (form !== 'electronic' || !firstElectronic || !applies('K-19', on)) return [];
  const refuse = opensAt
    ? ` Отказаться от этой формы собственники могут ${limitWords(dueOf('K-20', opensAt, { zone, on }))}.`
    : '';
  const says = `Первое электронное собрание: прежнего собрания не нужно (${norm('K-19', on).citation}).${refuse}`;
  return [{ code: 'first-electronic', norm: 'K-19', verdict: 'ok', says, task: 'terms' }];
}
