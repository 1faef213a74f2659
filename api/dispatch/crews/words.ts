import { addDays } from '../../../law/base/day';
import { dayAndMonth, instantWords, shortMoment, weekdayShort } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import type { Span } from '../../../law/dispatch/roster';

/** An absence is kept from midnight to midnight and said by its days. */
const wholeDays = ({ from, to }: Span, zone: string): readonly [first: string, last: string] | null => {
  const [start, end] = [localOf(from, zone), localOf(to, zone)];
  return start.time === 0 && end.time === 0 ? [start.day, addDays(end.day, -1)] : null;
};
const dayText = (day: string): string => `${weekdayShort(day)} ${dayAndMonth(day)}`;

/** «пн 7 декабря, 20:00 — вт 8 декабря, 08:00»; «пн 7 декабря — вс 20 декабря» of whole days. */
export function spanWords(span: Span, zone: string): string {
  const days = wholeDays(span, zone);
  if (!days) return `${shortMoment(span.from, zone)} — ${shortMoment(span.to, zone)}`;
  return days[0] === days[1] ? dayText(days[0]) : `${dayText(days[0])} — ${dayText(days[1])}`;
}

/** The same as two lines of a card. */
export function spanFacts(span: Span, zone: string): { title: string; text: string }[] {
  const days = wholeDays(span, zone);
  if (!days) {
    return [
      { title: 'Начало', text: instantWords(span.from, zone) },
      { title: 'Конец', text: instantWords(span.to, zone) },
    ];
  }
  return [
    { title: 'Первый день', text: dayText(days[0]) },
    { title: 'Последний день', text: dayText(days[1]) },
  ];
}
