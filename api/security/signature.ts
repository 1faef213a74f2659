import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { exchangeKey } from '../../store/access/exchange-keys';

/** How far the clock of a telephone exchange may be from ours: an older request is somebody's recording of it. */
export const SIGNED_SECONDS = 300;

/** What a signed request shows of itself: which key, when it was sent, and the signature over that and the body. */
export const signedHeaders = {
  key: 'X-Exchange-Key',
  at: 'X-Exchange-Timestamp',
  signature: 'X-Exchange-Signature',
} as const;

/** Whose exchange has signed. */
export interface Signer {
  organisationId: string;
}

export interface Claim {
  key: string;
  /** Unix seconds, as written. */
  at: string;
  signature: string;
}

/** Unknown, revoked, foreign and forged look alike: nothing is learnt by trying. */
export const notSigned = (): Refusal =>
  new Refusal('signature-wrong', 'Подпись не подошла. Проверьте ключ станции и то, что подписано тело целиком.', 401);

const tooOld = (): Refusal =>
  new Refusal('signature-old', 'Запрос подписан слишком давно или часы станции спешат. Проверьте её часы.', 401);

/** HMAC-SHA256 over «time.body», in hex. */
export const signatureOf = (secret: string, at: string, body: Buffer | string): string =>
  createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');

/** The headers with which a program signs a body. */
export const signedWith = (
  key: { id: string; secret: string },
  at: string,
  body: Buffer | string,
): Record<string, string> => ({
  [signedHeaders.key]: key.id,
  [signedHeaders.at]: at,
  [signedHeaders.signature]: signatureOf(key.secret, at, body),
});

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Checked before a byte of the body is read. */
export function claimOf(request: Pick<Request, 'headers'>): Claim {
  const header = (name: string): string => {
    const value = request.headers[name.toLowerCase()];
    return typeof value === 'string' ? value : '';
  };
  const claim = {
    key: header(signedHeaders.key).toLowerCase(),
    at: header(signedHeaders.at),
    signature: header(signedHeaders.signature).toLowerCase(),
  };
  if (UUID.test(claim.key) && /^\d{9,11}$/.test(claim.at) && /^[\da-f]{64}$/.test(claim.signature)) return claim;
  throw notSigned();
}

/** Who signed these bytes. The time is judged after the signature, so a stranger is told nothing of our clock. */
export async function signerOf(db: Knex, claim: Claim, body: Buffer): Promise<Signer> {
  const key = await exchangeKey(db, claim.key);
  // A key that is not there costs as much as one that is.
  const right = Buffer.from(signatureOf(key?.secret ?? claim.key, claim.at, body), 'hex');
  if (!timingSafeEqual(right, Buffer.from(claim.signature, 'hex')) || !key) throw notSigned();
  if (Math.abs(key.nowSeconds - Number(claim.at)) > SIGNED_SECONDS) throw tooOld();
  return { organisationId: key.organisationId };
}
