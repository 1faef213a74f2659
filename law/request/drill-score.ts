import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { verdict, type Verdict } from '../base/verdict';
import { MINUTE_MS } from '../base/zone';
import { clockNames, type ClockName } from '../dispatch/clocks';

/** A duty of a call of the drill: the answer to the telephone, or a clock of its request. */
export type DrillClock = ClockName | 'answer';
export const drillClockTitles: Readonly<Record<DrillClock, string>> = { answer: 'Ответить на звонок', ...clockNames };

export interface DrillDuty {
  caseId: string;
  clock: DrillClock;
  norm: string;
  since: Date;
  dueAt: Date;
  metAt: Date | null;
  droppedAt: Date | null;
  /** Who did it, or who had it in hand; null: nobody. */
  personId: string | null;
}

/** A call that should have been recognised: one more about a known trouble, or a false one. */
export interface DrillRiddle {
  caseId: string;
  what: 'joined' | 'false';
  solved: boolean;
  personId: string | null;
}

export interface DrillFacts {
  duties: readonly DrillDuty[];
  riddles: readonly DrillRiddle[];
}

interface Tally {
  inTime: number;
  late: number;
  missed: number;
}

export interface DrillMiss {
  caseId: string;
  clock: DrillClock;
  norm: string;
  dueAt: string;
  /** Null: never done. */
  metAt: string | null;
  personId: string | null;
}

export interface DrillScore {
  points: number;
  /** What a night without a mistake would have given. */
  most: number;
  clocks: (Tally & { clock: DrillClock; norm: string })[];
  people: (Tally & { personId: string | null; points: number; solved: number })[];
  joined: { all: number; solved: number };
  alarms: { all: number; solved: number };
  /** Terms that had not run out when the drill ended: counted for nobody. */
  running: number;
  misses: DrillMiss[];
}

const groups: Readonly<Record<DrillClock, string>> = {
  answer: 'RQ-P20.call',
  inform: 'RQ-P20.call',
  localise: 'RQ-P20.danger',
  evacuate: 'RQ-P20.danger',
  'hand-off': 'RQ-P20.danger',
  fix: 'RQ-P20.work',
  check: 'RQ-P20.work',
  dispatch: 'RQ-P20.work',
  'damage-act': 'RQ-P20.work',
  supplier: 'RQ-P20.told',
  hall: 'RQ-P20.told',
};
const ruleOf = (id: string, day: Day): number => Number(norm(id, day).value);
const WHOLE = 100;

export const isDrillClock = (name: string): name is DrillClock => name in groups;

/** What is to be done at once gets the minutes of RQ-P20.now: a term of zero minutes can be kept by nobody. */
const judged = (duty: DrillDuty, day: Day, now: Date): Verdict['kind'] => {
  const least = new Date(duty.since.getTime() + ruleOf('RQ-P20.now', day) * MINUTE_MS);
  const dueAt = duty.dueAt > duty.since ? duty.dueAt : least;
  return verdict({ ...duty, dueAt }, now).kind;
};

interface Judged extends DrillDuty {
  kind: 'in-time' | 'late' | 'missed';
  most: number;
  points: number;
}

function worth(duty: DrillDuty, kind: Judged['kind'], day: Day): Judged {
  const most = ruleOf(groups[duty.clock], day);
  const share = kind === 'in-time' ? WHOLE : kind === 'late' ? ruleOf('RQ-P20.late', day) : 0;
  return { ...duty, kind, most, points: (most * share) / WHOLE };
}

/** The sheet of a drill: every duty judged against its norm, every riddle solved or not. */
export function scoreDrill({ duties, riddles }: DrillFacts, day: Day, now: Date): DrillScore {
  const kinds = duties.map((duty) => ({ duty, kind: judged(duty, day, now) }));
  const all = kinds.flatMap(({ duty, kind }) =>
    kind === 'running' || kind === 'dropped' ? [] : [worth(duty, kind, day)],
  );
  const solvedWorth = ({ what, solved }: DrillRiddle): number => (solved ? ruleOf(`RQ-P20.${what}`, day) : 0);
  return {
    points: sum(all.map(({ points }) => points)) + sum(riddles.map(solvedWorth)),
    most: sum(all.map(({ most }) => most)) + sum(riddles.map((one) => solvedWorth({ ...one, solved: true }))),
    clocks: clocksOf(all),
    people: peopleOf(all, riddles, solvedWorth),
    joined: solvedOf(riddles, 'joined'),
    alarms: solvedOf(riddles, 'false'),
    running: kinds.filter(({ kind }) => kind === 'running').length,
    misses: all.filter(({ kind }) => kind !== 'in-time').map(missOf),
  };
}

const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);

const tally = (list: readonly Judged[]): Tally => ({
  inTime: list.filter(({ kind }) => kind === 'in-time').length,
  late: list.filter(({ kind }) => kind === 'late').length,
  missed: list.filter(({ kind }) => kind === 'missed').length,
});

const clocksOf = (all: readonly Judged[]): DrillScore['clocks'] =>
  (Object.keys(drillClockTitles) as DrillClock[]).flatMap((clock) => {
    const own = all.filter((one) => one.clock === clock);
    return [...new Set(own.map((one) => one.norm))].map((id) => ({
      ...{ clock, norm: id },
      ...tally(own.filter((one) => one.norm === id)),
    }));
  });

function peopleOf(
  all: readonly Judged[],
  riddles: readonly DrillRiddle[],
  worthOf: (one: DrillRiddle) => number,
): DrillScore['people'] {
  const solved = riddles.filter((one) => one.solved);
  const ids = [...new Set([...all, ...solved].map(({ personId }) => personId))];
  return ids
    .map((personId) => {
      const [own, found] = [all.filter(isOf(personId)), solved.filter(isOf(personId))];
      const points = sum(own.map((one) => one.points)) + sum(found.map(worthOf));
      return { personId, points, solved: found.length, ...tally(own) };
    })
    .sort((a, b) => b.points - a.points || b.missed - a.missed);
}

const isOf =
  (personId: string | null) =>
  (one: { personId: string | null }): boolean =>
    one.personId === personId;

const solvedOf = (riddles: readonly DrillRiddle[], what: DrillRiddle['what']) => ({
  all: riddles.filter((one) => one.what === what).length,
  solved: riddles.filter((one) => one.what === what && one.solved).length,
});

const missOf = ({ caseId, clock, norm: id, dueAt, metAt, personId }: Judged): DrillMiss => ({
  ...{ caseId, clock, norm: id, personId },
  dueAt: dueAt.toISOString(),
  metAt: metAt?.toISOString() ?? null,
});

/** Whether a night went better than another one of the same size: by shares, without rounding. */
export const isBetter = (
  one: Pick<DrillScore, 'points' | 'most'>,
  other: Pick<DrillScore, 'points' | 'most'>,
): boolean => one.points * other.most > other.points * one.most;
