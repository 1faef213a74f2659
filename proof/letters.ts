import type { Knex } from 'knex';
import { sendDue } from '../activities/letters';
import type { Gateways } from '../activities/letters/gateway';

/** Tries once what of a case has not left, whatever the hour and however its lane stands. */
export async function sendNow(db: Knex, gateways: Gateways, caseId: string): Promise<void> {
  await db('delivery')
    .where({ case_id: caseId, sent_at: null, failed_at: null })
    .update({ next_at: new Date(0), claimed_by: null, claimed_until: null });
  await db('letter_lane').update({ down_since: null, probe_at: null, tries: 0 });
  await sendDue(db, gateways);
}
