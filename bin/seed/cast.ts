import type { Day } from '../../law/base/day';
import type { StaffRole } from '../../law/registry/words';
import type { RegistryRows } from '../../store/registry/rows';
import { idOf } from './random';
import { buildingId, organisationId } from './region';

/** Those of the demo region who write, answer and work, by house and organisation. */
export interface Cast {
  /** Flats of a house with the people who hold them. */
  holders(house: string): readonly [FlatHolder, ...FlatHolder[]];
  /** Who answers letters there, and did so already on that day. */
  clerk(organisation: string, on?: Day): string;
  /** Who sits at the dispatch desk there, and who heads it. */
  dispatcher(organisation: string): string;
  head(organisation: string): string;
  /** Who may be given an appeal to work on. */
  workers(organisation: string): readonly [string, ...string[]];
}

export interface FlatHolder {
  personId: string;
  premisesId: string;
  entrance: number;
  floor: number;
}

const LATEST: Day = '9999-12-31';
const CLERKS: readonly StaffRole[] = ['clerk', 'municipal', 'inspector'];
const WORKERS: readonly StaffRole[] = [...CLERKS, 'master', 'dispatcher', 'accountant'];

export function castOf(rows: RegistryRows): Cast {
  const staffOf = (organisation: string, roles: readonly StaffRole[], on = LATEST): string[] =>
    rows.staff
      .filter(
        (post) =>
          post.organisation_id === organisationId(organisation) &&
          roles.includes(post.role) &&
          post.from_day <= on &&
          !post.to_day,
      )
      .map((post) => post.person_id);
  return {
    holders: (house) => some(holdersOf(rows, buildingId(house)), `holders of ${house}`),
    // The demo people come last: a visitor who signs in as one of them finds answers already given.
    clerk: (organisation, on) => some(staffOf(organisation, CLERKS, on), `clerks of ${organisation}`).at(-1) ?? '',
    dispatcher: (organisation) => some(staffOf(organisation, ['dispatcher', 'head']), `desk of ${organisation}`)[0],
    head: (organisation) => some(staffOf(organisation, ['head']), `heads of ${organisation}`)[0],
    workers: (organisation) => some(staffOf(organisation, WORKERS), `workers of ${organisation}`),
  };
}

function holdersOf(rows: RegistryRows, building: string): FlatHolder[] {
  const flats = new Map(
    rows.premises.filter((one) => one.building_id === building && one.kind === 'living').map((one) => [one.id, one]),
  );
  const adults = new Set(rows.contact.map(({ person_id }) => person_id));
  return rows.ownership.flatMap((right) => {
    const flat = flats.get(right.premises_id);
    if (!flat || !right.person_id || right.to_day || !adults.has(right.person_id)) return [];
    return [{ personId: right.person_id, premisesId: flat.id, entrance: flat.entrance ?? 1, floor: flat.floor ?? 1 }];
  });
}

function some<T>(list: readonly T[], what: string): readonly [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error(`The demo region has no ${what}`);
  return [first, ...rest];
}

/** The person of the page «кто вы» who has a history of her own. */
export const demoOwner = (): string => idOf('person:owner');
