import type { Knex } from 'knex';
import type { Plain } from '../../law/base/canonical';
import { isoOf, factValue, type Sides, type ToldEvent } from '../case/sides';

/** What the row of an appeal says about its life. */
export async function appealFromRows(db: Knex, caseId: string): Promise<Sides> {
  const row = await db('appeal').where({ case_id: caseId }).first();
  if (!row) return {};
  return {
    'appeal.received_at': isoOf(row.received_at),
    'appeal.registered_at': isoOf(row.registered_at),
    'appeal.addressee_id': row.addressee_id,
    'appeal.subject': row.subject,
    'appeal.norm_id': row.norm_id,
    'appeal.routed_to': row.routed_to,
    'appeal.answered_at': isoOf(row.answered_at),
    'appeal.answer_kind': row.answer_kind,
    'appeal.answer_text_id': row.answer_text_id,
    'appeal.rating': row.rating,
    'appeal.rated_at': isoOf(row.rated_at),
    'appeal.rating_text_id': row.rating_text_id,
    'appeal.reopened': row.reopened,
  };
}

const firstOf = (all: Plain): Plain => (Array.isArray(all) ? ((all as readonly Plain[])[0] ?? null) : null);

/** The same, according to the chained events. */
export function appealFromEvents(events: readonly ToldEvent[]): Sides {
  const last = (kind: string) => events.filter((one) => one.kind === kind).at(-1);
  const [answered, rated, opened] = [last('answered'), last('rated'), events[0]];
  // The answer to a split appeal is given by its parts: it has no text or kind of its own.
  const worded = events.filter(({ kind, facts }) => kind === 'answered' && facts['kind'] !== undefined).at(-1);
  return {
    'appeal.received_at': factValue(opened, 'receivedAt'),
    'appeal.registered_at': factValue(opened, 'registeredAt'),
    'appeal.addressee_id': factValue(opened, 'addressee'),
    'appeal.subject': firstOf(factValue(opened, 'subjects')),
    'appeal.norm_id': factValue(last('registered'), 'norm'),
    'appeal.routed_to': factValue(last('routed'), 'person'),
    'appeal.answered_at': answered?.at ?? null,
    'appeal.answer_kind': factValue(worded, 'kind'),
    'appeal.answer_text_id': factValue(worded, 'text'),
    'appeal.rating': factValue(rated, 'rating'),
    'appeal.rated_at': rated?.at ?? null,
    'appeal.rating_text_id': factValue(rated, 'text'),
    'appeal.reopened': events.filter(({ kind }) => kind === 'reopened').length,
  };
}
