import type { Knex } from 'knex';
import { heldOn, queryOne } from '../sql/query';

/** The house of a request, and who answers for it at an instant. */
export interface RequestHouse {
  zone: string;
  municipalityId: string;
  region: string;
  managers: string[];
  /** Those who supply this service to the house. */
  suppliers: string[];
  /** The administration of the municipality. */
  halls: string[];
  /** Whether the premises named are of this house. */
  premisesHere: boolean;
}

const held = heldOn('ob', '(:at::timestamptz at time zone b.zone)::date');

export const requestHouse = (
  db: Knex,
  ask: { buildingId: string; premisesId: string | null; service: string | null; at: Date },
): Promise<RequestHouse | null> =>
  queryOne<RequestHouse>(
    db,
    `select b.zone, b.municipality_id as "municipalityId", m.region,
       array(select ob.organisation_id from organisation_building ob
         where ob.building_id = b.id and ob.part = 'manages' and ${held} order by 1) as managers,
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
