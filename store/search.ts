import type { Knex } from 'knex';
import type { Day } from '../law/day';
import type { OrganisationKind } from '../law/registry/words';
import { caseInScope, caseLine, caseTables, type CaseLine, type CaseReader } from './caselists';
import { heldOn, inScope, likeText, query, type Scope, scopeBindings } from './registry/query';

/** Letters that look alike, and ё: people type what they see, on whatever keyboard is on. */
const LOOKS = 'ёaceopxykmtbh';
const MEANS = 'еасеорхукмтвн';

export function fold(text: string): string {
  return [...text.toLowerCase()].map((letter) => MEANS[LOOKS.indexOf(letter)] ?? letter).join('');
}

/** The same of a column. */
const folded = (column: string): string => `translate(lower(${column}), '${LOOKS}', '${MEANS}')`;

export const SHOWN = 20;

/** Cases whose number ends so: a year and a number, or the number alone. */
export async function casesByNumber(db: Knex, reader: CaseReader, ending: string): Promise<CaseLine[]> {
  return query<CaseLine>(
    db,
    `select ${caseLine} from ${caseTables} where ${folded('f.number')} like '%' || :ending and ${caseInScope}
     order by f.opened_at desc limit ${SHOWN}`,
    { ...reader, ending: likeText(ending) },
  );
}

export interface FoundHouse {
  id: string;
  address: string;
  municipality: string;
}

const everyWord = (column: string): string =>
  `(select coalesce(bool_and(${folded(column)} like '%' || word || '%'), true) from unnest(:words::text[]) word)`;

/** Words of an address in any order, among the houses the reader may see. */
export async function findHouses(db: Knex, scope: Scope, words: readonly string[], day: Day): Promise<FoundHouse[]> {
  return query<FoundHouse>(
    db,
    `select b.id, b.address, m.name as municipality from building b join municipality m on m.id = b.municipality_id
     where ${inScope} and ${everyWord("(m.name || ' ' || b.address)")} order by b.address limit ${SHOWN}`,
    { ...scopeBindings(scope), words: words.map(likeText), day },
  );
}

export interface FoundOrganisation {
  id: string;
  name: string;
  kind: OrganisationKind;
}

/** Organisations are public (ЖК РФ ст. 161). */
export async function findOrganisations(
  db: Knex,
  words: readonly string[],
  whole: string,
): Promise<FoundOrganisation[]> {
  return query<FoundOrganisation>(
    db,
    `select o.id, o.short_name as name, o.kind from organisation o
     where o.inn = :whole or o.ogrn = :whole or ${everyWord("(o.name || ' ' || o.short_name)")}
     order by o.short_name limit ${SHOWN}`,
    { words: words.map(likeText), whole },
  );
}

export interface FoundPerson {
  id: string;
  name: string;
  home: string | null;
}

const starts = (column: string): string => `${folded(column)} like word || '%'`;

/** People of the houses the reader's organisations manage, and their own colleagues; nobody else. */
export async function findPeople(
  db: Knex,
  ask: { organisations: readonly string[]; everything: boolean; words: readonly string[]; contact: string; day: Day },
): Promise<FoundPerson[]> {
  const { organisations, everything, words, contact, day } = ask;
  const home = `select b.address || ', ' || r.number as home from premises r join building b on b.id = r.building_id
    where r.id in (
      select w.premises_id from ownership w where w.person_id = p.id and ${heldOn('w')}
      union all select l.premises_id from residence l where l.person_id = p.id and ${heldOn('l')})
    and (:everything or exists (select from organisation_building ob where ob.building_id = b.id and ob.part = 'manages'
      and ob.organisation_id = any(:organisations) and ${heldOn('ob')}))`;
  return query<FoundPerson>(
    db,
    `select p.id, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name,
       (select home from (${home}) homes order by home limit 1) as home
     from person p
     where ((select bool_and(${starts('p.family_name')} or ${starts('p.given_name')} or ${starts('p.patronymic')})
         from unnest(:words::text[]) word)
       or exists (select from contact c where c.person_id = p.id and lower(c.value) = :contact))
       and (:everything or exists (${home}) or exists (select from staff s where s.person_id = p.id
         and s.organisation_id = any(:organisations) and ${heldOn('s')}))
     order by name limit ${SHOWN}`,
    { organisations, everything, words: words.map(likeText), contact, day },
  );
}
