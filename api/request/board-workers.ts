import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { contractsOf } from '../../store/dispatch/contract';
import { mastersOf } from '../../store/dispatch/master';

export interface Worker {
  id: string;
  name: string;
  contractor: boolean;
}

/** Whom a desk may give requests to: its own masters, and contractors by the contracts that stand. */
export async function deskWorkers(db: Knex, organisationId: string, day: Day): Promise<Worker[]> {
  const [masters, contracts] = await Promise.all([
    mastersOf(db, { organisationId, day }),
    contractsOf(db, organisationId),
  ]);
  const standing = contracts.filter(({ fromDay, toDay }) => fromDay <= day && (toDay === null || toDay >= day));
  const outside = new Map(standing.map(({ contractorId, contractor }) => [contractorId, contractor]));
  return [
    ...masters.map(({ personId, familyName, givenName }) => ({
      id: personId,
      name: `${familyName} ${givenName}`,
      contractor: false,
    })),
    ...[...outside].map(([id, name]) => ({ id, name, contractor: true })),
  ];
}
