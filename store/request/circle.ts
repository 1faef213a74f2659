import type { Knex } from 'knex';
import { heldOn, queryOne } from '../sql/query';

/** The house of a request, and who answers for it at an instant. */
export interface RequestHouse {
  zone: string;
  municipalityId: string;
  region: string;
  /**
   * Of two (an association and the company it hired) first whoever has a dispatch desk, then the company: requests are
   * taken where somebody answers.
   */
  managers: string[];
  /** Those who supply this service to the house. */
  suppliers: string[];
  /** The administration of the municipality. */
  halls: string[];
  /** Whether the premises named are of this house. */
  premisesHere: boolean;
}

const DAY = '(:at::timestamptz at time zone b.zone)::date';
const held = heldOn('ob', DAY);

export const requestHouse = (
  db: Knex,
  ask: { buildingId: string; premisesId: string | null; service: string | null; at: Date },
): Promise<RequestHouse | null> =>
  queryOne<RequestHouse>(
    db,
    `select b.zone, b.municipality_id as "municipalityId", m.region,
       array(select o.id from organisation_building ob join organisation o on o.id = ob.organisation_id
         where ob.building_id = b.id and ob.part = 'manages' and ${held}
         order by not exists (select from staff s where s.organisation_id = o.id and s.role = 'dispatcher'
           and ${heldOn('s', DAY)}), o.kind <> 'manager', o.id) as managers,
       array(select distinct ob.organisation_id from organisation_building ob
         where ob.building_id = b.id and ob.part = 'supplies' and ob.service = :service and ${held}
         order by 1) as suppliers,
       array(select o.id from organisation o
         where o.municipality_id = b.municipality_id and o.kind = 'municipality' order by 1) as halls,
       :premisesId::uuid is null or exists (select from premises r
         where r.id = :premisesId::uuid and r.building_id = b.id) as "premisesHere"
     from building b join municipality m on m.id = b.municipality_id where b.id = :buildingId`,
    ask,
  );
