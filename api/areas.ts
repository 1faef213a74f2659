import type { Knex } from 'knex';
import { lifecycles } from '../law/areas';
import { caseArea } from '../store/case/overview';
import type { CaseDocument } from '../store/case/documents';
import { appealPages } from './appeal/area';
import type { Beginning, HomeCall, HomeCard, PageArea, Tiles } from './case/area';
import { phasesAwaiting, type ReaderPart, type Sentences } from './case/sentences';
import { meetingPages } from './meeting/area';
import { outagePages } from './outage/area';
import { requestPages } from './request/area';
import type { Actor } from './security/actor';

/** The list of areas for everything that pages of all areas share. */
const areas: Readonly<Record<string, PageArea>> = {
  appeal: appealPages,
  meeting: meetingPages,
  outage: outagePages,
  request: requestPages,
};
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

/** Phases in which the case waits for this part, as «area:phase». */
const phasesOf = (part: ReaderPart): readonly string[] =>
  Object.entries(areas).flatMap(([area, { sentences }]) =>
    phasesAwaiting(sentences, lifecycles[area]?.phases ?? {}, part).map((phase) => `${area}:${phase}`),
  );

/** Phases in which the case waits for the inspectorate, and for a party. */
export const watchedPhases = phasesOf('watch');
export const partyPhases = phasesOf('party');

const URGENCY = ['now', 'ahead', 'done'];

/** Cards of all areas for a first page: what only this person can do before what comes by itself, the soonest first. */
export async function cardsFor(call: HomeCall): Promise<HomeCard[]> {
  const found = await Promise.all(all.map(async ({ cards }) => (await cards?.(call)) ?? []));
  const rank = ({ urgency, at }: HomeCard): string => `${URGENCY.indexOf(urgency)} ${at ?? '9999'}`;
  return found.flat().sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** Counters of all areas; an area that has nothing to count for this person is left out. */
export async function tilesFor(call: HomeCall): Promise<Tiles[]> {
  const found = await Promise.all(all.map(async ({ tiles }) => (await tiles?.(call)) ?? { title: '', tiles: [] }));
  return found.filter(({ tiles }) => tiles.length > 0);
}

/** What one may begin from the first page, area by area. */
export const beginningsFor = (actor: Actor): Beginning[] => all.flatMap(({ begins }) => begins?.(actor) ?? []);

export async function registerKeepersOf(db: Knex, buildingId: string, managed: boolean): Promise<string[]> {
  return (await Promise.all(all.map(async ({ keepers }) => (await keepers?.(db, buildingId, managed)) ?? []))).flat();
}

export const leaningOn = (norm: string): string[] => all.flatMap(({ leaning }) => leaning?.(norm) ?? []);
