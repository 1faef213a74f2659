import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import type { TakenPush } from '../bin/post/push-server';
import { LOCAL_PUSH } from '../store/letters/push-services';

export interface Claims {
  aud: string;
  exp: number;
  sub: string;
}

/** A browser with its own keys, as the Push API makes them: only it can read what is sent to it. */
export interface PushBrowser {
  endpoint: string;
  p256dh: string;
  auth: string;
  /** The browser's own part of the endpoint. */
  name: string;
  open(taken: TakenPush): unknown;
}

/** RFC 8188 and 8291 from the receiver's side, written independently of the code that sends. */
export function pushBrowser(): PushBrowser {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const auth = randomBytes(16);
  const name = randomBytes(12).toString('base64url');
  const derive = (secret: Uint8Array, salt: Uint8Array, info: string | Buffer, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length));
  return {
    name,
    endpoint: `${LOCAL_PUSH}/${name}`,
    p256dh: own.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
    open({ body }) {
      const salt = body.subarray(0, 16);
      const idLength = body.readUInt8(20);
      const sender = body.subarray(21, 21 + idLength);
      const sealed = body.subarray(21 + idLength);
      if (sealed.length > body.readUInt32BE(16)) throw new Error('More than one record');
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
      const secret = derive(own.computeSecret(sender), auth, info, 32);
      const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
      const decipher = createDecipheriv('aes-128-gcm', key, derive(secret, salt, 'Content-Encoding: nonce\0', 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      if (plain.at(-1) !== 2) throw new Error('Not the last record');
      return JSON.parse(plain.subarray(0, -1).toString('utf8')) as unknown;
    },
  };
}

/**
 * What the sender states about itself, checked with the key the browser subscribed with; null: the signature is not
 * theirs.
 */
export function claimsOf({ headers }: TakenPush, publicKey: string): Claims | null {
  const [, token = '', key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const half = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const jwk = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }, format: 'jwk' });
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: jwk, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return signed && key === publicKey ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims) : null;
}
