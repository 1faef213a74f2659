import { type Calendar, productionCalendar } from './calendar';
import { type Counted, countTerm, type Term } from './count';
import { addMonths, type Day, makeDay, dayParts, parseDay } from './day';
import { inForce, isClock, norm as normOn, normHistory, type ClockUnit, type Direction, type Norm } from './norm';
import { Refusal } from './refusal';
import { dayDigits, instantDigits } from './russian';
import { isoIn, type Moment, parseMoment } from './zone';
import { termWords } from './term-words';

/** One computed term. JSON-safe: it is stored in histories and shown on pages, and never computed again. */
export interface Deadline {
  norm: string;
  title: string;
  citation: string;
  confidence: string;
  value: number | string;
  unit: string;
  zone: string;
  /** ISO with the zone's offset. */
  event: string;
  /** The last day on which the act is in time; null for terms counted in hours and minutes. */
  lastDay: string | null;
  /** The first instant that is too late, ISO with the zone's offset. */
  dueAt: string;
  /** For backward terms in days only: the last day by the literal reading; `lastDay` is the strict one. */
  literalDay?: string;
  direction: Direction;
  provisional: boolean;
  derivation: string[];
}

export interface DeadlineQuestion {
  norm: string;
  event: Date | string;
  zone: string;
  /** Law date: the edition in force on this day. By default the local day of the event. */
  on?: Day;
  calendar?: Calendar;
}

/** The only function that turns a norm into an instant. */
export function deadline({ norm: id, event, zone, on, calendar }: DeadlineQuestion): Deadline {
  const moment = parseMoment(event, zone);
  const row = on === undefined ? editionFor(id, moment.day) : normOn(id, parseDay(on));
  if (!isTerm(row)) throw notATerm(row);
  return assemble(row, termOf(row), moment, zone, calendar ?? productionCalendar());
}

/** A norm that sets a term; the others are shares, sums and limits. */
export function isTerm<Row extends Pick<Norm, 'unit' | 'direction' | 'value'>>(
  row: Row,
): row is Row & { unit: ClockUnit } {
  return isClock(row.unit) && row.direction !== 'none' && (typeof row.value === 'number' || row.unit === 'yearDate');
}

function notATerm(row: Norm): Refusal {
  return new Refusal(
    'norm-not-a-term',
    `Норма ${row.id} не задаёт срок: от неё нельзя отсчитать день. ` + 'Выберите норму со сроком.',
  );
}

/**
 * A term that falls due in the next month or year follows the law in force there: a bill for February 2026 is due by
 * the edition of 1 March 2026 (ЖК РФ ст. 155 ч. 1 as of 177-ФЗ; the later date protects the payer).
 */
function editionFor(id: string, day: Day): Norm {
  const first = normHistory(id).find((row) => inForce(row, day)) ?? normHistory(id)[0];
  const { year, month } = dayParts(day);
  if (first?.unit === 'yearDate') return normOn(id, makeDay(year + 1, 1, 1));
  if (first?.unit === 'dom' && first.month === 'next') return normOn(id, addMonths(makeDay(year, month, 1), 1));
  return normOn(id, day);
}

function termOf(row: Norm & { unit: ClockUnit }): Term {
  return {
    value: row.value,
    unit: row.unit,
    backward: row.direction === 'backward',
    moves: row.moves,
    month: row.month ?? 'same',
    window: row.window,
  };
}

/** A term whose length comes from a case (a contract, an extension), not from a norm. */
export interface TermQuestion {
  value: number | string;
  unit: ClockUnit;
  event: Date | string;
  zone: string;
  direction?: 'forward' | 'backward';
  moves?: boolean;
  month?: 'same' | 'next';
  window?: readonly [string, string];
  calendar?: Calendar;
  norm?: string;
  title?: string;
  citation?: string;
  confidence?: string;
}

export function term(question: TermQuestion): Deadline {
  const { value, unit, event, zone, direction = 'forward', month = 'same', window } = question;
  const moves = question.moves ?? ['cd', 'mo', 'y', 'dom', 'yearDate'].includes(unit);
  const counting: Term = { value, unit, backward: direction === 'backward', moves, month, window };
  const head = {
    id: question.norm ?? '',
    title: question.title ?? 'Срок по делу',
    citation: question.citation ?? '',
    confidence: question.confidence ?? 'P',
    value,
    unit,
    direction,
  };
  return assemble(head, counting, parseMoment(event, zone), zone, question.calendar ?? productionCalendar());
}

type Head = Pick<Norm, 'id' | 'title' | 'citation' | 'value' | 'unit' | 'direction'> & {
  confidence: string;
  note?: string;
};

function assemble(head: Head, counting: Term, moment: Moment, zone: string, calendar: Calendar): Deadline {
  const counted = countTerm(counting, moment, zone, calendar);
  return {
    norm: head.id,
    title: head.title,
    citation: head.citation,
    confidence: head.confidence,
    value: head.value,
    unit: head.unit,
    zone,
    event: isoIn(moment.instant, zone),
    lastDay: counted.lastDay,
    dueAt: isoIn(counted.dueAt, zone),
    ...(counted.literalDay === undefined ? {} : { literalDay: counted.literalDay }),
    direction: head.direction,
    provisional: counted.provisional,
    derivation: [opening(head, counting), eventLine(moment, zone), ...counted.lines, closing(counted, zone)],
  };
}

function opening(head: Head, counting: Term): string {
  const name = head.id ? `${head.title} (норма ${head.id})` : head.title;
  const source = head.citation ? `; ${head.citation.replace(/\.$/, '')}` : '';
  return `${name}: ${termWords(counting)}${source}.`;
}

function eventLine(moment: Moment, zone: string): string {
  if (moment.hasTime) return `Событие: ${instantDigits(moment.instant, zone)} (${zone}).`;
  return `Событие: ${dayDigits(moment.day)} (${zone}); время не указано, считаем с начала дня.`;
}

function closing(counted: Counted, zone: string): string {
  const late = `с ${instantDigits(counted.dueAt, zone)} — поздно`;
  const last = counted.lastDay === null ? 'Крайний момент' : `Последний день — ${dayDigits(counted.lastDay)} до 24:00`;
  const rest = counted.provisional ? ' Календарь предварительный: после его утверждения срок посчитают снова.' : '';
  return `${last}: ${late}.${rest}`;
}

export function dueInstant(due: Pick<Deadline, 'dueAt'>): Date {
  return new Date(due.dueAt);
}

/**
 * The instant when a share of the term (50, 80, 100 %) has passed, by elapsed time. A backward term has no start of its
 * own, so `start` must be given, e.g. the day the task was set.
 */
export function partOfTerm(due: Deadline, percent: number, start: Date | string = due.event): Date {
  if (due.direction === 'backward' && start === due.event) {
    throw new Refusal('term-start-missing', 'У обратного срока нет начала. Укажите, с какого момента считать доли.');
  }
  const [from, to] = [new Date(start).getTime(), dueInstant(due).getTime()];
  if (percent >= 100 || to <= from) return new Date(to);
  return new Date(from + Math.floor(((to - from) * percent) / 100 / 1000) * 1000);
}
