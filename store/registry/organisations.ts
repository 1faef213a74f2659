import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { OrganisationKind, StaffRole } from '../../law/registry/words';
import { heldOn, likeText, query, queryOne, inScope, scopeBindings, type Scope } from '../sql/query';

export interface OrganisationLine {
  id: string;
  kind: OrganisationKind;
  name: string;
  shortName: string;
  inn: string;
  region: string;
  municipality: string | null;
  houses: number;
}

const columns = `o.id, o.kind, o.name, o.short_name as "shortName", o.inn, o.region, m.name as municipality,
  (select count(distinct ob.building_id)::int from organisation_building ob
    where ob.organisation_id = o.id and ${heldOn('ob')}) as houses`;

/** Organisations are public: who is responsible for a house is open information (ЖК РФ ст. 161). */
export async function listOrganisations(
  db: Knex,
  { kind, text = '', day }: { kind?: OrganisationKind; text?: string; day: Day },
): Promise<OrganisationLine[]> {
  return query<OrganisationLine>(
    db,
    `
    select ${columns} from organisation o left join municipality m on m.id = o.municipality_id
    where (:kind::text is null or o.kind = :kind)
      and (lower(o.name) like '%' || :wanted || '%'
        or lower(o.short_name) like '%' || :wanted || '%' or o.inn = :wanted)
    order by o.kind, o.short_name`,
    { kind: kind ?? null, wanted: likeText(text), day },
  );
}

export interface OrganisationCard extends OrganisationLine {
  ogrn: string;
  municipalityId: string | null;
  address: string;
  phone: string | null;
  email: string | null;
  zone: string;
  /** The houses an organisation serves are public; `open` marks those whose cards the reader may see. */
  buildings: { id: string; address: string; part: 'manages' | 'supplies'; open: boolean }[];
}

const NOBODY: Scope = { everything: false, regions: [], organisations: [], houses: [] };

export async function organisationCard(
  db: Knex,
  id: string,
  day: Day,
  reader: Scope = NOBODY,
): Promise<OrganisationCard | null> {
  const card = await queryOne<Omit<OrganisationCard, 'buildings'>>(
    db,
    `
    select ${columns}, o.ogrn, o.municipality_id as "municipalityId", o.address, o.phone, o.email, o.zone
    from organisation o left join municipality m on m.id = o.municipality_id where o.id = :id`,
    { id, day },
  );
  if (!card) return null;
  const buildings = await query<OrganisationCard['buildings'][number]>(
    db,
    `
    select distinct b.id, b.address, ob.part, ${inScope} as open
    from organisation_building ob join building b on b.id = ob.building_id join municipality m on m.id = b.municipality_id
    where ob.organisation_id = :id and ${heldOn('ob')} order by b.address, ob.part`,
    { ...scopeBindings(reader), id, day },
  );
  return { ...card, buildings };
}

export interface StaffLine {
  personId: string;
  name: string;
  role: StaffRole;
  fromDay: Day;
}

export async function staffOf(db: Knex, organisationId: string, day: Day): Promise<StaffLine[]> {
  return query<StaffLine>(
    db,
    `
    select s.person_id as "personId", concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, s.role,
      s.from_day as "fromDay"
    from staff s join person p on p.id = s.person_id
    where s.organisation_id = :organisationId and ${heldOn('s')} order by s.role, name`,
    { organisationId, day },
  );
}

/** Organisations by ИНН, for imports. */
export async function organisationsByInn(db: Knex, inns: readonly string[]): Promise<Map<string, string>> {
  const rows = await query<{ id: string; inn: string }>(db, 'select id, inn from organisation where inn = any(:inns)', {
    inns,
  });
  return new Map(rows.map(({ id, inn }) => [inn, id]));
}

/** Short names by id; who is no organisation is not named. */
export async function organisationNames(db: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db('organisation')
    .whereIn('id', [...ids])
    .select<{ id: string; name: string }[]>('id', 'short_name as name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
