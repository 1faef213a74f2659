import { type Day, daysBetween } from '../../base/day';
import { norm } from '../../base/norm';
import { counted, dayForms, momentWords, numberText } from '../../base/russian';
import type { Timing } from '../../base/timing';
import { localOf } from '../../base/zone';
import { ownerForms } from '../../registry/words';
import { noticeDue } from '../vote/clock';
import type { MeetingForm } from '../forms';

/** How the owners of a house can be told of a meeting in a way that can be proved (N-03). */
export interface NoticeMeans {
  readonly owners: number;
  /** Of them: with mail, phone or browser, so that they can be asked to come and sign for the message. */
  readonly reachable: number;
  /** An earlier meeting chose the place in the house where notices are posted (N-04). */
  readonly posting: boolean;
}

export interface ProofNeed {
  /** Whole days it takes to tell everybody and to have the proof. */
  readonly days: number;
  /** Why so many, one sentence each. */
  readonly says: readonly string[];
}

const daysOf = (count: number): string => counted(count, dayForms);

/** By the rules of this system, not by law: the law only says by when everybody is to be told. */
export function proofNeed({ owners, reachable, posting }: NoticeMeans, on: Day): ProofNeed {
  const rule = (id: string): number => Number(norm(id, on).value);
  const all = `Уведомить нужно всех: ${counted(owners, ownerForms)}.`;
  if (posting) {
    const days = rule('N-03.posting');
    return { days, says: [all, `Объявление на месте, которое выбрало собрание: ${daysOf(days)}.`] };
  }
  const remote = owners - reachable;
  const most = rule('N-03.most');
  const hand = Math.ceil(reachable / rule('N-03.hand'));
  const post = remote === 0 ? 0 : Math.ceil(remote / rule('N-03.letters')) + rule('N-03.post');
  const days = Math.min(Math.max(hand, post, 1), Math.max(most, 1));
  const says = [
    all,
    reachable > 0 &&
      `Есть почта или телефон — ${numberText(reachable)}: позвать и вручить под подпись, ${daysOf(hand)}.`,
    remote > 0 &&
      `Без электронной связи — ${numberText(remote)}: заказные письма с запасом на возврат, ${daysOf(post)}.`,
    Math.max(hand, post) > most && `Больше ${daysOf(most)} не закладываем: дом обходят несколько человек.`,
  ];
  return { days, says: says.filter((one) => typeof one === 'string') };
}

/** Whole days of the house between now and an instant: what is left of today does not count. */
export function wholeDays(now: Date, until: Date, zone: string): number {
  // The last instant of a day leaves that whole day.
  const end = localOf(new Date(until.getTime() + 1), zone).day;
  return Math.max(0, daysBetween(localOf(now, zone).day, end) - 1);
}

/** Whether everybody can be told with proof in time, if the notice is given now. */
export function canProve(need: ProofNeed, form: MeetingForm, opensAt: Date, now: Date, timing: Timing): boolean {
  return wholeDays(now, noticeDue(form, opensAt, timing, false), timing.zone) >= need.days;
}

/** The sentence behind every halted meeting. */
export const HALT_RULE =
  'Это правило системы, а не закона: так решения не оспорят из-за того, что кого-то не уведомили.';

/** What a start that leaves too few days risks; null when there is time. */
export function proofRisk(need: ProofNeed, form: MeetingForm, opensAt: Date, now: Date, timing: Timing): string | null {
  if (canProve(need, form, opensAt, now, timing)) return null;
  const due = noticeDue(form, opensAt, timing, false);
  const left = wholeDays(now, due, timing.zone);
  const until = momentWords(due, timing.zone, now);
  return [
    `Доказать уведомление нужно до ${until}: целых дней осталось ${numberText(left)}, а обычно нужно ${numberText(need.days)}.`,
    'Не успеете — голосование не откроется. По закону начать можно, но надёжнее выбрать день позже.',
    HALT_RULE,
  ].join(' ');
}
