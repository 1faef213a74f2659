import type { Knex } from 'knex';
import { hashOf, newSecret } from './secrets';

/** Idle and absolute limits in hours, in real time (migrations/0003_access). */
const IDLE_HOURS = 12;
const ABSOLUTE_HOURS = 24 * 14;
/** `seen_at` is updated once a minute at most: a page view should not cause a write. */
const SEEN_EVERY_SECONDS = 60;

export interface Session {
  id: string;
  personId: string;
  delegationId: string | null;
}

export interface OpenSession {
  id: string;
  via: 'password' | 'identity';
  agent: string;
  createdAt: Date;
  seenAt: Date;
}

export interface NewSession {
  personId: string;
  via: OpenSession['via'];
  agent: string;
}

/** Always a new secret: an identifier known before sign-in is never reused after it. */
export async function openSession(db: Knex, session: NewSession): Promise<string> {
  const secret = newSecret();
  await db.raw(
    `insert into session (token_hash, person_id, via, agent, ends_at)
     values (?, ?, ?, ?, clock_timestamp() + make_interval(hours => ?))`,
    [hashOf(secret), session.personId, session.via, session.agent.slice(0, 200), ABSOLUTE_HOURS],
  );
  return secret;
}

export async function findSession(db: Knex, secret: string): Promise<Session | null> {
  const { rows } = await db.raw<{ rows: (Session & { stale: boolean })[] }>(
    `select id, person_id as "personId", delegation_id as "delegationId",
            seen_at < clock_timestamp() - make_interval(secs => ?) as stale
       from session
      where token_hash = ? and closed_at is null and ends_at > clock_timestamp()
        and seen_at > clock_timestamp() - make_interval(hours => ?)`,
    [SEEN_EVERY_SECONDS, hashOf(secret), IDLE_HOURS],
  );
  const row = rows[0];
  if (!row) return null;
  if (row.stale) await db.raw('update session set seen_at = clock_timestamp() where id = ?', [row.id]);
  return { id: row.id, personId: row.personId, delegationId: row.delegationId };
}

export async function listSessions(db: Knex, personId: string): Promise<OpenSession[]> {
  const { rows } = await db.raw<{ rows: OpenSession[] }>(
    `select id, via, agent, created_at as "createdAt", seen_at as "seenAt" from session
      where person_id = ? and closed_at is null and ends_at > clock_timestamp()
        and seen_at > clock_timestamp() - make_interval(hours => ?)
      order by seen_at desc, id`,
    [personId, IDLE_HOURS],
  );
  return rows;
}

/** False when the person has no such open session. */
export async function closeSession(db: Knex, personId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'update session set closed_at = clock_timestamp() where id = ? and person_id = ? and closed_at is null',
    [id, personId],
  );
  return rowCount > 0;
}

export async function closeOtherSessions(db: Knex, personId: string, kept: string | null): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update session set closed_at = clock_timestamp()
      where person_id = ? and closed_at is null and id is distinct from ?::uuid`,
    [personId, kept],
  );
  return rowCount;
}

/** From now on this session acts under a delegation, or for its own person again. */
export async function actBy(db: Knex, sessionId: string, delegationId: string | null): Promise<void> {
  await db.raw('update session set delegation_id = ? where id = ?', [delegationId, sessionId]);
}

/** Which of these sessions are still open: for connections that stay open longer than a request. */
export async function openSessions(db: Knex, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    'select id from session where id = any(?) and closed_at is null and ends_at > clock_timestamp()',
    [ids as Knex.RawBinding],
  );
  return new Set(rows.map(({ id }) => id));
}
