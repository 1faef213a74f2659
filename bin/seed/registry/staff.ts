import type { OrganisationKind, StaffRole } from '../../../law/registry/words';
import { seedPeople } from '../demo';
import { naming } from './names';
import { type SeedRegion } from './households';
import { organisations } from './places';
import { idOf } from '../random';
import { organisationId } from '../region';

const FIRST_POSTS = '2016-01-11';

/** Who works where, besides the demo people. */
const POSTS: Record<OrganisationKind, readonly StaffRole[]> = {
  manager: [
    'head',
    'clerk',
    'clerk',
    'dispatcher',
    'dispatcher',
    'master',
    'master',
    'master',
    'accountant',
    'passport-clerk',
  ],
  association: ['clerk', 'accountant'],
  supplier: ['head', 'clerk', 'dispatcher', 'accountant'],
  municipality: ['municipal', 'municipal'],
  inspectorate: ['inspector', 'inspector'],
  ministry: ['ministry'],
  platform: ['platform'],
  contractor: [],
};

/** Hired later than everybody else, so that the rest of the region stays as it was before them. */
const LATER: Readonly<Record<string, readonly StaffRole[]>> = {
  dom: ['master', 'master'],
  uyut: ['master', 'master'],
  yar: ['master', 'master'],
  garden: ['master'],
  lift: ['head', 'dispatcher'],
  roof: ['head', 'dispatcher'],
};

export function fillStaff(region: SeedRegion, demo: ReadonlyMap<string, string>): void {
  for (const { key, kind } of organisations) {
    const roles = POSTS[kind];
    // The first holder of a post has held it from the start: somebody answered in every year.
    roles.forEach((role, place) => employ(region, key, role, worker(region), roles.indexOf(role) === place));
  }
  for (const { login, post } of seedPeople) {
    const person = demo.get(login);
    if (post && person) employ(region, post.organisation, post.role, person);
  }
  for (const [key, roles] of Object.entries(LATER)) {
    for (const role of roles) employ(region, key, role, worker(region));
  }
}

function worker({ crowd, random }: SeedRegion): string {
  const who = naming(random, random.chance(0.6) ? 'female' : 'male');
  return crowd.add({ naming: who, birthDay: random.day('1965-01-01', '2001-12-31'), reachable: true });
}

function employ(
  { rows, random }: SeedRegion,
  organisation: string,
  role: StaffRole,
  person: string,
  first = false,
): void {
  const day = random.day(FIRST_POSTS, '2024-09-02');
  rows.staff.push({
    id: idOf(`staff:${person}:${organisation}:${role}`),
    person_id: person,
    organisation_id: organisationId(organisation),
    role,
    from_day: first ? FIRST_POSTS : day,
    to_day: null,
  });
}
