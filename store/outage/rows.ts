import type { Knex } from 'knex';
import type { FlatRange } from '../../law/outage/flats';
import type { OffService } from '../../law/dispatch/off';
import type { OutageCause, OutageKind } from '../../law/outage/words';
import { query, queryOne } from '../sql/query';

/** A house of a plan; no entrances and no flats: all of it. */
export interface OutageHouse {
  buildingId: string;
  entrances: readonly number[];
  flats: readonly FlatRange[];
  /** In words: a riser is in no register. */
  risers: string | null;
}

/** What was announced once. */
export interface OutagePlan {
  id: string;
  version: number | null;
  from: Date;
  until: Date | null;
  cause: OutageCause;
  textId: string | null;
  reasonId: string | null;
  danger: boolean;
  inFlats: boolean;
  authorId: string | null;
  at: Date;
}

/** The outage with the plan that holds now. */
export interface Outage {
  caseId: string;
  kind: OutageKind;
  services: OffService[];
  version: number;
  beganAt: Date | null;
  restoredAt: Date | null;
  plan: OutagePlan;
}

const planColumns = `p.id, p.version, p.planned_from as "from", p.planned_to as until, p.cause, p.text_id as "textId",
  p.reason_id as "reasonId", p.danger, p.in_flats as "inFlats", p.author_id as "authorId", p.at`;

export async function outageRow(db: Knex, caseId: string): Promise<Outage | null> {
  const row = await queryOne<Omit<Outage, 'plan'> & { planId: string }>(
    db,
    `select case_id as "caseId", kind, services, version, plan_id as "planId", began_at as "beganAt",
       restored_at as "restoredAt" from outage where case_id = :caseId`,
    { caseId },
  );
  if (!row) return null;
  const { planId, ...rest } = row;
  return { ...rest, plan: await mustHavePlan(db, caseId, planId) };
}

export async function mustHaveOutage(db: Knex, caseId: string): Promise<Outage> {
  const row = await outageRow(db, caseId);
  if (!row) throw new Error(`Case ${caseId} has no outage row`);
  return row;
}

export const planOf = (db: Knex, caseId: string, id: string): Promise<OutagePlan | null> =>
  queryOne<OutagePlan>(db, `select ${planColumns} from outage_plan p where p.case_id = :caseId and p.id::text = :id`, {
    caseId,
    id,
  });

export async function mustHavePlan(db: Knex, caseId: string, id: string): Promise<OutagePlan> {
  const plan = await planOf(db, caseId, id);
  if (!plan) throw new Error(`Case ${caseId} has no plan ${id}`);
  return plan;
}

/** Everything that was announced, the first one first. */
export const plansOf = (db: Knex, caseId: string): Promise<OutagePlan[]> =>
  query<OutagePlan>(
    db,
    `select ${planColumns} from outage_plan p where p.case_id = :caseId and p.version is not null order by p.version`,
    { caseId },
  );

/** How many houses each plan of a case has. */
export async function planHouseCounts(db: Knex, caseId: string): Promise<Map<string, number>> {
  const rows = await query<{ id: string; count: number }>(
    db,
    'select plan_id as id, count(*)::int as count from outage_house where case_id = :caseId group by 1',
    { caseId },
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export const housesOf = (db: Knex, planId: string): Promise<OutageHouse[]> =>
  query<OutageHouse>(
    db,
    `select h.building_id as "buildingId", h.entrances, h.flats, h.risers from outage_house h
     join building b on b.id = h.building_id where h.plan_id = :planId order by b.address`,
    { planId },
  );

export type NewPlan = Pick<OutagePlan, 'id' | 'from' | 'until' | 'cause' | 'danger' | 'inFlats' | 'at'> & {
  caseId: string;
  version: number | null;
  textId: string | null;
  reasonId: string | null;
  authorId: string | null;
  houses: readonly OutageHouse[];
};

/** Stores a plan with its houses; a plan written before stays as it is. */
export async function writePlan(trx: Knex, plan: NewPlan): Promise<void> {
  const { id, caseId, version, from, until, cause, textId, reasonId, danger, inFlats, authorId, at, houses } = plan;
  await trx.raw(
    `with plan as (
       insert into outage_plan (id, case_id, version, planned_from, planned_to, cause, text_id, reason_id, danger, in_flats,
         author_id, at)
       values (:id, :caseId, :version, :from, :until, :cause, :textId, :reasonId, :danger, :inFlats, :authorId, :at)
       on conflict (id) do nothing returning id, case_id)
     insert into outage_house (plan_id, building_id, case_id, entrances, flats, risers)
     select p.id, h."buildingId", p.case_id, h.entrances, h.flats, h.risers
     from plan p, ${housesGiven}`,
    {
      id,
      caseId,
      version,
      from,
      until,
      cause,
      textId,
      reasonId,
      danger,
      inFlats,
      authorId,
      at,
      houses: housesJson(houses),
    },
  );
}

/** Houses as a value of a query, and as its table. */
export const housesJson = (houses: readonly OutageHouse[]): string => JSON.stringify(houses);
export const housesGiven =
  'jsonb_to_recordset(:houses::jsonb) h ("buildingId" uuid, entrances jsonb, flats jsonb, risers text)';

/**
 * The premises of a row of houses, in SQL. A flat whose entrance nobody has written down belongs to all of them: better
 * told once too often.
 */
export const touches = (house: string, premises: string): string =>
  `(${house}.entrances = '[]' or ${premises}.entrance is null or ${house}.entrances @> to_jsonb(${premises}.entrance))
    and (${house}.flats = '[]' or (${premises}.kind = 'living' and exists (select from jsonb_array_elements(${house}.flats) n
      where substring(${premises}.number from '^[0-9]+')::bigint between (n->>0)::bigint and (n->>1)::bigint)))`;

/** The plan becomes the one that holds. */
export async function takePlan(trx: Knex, caseId: string, planId: string, version: number): Promise<void> {
  await trx('outage_plan').where({ id: planId, case_id: caseId }).update({ version });
  await trx('outage').where({ case_id: caseId }).update({ plan_id: planId, version });
}

export async function changeOutage(
  trx: Knex,
  caseId: string,
  { beganAt, restoredAt }: { beganAt?: Date; restoredAt?: Date },
): Promise<void> {
  await trx('outage')
    .where({ case_id: caseId })
    .update({ ...(beganAt && { began_at: beganAt }), ...(restoredAt && { restored_at: restoredAt }) });
}
