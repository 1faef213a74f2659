import type { Knex } from 'knex';
import type { Day } from '../law/day';
import type { PersonName } from './people';
import {
  heldOn,
  inScope,
  likeText,
  pageOf,
  type Page,
  pageSql,
  type Paging,
  query,
  queryOne,
  type Scope,
  scopeBindings,
} from './registry/query';

export interface PersonLine extends PersonName {
  name: string;
  birthDay: Day | null;
  /** Homes in words, «г. Тестово, ул. Садовая, д. 7, 12». */
  homes: string[];
  posts: string[];
}

export interface PeopleSearch extends Paging<'name'> {
  scope: Scope;
  day: Day;
  /** Beginnings of the family name, name and patronymic, or a whole phone, e-mail or flat's address. */
  text?: string;
}

/** Held or lived in by the person on the day, in a house the reader may see. */
const homesSql = `
  select distinct b.address || ', ' || r.number as home from premises r
  join building b on b.id = r.building_id join municipality m on m.id = b.municipality_id
  where r.id in (
    select w.premises_id from ownership w where w.person_id = p.id and ${heldOn('w')}
    union all select l.premises_id from residence l where l.person_id = p.id and ${heldOn('l')}
  ) and ${inScope}`;

const postsSql = `
  select s.role || ' · ' || o.short_name from staff s join organisation o on o.id = s.organisation_id
  where s.person_id = p.id and ${heldOn('s')} and (:everything or o.id = any(:organisations))`;

const linesSql = `
  select p.id, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, p.family_name as "familyName",
    p.given_name as "givenName", p.patronymic, p.birth_day as "birthDay",
    array(${homesSql} order by home limit 5) as homes, array(${postsSql}) as posts
  from person p
  where (select coalesce(bool_and(
      lower(p.family_name) like word || '%' or lower(p.given_name) like word || '%'
      or lower(p.patronymic) like word || '%'
    ), true) from unnest(:words::text[]) word)
    or exists (select from contact c where c.person_id = p.id and lower(c.value) = :whole)`;

/** People of the houses and organisations the reader answers for, and nobody else. */
export async function searchPeople(db: Knex, search: PeopleSearch): Promise<Page<PersonLine>> {
  const { scope, day, text = '' } = search;
  const { where, order, bindings } = pageSql({ name: { by: 'name', is: 'text' } }, search);
  const words = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(likeText);
  const all = { ...scopeBindings(scope), ...bindings, day, words, whole: text.trim().toLowerCase() };
  const seen = `select * from (${linesSql}) found where cardinality(homes) > 0 or cardinality(posts) > 0`;
  const [rows, counts] = await Promise.all([
    query<PersonLine>(db, `select * from (${seen}) line where ${where} ${order}`, all),
    query<{ count: number }>(db, `select count(*)::int as count from (${seen}) line`, all),
  ]);
  return pageOf(rows, counts[0]?.count ?? 0, ({ name }) => name, search);
}

/** Organisations that answer for the person: they employ them, or manage a house the person owns or lives in. */
export async function personCircle(db: Knex, personId: string, day: Day): Promise<string[] | null> {
  const row = await queryOne<{ organisations: string[] }>(
    db,
    `
    select array(
      select s.organisation_id from staff s where s.person_id = p.id and ${heldOn('s')}
      union
      select ob.organisation_id from organisation_building ob join premises r on r.building_id = ob.building_id
      where ob.part = 'manages' and ${heldOn('ob')} and r.id in (
        select w.premises_id from ownership w where w.person_id = p.id and ${heldOn('w')}
        union all select l.premises_id from residence l where l.person_id = p.id and ${heldOn('l')}
      )
    ) as organisations
    from person p where p.id = :personId`,
    { personId, day },
  );
  return row?.organisations ?? null;
}
