import type { Knex } from 'knex';
import type { CaseDocument } from '../../store/case/documents';
import type { Actor, Subject } from '../security/actor';
import type { Sentences } from './sentences';

/** Work that waits for whoever watches over some regions, on a page of the area. */
export interface WatchTask {
  title: string;
  href: string;
  count: number;
}

/** What the pages of all cases ask of an area; nothing is shown of an area that does not answer. */
export interface PageArea {
  /** How everyone stands to a case they may see; null for whoever may not. */
  subject: (db: Knex, params: { id: string }, actor: Actor | null) => Promise<Subject | null>;
  /** Does the reader work on it, for the office that answers? */
  works: (db: Knex, actor: Actor, id: string) => Promise<boolean>;
  /** Those documents that the area's own pages show this reader, and no others. */
  documents: (db: Knex, actor: Actor, id: string, now: Date) => Promise<CaseDocument[]>;
  /** How it tells its life in plain Russian. */
  sentences: Sentences;
  /** Where inspectors check it point by point. */
  checklist?: (id: string) => string;
  tasks?: (db: Knex, regions: readonly string[]) => Promise<WatchTask[]>;
  /** Who puts the register of a house right beside those whose post it is; `managed`: somebody has that post. */
  keepers?: (db: Knex, buildingId: string, managed: boolean) => Promise<string[]>;
  /** What in the area leans on a norm, in words. */
  leaning?: (norm: string) => string[];
}
