import { addDays, type Day } from '../../../law/base/day';
import { dayAndMonth, dayDigits, dayWords, numberText, weekdayShort, weekdayWords } from '../../../law/base/russian';
import { endText } from '../../../law/dispatch/propose-words';
import { onDutyUntil } from '../../../law/dispatch/roster';
import { standingOf } from '../../../law/dispatch/schedule';
import { permitNames, tradeNames, type Permit, type Trade } from '../../../law/dispatch/trades';
import { hoursWithin, piecesOf, weekDays, weekSpan, type Entry } from '../../../law/dispatch/week';
import { fullName, shortName } from '../../../law/registry/names';
import type { Master } from '../../../store/dispatch/master';
import type { ShiftRow } from '../../../store/dispatch/shift';
import type { Cell } from '../../http/sheet';
import { hrefWith } from '../../view/list';
import { crewTabs, PATH } from './access';
import type { Week } from './week-shape';

export interface Schedule {
  monday: Day;
  zone: string;
  now: Date;
  keeps: boolean;
}

/** The data of the page: what programs get, and what the page and the sheets are drawn from. */
export function weekData(masters: readonly Master[], shifts: readonly ShiftRow[], schedule: Schedule): Week['masters'] {
  const span = weekSpan(schedule.monday, schedule.zone);
  return masters.map((master) => {
    const own = shifts.filter(({ personId }) => personId === master.personId);
    const work = own.filter(({ kind }) => kind === 'work');
    const absences = own.filter(({ kind }) => kind === 'absence');
    return {
      personId: master.personId,
      name: fullName(master),
      short: shortName(master),
      trades: master.trades,
      permits: master.permits,
      onDutyUntil: onDutyUntil(work, absences, schedule.now)?.toISOString() ?? null,
      hours: hoursWithin(own, span),
      entries: own
        .filter(({ from, to }) => from < span.to && to > span.from)
        .map(({ id, kind, why, from, to }) => ({ id, kind, why, from: from.toISOString(), to: to.toISOString() })),
    };
  });
}

type Line = Week['masters'][number];

const entriesOf = ({ entries }: Line): Entry[] =>
  entries.map((one) => ({ ...one, from: new Date(one.from), to: new Date(one.to) }));

const tradeWords = (trades: readonly Trade[]): string => trades.map((one) => tradeNames[one]).join(', ');

/** One day of one master: what stands there, and the way to add a shift where the day is not over. */
function cellOf(week: Week, line: Line, day: Day) {
  const open = week.keeps && day >= week.today;
  return {
    name: line.short,
    pieces: piecesOf(entriesOf(line), day, week.zone).map(({ id, kind, text, goesOn, off }) => ({
      text,
      href: `${PATH}/shifts/${id}`,
      say: `${line.short}, ${dayAndMonth(day)}`,
      absence: kind === 'absence',
      goesOn,
      off,
    })),
    add: open
      ? hrefWith(`${PATH}/shifts/new`, { organisation: week.organisation, person: line.personId, day }, {})
      : undefined,
    addSay: `Добавить смену: ${line.short}, ${dayAndMonth(day)}`,
  };
}

const dutyOf = (week: Week, { onDutyUntil: until }: Line): string | undefined =>
  until ? `на смене до ${endText(new Date(until), { at: new Date(week.now), zone: week.zone })}` : undefined;

const dayHead = (week: Week, day: Day) => ({
  short: `${weekdayShort(day)} ${Number(day.slice(8))}`,
  words: `${weekdayWords(day)}, ${dayAndMonth(day)}`,
  today: day === week.today,
});

