import type { Knex } from 'knex';
import type { Halt } from '../../law/meeting/vote/halt';
import { queryOne } from '../sql/query';

/** Why a meeting stands halted; null when it does not. */
export const haltOf = (db: Knex, { id, phase }: { id: string; phase: string }): Promise<Halt | null> =>
  phase !== 'halted'
    ? Promise.resolve(null)
    : queryOne<Halt>(
        db,
        `select kind as why, coalesce(facts->>'owners', facts->>'rights', '0')::int as count from case_event
        where case_id = :id and kind in ('not-opened', 'form-refused') order by seq desc limit 1`,
        { id },
      );
