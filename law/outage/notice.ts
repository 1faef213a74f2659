import type { Alarm } from '../base/alarm';
import { dayDigits, instantDigits } from '../base/russian';
import { dueInstant, type Deadline } from '../base/terms';
import { dueOf, timeliness, type Timing } from '../base/timing';
import { localOf } from '../base/zone';
import type { OrganisationKind } from '../registry/words';
import type { OutageCause, OutageKind } from './words';

/** A duty to tell, by its name in the case. */
export type NoticeName = 'notice' | 'flats' | 'boards' | 'inform';

export interface NoticeDuty {
  name: NoticeName;
  deadline: Deadline;
  /** The announcement itself does it. */
  done: boolean;
  alarms: readonly Alarm[];
}

export interface Announced {
  kind: OutageKind;
  /** Whose announcement it is: ПП 416 binds only those who manage the house. */
  author: OrganisationKind;
  from: Date;
  /** Planned end; null while nobody knows it. */
  until: Date | null;
  cause: OutageCause;
  /** Somebody will have to come into the flats. */
  inFlats: boolean;
}

/** What must be told before this outage, or within a day of it, and whether the announcement tells it. */
export function noticeDuties(what: Announced, timing: Timing): NoticeDuty[] {
  if (what.kind === 'emergency') return [informDuty(what, timing)];
  const told = (name: NoticeName, id: string): NoticeDuty => ({
    name,
    deadline: dueOf(id, what.from, timing),
    done: true,
    alarms: [],
  });
  return [
    told('notice', 'PL-01'),
    ...(what.inFlats ? [told('flats', 'PL-03')] : []),
    ...(what.author === 'manager' || what.author === 'association' ? [boardsDuty(what.from, timing)] : []),
  ];
}

/** PL-04: a paper on a board is hung by a person, who then says so. */
function boardsDuty(from: Date, timing: Timing): NoticeDuty {
  const deadline = dueOf('PL-04', from, timing);
  return { name: 'boards', deadline, done: false, alarms: [lateAlarm(deadline)] };
}

/** QV-02: within a day of the discovery people know why and for how long; «выясняется» tells them neither. */
function informDuty(what: Pick<Announced, 'from' | 'until' | 'cause'>, timing: Timing): NoticeDuty {
  const deadline = dueOf('QV-02', what.from, timing);
  const done = tellsAll(what);
  return { name: 'inform', deadline, done, alarms: done ? [] : [lateAlarm(deadline)] };
}

export const tellsAll = ({ until, cause }: Pick<Announced, 'until' | 'cause'>): boolean =>
  until !== null && cause !== 'unknown';

const lateAlarm = (deadline: Deadline): Alarm => ({
  act: 'late',
  at: dueInstant(deadline).toISOString(),
  misses: true,
});

/** A day before the author saves, in his words: «уведомить нужно было до 30.04.2026, объявляете 04.05.2026». */
export function noticeWords(deadline: Deadline, at: Date): { late: boolean; say: string } {
  const late = timeliness(deadline, at) !== 'in-time';
  const { lastDay, zone } = deadline;
  const until = lastDay ? dayDigits(lastDay) : instantDigits(dueInstant(deadline), zone);
  const day = dayDigits(localOf(at, zone).day);
  return {
    late,
    say: late
      ? `Уведомить нужно было до ${until}, объявляете ${day}: срок пропущен.`
      : `Уведомить нужно до ${until}, объявляете ${day}: в срок.`,
  };
}

/** A planned outage begins by itself when its time comes. */
export const beginWindow = (from: Date, timing: Timing): Deadline => dueOf('PL-P2', from, timing);

/** The promised end: not the law's, but people wait for it. */
export const promiseWindow = (until: Date, timing: Timing): Deadline => dueOf('PL-P3', until, timing);

/** After the restoration the record may be put right; then it is closed. */
export const correctionWindow = (restoredAt: Date, timing: Timing): Deadline => dueOf('PL-P1', restoredAt, timing);
