import { dueOf } from '../base/timing';
import { norm } from '../base/norm';
import type { Deadline } from '../base/terms';
import { verdict, type Verdict } from '../base/verdict';
import { localOf, MINUTE_MS } from '../base/zone';

/** What is known of a telephone call: instants only. */
export interface CallFacts {
  arrivedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  calledBackAt: Date | null;
  messageAt: Date | null;
  reviewedAt: Date | null;
}

/** ADS-04: answer; ADS-05: else call back; ADS-06: or review the message the caller has left. */
export const callNorms = { answer: 'ADS-04', 'call-back': 'ADS-05', review: 'ADS-06' } as const;
export type CallClockName = keyof typeof callNorms;

export const callStates = [
  'waiting',
  'waiting-late',
  'talking',
  'answered',
  'answered-late',
  'missed',
  'message',
  'called-back',
  'reviewed',
  'settled-late',
  'late',
] as const;
export type CallState = (typeof callStates)[number];

export interface CallClock {
  name: CallClockName;
  since: Date;
  dueAt: Date;
}

export interface CallStanding {
  state: CallState;
  /** How long the caller waited for an answer; null: there was none. */
  answerMs: number | null;
  /** The answer within its term; dropped: the caller gave up before the term was over. */
  answer: Verdict;
  /** The whole duty: answered, or called back, or the message reviewed. */
  duty: Verdict;
  /** What has to be done next and by when; null when nothing has to be done. */
  clock: CallClock | null;
}

/** Minutes run day and night, so a term of a call is its norm's number of the day and nothing else. */
const limitOf = (name: CallClockName, at: Date, zone: string): number =>
  Number(norm(callNorms[name], localOf(at, zone).day).value) * MINUTE_MS;

const clockOf = (name: CallClockName, since: Date, zone: string): CallClock => ({
  name,
  since,
  dueAt: new Date(since.getTime() + limitOf(name, since, zone)),
});

/** The same term with its derivation, for the page that says why. */
export const callDeadline = ({ name, since }: Pick<CallClock, 'name' | 'since'>, zone: string): Deadline =>
  dueOf(callNorms[name], since, { zone, on: localOf(since, zone).day });

const first = (...instants: (Date | null)[]): Date | null =>
  instants.reduce((least, at) => (least && (!at || least <= at) ? least : at), null);

type Way = CallClock & { verdict: Verdict };

/** The ways to keep the duty once the answer is late: one of them in time is enough. */
function waysOf(call: CallFacts, zone: string, now: Date): Way[] {
  const { arrivedAt, answeredAt, calledBackAt, messageAt, reviewedAt } = call;
  const spoken = first(answeredAt, calledBackAt);
  const way = (name: CallClockName, since: Date, metAt: Date | null): Way => {
    const clock = clockOf(name, since, zone);
    return { ...clock, verdict: verdict({ dueAt: clock.dueAt, metAt, droppedAt: null }, now) };
  };
  const back = way('call-back', arrivedAt, spoken);
  return messageAt ? [back, way('review', messageAt, first(reviewedAt, spoken))] : [back];
}

/** Kept by any way; running while any is; else what was done first, however late; else missed since the last term. */
function bestOf(ways: readonly Way[]): Way {
  const [one] = ways;
  if (!one) throw new Error('A call has a way to keep its duty');
  const of = (kind: Verdict['kind']): Way | undefined =>
    ways.filter((way) => way.verdict.kind === kind).sort((a, b) => b.dueAt.getTime() - a.dueAt.getTime())[0];
  return of('in-time') ?? of('running') ?? of('late') ?? of('missed') ?? one;
}

export function callStanding(call: CallFacts, zone: string, now: Date): CallStanding {
  const { arrivedAt, answeredAt, endedAt } = call;
  const asked = clockOf('answer', arrivedAt, zone);
  const gone = answeredAt ? null : endedAt;
  const answer = verdict({ dueAt: asked.dueAt, metAt: answeredAt, droppedAt: gone }, now);
  const answerMs = answeredAt && answeredAt.getTime() - arrivedAt.getTime();
  if (answer.kind === 'in-time')
    return { state: endedAt ? 'answered' : 'talking', answerMs, answer, duty: answer, clock: null };
  if (answer.kind === 'running') return { state: 'waiting', answerMs, answer, duty: answer, clock: asked };
  const best = bestOf(waysOf(call, zone, now));
  const open = best.verdict.kind === 'running' || best.verdict.kind === 'missed';
  const { name, since, dueAt } = best;
  return {
    state: stateOf(call, best),
    answerMs,
    answer,
    duty: best.verdict,
    clock: open ? { name, since, dueAt } : null,
  };
}

function stateOf({ answeredAt, endedAt, calledBackAt }: CallFacts, { name, verdict: { kind } }: Way): CallState {
  if (answeredAt) return endedAt ? 'answered-late' : 'talking';
  if (kind === 'missed') return endedAt ? 'late' : 'waiting-late';
  if (kind === 'running') return name === 'review' ? 'message' : endedAt ? 'missed' : 'waiting-late';
  if (kind === 'late') return 'settled-late';
  return calledBackAt ? 'called-back' : 'reviewed';
}

const broken = ({ kind }: Verdict): boolean => kind === 'late' || kind === 'missed';

/** Somebody answered late or not at all: nobody has to have touched the call for it to count. */
export const isLateCall = ({ answer, duty }: CallStanding): boolean => broken(answer) || broken(duty);

export interface CallFigures {
  all: number;
  answered: number;
  answeredInTime: number;
  /** Of those whose answer came, or had to come by now. */
  answerDue: number;
  /** Callers who gave up before the term was over, or were not answered within it. */
  unanswered: number;
  settledInTime: number;
  /** Of the unanswered, those who were rung back, or had to be by now. */
  settleDue: number;
  late: number;
  /** Half of the answered waited no longer, and nineteen of twenty. */
  medianMs: number | null;
  mostMs: number | null;
}

const HALF = 0.5;
const MOST = 0.95;

export function callFigures(standings: readonly CallStanding[]): CallFigures {
  const count = (fits: (one: CallStanding) => boolean): number => standings.filter(fits).length;
  const waits = standings
    .flatMap(({ answerMs }) => (answerMs === null ? [] : [answerMs]))
    .sort((one, other) => one - other);
  const upTo = (share: number): number | null => waits[Math.ceil(waits.length * share) - 1] ?? null;
  const unanswered = standings.filter(({ answer }) => answer.kind === 'dropped' || broken(answer));
  const settle = (fits: (verdict: Verdict) => boolean): number => unanswered.filter(({ duty }) => fits(duty)).length;
  return {
    all: standings.length,
    answered: waits.length,
    answeredInTime: count(({ answer }) => answer.kind === 'in-time'),
    answerDue: count(({ answer }) => answer.kind === 'in-time' || broken(answer)),
    unanswered: unanswered.length,
    settledInTime: settle(({ kind }) => kind === 'in-time'),
    settleDue: settle(({ kind }) => kind !== 'running'),
    late: count(isLateCall),
    medianMs: upTo(HALF),
    mostMs: upTo(MOST),
  };
}
