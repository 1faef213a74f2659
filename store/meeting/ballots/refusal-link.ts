import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { privateKeyOf } from '../../case/signing-key';

const LENGTH = 22;

/**
 * A way to refuse a power without signing in, only for the principal's letter. It is derived from the power and the
 * installation's key, so nothing that opens it is stored; it does one thing, once.
 */
export async function refusalToken(db: Knex, proxyId: string): Promise<string | null> {
  const key = await privateKeyOf(db);
  return key && createHmac('sha256', key).update(`power-refusal/1\n${proxyId}`).digest('base64url').slice(0, LENGTH);
}

export async function isRefusalToken(db: Knex, proxyId: string, sent: string): Promise<boolean> {
  const [known, given] = [Buffer.from((await refusalToken(db, proxyId)) ?? ''), Buffer.from(sent)];
  return known.length === LENGTH && known.length === given.length && timingSafeEqual(known, given);
}

export const refusalPath = (proxyId: string, token: string): string => `/powers/${proxyId}/${token}`;
