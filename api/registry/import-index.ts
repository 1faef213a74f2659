import type { LineHolder } from '../../law/registry/register-line';
import type { PremisesLine } from '../../store/registry/premises';
import type { KnownPerson, StandingRight } from '../../store/registry/imports';

/** The registry data of a house, indexed so that each line of a file finds its match at once. */
export interface Index {
  premisesBy: (cadastral: string) => readonly PremisesLine[];
  rightsOf: (premisesId: string) => readonly StandingRight[];
  personBy: (snils: string) => KnownPerson | undefined;
  namesakesOf: (holder: LineHolder, premisesId: string) => readonly KnownPerson[];
}

/** With more namesakes than this a name identifies nobody: only the holders of these premises are searched. */
const NAMESAKES_MOST = 200;

export function indexOf(current: {
  premises: readonly PremisesLine[];
  rights: readonly StandingRight[];
  people: readonly KnownPerson[];
}): Index {
  const premises = grouped(current.premises, ({ cadastral }) => cadastral);
  const rights = grouped(current.rights, ({ premisesId }) => premisesId);
  const people = new Map(current.people.map((one) => [one.id, one]));
  const snils = new Map(current.people.map((one) => [one.snils, one]));
  const names = grouped(current.people, holderNameOf);
  const rightsOf = (id: string): readonly StandingRight[] => rights.get(id) ?? [];
  return {
    premisesBy: (cadastral) => premises.get(cadastral) ?? [],
    rightsOf,
    personBy: (number) => snils.get(number),
    namesakesOf: (holder, premisesId) => {
      const found = names.get(holderNameOf(holder)) ?? [];
      if (found.length <= NAMESAKES_MOST) return found;
      const holders = new Set(rightsOf(premisesId).map(({ personId }) => personId));
      return [...holders].flatMap((id) => {
        const person = id === null ? undefined : people.get(id);
        return person && holderNameOf(person) === holderNameOf(holder) ? [person] : [];
      });
    },
  };
}

export const holderNameOf = ({ family, given }: Pick<LineHolder, 'family' | 'given'>): string =>
  `${family.toLowerCase()}\n${given.toLowerCase()}`;

function grouped<T>(list: readonly T[], keyOf: (one: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
