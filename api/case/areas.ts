import type { Knex } from 'knex';
import { caseArea } from '../../store/case/lists';
import type { CaseDocument } from '../../store/case/documents';
import type { Actor, Subject } from '../security/actor';
import { appealDocuments } from '../appeal/documents';
import { appealSubject, partsIn } from '../appeal/access';
import { meetingDocuments } from '../meeting/file/documents';
import { votingSubject, worksOn } from '../meeting/vote/access';

/** What the pages of all cases ask of an area; nothing is shown of an area that is not here. */
interface CaseArea {
  /** How everyone stands to a case they may see; null for whoever may not. */
  subject: (db: Knex, params: { id: string }, actor: Actor | null) => Promise<Subject | null>;
  /** Does the reader work on it, for the office that answers? */
  works: (db: Knex, actor: Actor, id: string) => Promise<boolean>;
  /** Those documents that the area's own pages show this reader, and no others. */
  documents: (db: Knex, actor: Actor, id: string, now: Date) => Promise<CaseDocument[]>;
  /** Where inspectors check it point by point. */
  checklist?: (id: string) => string;
}

const areas: Readonly<Record<string, CaseArea>> = {
  appeal: {
    subject: appealSubject,
    works: async (db, actor, id) => (await partsIn(db, actor, id)).staff,
    documents: appealDocuments,
  },
  meeting: {
    subject: votingSubject,
    works: worksOn,
    documents: meetingDocuments,
    checklist: (id) => `/meetings/${id}/checklist`,
  },
};

export const pageAreas: readonly string[] = Object.keys(areas);

export const checklistOf = ({ area, id }: { area: string; id: string }): string | undefined =>
  areas[area]?.checklist?.(id);

export async function areaOf(db: Knex, id: string): Promise<CaseArea | null> {
  return areas[(await caseArea(db, id)) ?? ''] ?? null;
}

export const worksOnCase = async (db: Knex, actor: Actor, id: string): Promise<boolean> =>
  (await (await areaOf(db, id))?.works(db, actor, id)) ?? false;

export async function documentsShown(db: Knex, actor: Actor, id: string, now: Date): Promise<CaseDocument[]> {
  return (await (await areaOf(db, id))?.documents(db, actor, id, now)) ?? [];
}
