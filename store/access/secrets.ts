import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as text, for cookies, tokens and activation links. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Only the hash is stored: a stolen table gives no access. The secret is random, so a plain hash is enough. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
