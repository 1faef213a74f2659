import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { PersonHome, PersonName } from './people';
import { heldOn, likeText, pageOf, type Page, pageSql, type Paging, query, queryOne } from '../sql/query';
import { fold, folded } from './search';

/** Who searches for people: organisations at whose desks they keep a house register; an operator sees everyone. */
export interface PeopleReader {
  everything: boolean;
  organisations: readonly string[];
}

const readerBindings = ({ everything, organisations }: PeopleReader) => ({ everything, organisations });

/** Premises that `person p` holds or lives in on :day. */
const heldPremises = `
  select w.premises_id from ownership w where w.person_id = p.id and ${heldOn('w')}
  union all select l.premises_id from residence l where l.person_id = p.id and ${heldOn('l')}`;

/**
 * The one rule of who sees whom. The manager of a house keeps the register of its people (ЖК РФ ст. 45 ч. 3.1) and sees
 * all their data, in its own houses; colleagues see each other's name and post. A supplier sees neither.
 */
const keptHomes = `
  from premises r join building b on b.id = r.building_id
  where r.id in (${heldPremises}) and (:everything or exists (select from organisation_building ob
    where ob.building_id = b.id and ob.part = 'manages' and ob.organisation_id = any(:organisations) and ${heldOn('ob')}))`;
const isKept = `(:everything or exists (select ${keptHomes}))`;
const colleague = `exists (select from staff s where s.person_id = p.id
  and s.organisation_id = any(:organisations) and ${heldOn('s')})`;
const isSeen = `(${isKept} or ${colleague})`;

export interface PersonLine extends PersonName {
  name: string;
  /** Only for people whose register the reader keeps. */
  birthDay: Day | null;
  /** Homes as text, «г. Тестово, ул. Садовая, д. 7, 12». */
  homes: string[];
  posts: string[];
}

export interface PeopleSearch extends Paging<'name'> {
  reader: PeopleReader;
  day: Day;
  /** Beginnings of the family name, given name and patronymic. */
  text?: string;
  /** A complete phone number or e-mail. */
  contact?: string;
}

const postsSql = `
  select s.role || ' · ' || o.short_name from staff s join organisation o on o.id = s.organisation_id
  where s.person_id = p.id and ${heldOn('s')} and (:everything or o.id = any(:organisations))`;

const starts = (column: string): string => `${folded(`coalesce(${column}, '')`)} like word || '%'`;

const linesSql = `
  select p.id, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, p.family_name as "familyName",
    p.given_name as "givenName", p.patronymic, case when ${isKept} then p.birth_day end as "birthDay",
    array(select distinct b.address || ', ' || r.number as home ${keptHomes} order by home limit 5) as homes,
    array(${postsSql}) as posts
  from person p
  where ((select coalesce(bool_and(${starts('p.family_name')} or ${starts('p.given_name')} or ${starts('p.patronymic')}), true)
      from unnest(:words::text[]) word)
    or (${isKept} and exists (select from contact c where c.person_id = p.id and lower(c.value) = :contact)))
    and ${isSeen}`;

/** People the reader may see, page by page. */
export async function searchPeople(db: Knex, search: PeopleSearch): Promise<Page<PersonLine>> {
  const { reader, day, text = '', contact = '' } = search;
  const { where, order, bindings } = pageSql({ name: { by: 'name', is: 'text' } }, search);
  const words = fold(text)
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(likeText);
  const all = { ...readerBindings(reader), ...bindings, day, words, contact };
  const [rows, counts] = await Promise.all([
    query<PersonLine>(db, `select * from (${linesSql}) line where ${where} ${order}`, all),
    query<{ count: number }>(db, `select count(*)::int as count from (${linesSql}) line`, all),
  ]);
  return pageOf(rows, counts[0]?.count ?? 0, ({ name }) => name, search);
}

/** Organisations responsible for the person: their employers, and managers of a house they own or live in. */
export async function personCircle(db: Knex, personId: string, day: Day): Promise<string[] | null> {
  const row = await queryOne<{ organisations: string[] }>(
    db,
    `
    select array(
      select s.organisation_id from staff s where s.person_id = p.id and ${heldOn('s')}
      union
      select ob.organisation_id from organisation_building ob join premises r on r.building_id = ob.building_id
      where ob.part = 'manages' and ${heldOn('ob')} and r.id in (${heldPremises})
    ) as organisations
    from person p where p.id = :personId`,
    { personId, day },
  );
  return row?.organisations ?? null;
}

export interface SeenPerson {
  /**
   * The reader keeps the register that names the person: birth day, СНИЛС and contacts are shown; otherwise only the
   * name.
   */
  kept: boolean;
  posts: string[];
  /** Only those in the reader's own houses. */
  homes: (Pick<PersonHome, 'premisesId' | 'address' | 'number' | 'owns' | 'lives'> & { buildingId: string })[];
}

/** What the card of a person shows this reader; null when the reader may not see them. */
export async function personSeen(
  db: Knex,
  reader: PeopleReader,
  personId: string,
  day: Day,
): Promise<SeenPerson | null> {
  return queryOne<SeenPerson>(
    db,
    `
    select ${isKept} as kept, array(${postsSql}) as posts, coalesce((
      select jsonb_agg(to_jsonb(home) order by home.address, home.number) from (
        select r.id as "premisesId", r.building_id as "buildingId", b.address, r.number,
          exists (select from ownership w where w.premises_id = r.id and w.person_id = p.id and ${heldOn('w')}) as owns,
          exists (select from residence l where l.premises_id = r.id and l.person_id = p.id and ${heldOn('l')}) as lives
        ${keptHomes}) home), '[]') as homes
    from person p where p.id = :personId and ${isSeen}`,
    { ...readerBindings(reader), personId, day },
  );
}
