import { createECDH, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environment, type Environment } from './environment';
import type { VariableName } from './variables';
import { freePort, portIsFree } from './engines/ports';

/** Values that `npm start` sets when the operator has not. */
export type Settings = Partial<Record<VariableName, string>>;

interface Secrets {
  session: string;
  client: string;
  sms: string;
  push: string;
}

const RUNNING = 'running.json';
/** Ports that people may remember are used when free: sign-in, letters, the Web UI of Temporal. */
const usual = { identity: 8081, post: 8082, temporalUi: 8233 } as const;

export async function settleSettings(env: Environment, data: string): Promise<Settings> {
  const secrets = readSecrets(join(data, 'secrets.json'));
  const identity = env.IDENTITY_PORT ?? (await portNear(usual.identity));
  const post = env.POST_PORT ?? (await portNear(usual.post));
  const push = env.PUSH_PRIVATE_KEY ?? secrets.push;
  return {
    DATA_DIR: data,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    SESSION_SECRET: env.SESSION_SECRET ?? secrets.session,
    IDENTITY_PORT: String(identity),
    OIDC_ISSUER: env.OIDC_ISSUER ?? `http://localhost:${identity}`,
    OIDC_CLIENT_SECRET: env.OIDC_CLIENT_SECRET ?? secrets.client,
    POST_PORT: String(post),
    PUSH_PRIVATE_KEY: push,
    PUSH_PUBLIC_KEY: env.PUSH_PUBLIC_KEY ?? publicHalf(push),
    WORKER_METRICS: env.WORKER_METRICS ?? `127.0.0.1:${await freePort()}`,
    SMTP_URL: env.SMTP_URL ?? `smtp://127.0.0.1:${await freePort()}`,
    SMPP_URL: env.SMPP_URL ?? `smpp://domovoy:${secrets.sms}@127.0.0.1:${await freePort()}`,
  };
}

/** Lets other commands (travel, reconcile, verify) find the running engines. */
export function announce(data: string, settings: Settings): () => Promise<void> {
  const path = join(data, RUNNING);
  writeFileSync(path, JSON.stringify(settings, null, 2), { mode: 0o600 });
  return async () => rmSync(path, { force: true });
}

/** The environment of a command: what the operator has set, otherwise what the running installation has announced. */
export function environmentOfHouse(): Environment {
  const given = environment();
  const path = join(resolve(given.DATA_DIR), RUNNING);
  if (given.DATABASE_URL || !existsSync(path)) return given;
  const announced = JSON.parse(readFileSync(path, 'utf8')) as Settings;
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...environment(announced), ...known };
}

export function temporalUiPort(): Promise<number> {
  return portNear(usual.temporalUi);
}

async function portNear(port: number): Promise<number> {
  return (await portIsFree(port)) ? port : freePort();
}

/**
 * Made once: a new session key at each start would sign everyone out, and a new push key would silence every browser.
 */
function readSecrets(path: string): Secrets {
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>) : {};
  const word = (bytes: number): string => randomBytes(bytes).toString('base64url');
  // SMPP passwords have at most 8 characters (SMPP 3.4, 4.1.1).
  const secrets = { session: word(48), client: word(32), sms: word(6), push: pushSecret(), ...kept };
  if (Object.keys(secrets).some((name) => !(name in kept)))
    writeFileSync(path, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

const pushSecret = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }).d ?? '';

/** For an invalid key nothing is made here: the worker reports what is wrong with it. */
function publicHalf(secret: string): string {
  const own = createECDH('prime256v1');
  try {
    own.setPrivateKey(secret, 'base64url');
  } catch {
    return '';
  }
  return own.getPublicKey('base64url');
}
