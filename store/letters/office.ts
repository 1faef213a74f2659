import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { StaffRole } from '../../law/registry/words';
import type { Letter } from '../case/types';
import { holdersOf } from '../registry/ties';

/** One letter to each holder of a post in an organisation; where nobody holds it, to its general address. */
export async function toHolders(
  trx: Knex,
  office: { organisationId: string; role: StaffRole; day: Day },
  letter: Omit<Letter, 'key' | 'personId' | 'organisationId'> & { keyOf: (to: string) => string },
): Promise<Letter[]> {
  const { keyOf, ...rest } = letter;
  const { organisationId } = office;
  const people = await holdersOf(trx, office.organisationId, office.role, office.day);
  return people.length === 0
    ? [{ ...rest, key: keyOf(organisationId), organisationId }]
    : people.map((personId) => ({ ...rest, key: keyOf(personId), personId }));
}
