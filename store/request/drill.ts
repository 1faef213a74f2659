import type { Knex } from 'knex';
import { drillPaces, drillScript, DRILL_STARTS, type DrillCall, type DrillHouse } from '../../law/request/drill';
import type { DrillPace, DrillSize } from '../../law/request/drill';
import type { DrillScore } from '../../law/request/drill-score';
import { addDays } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { instantOf, localOf, MINUTE_MS } from '../../law/base/zone';
import { readClock } from '../clock/clock';
import { mustHaveFinishedPast } from '../clock/past';
import { wantTravel } from '../clock/travels';
import { idFrom } from '../sql/ids';
import { heldOn, query, queryOne } from '../sql/query';

export interface Drill {
  id: string;
  organisationId: string;
  organisation: string;
  zone: string;
  startedBy: string;
  beginsAt: Date;
  size: DrillSize;
  seed: number;
  pace: DrillPace;
  shiftMs: number;
  askedTo: number;
  /** Real milliseconds since the clock was moved last. */
  restMs: number;
  endedAt: Date | null;
  score: DrillScore | null;
  /** How many calls the script has, and how many have come. */
  calls: number;
  come: number;
}

const columns = `d.id, d.organisation_id as "organisationId", o.short_name as organisation, o.zone,
  d.started_by as "startedBy", d.begins_at as "beginsAt", d.size, d.seed, d.pace, d.shift_ms::float8 as "shiftMs",
  d.asked_to as "askedTo", extract(epoch from clock_timestamp() - d.beat_at)::float8 * 1000 as "restMs",
  d.ended_at as "endedAt", d.score, s.calls, s.come`;
const source = `drill d join organisation o on o.id = d.organisation_id
  cross join lateral (select count(*)::int as calls, count(r.case_id)::int as come from drill_request r
    where r.drill_id = d.id) s`;

export const drillById = (db: Knex, id: string): Promise<Drill | null> =>
  queryOne<Drill>(db, `select ${columns} from ${source} where d.id = :id`, { id });

/** The last ones first; the running one among them. */
export const drillsOf = (db: Knex, organisationIds: readonly string[]): Promise<Drill[]> =>
  query<Drill>(
    db,
    `select ${columns} from ${source} where d.organisation_id = any(:organisationIds)
     order by d.begins_at desc, d.id limit 100`,
    { organisationIds },
  );

/** The score to beat: the best share of points in a night of this size, before this one. */
export const bestDrill = (db: Knex, of: Pick<Drill, 'id' | 'organisationId' | 'size'>): Promise<Drill | null> =>
  queryOne<Drill>(
    db,
    `select ${columns} from ${source} where d.organisation_id = :organisationId and d.size = :size and d.id <> :id
       and (d.score ->> 'most')::numeric > 0
     order by (d.score ->> 'points')::numeric / (d.score ->> 'most')::numeric desc, d.ended_at limit 1`,
    { organisationId: of.organisationId, size: of.size, id: of.id },
  );

/** Houses of the manager with the flats people may ring from; in an order that never changes by itself. */
const housesOf = (db: Knex, organisationId: string, at: Date): Promise<DrillHouse[]> =>
  query<DrillHouse>(
    db,
    `select b.id, json_agg(json_build_object('id', r.id, 'entrance', r.entrance) order by r.id) as flats
     from organisation_building ob join building b on b.id = ob.building_id
       join premises r on r.building_id = b.id and r.kind = 'living'
     where ob.organisation_id = :organisationId and ob.part = 'manages'
       and ${heldOn('ob', '(:at::timestamptz at time zone b.zone)::date')}
     group by b.id order by b.id`,
    { organisationId, at },
  );

export interface NewDrill {
  id: string;
  organisationId: string;
  personId: string;
  size: DrillSize;
  pace: DrillPace;
  seed: number;
}

/** A night begins at the next DRILL_STARTS of the organisation's own clock; the region travels there at once. */
function nightAfter(now: Date, zone: string): Date {
  const { day } = localOf(now, zone);
  const [hours = 0, minutes = 0] = DRILL_STARTS.split(':').map(Number);
  const time = (hours * 60 + minutes) * MINUTE_MS;
  const tonight = instantOf({ day, time }, zone);
  return tonight > now ? tonight : instantOf({ day: addDays(day, 1), time }, zone);
}

