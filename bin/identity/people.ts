import type { Knex } from 'knex';
import { demoPeople, personById, type DemoPerson } from '../../store/registry/people';

/**
 * What ЕСИА would say about a person. `sub` is its number of the person (oid), derived from our id so that it never
 * changes.
 */
export interface EsiaPerson {
  [claim: string]: string | boolean | null;
  sub: string;
  snils: string | null;
  lastName: string;
  firstName: string;
  middleName: string | null;
  trusted: boolean;
}

const OID_DIGITS = 10n ** 9n;

export const oidOf = (personId: string): string =>
  String(OID_DIGITS + (BigInt(`0x${personId.replaceAll('-', '').slice(0, 16)}`) % OID_DIGITS));

/** 11223344595 → 112-233-445 95 */
const written = (snils: string): string => snils.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1-$2-$3 $4');

/** Only demo people can sign in: the local provider has no others. */
export async function esiaPerson(db: Knex, personId: string): Promise<EsiaPerson | null> {
  const person = /^[\da-f-]{36}$/.test(personId) ? await personById(db, personId) : null;
  if (!person?.demoRole) return null;
  return {
    sub: oidOf(person.id),
    snils: person.snils && written(person.snils),
    lastName: person.familyName,
    firstName: person.givenName,
    middleName: person.patronymic,
    trusted: person.snils !== null,
  };
}

export interface Group {
  title: string;
  people: { id: string; name: string; note: string }[];
}

const RESIDENTS = 'Жители';
const OTHERS = 'Другие организации';

/** The page «кто вы»: residents first, then organisations; those with a single person share a group. */
export async function demoGroups(db: Knex): Promise<Group[]> {
  const people = await demoPeople(db);
  const sizeOf = (post: string): number => people.filter((person) => person.post === post).length;
  const titleOf = ({ post }: DemoPerson): string => (post === null ? RESIDENTS : sizeOf(post) > 1 ? post : OTHERS);
  const titles = [...new Set(people.map(titleOf))].sort((a, b) => place(a) - place(b));
  return titles.map((title) => ({
    title,
    people: people
      .filter((person) => titleOf(person) === title)
      .map((person) => ({
        id: person.id,
        name: [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' '),
        note: title === OTHERS ? `${person.demoRole}, ${person.post ?? ''}` : person.demoRole,
      })),
  }));
}

const place = (title: string): number => (title === RESIDENTS ? 0 : title === OTHERS ? 2 : 1);
