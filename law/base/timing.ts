import type { Day } from './day';
import { norm, normHistory, inForce } from './norm';
import { instantDigits, dayDigits } from './russian';
import { type Deadline, deadline, dueInstant } from './terms';
import { localOf } from './zone';

export interface Timing {
  readonly zone: string;
  /** Law date: the editions of this day apply, whatever the dates of the events. */
  readonly on: Day;
  /** Why that day was taken, where it is not plain: told at the end of a term's derivation. */
  readonly because?: string;
}

/** Whether the norm had an edition on the law date. Before its first edition the duty did not exist. */
export function applies(id: string, on: Day): boolean {
  return normHistory(id).some((edition) => inForce(edition, on));
}

/** A term under the edition of the law date. */
export function dueOf(id: string, event: Date, { zone, on, because }: Timing): Deadline {
  const due = deadline({ norm: id, event, zone, on });
  return because === undefined ? due : { ...due, derivation: [...due.derivation, because] };
}

/** in-time; late; literal: in time by the literal reading only, late by the strict reading of «за N дней». */
export type Timeliness = 'in-time' | 'literal' | 'late';

/**
 * «Не позднее чем за N часов» includes that very instant, so a term in hours is kept exactly at its limit. A term in
 * days is read strictly, with N full days in between; the literal reading is given too, for a person to weigh.
 */
export function timeliness(due: Deadline, at: Date): Timeliness {
  const edge = dueInstant(due);
  if (due.lastDay === null) return at <= edge ? 'in-time' : 'late';
  if (at < edge) return 'in-time';
  return due.literalDay !== undefined && localOf(at, due.zone).day <= due.literalDay ? 'literal' : 'late';
}

/** The limit for readers: «до 04.12.2026 включительно» or «до 05.12.2026, 10:00». */
export function limitWords(due: Deadline): string {
  if (due.lastDay !== null) return `до ${dayDigits(due.lastDay)} включительно`;
  return `до ${instantDigits(dueInstant(due), due.zone)}`;
}

export function citationOf(id: string, on: Day): string {
  return norm(id, on).citation;
}
