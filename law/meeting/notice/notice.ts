import { type Day, daysBetween } from '../../base/day';
import { norm } from '../../base/norm';
import { counted, dayDigits, instantDigits, dayForms } from '../../base/russian';
import type { Deadline } from '../../base/terms';
import { localOf } from '../../base/zone';
import type { MeetingForm } from '../forms';
import { applies, dueOf, limitWords, type Timeliness, timeliness, type Timing } from '../../base/timing';

/**
 * Letter, signature and posting are the classic ways of ЖК ст. 45 ч. 4; posting only in a place chosen by a meeting.
 */
export const noticeWays = ['system', 'letter', 'signature', 'posting'] as const;
export type NoticeWay = (typeof noticeWays)[number];

export const noticeWayTitles: Readonly<Record<NoticeWay, string>> = {
  system: 'размещение в системе',
  letter: 'заказное письмо',
  signature: 'вручение под подпись',
  posting: 'объявление в доме',
};

export interface NoticeTime {
  readonly due: Deadline;
  readonly timeliness: Timeliness;
  readonly says: string;
}

const FULL_DAYS = ['полный день', 'полных дня', 'полных дней'] as const;

/** The norm for the notice of a form: days before the meeting, or hours before the start in the system. */
export function noticeNorm(form: MeetingForm): string {
  return form === 'electronic' ? 'E-05' : 'N-01';
}

/** Was the notice given early enough? Says by how much it was late (05.03 for 14.03 is nine days). */
export function noticeTime(form: MeetingForm, noticeAt: Date, opensAt: Date, timing: Timing): NoticeTime {
  const due = dueOf(noticeNorm(form), opensAt, timing);
  const verdict = timeliness(due, noticeAt);
  const at = due.lastDay === null ? instantDigits(noticeAt, due.zone) : dayDigits(localOf(noticeAt, due.zone).day);
  return {
    due,
    timeliness: verdict,
    says: noticeSays(due, verdict, [`Сообщение дано ${at}`, 'вовремя'], noticeAt, opensAt),
  };
}

/** The same for a notice not given yet: would it still be early enough now? */
export function noticeNow(form: MeetingForm, now: Date, opensAt: Date, timing: Timing): NoticeTime {
  const due = dueOf(noticeNorm(form), opensAt, timing);
  const verdict = timeliness(due, now);
  return {
    due,
    timeliness: verdict,
    says: noticeSays(due, verdict, ['Если сообщить сейчас', 'это вовремя'], now, opensAt),
  };
}

function noticeSays(
  due: Deadline,
  verdict: Timeliness,
  [given, timely]: readonly [string, string],
  noticeAt: Date,
  opensAt: Date,
): string {
  const day = localOf(noticeAt, due.zone).day;
  if (verdict === 'in-time') return `${given}, ${timely}: срок — ${limitWords(due)}.`;
  const between = daysBetween(day, localOf(opensAt, due.zone).day);
  if (verdict === 'literal') {
    const full = counted(Math.max(0, between - 1), FULL_DAYS);
    return `${given}: до собрания ${full}. Строгий срок — ${limitWords(due)}; решает человек.`;
  }
  return `${given}: ${leftWords(noticeAt, opensAt, between, due)}, этого мало. Срок был ${limitWords(due)}.`;
}

const DAY_MS = 86_400_000;

/**
 * «до собрания 9 дней»; a term in hours may be missed by minutes, and then the number of days would contradict the
 * verdict.
 */
function leftWords(noticeAt: Date, opensAt: Date, between: number, due: Deadline): string {
  if (noticeAt >= opensAt) return 'собрание уже началось';
  if (due.lastDay !== null) return `до собрания ${counted(between, dayForms)}`;
  const whole = Math.floor((opensAt.getTime() - noticeAt.getTime()) / DAY_MS);
  return `до начала ${counted(whole, FULL_DAYS)}`;
}

export interface WaysVerdict {
  readonly verdict: 'ok' | 'problem';
  readonly norm: string;
  readonly says: string;
}

export interface WaysUsed {
  readonly ways: readonly NoticeWay[];
  /** An earlier meeting chose the place in the house where notices are posted (N-04). */
  readonly placeNamed: boolean;
}

/** N-02, N-03, N-04: the system since that duty began, and as many lawful classic ways as the norm requires. */
export function noticeWaysVerdicts({ ways, placeNamed }: WaysUsed, on: Day): readonly WaysVerdict[] {
  const verdicts: WaysVerdict[] = [];
  if (applies('N-02', on)) verdicts.push(systemVerdict(ways));
  const lawful = ways.filter((way) => way !== 'system' && (way !== 'posting' || placeNamed));
  const enough = new Set(lawful).size >= Number(norm('N-03', on).value);
  const used = `Способ уведомления: ${lawful.map((way) => noticeWayTitles[way]).join(', ')}.`;
  verdicts.push(
    enough
      ? { verdict: 'ok', norm: 'N-03', says: used }
      : { verdict: 'problem', norm: 'N-03', says: classicMissing(ways) },
  );
  return verdicts;
}

function systemVerdict(ways: readonly NoticeWay[]): WaysVerdict {
  if (ways.includes('system')) return { verdict: 'ok', norm: 'N-02', says: 'Сообщение размещено в системе.' };
  return { verdict: 'problem', norm: 'N-02', says: 'Сообщения нет в системе. Разместите его: это обязательно.' };
}

function classicMissing(ways: readonly NoticeWay[]): string {
  if (!ways.includes('posting')) return 'Нужно заказное письмо, вручение под подпись или объявление в доме.';
  return 'Объявление в доме не годится: прежнее собрание не назвало место. Выберите другой способ.';
}
