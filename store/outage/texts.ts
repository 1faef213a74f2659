import type { Knex } from 'knex';
import type { OutageTextKind } from '../../law/outage/words';
import { mustHaveTextIn, writeTextIn, type CaseText } from '../case/texts';

export type OutageText = CaseText<OutageTextKind>;

export const writeOutageText = (trx: Knex, text: OutageText): Promise<void> => writeTextIn(trx, 'outage_text', text);

export const mustHaveOutageText = (trx: Knex, caseId: string, id: unknown, kind: OutageTextKind): Promise<string> =>
  mustHaveTextIn(trx, 'outage_text', caseId, id, kind);

/** All texts of an outage by their ids. */
export async function outageTexts(db: Knex, caseId: string): Promise<Map<string, string>> {
  const rows = await db('outage_text').where({ case_id: caseId }).select('id', 'body');
  return new Map(rows.map((row: { id: string; body: string }) => [row.id, row.body]));
}
