import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { phoneEnd } from '../../law/dispatch/phone';
import { saidAddress, type SaidAddress } from '../../law/registry/address';
import { fold, folded } from '../registry/search';
import { heldOn, likeText, query } from '../sql/query';
import { placesAsked } from './near';

export const foundBy = ['phone', 'asked', 'address', 'name'] as const;
/** The number of somebody there; earlier requests from this number; the words of the address; a part of the name. */
export type FoundBy = (typeof foundBy)[number];

/** One line under the search box: a place, perhaps a person of it, and why it was found. */
export interface FoundPlace {
  buildingId: string;
  /** Null: the house itself. */
  premisesId: string | null;
  address: string;
  number: string | null;
  entrance: number | null;
  floor: number | null;
  personId: string | null;
  /** Who is known there by what was typed. */
  name: string | null;
  owns: boolean;
  by: FoundBy;
  /** When somebody asked from this number about this place. */
  at: Date | null;
}

export interface PlaceSearch {
  /** Whose houses are searched: those the dispatcher's organisations manage. */
  organisations: readonly string[];
  text: string;
  now: Date;
}

export const PLACES_MOST = 10;
const WORDS_MOST = 3;

/** A phone or its end, an address as people say it, a part of a name: at most ten places, the likeliest first. */
export async function findPlace(db: Knex, { organisations, text, now }: PlaceSearch): Promise<FoundPlace[]> {
  const day = now.toISOString().slice(0, 10);
  const end = phoneEnd(text);
  const said = saidAddress(fold(text));
  const found = await Promise.all([
    end ? byPhone(db, organisations, end, day) : [],
    end ? placesAsked(db, organisations, end) : [],
    byAddress(db, organisations, said, day),
    said.numbers.length === 0 && said.flat === null ? byName(db, organisations, said.words, day) : [],
  ]);
  return onceEach(found.flat()).slice(0, PLACES_MOST);
}

/** The same flat and person found in two ways stand once, by the better one; a flat alone when a person is known. */
function onceEach(found: readonly FoundPlace[]): FoundPlace[] {
  const seen = new Set<string>();
  return found.filter(({ buildingId, premisesId, personId }) => {
    const place = premisesId ?? buildingId;
    const key = `${place} ${personId ?? ''}`;
    if (seen.has(key) || (personId === null && seen.has(place))) return false;
    seen.add(key).add(place);
    return true;
  });
}

/** Houses these organisations manage on :day. */
const managed = `select ob.building_id from organisation_building ob
  where ob.organisation_id = any(:organisations) and ob.part = 'manages' and ${heldOn('ob')}`;

const placeColumns = `b.id as "buildingId", r.id as "premisesId", b.address, r.number, r.entrance, r.floor`;
const personColumns = `p.id as "personId", concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name`;

/** Where the people of :people hold or live today, within the managed houses. */
const homesOf = (people: string, by: FoundBy): string => `
  select ${placeColumns}, ${personColumns}, bool_or(h.owns) as owns, '${by}' as by, null::timestamptz as at
  from (${people}) p
  join lateral (
    select w.premises_id, true as owns from ownership w where w.person_id = p.id and ${heldOn('w')}
    union all select l.premises_id, false from residence l where l.person_id = p.id and ${heldOn('l')}
  ) h on true
  join premises r on r.id = h.premises_id join building b on b.id = r.building_id
  where b.id in (${managed})
  group by b.id, r.id, p.id, p.family_name, p.given_name, p.patronymic
  order by owns desc, b.address, r.number, name, p.id limit ${PLACES_MOST}`;

const NAMES = 'id, family_name, given_name, patronymic';
const reversed = (text: string): string => [...text].reverse().join('');

const byPhone = (db: Knex, organisations: readonly string[], end: string, day: Day): Promise<FoundPlace[]> =>
  query<FoundPlace>(
    db,
    homesOf(
      `select ${NAMES} from person where id in (select c.person_id from contact c
         where c.channel = 'phone' and reverse(c.value) like :end || '%')`,
      'phone',
    ),
    { organisations, day, end: reversed(end) },
  );

/** Beginnings of names in any order; one of them begins the family name or the given name, so an index finds it. */
async function byName(
  db: Knex,
  organisations: readonly string[],
  words: readonly string[],
  day: Day,
): Promise<FoundPlace[]> {
  const [first] = words;
  if (first === undefined || words.length > WORDS_MOST) return [];
  const starts = (column: string, word: string): string => `${folded(column)} like ${word} || '%'`;
  const any = ['family_name', 'given_name', `coalesce(patronymic, '')`]
    .map((column) => starts(column, 'word'))
    .join(' or ');
  return query<FoundPlace>(
    db,
    homesOf(
      `select ${NAMES} from person
       where (${starts('family_name', ':first')} or ${starts('given_name', ':first')})
         and (select bool_and(${any}) from unnest(:words::text[]) word)`,
      'name',
    ),
    { organisations, day, first: likeText(first), words: words.map(likeText) },
  );
}

/** The parts of `building b`'s address, as people say them. */
const tokens = `regexp_split_to_array(${folded('b.address')}, '[^а-я0-9a-z/-]+')`;

/**
 * The numbers name the house; the last one may be the flat. Words begin parts of the address or the town. Without a
 * number there is no flat, and without anything nothing is looked for.
 */
async function byAddress(
  db: Knex,
  organisations: readonly string[],
  { words, numbers, flat }: SaidAddress,
  day: Day,
): Promise<FoundPlace[]> {
  if (words.length + numbers.length === 0) return [];
  const last = numbers.at(-1) ?? null;
  return query<FoundPlace>(
    db,
    `with h as (
       select b.id, b.address, ${tokens} as parts, ${folded('m.name')} as town
       from building b join municipality m on m.id = b.municipality_id where b.id in (${managed})
     ), fit as (
       select h.*, :numbers::text[] <@ parts as whole,
         (:numbers::text[])[1:cardinality(:numbers::text[]) - 1] <@ parts
           and cardinality(:numbers::text[]) > 1 and :flat::text is null as head
       from h where (select coalesce(bool_and(town like word || '%'
           or exists (select from unnest(parts) part where part like word || '%')), true)
         from unnest(:words::text[]) word)
     )
     select b.id as "buildingId", r.id as "premisesId", b.address, r.number, r.entrance, r.floor, null as "personId",
       null as name, false as owns, 'address' as by, null::timestamptz as at
     from fit b left join premises r on r.building_id = b.id and r.kind <> 'parking' and lower(r.number) = case
       when :flat::text is not null and whole then :flat when head and not whole then :last end
     where whole and (:flat::text is null or r.id is not null) or (head and not whole and r.id is not null)
     order by r.id is null, b.address, r.number limit ${PLACES_MOST}`,
    { organisations, day, words: words.map(likeText), numbers, flat, last },
  );
}
