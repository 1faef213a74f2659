import type { Knex } from 'knex';
import type { Party } from './types';

export async function addParties(trx: Knex, caseId: string, parties: readonly Party[], at: Date): Promise<void> {
  if (parties.length === 0) return;
  const rows = parties.map((party) => ({
    case_id: caseId,
    part: party.part,
    person_id: party.personId ?? null,
    organisation_id: party.organisationId ?? null,
    since: at,
  }));
  await trx('case_party').insert(rows).onConflict().ignore();
}
