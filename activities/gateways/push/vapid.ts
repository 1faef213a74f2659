import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { Refusal } from '../../../law/base/refusal';

/** A service refuses a token valid for more than a day (RFC 8292, 2). */
const GOOD_FOR_SECONDS = 12 * 3_600;
const PRIVATE_BYTES = 32;

/** Our key pair: the browser gets the public half and accepts messages from no other sender. */
export interface ServerKey {
  publicKey: string;
  privateKey: KeyObject;
}

/** From the 32 bytes of PUSH_PRIVATE_KEY in base64url. */
export function serverKey(secret: string): ServerKey {
  const own = createECDH('prime256v1');
  const bytes = Buffer.from(secret, 'base64url');
  try {
    if (bytes.length !== PRIVATE_BYTES) throw new Error('not a private key of P-256');
    own.setPrivateKey(bytes);
  } catch {
    throw new Refusal(
      'push-key-wrong',
      'Переменная PUSH_PRIVATE_KEY должна быть закрытым ключом P-256: 32 байта в base64url.',
    );
  }
  const point = own.getPublicKey();
  const half = (from: number): string => point.subarray(from, from + PRIVATE_BYTES).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: bytes.toString('base64url'), x: half(1), y: half(1 + PRIVATE_BYTES) };
  return { publicKey: point.toString('base64url'), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * The header that identifies the sender to a push service (RFC 8292). `subject` is our contact. It expires by the
 * machine's own clock: the service does not know a training region's.
 */
export function authorization({ publicKey, privateKey }: ServerKey, endpoint: string, subject: string): string {
  const exp = Math.floor(Date.now() / 1_000) + GOOD_FOR_SECONDS;
  const body = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: new URL(endpoint).origin, exp, sub: subject })}`;
  const signature = sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${body}.${signature.toString('base64url')}, k=${publicKey}`;
}
