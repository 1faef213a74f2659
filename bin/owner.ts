import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../law/base/refusal';
import { ensureDatabase, ensureRoles } from '../store/sql/cluster';
import type { Environment } from './environment';
import { takeLock } from './engines/lock';
import { runningPostgres, startPostgres, SUPERUSER, type PostgresAddress } from './engines/postgres';

const DATABASE = 'domovoy';

/** Connects to the database as its owner: the operator's server, the running embedded one, or one started for this. */
export async function withOwner<T>(
  env: Environment,
  progress: (sentence: string) => void,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (env.DATABASE_OWNER_URL) return work(env.DATABASE_OWNER_URL);
  const data = resolve(env.DATA_DIR);
  const dir = join(data, 'postgres');
  const running = runningPostgres(dir);
  if (running) return work(running.url('domovoy_owner', DATABASE));
  mkdirSync(data, { recursive: true });
  const lock = takeLock(join(data, 'lock'));
  if ('heldBy' in lock) {
    throw new Refusal('starting', 'Домовой как раз запускается или останавливается. Повторите через минуту.');
  }
  try {
    const engine = await startPostgres(dir, { log: join(data, 'log', 'postgres.log'), progress });
    try {
      await prepare(engine);
      return await work(engine.url('domovoy_owner', DATABASE));
    } finally {
      await engine.stop();
    }
  } finally {
    lock.release();
  }
}

/** Makes sure our roles and our database exist in this server. */
export async function prepare(engine: PostgresAddress): Promise<{ app: string; owner: string }> {
  const admin = engine.url(SUPERUSER, 'postgres');
  await ensureRoles(admin, engine.password);
  await ensureDatabase(admin, DATABASE);
  return { app: engine.url('domovoy_app', DATABASE), owner: engine.url('domovoy_owner', DATABASE) };
}
