import { dueInstant, type Deadline } from '../../law/base/terms';
import type { Timing } from '../../law/base/timing';
import { localOf } from '../../law/base/zone';
import {
  beginWindow,
  correctionWindow,
  noticeDuties,
  promiseWindow,
  type Announced,
  type NoticeDuty,
} from '../../law/outage/notice';
import { window } from '../case/term';
import type { CaseFile, NamedDeadline } from '../case/types';

/** What is announced is judged by the law of the day it is announced on. */
export const timingOf = ({ zone }: Pick<CaseFile, 'zone'>, at: Date): Timing => ({ zone, on: localOf(at, zone).day });

/** The duties to tell, done by the announcement itself where it does them. */
export const noticeTerms = (what: Announced, timing: Timing, at: Date): NamedDeadline[] =>
  noticeDuties(what, timing).map((duty) => asNamed(duty, at));

const asNamed = ({ name, deadline, done, alarms }: NoticeDuty, at: Date): NamedDeadline => ({
  name,
  deadline,
  duty: true,
  alarms,
  ...(done && { metAt: at }),
});

const ending = (name: string, act: string, deadline: Deadline): NamedDeadline =>
  window(name, deadline, { act, at: dueInstant(deadline).toISOString() });

/** The case wakes at the planned start. */
export const beginning = (from: Date, timing: Timing): NamedDeadline =>
  ending('begin', 'begin', beginWindow(from, timing));

/** The case wakes at the promised end. */
export const promise = (until: Date, timing: Timing): NamedDeadline =>
  ending('promise', 'overrun', promiseWindow(until, timing));

export const correction = (restoredAt: Date, timing: Timing): NamedDeadline =>
  ending('correction', 'close', correctionWindow(restoredAt, timing));
