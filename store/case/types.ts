import type { Alarm } from '../../law/base/alarm';
import type { Deadline } from '../../law/base/terms';
import type { Args } from '../../workflows/case/contract';
import type { Facts } from './chain';

export interface CaseFile {
  id: string;
  area: string;
  number: string;
  building_id: string | null;
  organisation_id: string | null;
  municipality_id: string | null;
  region: string | null;
  zone: string;
  /** What it is about: a code or a text of its area. */
  topic: string;
  phase: string;
  outcome: string | null;
  opened_at: Date;
  closed_at: Date | null;
  law_date: string;
  parent_id: string | null;
  seq: number;
  due_at: Date | null;
  due_name: string | null;
}

export interface Party {
  part: string;
  personId?: string;
  organisationId?: string;
}

/** What opens a case. The id is made from the form's key: a repeated form is recognised before it comes here. */
export interface Intake {
  id: string;
  area: string;
  at: Date;
  lawDate: string;
  zone: string;
  buildingId: string | null;
  organisationId: string | null;
  municipalityId: string | null;
  region: string | null;
  /** What it is about, for lists and letters: a code or a text of the area (store/case/topic.ts). */
  topic: string;
  parentId?: string;
  actorId: string | null;
  parties: readonly Party[];
  facts: Facts;
}

/** A deadline by its name in the case («answer»); setting the same name again replaces it. */
export interface NamedDeadline {
  name: string;
  deadline: Deadline;
  /** false: a window that simply ends; nobody can be late. */
  duty: boolean;
  alarms: readonly Alarm[];
  /** It was done before it was even recorded: met from the start. */
  metAt?: Date;
}

/** A duty done: at the step's own instant, or at the instant given. */
export type Met = string | { name: string; at: Date };

/** A letter to one person or organisation. Its channels are chosen when it is written. */
export interface Letter {
  /** Globally unique: a letter with this key is sent once. */
  key: string;
  /** Template in templates/letters. */
  letter: string;
  personId?: string;
  organisationId?: string;
  facts: Facts;
  /** Only this channel beside the cabinet; without it, every channel the person has. */
  channel?: 'email' | 'sms' | 'paper';
  /** Important enough for a text message. */
  urgent?: boolean;
  /** May ring at night: it answers something its addressee did just now. Everything else rings in the morning. */
  atNight?: boolean;
}

/** Everything one step does to a case; written in one transaction. */
export interface Change {
  events: readonly { kind: string; facts: Facts; organisationId?: string | null }[];
  to?: string;
  outcome?: string;
  set?: readonly NamedDeadline[];
  met?: readonly Met[];
  dropped?: readonly string[];
  parties?: readonly Party[];
  /** A new responsible organisation. */
  organisationId?: string;
  letters?: readonly Letter[];
  messages?: readonly { area: string; caseId: string; key: string; act: string; args: Args }[];
}
