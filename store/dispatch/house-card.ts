import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { heldOn, query, queryOne } from '../sql/query';
import { contactsOfHouse, type HouseContact } from './house-contact';
import { notesOf, type HouseNote } from './house-note';
import { outagesOf, type KnownOutage } from './known-outages';
import { requestsNear, type RequestNear } from './near';

export interface CardPlace {
  buildingId: string;
  premisesId: string | null;
  address: string;
  municipality: string;
  zone: string;
  floors: number;
  entrances: number;
  built: number;
  /** Of the flat. */
  number: string | null;
  entrance: number | null;
  floor: number | null;
}

export interface CardResident {
  personId: string;
  name: string;
  owns: boolean;
  lives: boolean;
  /** E.164, the preferred first. */
  phones: string[];
}

export interface CardServing {
  organisationId: string;
  name: string;
  part: 'manages' | 'supplies';
  services: string[];
  phone: string | null;
}

/** All a dispatcher has to know of a place; for the desks of its manager only. */
export interface HouseCard extends CardPlace {
  residents: CardResident[];
  notes: HouseNote[];
  contacts: HouseContact[];
  serving: CardServing[];
  outages: KnownOutage[];
  requests: RequestNear[];
}

const placeSql = `
  b.id as "buildingId", b.address, m.name as municipality, b.zone, b.floors, b.entrances, b.built`;

export async function cardPlace(
  db: Knex,
  at: { premisesId: string } | { buildingId: string },
): Promise<CardPlace | null> {
  if ('premisesId' in at)
    return queryOne<CardPlace>(
      db,
      `select r.id as "premisesId", r.number, r.entrance, r.floor, ${placeSql}
       from premises r join building b on b.id = r.building_id join municipality m on m.id = b.municipality_id
       where r.id = :premisesId`,
      at,
    );
  return queryOne<CardPlace>(
    db,
    `select null as "premisesId", null as number, null as entrance, null as floor, ${placeSql}
     from building b join municipality m on m.id = b.municipality_id where b.id = :buildingId`,
    at,
  );
}

const residentsOf = (db: Knex, premisesId: string, day: Day): Promise<CardResident[]> =>
  query<CardResident>(
    db,
    `select p.id as "personId", concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, h.owns, h.lives,
       array(select c.value from contact c where c.person_id = p.id and c.channel = 'phone'
         order by c.preferred desc, c.value) as phones
     from (
       select person_id, bool_or(owns) as owns, bool_or(not owns) as lives from (
         select w.person_id, true as owns from ownership w
           where w.premises_id = :premisesId and w.person_id is not null and ${heldOn('w')}
         union all select l.person_id, false from residence l where l.premises_id = :premisesId and ${heldOn('l')}
       ) held group by person_id
     ) h join person p on p.id = h.person_id
     order by h.owns desc, name, p.id`,
    { premisesId, day },
  );

const servingOf = (db: Knex, buildingId: string, day: Day): Promise<CardServing[]> =>
  query<CardServing>(
    db,
    `select o.id as "organisationId", o.short_name as name, ob.part, o.phone,
       coalesce(array_agg(ob.service order by ob.service) filter (where ob.service is not null), '{}') as services
     from organisation_building ob join organisation o on o.id = ob.organisation_id
     where ob.building_id = :buildingId and ${heldOn('ob')}
     group by o.id, ob.part order by ob.part, o.short_name, o.id`,
    { buildingId, day },
  );

/** The card of a flat or of a house; null when there is none. Who may read it is decided by whoever asks. */
export async function houseCard(
  db: Knex,
  at: { premisesId: string } | { buildingId: string },
  now: Date,
): Promise<HouseCard | null> {
  const place = await cardPlace(db, at);
  if (!place) return null;
  const day = now.toISOString().slice(0, 10);
  const { buildingId, premisesId } = place;
  const [residents, notes, contacts, serving, outages, requests] = await Promise.all([
    premisesId ? residentsOf(db, premisesId, day) : [],
    notesOf(db, { buildingId, premisesId }, day),
    contactsOfHouse(db, buildingId, day),
    servingOf(db, buildingId, day),
    outagesOf(db, buildingId),
    requestsNear(db, { buildingId, premisesId }),
  ]);
  return { ...place, residents, notes, contacts, serving, outages, requests };
}
