import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { busy } from './busy';
import { Turns } from './turns';

const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Compares even when there is nothing to compare to: an unknown login takes as long as a wrong password. */
export async function passwordMatches(password: string, held: string | null): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (held ?? (await nobody())).split('$');
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), options);
  return held !== null && timingSafeEqual(derived, expected);
}

let dummy: Promise<string> | undefined;
const nobody = (): Promise<string> => (dummy ??= hashPassword(randomBytes(SALT_BYTES).toString('base64url')));

/** Each comparison takes a thread for a fifth of a second and 32 MB: a flood of passwords must not use all threads. */
const turns = new Turns(2, 40, busy);

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  const once = (): Promise<Buffer> =>
    new Promise((done, fail) => {
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? fail(error) : done(key)));
    });
  return turns.take('', once);
}
