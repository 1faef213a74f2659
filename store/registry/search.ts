import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { OrganisationKind } from '../../law/registry/words';
import { caseSeen } from '../areas';
import { caseLine, caseTables, type CaseLine } from '../case/overview';
import { readerBindings, type CaseReader } from '../case/sight';
import { hasWords, inScope, likeText, query, type Scope, scopeBindings } from '../sql/query';

/** Letters that look alike, and ё: people type what they see, with any keyboard layout. */
const LOOKS = 'ёaceopxykmtbh';
const MEANS = 'еасеорхукмтвн';

export function fold(text: string): string {
  return [...text.toLowerCase()].map((letter) => MEANS[LOOKS.indexOf(letter)] ?? letter).join('');
}

/** The same for a column. */
export const folded = (column: string): string => `translate(lower(${column}), '${LOOKS}', '${MEANS}')`;

export const SHOWN = 20;

/** Cases whose number ends like this: a year and a number, or the number alone. */
export async function casesByNumber(db: Knex, reader: CaseReader, ending: string): Promise<CaseLine[]> {
  return query<CaseLine>(
    db,
    `select ${caseLine} from ${caseTables} where ${folded('f.number')} like '%' || :ending and ${caseSeen}
     order by f.opened_at desc limit ${SHOWN}`,
    { ...readerBindings(reader), ending: likeText(ending) },
  );
}

export interface FoundHouse {
  id: string;
  address: string;
  municipality: string;
}

const everyWord = (column: string): string => hasWords(folded(column));

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
