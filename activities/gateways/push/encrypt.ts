import { createCipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';

const CURVE = 'prime256v1';
const SALT_BYTES = 16;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
const SECRET_BYTES = 32;
const HASH = 'sha256';
/** One record is enough for our messages; services accept no more than 4096 bytes (RFC 8030, 7.2). */
const RECORD_BYTES = 4_096;
/** The delimiter of the last record (RFC 8188, 2). */
const LAST = Buffer.of(2);

/** The keys a browser gave when notifications were switched on, in base64url. */
export interface BrowserKeys {
  p256dh: string;
  auth: string;
}

/** Random values; fixed only for the test vector of RFC 8291. */
export interface RandomValues {
  salt: Buffer;
  sender: ECDH;
}

const chance = (): RandomValues => {
  const sender = createECDH(CURVE);
  sender.generateKeys();
  return { salt: randomBytes(SALT_BYTES), sender };
};

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync(HASH, secret, salt, info, length));

/** Only this browser can read the result: the push service sees its length and no more (RFC 8291, aes128gcm). */
export function encrypt(
  text: string,
  { p256dh, auth }: BrowserKeys,
  { salt, sender }: RandomValues = chance(),
): Buffer {
  const receiver = Buffer.from(p256dh, 'base64url');
  const own = sender.getPublicKey();
  const shared = sender.computeSecret(receiver);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, own]);
  const secret = derive(shared, Buffer.from(auth, 'base64url'), info, SECRET_BYTES);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), KEY_BYTES);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), NONCE_BYTES);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text), cipher.update(LAST), cipher.final(), cipher.getAuthTag()]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  return Buffer.concat([salt, size, Buffer.of(own.length), own, sealed]);
}
