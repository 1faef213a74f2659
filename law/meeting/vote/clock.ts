import { norm } from '../../base/norm';
import { instantDigits } from '../../base/russian';
import { type Deadline, dueInstant, partOfTerm, term } from '../../base/terms';
import { DAY_MS, endOfDay, isoIn, localOf } from '../../base/zone';
import type { MeetingForm } from '../forms';
import { noticeNorm } from '../notice/notice';
import { applies, dueOf, type Timing } from '../../base/timing';

/** An instant that the initiator set and the notice announced: the law only requires that it be set. */
function announced(title: string, norm: string, citation: string, at: Date, zone: string): Deadline {
  return {
    norm,
    title,
    citation,
    confidence: 'V',
    value: 0,
    unit: 'h',
    zone,
    event: isoIn(at, zone),
    lastDay: null,
    dueAt: isoIn(at, zone),
    direction: 'none',
    provisional: false,
    derivation: [`${title}: ${instantDigits(at, zone)} (${zone}). Назначил инициатор, указано в сообщении о собрании.`],
  };
}

export const opening = (form: MeetingForm, at: Date, zone: string): Deadline =>
  announced('Начало голосования', noticeNorm(form), 'ЖК РФ, ст. 45 ч. 5', at, zone);

export const closing = (form: MeetingForm, at: Date, zone: string): Deadline =>
  announced(
    'Окончание голосования',
    form === 'electronic' ? 'E-06' : 'N-01',
    'ЖК РФ, ст. 45 ч. 5; ст. 47 ч. 2',
    at,
    zone,
  );

/** The system draws up the protocol of an electronic meeting itself; elsewhere people do. */
export const protocolNorm = (form: MeetingForm): string => (form === 'electronic' ? 'E-14' : 'P-03');

/** What a voter waits for: the end of the voting, the protocol, the word to the owners. */
export const awaited = (form: MeetingForm, closesAt: Date, timing: Timing): Deadline[] => [
  closing(form, closesAt, timing.zone),
  ...[protocolNorm(form), 'P-14'].filter((id) => applies(id, timing.on)).map((id) => dueOf(id, closesAt, timing)),
];

/**
 * «Не позднее чем за N часов» includes that very instant, so the first instant that is too late comes after it. For a
 * term in days this is already so.
 */
export function duty(due: Deadline): Deadline {
  if (due.lastDay !== null || due.direction !== 'backward') return due;
  return { ...due, dueAt: new Date(dueInstant(due).getTime() + 1).toISOString() };
}

/**
 * By when everybody must have been notified, both limits included; by the literal reading where a person has accepted
 * it.
 */
export function noticeDue(form: MeetingForm, opensAt: Date, timing: Timing, literal: boolean): Date {
  const due = dueOf(noticeNorm(form), opensAt, timing);
  if (due.lastDay === null) return dueInstant(due);
  const end = literal && due.literalDay ? endOfDay(due.literalDay, timing.zone) : dueInstant(due);
  return new Date(end.getTime() - 1);
}

/**
 * By when the ledger must prove that everybody was notified; the literal reading applies only to a notice that relied
 * on it.
 */
export function proofDue(form: MeetingForm, opensAt: Date, noticedAt: Date, timing: Timing): Date {
  const strict = noticeDue(form, opensAt, timing, false);
  return noticedAt <= strict ? strict : noticeDue(form, opensAt, timing, true);
}

/** E-09: the last instant for written decisions; null when that day's law or the form sets no such limit. */
export function paperUntil(form: MeetingForm, closesAt: Date, timing: Timing): Deadline | null {
  return form === 'electronic' && applies('E-09', timing.on) ? dueOf('E-09', closesAt, timing) : null;
}

/** When most of a term has passed: the person with the duty is reminded. */
export function reminderAt(due: Deadline, on: string, start: Date): Date {
  return partOfTerm(due, Number(norm('P-03.soon', on).value), start);
}

/** Shown instead of an article when the inspectorate itself has set the term. */
export const NAMED_BY_INSPECTORATE = 'срок назвала ГЖИ';

/** The term set by an inspectorate when it returns a protocol; its length is not in the law. */
export function inspectorateTerm(at: Date, until: Date, zone: string): Deadline {
  const days = Math.round((until.getTime() - at.getTime()) / DAY_MS);
  const set = term({
    value: Math.max(days, 1),
    unit: 'cd',
    event: at,
    zone,
    moves: false,
    norm: 'P-11',
    title: 'Вернуть протокол в ГЖИ',
    citation: NAMED_BY_INSPECTORATE,
    confidence: 'P',
  });
  return { ...set, lastDay: localOf(until, zone).day, dueAt: isoIn(endOfDay(localOf(until, zone).day, zone), zone) };
}
