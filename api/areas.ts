import type { Knex } from 'knex';
import { lifecycles } from '../law/areas';
import { caseArea } from '../store/case/overview';
import type { CaseDocument } from '../store/case/documents';
import { appealPages } from './appeal/area';
import type { PageArea, WatchTask } from './case/area';
import type { Sentences } from './case/sentences';
import { meetingPages } from './meeting/area';
import type { Actor } from './security/actor';

/** The list of areas for everything that pages of all areas share. */
const areas: Readonly<Record<string, PageArea>> = { appeal: appealPages, meeting: meetingPages };
const all = Object.values(areas);
export const pageAreas: readonly string[] = Object.keys(areas);

export const checklistOf = ({ area, id }: { area: string; id: string }): string | undefined =>
  areas[area]?.checklist?.(id);

export async function pagesOfCase(db: Knex, id: string): Promise<PageArea | null> {
  return areas[(await caseArea(db, id)) ?? ''] ?? null;
}

export const worksOnCase = async (db: Knex, actor: Actor, id: string): Promise<boolean> =>
  (await (await pagesOfCase(db, id))?.works(db, actor, id)) ?? false;

export async function documentsShown(db: Knex, actor: Actor, id: string, now: Date): Promise<CaseDocument[]> {
  return (await (await pagesOfCase(db, id))?.documents(db, actor, id, now)) ?? [];
}

const plain: Sentences = {
  ofCase: 'дела',
  topic: () => 'Дело',
  tables: {},
  outcome: (code) => code ?? '',
  event: (kind) => ({ title: kind }),
  alarm: () => 'Дело проснётся',
  inner: [],
  next: () => null,
};

export const sentencesOf = (area: string): Sentences => areas[area]?.sentences ?? plain;

/** Kinds of events in all areas that no party may read. */
export const innerKinds: readonly string[] = all.flatMap(({ sentences }) => sentences.inner);

/** Phases in which the case waits for the inspectorate, as «area:phase». */
export const watchedPhases: readonly string[] = Object.entries(areas).flatMap(([area, { sentences }]) =>
  Object.keys(lifecycles[area]?.phases ?? {})
    .filter((phase) => sentences.next(phase, 'watch') !== null)
    .map((phase) => `${area}:${phase}`),
);

/** Tasks of all areas for those who watch over these regions; empty tasks are left out. */
export async function tasksIn(db: Knex, regions: readonly string[]): Promise<WatchTask[]> {
  if (regions.length === 0) return [];
  const found = await Promise.all(all.map(async ({ tasks }) => (await tasks?.(db, regions)) ?? []));
  return found.flat().filter(({ count }) => count > 0);
}

export async function registerKeepersOf(db: Knex, buildingId: string, managed: boolean): Promise<string[]> {
  return (await Promise.all(all.map(async ({ keepers }) => (await keepers?.(db, buildingId, managed)) ?? []))).flat();
}

export const leaningOn = (norm: string): string[] => all.flatMap(({ leaning }) => leaning?.(norm) ?? []);
