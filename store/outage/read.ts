import type { Knex } from 'knex';
import type { CaseFile } from '../case/types';
import { heldOn, query, queryOne } from '../sql/query';
import { mustHaveOutage, type Outage, type OutageHouse } from './rows';

export interface OutageFile {
  file: CaseFile;
  outage: Outage;
  organisation: { id: string; name: string; kind: string; phone: string | null };
}

export async function outageById(db: Knex, id: string): Promise<OutageFile | null> {
  const file = (await db<CaseFile>('case_file').where({ id, area: 'outage' }).first()) ?? null;
  if (!file) return null;
  const [outage, organisation] = await Promise.all([
    mustHaveOutage(db, id),
    queryOne<OutageFile['organisation']>(
      db,
      'select id, short_name as name, kind, phone from organisation where id::text = :id',
      { id: file.organisation_id ?? '' },
    ),
  ]);
  return organisation && { file, outage, organisation };
}

/** A house of the plan that holds now, by its address. */
export interface NamedHouse extends OutageHouse {
  address: string;
  /** How many entrances it has. */
  doors: number;
}

export const namedHouses = (db: Knex, planId: string): Promise<NamedHouse[]> =>
  query<NamedHouse>(
    db,
    `select h.building_id as "buildingId", h.entrances, h.flats, h.risers, b.address, b.entrances as doors
     from outage_house h join building b on b.id = h.building_id where h.plan_id = :planId order by b.address`,
    { planId },
  );

/** What a person's relation to an outage is judged by (api/security/actor Subject). */
export interface OutageRelations {
  houses: string[];
  author: string;
  /** Organisations that serve the affected houses. */
  serving: string[];
  region: string | null;
}

export const outageRelations = (db: Knex, id: string): Promise<OutageRelations | null> =>
  queryOne<OutageRelations>(
    db,
    `select array(select h.building_id from outage_house h where h.plan_id = ou.plan_id) as houses,
       f.organisation_id as author, f.region,
       array(select distinct w.organisation_id from outage_house h join organisation_building w
         on w.building_id = h.building_id and ${heldOn('w', 'f.opened_at::date')} where h.plan_id = ou.plan_id) as serving
     from case_file f join outage ou on ou.case_id = f.id where f.id = :id`,
    { id },
  );

export interface NearOutage {
  id: string;
  number: string;
  organisation: string;
  services: string[];
  address: string;
}

/** Outages of the same services in the same houses that are not over: perhaps it is announced already. */
export const nearOutages = (
  db: Knex,
  { houses, services, besides }: { houses: readonly string[]; services: readonly string[]; besides: string | null },
): Promise<NearOutage[]> =>
  query<NearOutage>(
    db,
    `select f.id, f.number, g.short_name as organisation, ou.services, min(b.address) as address
     from outage ou join case_file f on f.id = ou.case_id and f.phase in ('announced', 'running')
     join organisation g on g.id = f.organisation_id join outage_house h on h.plan_id = ou.plan_id
     join building b on b.id = h.building_id
     where h.building_id = any(:houses::uuid[]) and ou.services && :services::text[] and f.id::text <> :besides
     group by f.id, g.short_name, ou.services order by f.number desc limit 5`,
    { houses: [...houses], services: [...services], besides: besides ?? '' },
  );
