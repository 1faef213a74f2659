import type { Knex } from 'knex';
import type { Facts } from '../case/chain';
import type { CaseFile } from '../case/types';
import { reachOf, spreadLetters, type Reach } from '../letters/deliveries';
import { heldOn, query } from '../sql/query';
import { housesJson, touches, type OutageHouse } from './rows';

const given = (houses: string): string =>
  `jsonb_to_recordset(:${houses}::jsonb) h ("buildingId" uuid, entrances jsonb, flats jsonb)`;

const hit = (houses: string): string => `select r.id, r.building_id from ${given(houses)}
  join premises r on r.building_id = h."buildingId" where ${touches('h', 'r')}`;

/** Whoever lives in these premises or owns something there, with the houses they know it by. */
const household = (houses: string): string => `select x.person_id, x.organisation_id, x.building_id from (
    select l.person_id, null::uuid as organisation_id, r.building_id from (${hit(houses)}) r
    join residence l on l.premises_id = r.id and ${heldOn('l', ':day::date')}
    union
    select w.person_id, w.organisation_id, r.building_id from (${hit(houses)}) r
    join ownership w on w.premises_id = r.id and ${heldOn('w', ':day::date')}) x`;

/** Who has no e-mail is rung: otherwise the letter would wait in the cabinet until it is over. */
const NO_MAIL = `t.person_id is not null and not exists (select from contact c where c.person_id = t.person_id
  and c.channel = 'email' and c.confirmed_at is not null)`;

const source = `select concat_ws(':', :caseId::text, :key::text, :letter::text, coalesce(t.person_id, t.organisation_id)) as key,
    :letter::text as letter, t.person_id, t.organisation_id,
    :facts::jsonb || jsonb_build_object('houses', to_jsonb(t.houses)) as facts, null::text as single,
    (:urgent::boolean or (${NO_MAIL})) as short, case when :danger::boolean then true end as at_night
  from (select h.person_id, h.organisation_id, array_agg(distinct h.building_id) as houses
    from (${household('houses')}) h group by 1, 2) t
  where :among::text is null or :within::boolean = exists (select from (${household('among')}) s
    where coalesce(s.person_id, s.organisation_id) = coalesce(t.person_id, t.organisation_id))`;

/** Whom a letter of an outage is for: those of these houses, and of them only who is (or is not) of the others. */
export interface Circle {
  houses: readonly OutageHouse[];
  among?: { houses: readonly OutageHouse[]; within: boolean };
  /** Whose homes they are on this day. */
  day: string;
  /** A text message to everybody. */
  urgent: boolean;
  /** It rings at night as well. */
  danger: boolean;
}

const bindingsOf = ({ houses, among, day, urgent, danger }: Circle) => ({
  houses: housesJson(houses),
  among: among ? housesJson(among.houses) : null,
  within: among?.within ?? false,
  day,
  urgent,
  danger,
});

export interface Telling extends Circle {
  letter: string;
  /** Makes each letter leave once: the version of what is told, or the step. */
  key: string;
  facts: Facts;
  at: Date;
}

/** One text to every household of the circle, in one statement. Returns how many are written to. */
export const tellHouseholds = (trx: Knex, { id: caseId }: Pick<CaseFile, 'id'>, telling: Telling): Promise<number> => {
  const { letter, key, facts, at } = telling;
  const bindings = { ...bindingsOf(telling), caseId, letter, key, facts: JSON.stringify(facts) };
  return spreadLetters(trx, { source, bindings, caseId, at, rings: true });
};

/** Whom it would reach if it left now, and by which channels. */
export const reachOfCircle = (db: Knex, circle: Circle): Promise<Reach> =>
  reachOf(db, { source, bindings: { ...bindingsOf(circle), caseId: '', letter: '', key: '', facts: '{}' } });

export interface HouseReach {
  buildingId: string;
  people: number;
}

/** The same by house. */
export const reachByHouse = (db: Knex, { houses, day }: Pick<Circle, 'houses' | 'day'>): Promise<HouseReach[]> =>
  query<HouseReach>(
    db,
    `select h.building_id as "buildingId", count(distinct coalesce(h.person_id, h.organisation_id))::int as people
     from (${household('houses')}) h group by 1`,
    { houses: housesJson(houses), day },
  );
