import type { Knex } from 'knex';
import { writeLetters } from '../../store/deliveries';
import { organisationIds } from '../../store/voting';

interface Told {
  caseId: string;
  ballotId: string;
  tracker: string;
  at: Date;
  /** Who signed and in whose name: a person or an organisation hears of every decision made for them. */
  to: readonly string[];
}

/** The number to check by, without the vote: nobody's paper or power can be used behind their back. */
export async function tellReceipt(trx: Knex, { caseId, ballotId, tracker, at, to }: Told): Promise<void> {
  const ids = [...new Set(to)];
  const organisations = await organisationIds(trx, ids);
  const letters = ids.map((id) => ({
    key: `${caseId}:${ballotId}:meeting-receipt:${id}`,
    letter: 'meeting-receipt',
    facts: { tracker },
    ...(organisations.includes(id) ? { organisationId: id } : { personId: id }),
  }));
  await writeLetters(trx, caseId, letters, at);
}
