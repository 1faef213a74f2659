import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as text: what a cookie, a token or an activation link carries. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Only this is kept: a stolen table opens no door. The secret is random, so a plain hash is enough. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
