import type { Knex } from 'knex';
import { appealArea } from './appeal/area';
import type { LetterAsked, StoredArea } from './case/area';
import { readerBindings, type CaseReader } from './case/sight';
import { meetingArea } from './meeting/area';
import { outageArea } from './outage/area';
import { requestArea } from './request/area';
import { queryOne } from './sql/query';

/** The one list of areas for everything that is common to all cases. An area missing here is invisible to everybody. */
const areas = { appeal: appealArea, meeting: meetingArea, outage: outageArea, request: requestArea };
export type AreaName = keyof typeof areas;
const rules = Object.entries<StoredArea<unknown>>(areas);
export const areaNames: readonly string[] = Object.keys(areas);

export const storedArea = (area: string): StoredArea<unknown> | null =>
  (areas as Readonly<Record<string, StoredArea<unknown>>>)[area] ?? null;

/** The letter facts of each area, by its name. */
export type LetterFactsOf = { [A in AreaName]: Awaited<ReturnType<(typeof areas)[A]['letterFacts']>> };
/** The same with the area's name beside them. */
export type OwnLetterFacts<A extends AreaName = AreaName> = { [P in A]: { area: P; facts: LetterFactsOf[P] } }[A];

export async function ownLetterFacts(db: Knex, area: string, asked: LetterAsked): Promise<OwnLetterFacts | null> {
  const facts = await storedArea(area)?.letterFacts(db, asked);
  return facts === undefined ? null : ({ area, facts } as OwnLetterFacts);
}

/** The duty a letter of each area is about unless it names another. */
export const letterDuties: Readonly<Record<string, string>> = Object.fromEntries(
  rules.flatMap(([area, { letterDuty }]) => (letterDuty ? [[area, letterDuty]] : [])),
);

/** To be joined to `case_file f`: the tables that the areas' visibility rules use. */
export const areaTables = rules
  .map(([, { sight }]) => `left join ${sight.table} ${sight.alias} on ${sight.alias}.case_id = f.id`)
  .join(' ');

/** Condition over `case_file f` with areaTables: the area's own rule lets this reader see the case. */
export const caseSeen = `(${rules.map(([area, { sight }]) => `(f.area = '${area}' and ${sight.seen})`).join(' or ')})`;

/** Condition over the same: the case was given to this very reader to work on. */
export const caseAssigned = `(${
  rules.flatMap(([, { assigned }]) => (assigned ? [`coalesce(${assigned}, false)`] : [])).join(' or ') || 'false'
})`;

/** Whether the reader may know that the case exists. */
export async function sees(db: Knex, reader: CaseReader, id: string): Promise<boolean> {
  const sql = `select true as seen from case_file f ${areaTables} where f.id = :id and ${caseSeen}`;
  return (await queryOne(db, sql, { ...readerBindings(reader), id })) !== null;
}
