import { randomUUID } from 'node:crypto';
import { completeInn, completeOgrn } from '../../law/registry/identifiers';
import type { OrganisationKind, StaffRole } from '../../law/registry/words';
import type { RegistryRows } from '../../store/registry/rows';

/** The small town in which the stories of all areas happen. */
export const ZONE = 'Europe/Moscow';
export const REGION = 'Тестовая область';

export const organisationRow = (
  id: string,
  kind: OrganisationKind,
  index: number,
  municipality: string | null,
): RegistryRows['organisation'][number] => ({
  id,
  kind,
  name: `Организация ${kind}`,
  short_name: kind,
  inn: completeInn(`00${1_000_000 + index}`),
  ogrn: completeOgrn(`1120${10_000_000 + index}`),
  region: REGION,
  municipality_id: municipality,
  address: 'г. Тестово',
  phone: null,
  email: `${kind}@dom.example`,
  zone: ZONE,
});

export const buildingRow = (id: string, municipality: string, floors: number): RegistryRows['building'][number] => ({
  id,
  municipality_id: municipality,
  address: 'ул. Садовая, д. 1',
  fias: randomUUID(),
  cadastral: null,
  zone: ZONE,
  entrances: 1,
  floors,
  built: 1990,
});

export const staffRow = (person: string, organisation: string, role: StaffRole): RegistryRows['staff'][number] => ({
  id: randomUUID(),
  person_id: person,
  organisation_id: organisation,
  role,
  from_day: '2010-01-01',
  to_day: null,
});
