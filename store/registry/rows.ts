import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type {
  OrganisationKind,
  PremisesKind,
  RightBasis,
  RightKind,
  Service,
  StaffRole,
} from '../../law/registry/words';

/** Rows as in the tables of migrations/0002_people.ts, so that a bulk insert is one call per table. */
export interface RegistryRows {
  municipality: { id: string; name: string; region: string }[];
  organisation: {
    id: string;
    kind: OrganisationKind;
    name: string;
    short_name: string;
    inn: string;
    ogrn: string;
    region: string;
    municipality_id: string | null;
    address: string;
    phone: string | null;
    email: string | null;
    zone: string;
  }[];
  building: {
    id: string;
    municipality_id: string;
    address: string;
    fias: string;
    cadastral: string | null;
    zone: string;
    entrances: number;
    floors: number;
    built: number;
    commissioned_day?: Day | null;
  }[];
  organisation_building: {
    organisation_id: string;
    building_id: string;
    part: 'manages' | 'supplies';
    service: Service | null;
    from_day: Day;
    to_day: Day | null;
  }[];
  premises: {
    id: string;
    building_id: string;
    number: string;
    kind: PremisesKind;
    entrance: number | null;
    floor: number | null;
    cadastral: string | null;
    area_egrn: string | null;
    area_hand: string | null;
  }[];
  person: {
    id: string;
    family_name: string;
    given_name: string;
    patronymic: string | null;
    sex: 'female' | 'male' | null;
    birth_day: Day | null;
    snils: string | null;
    demo_role: string | null;
    login: string | null;
  }[];
  contact: {
    id: string;
    person_id: string;
    channel: 'email' | 'phone' | 'max';
    value: string;
    confirmed_at: Date | null;
    preferred: boolean;
  }[];
  ownership: OwnershipRow[];
  residence: { id: string; person_id: string; premises_id: string; from_day: Day; to_day: Day | null }[];
  staff: {
    id: string;
    person_id: string;
    organisation_id: string;
    role: StaffRole;
    from_day: Day;
    to_day: Day | null;
  }[];
}

export interface OwnershipRow {
  id: string;
  premises_id: string;
  person_id: string | null;
  organisation_id: string | null;
  kind: RightKind;
  share_n: string;
  share_d: string;
  joint_group: string | null;
  basis?: RightBasis;
  registry_number: string | null;
  registry_day: Day | null;
  ballot_number: string | null;
  ballot_day: Day | null;
  from_day: Day;
  to_day: Day | null;
}

/** Tables that others refer to come first. */
const tables = [
  'municipality',
  'organisation',
  'building',
  'organisation_building',
  'premises',
  'person',
  'contact',
  'ownership',
  'residence',
  'staff',
] as const satisfies readonly (keyof RegistryRows)[];

export const noRows = (): RegistryRows => ({
  municipality: [],
  organisation: [],
  building: [],
  organisation_building: [],
  premises: [],
  person: [],
  contact: [],
  ownership: [],
  residence: [],
  staff: [],
});

const CHUNK = 1_000;

/** Inserts many rows of the registry; the caller's transaction makes them one unit. */
export async function insertRegistry(db: Knex, rows: RegistryRows): Promise<void> {
  for (const table of tables) {
    const list: readonly object[] = rows[table];
    for (let start = 0; start < list.length; start += CHUNK) {
      await db(table).insert(list.slice(start, start + CHUNK));
    }
  }
}

export async function hasBuildings(db: Knex): Promise<boolean> {
  return (await db('building').first('id')) !== undefined;
}
