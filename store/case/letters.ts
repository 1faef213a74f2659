import type { Knex } from 'knex';
import type { Channel } from '../letters/deliveries';

/** One letter of a case on one channel: how many were written and what became of them. */
export interface LetterCount {
  letter: string;
  channel: Channel;
  at: Date;
  all: number;
  sent: number;
  /** Opened in the cabinet or confirmed by the other side. */
  received: number;
  failed: number;
  /** Not sent yet. */
  waiting: number;
  /** When the first of the waiting ones may leave. */
  leavesAt: Date | null;
}

/**
 * Letters of a case, newest first; with `personId`, only those to that person. The answer names nobody. A letter that
 * was ordered again counts once, with its final result.
 */
export async function lettersOf(db: Knex, caseId: string, personId: string | null): Promise<LetterCount[]> {
  const { rows } = await db.raw<{ rows: LetterCount[] }>(
    `select letter, channel, min(created_at) as at, count(*)::int as "all",
       count(*) filter (where sent_at is not null and failed_at is null)::int as sent,
       count(*) filter (where effective_at is not null)::int as received,
       count(*) filter (where failed_at is not null)::int as failed,
       count(*) filter (where sent_at is null and failed_at is null)::int as waiting,
       min(next_at) filter (where sent_at is null and failed_at is null) as "leavesAt"
     from delivery d where case_id = :caseId and (:personId::uuid is null or person_id = :personId)
       and not exists (select from delivery again where again.again_of = d.id)
     group by letter, channel
     order by min(created_at) desc, letter, array_position(array['cabinet', 'email', 'sms', 'push', 'paper'], channel)`,
    { caseId, personId },
  );
  return rows;
}
