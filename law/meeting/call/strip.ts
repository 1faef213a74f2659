import { type DayKind, productionCalendar } from '../../base/calendar';
import { addDays, type Day, weekday } from '../../base/day';
import { dueInstant } from '../../base/terms';
import { instantOf, localOf } from '../../base/zone';
import {
  earliestMeeting,
  mayOpen,
  type EarliestQuestion,
  type MeetingPlan,
  planMeeting,
  type PlanStepCode,
} from './schedule';

export type StripMark = PlanStepCode | 'today' | 'opens' | 'closes';

export interface StripDay {
  readonly day: Day;
  readonly kind: DayKind;
  /** A meeting called now may lawfully open on this day, at the requested time. */
  readonly mayOpen: boolean;
  readonly marks: readonly StripMark[];
}

const WEEK = 7;
/** The most weeks a page shows; the longest voting with its notice fits. */
const MOST_WEEKS = 14;

/** Weeks from today to the end of the meeting: which days it may open on, and what falls on each day. */
export function planStrip(question: EarliestQuestion, plan: MeetingPlan | null): readonly (readonly StripDay[])[] {
  const { zone, now, time } = question;
  const today = localOf(now, zone).day;
  const marks = marksOf(question, plan, today);
  const ends = [earliestMeeting(question).closesAt, ...(plan ? [plan.closesAt] : [])];
  const last = ends.map((at) => localOf(at, zone).day).reduce((most, day) => (day > most ? day : most));
  const monday = addDays(today, 1 - weekday(today));
  const calendar = productionCalendar();
  const weeks: StripDay[][] = [];
  for (let start = monday; start <= last && weeks.length < MOST_WEEKS; start = addDays(start, WEEK)) {
    weeks.push(
      Array.from({ length: WEEK }, (_, index) => {
        const day = addDays(start, index);
        const opensAt = instantOf({ day, time }, zone);
        return {
          day,
          kind: calendar.kind(day),
          mayOpen: opensAt > now && mayOpen(question, opensAt),
          marks: marks.get(day) ?? [],
        };
      }),
    );
  }
  return weeks;
}

function marksOf({ zone }: EarliestQuestion, plan: MeetingPlan | null, today: Day): ReadonlyMap<Day, StripMark[]> {
  const marks = new Map<Day, StripMark[]>([[today, ['today']]]);
  const put = (day: Day, mark: StripMark): void => void marks.set(day, [...(marks.get(day) ?? []), mark]);
  if (!plan) return marks;
  put(localOf(plan.opensAt, zone).day, 'opens');
  put(localOf(plan.closesAt, zone).day, 'closes');
  for (const { code, due } of planMeeting(plan)) put(due.lastDay ?? localOf(dueInstant(due), zone).day, code);
  return marks;
}
