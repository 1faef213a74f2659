import type { Knex } from 'knex';
import type { OutageCause, OutageKind } from '../../law/outage/words';
import { touches } from './rows';
import { addressWords, hasWords, heldOn, query, queryOne } from '../sql/query';

/** What everybody may know of a house without signing in: no people, no flats, no requests. */
export interface PublicOutage {
  number: string;
  phase: string;
  kind: OutageKind;
  services: string[];
  from: Date;
  until: Date | null;
  beganAt: Date | null;
  restoredAt: Date | null;
  cause: OutageCause;
  causeText: string | null;
  danger: boolean;
  entrances: number[];
  /** Only some of its flats: which ones is nobody else's business. */
  someFlats: boolean;
  risers: string | null;
  organisation: string;
  phone: string | null;
  zone: string;
}

export interface PublicHouse {
  id: string;
  address: string;
  municipality: string;
  zone: string;
}

const houses = `select b.id, b.address, m.name as municipality, b.zone
  from building b join municipality m on m.id = b.municipality_id`;

export const findPublicHouses = (db: Knex, typed: string, limit: number): Promise<PublicHouse[]> =>
  query<PublicHouse>(
    db,
    `${houses} where ${hasWords(`lower(m.name || ' ' || b.address)`)} order by m.name, b.address limit :limit`,
    { words: addressWords(typed), limit },
  );

export const publicHouse = (db: Knex, id: string): Promise<PublicHouse | null> =>
  queryOne<PublicHouse>(db, `${houses} where b.id = :id`, { id });

/** What is off in a house, what will be, and what has come back since. */
export const outagesOfHouse = (db: Knex, buildingId: string, since: Date): Promise<PublicOutage[]> =>
  query<PublicOutage>(
    db,
    `select f.number, case when s.back is not null and f.phase = 'running' then 'restored' else f.phase end as phase,
       ou.kind, ou.services, p.planned_from as "from", p.planned_to as until, ou.began_at as "beganAt",
       coalesce(s.back, ou.restored_at) as "restoredAt", p.cause, c.body as "causeText", p.danger, h.entrances,
       h.flats <> '[]' as "someFlats", h.risers, g.short_name as organisation, g.phone, f.zone
     from outage_house h join outage ou on ou.plan_id = h.plan_id join case_file f on f.id = ou.case_id
     join outage_plan p on p.id = ou.plan_id join organisation g on g.id = f.organisation_id
     left join outage_text c on c.id = p.text_id
     left join lateral (select max(x.restored_at) as back from outage_span x
       where x.case_id = f.id and x.building_id = h.building_id having bool_and(x.restored_at is not null)) s on true
     where h.building_id = :buildingId and (f.phase in ('announced', 'running')
       or (f.phase in ('restored', 'closed') and ou.restored_at >= :since))
     order by array_position(array['running', 'announced', 'restored', 'closed'], f.phase), p.planned_from`,
    { buildingId, since },
  );

export interface HouseOff extends PublicHouse {
  services: string[];
  count: number;
}

/** Houses where something is off at this moment. */
export const housesOff = (db: Knex, limit: number): Promise<HouseOff[]> =>
  query<HouseOff>(
    db,
    `select b.id, b.address, m.name as municipality, b.zone, array_agg(distinct s.service order by s.service) as services,
       count(*) over ()::int as count
     from outage_span s join case_file f on f.id = s.case_id and f.phase = 'running'
     join building b on b.id = s.building_id join municipality m on m.id = b.municipality_id
     where s.restored_at is null group by b.id, m.name order by m.name, b.address limit :limit`,
    { limit },
  );

/** Outages of a person's own flats that are on or ahead: an entrance or a riser of others is not theirs. */
export interface HomeOutage {
  id: string;
  phase: string;
  kind: OutageKind;
  services: string[];
  from: Date;
  until: Date | null;
  beganAt: Date | null;
  danger: boolean;
  zone: string;
  address: string;
}

export const outagesAtHome = (db: Knex, personId: string, day: string): Promise<HomeOutage[]> =>
  query<HomeOutage>(
    db,
    `select f.id, f.phase, ou.kind, ou.services, p.planned_from as "from", p.planned_to as until,
       ou.began_at as "beganAt", p.danger, f.zone, min(b.address) as address
     from (select l.premises_id from residence l where l.person_id = :personId and ${heldOn('l')}
       union select w.premises_id from ownership w where w.person_id = :personId and ${heldOn('w')}) mine
     join premises r on r.id = mine.premises_id join building b on b.id = r.building_id
     join outage_house h on h.building_id = r.building_id
     join outage ou on ou.plan_id = h.plan_id join outage_plan p on p.id = ou.plan_id
     join case_file f on f.id = ou.case_id and f.phase in ('announced', 'running')
     where ${touches('h', 'r')}
       and not exists (select from outage_span s where s.case_id = f.id and s.building_id = b.id
         having count(*) > 0 and bool_and(s.restored_at is not null))
     group by f.id, ou.case_id, p.id order by p.planned_from limit 20`,
    { personId, day },
  );