export function weekView(week: Week) {
  const days = weekDays(week.monday);
  const lines = week.masters.map((line) => ({
    name: line.name,
    href: `${PATH}/masters/${line.personId}`,
    trades: tradeWords(line.trades) || 'специальность не указана',
    duty: dutyOf(week, line),
    hours: numberText(line.hours),
    cells: days.map((day) => ({ ...cellOf(week, line, day), today: day === week.today })),
  }));
  const cards = days.map((day, place) => ({
    day,
    ...dayHead(week, day),
    lines: lines
      .map(({ cells }) => ({ ...cells[place], name: week.keeps ? cells[place]?.name : undefined }))
      .filter(({ pieces = [] }) => pieces.length > 0),
  }));
  const holdsToday = days.includes(week.today);
  return {
    ...week,
    title: week.keeps ? 'Мастера' : 'Мои смены',
    period: periodWords(week.monday),
    days: cards,
    // A phone begins with today: what is over stands behind a fold.
    pastDays: holdsToday ? cards.filter(({ day }) => day < week.today) : [],
    comingDays: holdsToday ? cards.filter(({ day }) => day >= week.today) : cards,
    lines,
    duty: week.masters.flatMap((line) => {
      const until = dutyOf(week, line);
      return until
        ? [{ href: `${PATH}/masters/${line.personId}`, name: line.short, until, trades: tradeWords(line.trades) }]
        : [];
    }),
    tabs: crewTabs('week'),
    permits: permitsOf(week),
    ways: waysOf(week),
  };
}

/** «23–29 ноября 2026 г.», «28 декабря 2026 г. — 3 января 2027 г.» */
export function periodWords(monday: Day): string {
  const sunday = addDays(monday, 6);
  if (monday.slice(0, 7) === sunday.slice(0, 7)) return `${Number(monday.slice(8))}–${dayWords(sunday)}`;
  if (monday.slice(0, 4) === sunday.slice(0, 4)) return `${dayAndMonth(monday)} — ${dayWords(sunday)}`;
  return `${dayWords(monday)} — ${dayWords(sunday)}`;
}

/** Permits that have ended or soon will, the most urgent first. */
function permitsOf({ masters, today }: Week) {
  return masters
    .flatMap(({ personId, name, permits }) => permits.map((held) => ({ personId, name, ...held })))
    .filter(({ until }) => standingOf(until, today) !== 'standing')
    .sort((a, b) => a.until.localeCompare(b.until) || a.name.localeCompare(b.name, 'ru'))
    .map(({ personId, name, permit, until }) => ({
      href: `${PATH}/masters/${personId}`,
      name,
      permit: permitNames[permit],
      status: permitStatus({ permit, until }, today),
    }));
}

export function permitStatus({ until }: { permit: Permit; until: Day }, today: Day) {
  const standing = standingOf(until, today);
  if (standing === 'ended') return { kind: 'late', word: `закончился ${dayDigits(until)}` };
  if (until === today) return { kind: 'soon', word: 'сегодня последний день' };
  return { kind: standing === 'soon' ? 'soon' : 'ok', word: `до ${dayDigits(until)}` };
}

function waysOf({ monday, organisation, keeps }: Week) {
  const to = (day: Day | undefined) => hrefWith(PATH, { organisation, week: day }, {});
  const add = (path: string) => hrefWith(`${PATH}/${path}`, { organisation }, {});
  return {
    before: to(addDays(monday, -7)),
    after: to(addDays(monday, 7)),
    now: to(undefined),
    next: periodWords(addDays(monday, 7)),
    shift: keeps ? add('shifts/new') : undefined,
    absence: keeps ? add('absences/new') : undefined,
    sheets: (['csv', 'xlsx'] as const).map((as) => ({
      title: as.toUpperCase(),
      href: hrefWith(PATH, { organisation, week: monday, as }, {}),
    })),
  };
}

/** The grid as a sheet: a row a master, a column a day. */
export const weekTable = {
  columns: [
    'Неделя с',
    'Мастер',
    'Специальности',
    'Понедельник',
    'Вторник',
    'Среда',
    'Четверг',
    'Пятница',
    'Суббота',
    'Воскресенье',
    'Часов',
  ],
  rows: (week: Week): Cell[][] =>
    week.masters.map((line) => [
      { day: week.monday },
      line.name,
      tradeWords(line.trades),
      ...weekDays(week.monday).map((day) => dayText(week, line, day)),
      line.hours,
    ]),
};

const dayText = (week: Week, line: Line, day: Day): string =>
  piecesOf(entriesOf(line), day, week.zone)
    .map(({ text, off }) => (off ? `${text} (не выйдет)` : text))
    .join('; ');
