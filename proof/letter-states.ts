import type { Knex } from 'knex';
import type { OutsideChannel } from '../store/letters/deliveries';
import { givenUp } from '../store/letters/failed';
import { ALIVE } from '../store/letters/lanes';

/** Letters that did not leave or did not arrive, by channel and the gateway's problem code. */
interface FailedCount {
  channel: OutsideChannel;
  /** `no-address`, `refused-by-the-other-side`, `not-delivered`, `<channel>-not-reachable`, `<channel>-not-taken`. */
  problem: string;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

/** One such letter; it names its case but no person. */
interface FailedLetter {
  id: string;
  channel: OutsideChannel;
  problem: string;
  /** Template in templates/letters. */
  letter: string;
  caseId: string | null;
  area: string | null;
  number: string | null;
  failedAt: Date;
  attempts: number;
}

interface FailedLetters {
  counts: FailedCount[];
  /** The newest ones. */
  letters: FailedLetter[];
}

export async function failedLetters(db: Knex, limit: number): Promise<FailedLetters> {
  const [counts, letters] = await Promise.all([
    db.raw<{ rows: FailedCount[] }>(
      `select d.channel, coalesce(d.problem, 'unknown') as problem, count(*)::int as count, min(d.failed_at) as "firstAt",
         max(d.failed_at) as "lastAt"
       from delivery d where ${givenUp('d')} group by d.channel, coalesce(d.problem, 'unknown')
       order by d.channel, count(*) desc, problem`,
    ),
    db.raw<{ rows: FailedLetter[] }>(
      `select d.id, d.channel, coalesce(d.problem, 'unknown') as problem, d.letter, d.case_id as "caseId", f.area, f.number,
         d.failed_at as "failedAt", d.attempts
       from delivery d left join case_file f on f.id = d.case_id where ${givenUp('d')}
       order by d.failed_at desc, d.id limit ?`,
      [limit],
    ),
  ]);
  return { counts: counts.rows, letters: letters.rows };
}

/** The state of one channel's letters. */
interface LettersLate {
  channel: OutsideChannel;
  /** Open letters that may leave now. */
  due: number;
  /** Open letters that wait for the morning or for another try. */
  later: number;
  /** How long the oldest that may leave now has waited, in region time. */
  oldestSeconds: number;
  /** Since when the other side has not answered, in region time; null: it answers. */
  downSince: Date | null;
  /** A sender is running. */
  alive: boolean;
}

export async function lettersLate(db: Knex): Promise<LettersLate[]> {
  const { rows } = await db.raw<{ rows: LettersLate[] }>(
    `select l.channel, l.down_since as "downSince", coalesce(l.beat_at > clock_timestamp() - ${ALIVE}, false) as alive,
       count(d.id) filter (where d.next_at <= domovoy_now())::int as due,
       count(d.id) filter (where d.next_at > domovoy_now())::int as later,
       coalesce(extract(epoch from domovoy_now() - min(d.next_at) filter (where d.next_at <= domovoy_now())), 0)::float
         as "oldestSeconds"
     from letter_lane l left join delivery d on d.channel = l.channel and d.sent_at is null and d.failed_at is null
       and d.channel in ('email', 'sms', 'push')
     group by l.channel, l.down_since, l.beat_at order by l.channel`,
  );
  return rows;
}
