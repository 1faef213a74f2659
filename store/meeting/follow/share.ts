import type { Knex } from 'knex';
import { queryOne } from '../../sql/query';
import { hashOf, newSecret } from '../../access/secrets';

export interface Share {
  id: string;
  madeAt: Date;
}

/** The link that works now; a meeting has one at most. */
export async function shareLinkOf(db: Knex, caseId: string): Promise<Share | null> {
  return queryOne<Share>(
    db,
    'select id, made_at as "madeAt" from meeting_share where case_id = :caseId and revoked_at is null',
    { caseId },
  );
}

interface NewShare {
  /** Key of the form. */
  id: string;
  caseId: string;
  by: string;
  at: Date;
}

/** The secret is returned once and not stored; an earlier link stops working. */
export async function makeShare(trx: Knex, { id, caseId, by, at }: NewShare): Promise<string> {
  const secret = newSecret();
  // One after the other: of two links made at once, the later one works.
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`share:${caseId}`]);
  await trx('meeting_share')
    .where({ case_id: caseId, revoked_at: null })
    .whereNot({ id })
    .update({ revoked_at: at, revoked_by: by });
  await trx('meeting_share')
    .insert({ id, case_id: caseId, made_by: by, made_at: at, token_hash: hashOf(secret) })
    .onConflict('id')
    .merge(['token_hash']);
  return secret;
}

export async function revokeShare(trx: Knex, caseId: string, by: string, at: Date): Promise<boolean> {
  const revoked = await trx('meeting_share')
    .where({ case_id: caseId, revoked_at: null })
    .update({ revoked_at: at, revoked_by: by });
  return revoked > 0;
}

/** The meeting of a link that still works. */
export async function sharedMeeting(db: Knex, secret: string): Promise<string | null> {
  const row = await db('meeting_share')
    .where({ token_hash: hashOf(secret), revoked_at: null })
    .first<{ case_id: string } | undefined>('case_id');
  return row?.case_id ?? null;
}