export async function startDrill(trx: Knex, wish: NewDrill): Promise<void> {
  const { id, organisationId, personId, size, pace, seed } = wish;
  await mustHaveFinishedPast(trx);
  const { now } = await readClock(trx);
  const script = drillScript(seed, size, await housesOf(trx, organisationId, now));
  if (script.length === 0)
    throw new Refusal('drill-nobody', 'В домах организации нет квартир: звонить некому. Загрузите реестр.', 409);
  const { zone } = await trx('organisation').where({ id: organisationId }).first('zone');
  const beginsAt = nightAfter(now, zone);
  const [begun] = await trx('drill')
    .insert({
      ...{ id, organisation_id: organisationId, started_by: personId, wanted_at: now, begins_at: beginsAt },
      // Step by step, the first call comes by itself: it opens the night.
      ...{ size, seed, pace, asked_to: 1 },
    })
    .onConflict()
    .ignore()
    .returning('id');
  if (!begun)
    throw new Refusal('drill-running', 'Учебная авария уже идёт: часы у региона одни. Дождитесь её конца.', 409);
  await trx.batchInsert(
    'drill_request',
    script.map((call) => rowOf(id, call)),
    100,
  );
  await wantTravel(trx, { id: idFrom(id, 'to the night'), to: beginsAt, personId });
}

const rowOf = (drillId: string, call: DrillCall) => ({
  ...{ drill_id: drillId, number: call.number, offset_ms: call.offsetMs, role: call.role, leader: call.leader },
  ...{ kind: call.kind, building_id: call.buildingId, premises_id: call.premisesId, entrance: call.entrance },
});

/** A call of the script that has not come yet. */
export interface DrillAhead {
  number: number;
  dueAt: Date;
}

/** The next call, and the last number of those that come in the same instant. */
export async function nextOf(db: Knex, drill: Drill): Promise<(DrillAhead & { lastNumber: number }) | null> {
  const row = await queryOne<{ number: number; offsetMs: number; lastNumber: number }>(
    db,
    `select min(number) as number, offset_ms::float8 as "offsetMs", max(number) as "lastNumber" from drill_request
     where drill_id = :id and case_id is null group by offset_ms order by offset_ms limit 1`,
    { id: drill.id },
  );
  return row && { number: row.number, lastNumber: row.lastNumber, dueAt: dueAtOf(drill, row.offsetMs) };
}

export const dueAtOf = ({ beginsAt, shiftMs }: Pick<Drill, 'beginsAt' | 'shiftMs'>, offsetMs: number): Date =>
  new Date(beginsAt.getTime() + shiftMs + offsetMs);

/** Another pace from now on. What was held meanwhile does not come all at once: the rest of the script moves with it. */
export async function paceDrill(trx: Knex, drill: Drill, pace: DrillPace): Promise<void> {
  const { now } = await readClock(trx);
  const held = drillPaces[drill.pace] === 0 ? await heldMs(trx, drill, now) : 0;
  await trx('drill')
    .where({ id: drill.id })
    .update({ pace, shift_ms: Math.round(drill.shiftMs + held), beat_at: trx.raw('clock_timestamp()') });
}

async function heldMs(db: Knex, drill: Drill, now: Date): Promise<number> {
  const next = await nextOf(db, drill);
  return next ? Math.max(0, now.getTime() - next.dueAt.getTime()) : 0;
}

/** «До следующего события»: the clock goes to it, or to the next term of the drill once everybody has called. */
export async function stepDrill(trx: Knex, drill: Drill, key: string, personId: string): Promise<void> {
  const { now } = await readClock(trx);
  const next = await nextOf(trx, drill);
  const to = next?.dueAt ?? (await nextTerm(trx, drill.id, now));
  if (!to) throw new Refusal('drill-nothing-ahead', 'Впереди у этой аварии ничего нет. Подведите итог.', 409);
  if (next) await trx('drill').where({ id: drill.id }).update({ asked_to: next.lastNumber });
  if (to > now) await wantTravel(trx, { id: key, to, personId });
}

/** The nearest term that is still owed in a request of the drill. */
export async function nextTerm(db: Knex, id: string, now: Date): Promise<Date | null> {
  const row = await queryOne<{ at: Date | null }>(
    db,
    `select min(t.due_at) as at from drill_request r join case_deadline t on t.case_id = r.case_id
     where r.drill_id = :id and t.duty and t.met_at is null and t.dropped_at is null and t.due_at > :now`,
    { id, now },
  );
  return row?.at ?? null;
}

/** The drill a request is one of: shown on its card as a mark. */
export const drillOfRequest = async (db: Knex, caseId: string): Promise<string | null> =>
  (await db('drill_request').where({ case_id: caseId }).first('drill_id'))?.drill_id ?? null;
