import type { Knex } from 'knex';
import type { CaseDocument } from '../../store/case/documents';
import type { Actor, Subject } from '../security/actor';
import type { Sentences } from './sentences';

/** Work for those who watch over some regions, with the page of the area where it is done. */
export interface WatchTask {
  title: string;
  href: string;
  count: number;
}

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
  tasks?: (db: Knex, regions: readonly string[]) => Promise<WatchTask[]>;
  /**
   * Who else may correct the register of a house, besides those whose post it is; `managed`: the house has a manager.
   */
  keepers?: (db: Knex, buildingId: string, managed: boolean) => Promise<string[]>;
  /** What in the area depends on a norm, in words. */
  leaning?: (norm: string) => string[];
}
