import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import type { AbsenceWhy } from '../../law/dispatch/roster';
import { query, queryOne } from '../sql/query';

export interface ShiftRow {
  id: string;
  personId: string;
  organisationId: string;
  kind: 'work' | 'absence';
  why: AbsenceWhy | null;
  from: Date;
  to: Date;
}

export interface NewShift extends ShiftRow {
  madeBy: string;
}

const columns = `c.id, c.person_id as "personId", c.organisation_id as "organisationId", c.kind, c.why,
  c.from_at as "from", c.to_at as "to"`;

export interface Stretch {
  organisationId: string;
  from: Date;
  to: Date;
  personId?: string | null;
}

/** Shifts and absences that touch a stretch of time, in order. */
export async function shiftsWithin(
  db: Knex,
  { organisationId, from, to, personId = null }: Stretch,
): Promise<ShiftRow[]> {
  return query<ShiftRow>(
    db,
    `select ${columns} from crew_shift c
    where c.organisation_id = :organisationId and c.removed_at is null and c.from_at < :to and c.to_at > :from
      and (:personId::uuid is null or c.person_id = :personId)
    order by c.from_at, c.id`,
    { organisationId, from, to, personId },
  );
}

export interface ShiftCard extends ShiftRow {
  madeBy: string;
  madeAt: Date;
  removedBy: string | null;
  removedAt: Date | null;
}

export async function shiftById(db: Knex, id: string): Promise<ShiftCard | null> {
  return queryOne<ShiftCard>(
    db,
    `select ${columns}, c.made_by as "madeBy", c.made_at as "madeAt", c.removed_by as "removedBy",
      c.removed_at as "removedAt" from crew_shift c where c.id = :id`,
    { id },
  );
}

/** What of a person's schedule, of any organisation, stands in the way of a new shift or absence. */
const inTheWay = `
  select true as there from crew_shift c where c.person_id = :personId and c.kind = :kind and c.removed_at is null
    and c.from_at < :to and c.to_at > :from limit 1`;

/** Refuses what overlaps; two who write at once are kept apart by the constraint of the table. */
export async function addShift(db: Knex, shift: NewShift): Promise<void> {
  const { personId, kind, from, to } = shift;
  // The person is held, so that of two who add at once the second sees what the first wrote.
  await db.raw('select from person where id = ? for update', [personId]);
  if (await queryOne(db, inTheWay, { personId, kind, from, to })) throw overlaps(kind);
  await db('crew_shift').insert(rowOf(shift));
}

const overlaps = (kind: ShiftRow['kind']): Refusal =>
  kind === 'work'
    ? taken('from', 'В это время у мастера уже стоит смена. Измените её или выберите другое время.')
    : taken('fromDay', 'В эти дни отсутствие уже отмечено. Измените его или выберите другие дни.');
const taken = (field: string, say: string): Refusal => new Refusal('shift-overlaps', say, 422, { [field]: say });

const rowOf = ({ id, personId, organisationId, kind, why, from, to, madeBy }: NewShift) => ({
  id,
  person_id: personId,
  organisation_id: organisationId,
  kind,
  why,
  from_at: from,
  to_at: to,
  made_by: madeBy,
});

/** Takes a shift out of the schedule; false when somebody has done so already. */
export async function removeShift(db: Knex, { id, by, at }: { id: string; by: string; at: Date }): Promise<boolean> {
  const changed = await db('crew_shift')
    .where({ id })
    .whereNull('removed_at')
    .update({ removed_by: by, removed_at: at });
  return changed > 0;
}

/** Writes all that fits and says how many did; what overlaps something that stands already is left out. */
export async function addThatFit(db: Knex, shifts: readonly NewShift[]): Promise<number> {
  if (shifts.length === 0) return 0;
  return (await db('crew_shift').insert(shifts.map(rowOf)).onConflict().ignore().returning('id')).length;
}
