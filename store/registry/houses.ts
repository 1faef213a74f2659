import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { OrganisationKind } from '../../law/registry/words';
import {
  addressWords,
  hasWords,
  heldOn,
  inScope,
  pageOf,
  type Page,
  pageSql,
  type Paging,
  query,
  queryOne,
  type Scope,
  scopeBindings,
} from '../sql/query';

export interface HouseLine {
  id: string;
  address: string;
  municipality: string;
  manager: string | null;
  zone: string;
  built: number;
  premises: number;
}

export interface HouseSearch extends Paging<'address' | 'built' | 'premises'> {
  scope: Scope;
  day: Day;
  /** Words of the address in any order. */
  text?: string;
  municipalityId?: string;
}

const SORTS = {
  address: { by: 'address', is: 'text' },
  built: { by: 'built', is: 'integer' },
  premises: { by: 'premises', is: 'integer' },
} as const;

/** Who manages `building b` on :day. */
export const managerName = `(select o.short_name from organisation_building ob join organisation o on o.id = ob.organisation_id
      where ob.building_id = b.id and ob.part = 'manages' and ${heldOn('ob')} limit 1)`;

const linesSql = `
  select b.id, b.address, m.name as municipality, b.zone, b.built,
    ${managerName} as manager,
    (select count(*)::int from premises r where r.building_id = b.id) as premises
  from building b join municipality m on m.id = b.municipality_id
  where ${inScope}
    and (:municipalityId::uuid is null or b.municipality_id = :municipalityId)
    and ${hasWords('lower(b.address)')}`;

/** Houses the reader may see, page by page. */
export async function listHouses(db: Knex, search: HouseSearch): Promise<Page<HouseLine>> {
  const { scope, day, text = '', municipalityId = null } = search;
  const { where, order, bindings } = pageSql(SORTS, search);
  const all = { ...scopeBindings(scope), ...bindings, day, municipalityId, words: addressWords(text) };
  const [rows, counts] = await Promise.all([
    query<HouseLine>(db, `select * from (${linesSql}) line where ${where} ${order}`, all),
    query<{ count: number }>(db, `select count(*)::int as count from (${linesSql}) line`, all),
  ]);
  const key = search.sort.replace(/^-/, '') as keyof typeof SORTS;
  return pageOf(rows, counts[0]?.count ?? 0, (row) => row[key], search);
}

export interface Serving {
  organisationId: string;
  name: string;
  kind: OrganisationKind;
  part: 'manages' | 'supplies';
  service: string | null;
  fromDay: Day;
  toDay: Day | null;
}

export interface HouseCard {
  id: string;
  address: string;
  municipalityId: string;
  municipality: string;
  region: string;
  zone: string;
  fias: string;
  cadastral: string | null;
  entrances: number;
  floors: number;
  built: number;
  /** Day of the permission to put the house into use; null when not known. */
  commissioned: Day | null;
  living: number;
  nonLiving: number;
  parking: number;
  residents: number;
  serving: Serving[];
}

export async function houseCard(db: Knex, id: string, day: Day): Promise<HouseCard | null> {
  const house = await queryOne<Omit<HouseCard, 'serving'>>(
    db,
    `
    select b.id, b.address, m.id as "municipalityId", m.name as municipality, m.region, b.zone, b.fias, b.cadastral,
      b.entrances, b.floors, b.built, b.commissioned_day as commissioned,
      count(r.id) filter (where r.kind = 'living')::int as living,
      count(r.id) filter (where r.kind = 'non-living')::int as "nonLiving",
      count(r.id) filter (where r.kind = 'parking')::int as parking,
      (select count(distinct l.person_id)::int from residence l join premises p on p.id = l.premises_id
        where p.building_id = b.id and ${heldOn('l')}) as residents
    from building b join municipality m on m.id = b.municipality_id left join premises r on r.building_id = b.id
    where b.id = :id group by b.id, m.id`,
    { id, day },
  );
  return house && { ...house, serving: await servingOf(db, id) };
}

export async function commission(db: Knex, buildingId: string, day: Day): Promise<void> {
  await db('building').where({ id: buildingId }).update({ commissioned_day: day });
}

/** Managers and suppliers of the house, current ones first. */
async function servingOf(db: Knex, buildingId: string): Promise<Serving[]> {
  return query<Serving>(
    db,
    `
    select o.id as "organisationId", o.short_name as name, o.kind, ob.part, ob.service, ob.from_day as "fromDay",
      ob.to_day as "toDay"
    from organisation_building ob join organisation o on o.id = ob.organisation_id
    where ob.building_id = :buildingId
    order by ob.part, ob.to_day is not null, ob.from_day desc, ob.service`,
    { buildingId },
  );
}

/** An association of owners (ТСЖ, ТСН, ЖСК) manages the house itself. */
export async function keptByAssociation(db: Knex, buildingId: string, day: Day): Promise<boolean> {
  const row = await queryOne(
    db,
    `select true as kept from organisation_building ob join organisation o on o.id = ob.organisation_id
    where ob.building_id = :buildingId and ob.part = 'manages' and o.kind = 'association' and ${heldOn('ob')} limit 1`,
    { buildingId, day },
  );
  return row !== null;
}

export async function isAssociation(db: Knex, organisationId: string | null): Promise<boolean> {
  if (organisationId === null) return false;
  return (await db('organisation').where({ id: organisationId, kind: 'association' }).first('id')) !== undefined;
}

/** Organisations related to the house, in widening circles. */
export interface HouseCircle {
  buildingId: string;
  managers: string[];
  /** Managers and the administration of the municipality. */
  offices: string[];
  /** Offices and suppliers. */
  all: string[];
  region: string;
}

export async function houseCircle(db: Knex, buildingId: string, day: Day): Promise<HouseCircle | null> {
  const row = await queryOne<Record<'managers' | 'suppliers' | 'halls', string[]> & { region: string }>(
    db,
    `
    select m.region,
      array(select organisation_id from organisation_building ob
        where ob.building_id = b.id and ob.part = 'manages' and ${heldOn('ob')}) as managers,
      array(select distinct organisation_id from organisation_building ob
        where ob.building_id = b.id and ob.part = 'supplies' and ${heldOn('ob')}) as suppliers,
      array(select o.id from organisation o
        where o.municipality_id = b.municipality_id and o.kind = 'municipality') as halls
    from building b join municipality m on m.id = b.municipality_id where b.id = :buildingId`,
    { buildingId, day },
  );
  if (!row) return null;
  const offices = [...row.managers, ...row.halls];
  return { buildingId, region: row.region, managers: row.managers, offices, all: [...offices, ...row.suppliers] };
}

export interface Municipality {
  id: string;
  name: string;
}

export async function municipalities(db: Knex): Promise<Municipality[]> {
  return query<Municipality>(db, 'select id, name from municipality order by region, name');
}
