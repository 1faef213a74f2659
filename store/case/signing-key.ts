import type { Knex } from 'knex';
import { newKeyPair, type KeyPair } from './signature';

/** The installation's signing key, made when it is first needed. */
export async function signingKey(trx: Knex): Promise<KeyPair> {
  const found = await readKey(trx);
  if (found) return found;
  const { publicKey, privateKey } = newKeyPair();
  await trx('meeting_key')
    .insert({ public_key: publicKey, private_key: privateKey, made_at: trx.raw('clock_timestamp()') })
    .onConflict('one')
    .ignore();
  const made = await readKey(trx);
  if (!made) throw new Error('The signing key was not kept');
  return made;
}

async function readKey(db: Knex): Promise<KeyPair | undefined> {
  return db('meeting_key').first<KeyPair | undefined>({ publicKey: 'public_key', privateKey: 'private_key' });
}

/** Null while no checkpoint has been signed here. */
export async function publicKeyOf(db: Knex): Promise<string | null> {
  return (await readKey(db))?.publicKey ?? null;
}

/** For values derived from the key without signing; null while there is none. */
export async function privateKeyOf(db: Knex): Promise<string | null> {
  return (await readKey(db))?.privateKey ?? null;
}
