import { type Day, dayParts } from '../../law/base/day';
import { counted, dayAndMonth, NBSP } from '../../law/base/russian';
import { verdict, type Verdict } from '../../law/base/verdict';
import { clockText, localOf } from '../../law/base/zone';
import { spanWords, type Status } from '../view/deadline';
import { endedWith, factsOf, type ShownDeadline } from './deadlines';
import type { ShownCase } from './load';
import type { MachineItem } from './machine';

/** A row of the inspector's two lanes, as the `lanes` partial takes it. */
export interface LaneRow {
  gap?: string;
  when?: string;
  at?: string;
  bad?: boolean;
  law?: { title: string; say?: string; status?: Status; norm?: string };
  machine?: { title: string; code?: string };
}

interface Moment extends LaneRow {
  instant: Date;
}

/** Shorter pauses are not shown. A choice of presentation, not a rule of law. */
const SILENCE_MS = 86_400_000;
const DAYS = ['день тишины', 'дня тишины', 'дней тишины'] as const;

function endOf(deadline: ShownDeadline, now: Date): { status: Status; bad: boolean } {
  const found: Verdict = verdict(factsOf(deadline), now);
  if (found.kind === 'in-time')
    return { status: { kind: 'ok', word: `раньше срока на ${spanWords(found.earlyMs)}` }, bad: false };
  if (found.kind === 'late')
    return { status: { kind: 'late', word: `позже срока на ${spanWords(found.lateMs)}` }, bad: true };
  if (found.kind === 'missed')
    return { status: { kind: 'late', word: `просрочено на ${spanWords(found.overdueMs)}` }, bad: true };
  return { status: { kind: 'plain', word: 'срок идёт' }, bad: false };
}

const normWords = ({ title, citation, lastDay }: ShownDeadline): string =>
  `${title}: ${citation}${lastDay ? ` · последний день ${dayAndMonth(lastDay)}` : ''}`;

/**
 * The law's column: what happened and which deadline it met, missed or set. Of several events of a step, the first
 * shows it.
 */
function lawOf(
  event: ShownCase['events'][number],
  untold: Set<ShownDeadline>,
  now: Date,
): Pick<LaneRow, 'law' | 'bad'> {
  const { title, say, at, bad = false } = event;
  const deadlines = [...untold];
  const met = deadlines.find(({ metAt, duty }) => duty && metAt === at);
  if (met) {
    for (const one of deadlines) if (one.metAt === at) untold.delete(one);
    const { status, bad: late } = endOf(met, now);
    return { law: { title, say, status, norm: normWords(met) }, bad: late };
  }
  const missed = deadlines.find(({ missedAt }) => missedAt === at);
  if (missed) {
    const kept = missed.verdict === 'in-time';
    const status: Status = kept ? { kind: 'wait', word: 'ждали вестей' } : { kind: 'late', word: 'срок истёк' };
    return { law: { title, say, status, norm: normWords(missed) }, bad: !kept };
  }
  // A deadline met before it was recorded (the registration number is the registration itself) is not shown as started.
  const set = deadlines.find(({ setAt, duty, metAt }) => duty && setAt === at && (!metAt || metAt > at));
  return { law: { title, say, ...(set && { norm: normWords(set) }) }, bad };
}

/** Each event stands beside the step that wrote it; what the workflow did without an event has a row of its own. */
function momentsOf(shown: ShownCase, items: readonly MachineItem[], now: Date): Moment[] {
  const bySeq = new Map<number, MachineItem>();
  let told = 1;
  const alone: MachineItem[] = [];
  for (const item of items) {
    if (item.kind === 'start' && !bySeq.has(1)) {
      bySeq.set(1, item);
      told = item.seq ?? 1;
    } else if (item.kind === 'step' && item.seq !== undefined && item.seq > told) {
      // Events of one step follow one another; the first of them shows the step.
      bySeq.set(told + 1, item);
      told = item.seq;
    } else alone.push(item);
  }
  const machine = ({ title, code }: MachineItem) => ({ title, code });
  const untold = new Set(shown.deadlines);
  const facts = shown.events.map((event): Moment => {
    const item = bySeq.get(event.seq);
    return { instant: new Date(event.at), ...lawOf(event, untold, now), ...(item && { machine: machine(item) }) };
  });
  return [
    ...facts,
    ...alone.map((item): Moment => ({ instant: item.at, machine: machine(item), bad: item.failed })),
  ].sort((a, b) => a.instant.getTime() - b.instant.getTime());
}

const SHORT_MONTH = 4;

/** «10 мар.», short because the column is narrow. */
function shortDay(day: string): string {
  const [date, month = ''] = dayAndMonth(day).split(NBSP);
  return `${date}${NBSP}${month.length > SHORT_MONTH ? `${month.slice(0, 3)}.` : month}`;
}

export function laneRows(shown: ShownCase, items: readonly MachineItem[], now: Date): LaneRow[] {
  const rows: LaneRow[] = [];
  let before: Date | undefined;
  for (const { instant, ...row } of momentsOf(shown, items, now)) {
    const silence = before ? instant.getTime() - before.getTime() : 0;
    if (silence > SILENCE_MS) rows.push({ gap: counted(Math.floor(silence / SILENCE_MS), DAYS) });
    const { day, time } = localOf(instant, shown.zone);
    // A case may sleep for years, so the year is shown where it changes.
    const year = before && sameYear(day, localOf(before, shown.zone).day) ? '' : ` ${dayParts(day).year}`;
    rows.push({ when: `${shortDay(day)}${year} ${clockText(time)}`, at: instant.toISOString(), ...row });
    before = instant;
  }
  return rows;
}

const sameYear = (a: Day, b: Day): boolean => dayParts(a).year === dayParts(b).year;

const KEPT = ['срок соблюдён', 'срока соблюдено', 'сроков соблюдено'] as const;
const GONE = ['срок снят', 'срока снято', 'сроков снято'] as const;
const FAULTS = ['расхождение', 'расхождения', 'расхождений'] as const;
const BROKEN = ['нарушение', 'нарушения', 'нарушений'] as const;

/** A summary for the inspector: violations, deadlines kept, and whether the records are intact. */
export function laneSummary(shown: ShownCase, faults: number): Status[] {
  const duties = shown.deadlines.filter(({ duty }) => duty);
  const bad = duties.filter((one) => one.verdict === 'late' || one.verdict === 'missed').length;
  const gone = duties.filter((one) => endedWith(one, shown.closedAt)).length;
  const kept = duties.filter((one) => one.verdict === 'in-time').length;
  return [
    ...(bad ? [{ kind: 'late' as const, word: counted(bad, BROKEN) }] : []),
    ...(kept ? [{ kind: 'ok' as const, word: counted(kept, KEPT) }] : []),
    ...(gone
      ? [{ kind: 'plain' as const, word: [counted(gone, GONE), shown.outcome].filter(Boolean).join(': ') }]
      : []),
    shown.brokenAt === null
      ? { kind: 'ok', word: 'цепочка событий цела' }
      : { kind: 'late', word: `цепочка событий нарушена на записи ${shown.brokenAt}` },
    faults === 0
      ? { kind: 'ok', word: 'таблицы сходятся с записями' }
      : { kind: 'late', word: `таблицы расходятся с записями: ${counted(faults, FAULTS)}` },
  ];
}
