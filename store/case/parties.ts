import type { Knex } from 'knex';
import type { Party } from './types';

export const partyRows = (parties: readonly Party[]) =>
  parties.map(({ part, personId, organisationId }) => ({
    part,
    person_id: personId ?? null,
    organisation_id: organisationId ?? null,
  }));

export async function addParties(trx: Knex, caseId: string, parties: readonly Party[], at: Date): Promise<void> {
  if (parties.length === 0) return;
  const rows = partyRows(parties).map((row) => ({ ...row, case_id: caseId, since: at }));
  await trx('case_party').insert(rows).onConflict().ignore();
}
