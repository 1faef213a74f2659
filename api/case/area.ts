import type { Knex } from 'knex';
import type { CaseDocument } from '../../store/case/documents';
import type { Link } from '../../templates/engine/shell';
import type { Call } from '../http/route';
import type { Actor, Subject } from '../security/actor';
import type { Status } from '../view/deadline';
import type { Sentences } from './sentences';

/** A counter that leads to exactly the list it counts. */
export interface Tile {
  title: string;
  href: string;
  count: number;
  /** Somebody is late: the number is red. */
  hot?: boolean;
}

/** Counters of one kind of work, under one name. */
export interface Tiles {
  title: string;
  tiles: Tile[];
}

/** What stands on a person's first page until it is done, or for a while after. */
export interface HomeCard {
  /** `now`: only this person can do it; `ahead`: its day will come; `done`: it stays for a while as a reminder. */
  urgency: 'now' | 'ahead' | 'done';
  /** What it is urgent by. */
  at: string | null;
  title: string;
  say: string;
  status: Status;
  /** Only while it runs: the page keeps counting from the server's instant. */
  due?: string;
  /** `note` stands beside the title of the button. */
  act?: Link & { note?: string };
  links: Link[];
}

/** Something one may begin from the first page; `icon` is a name of templates/partials/icon.hbs. */
export interface Beginning extends Link {
  icon: string;
}

/** Who opens their first page, and when. */
export type HomeCall = Pick<Call, 'db' | 'now'> & { actor: Actor };

/** What pages that show cases of all areas ask each area; an area that does not answer is not shown. */
export interface PageArea {
  /** The reader's relation to a case they may see; null for anybody else. */
  subject: (db: Knex, params: { id: string }, actor: Actor | null) => Promise<Subject | null>;
  /** Whether the reader works on this case for the office that must answer. */
  works: (db: Knex, actor: Actor, id: string) => Promise<boolean>;
  /** Exactly the documents that the area's own pages show this reader. */
  documents: (db: Knex, actor: Actor, id: string, now: Date) => Promise<CaseDocument[]>;
  /** The area's events in plain Russian. */
  sentences: Sentences;
  /** The page where inspectors check the case point by point. */
  checklist?: (id: string) => string;
  /** What the area has for the first page of a person: cards, counters, and what one may begin there. */
  cards?: (call: HomeCall) => Promise<HomeCard[]>;
  tiles?: (call: HomeCall) => Promise<Tiles>;
  begins?: (actor: Actor) => readonly Beginning[];
  /**
   * Who else may correct the register of a house, besides those whose post it is; `managed`: the house has a manager.
   */
  keepers?: (db: Knex, buildingId: string, managed: boolean) => Promise<string[]>;
  /** What in the area depends on a norm, in words. */
  leaning?: (norm: string) => string[];
}
