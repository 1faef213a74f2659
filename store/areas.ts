import type { Knex } from 'knex';
import { appealSight } from './appeals/sight';
import { readerBindings, type CaseReader, type Sight } from './case/sight';
import { meetingSight } from './meetings/sight';
import { queryOne } from './registry/query';

/** The one list by which lists of all cases know the areas. An area that is not here is seen by nobody. */
const areas: Readonly<Record<string, Sight>> = { appeal: appealSight, meeting: meetingSight };
const rules = Object.entries(areas);
export const areaNames: readonly string[] = Object.keys(areas);

/** To be joined to `case_file f`. */
export const areaTables = rules
  .map(([, { table, alias }]) => `left join ${table} ${alias} on ${alias}.case_id = f.id`)
  .join(' ');

export const areaTopic = `coalesce(${rules.map(([, { topic }]) => topic).join(', ')})`;

/** Condition over `case_file f` with areaTables: the area's own rule lets this reader see the case. */
export const caseSeen = `(${rules.map(([area, { seen }]) => `(f.area = '${area}' and ${seen})`).join(' or ')})`;

/** May the reader know that there is such a case? */
export async function sees(db: Knex, reader: CaseReader, id: string): Promise<boolean> {
  const sql = `select true as seen from case_file f ${areaTables} where f.id = :id and ${caseSeen}`;
  return (await queryOne(db, sql, { ...readerBindings(reader), id })) !== null;
}
