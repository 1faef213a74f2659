import { join } from 'node:path';
import { Refusal } from '../../law/base/refusal';
import { readInstallationKind } from '../../store/sql/cluster';
import { need, type Environment } from '../environment';
import { keepAlive } from '../keep-alive';
import { prepare } from '../owner';
import { temporalUiPort, type Settings } from '../settings';
import { isListening } from './ports';
import { startPostgres, type Postgres } from './postgres';
import { startTemporal, type Temporal } from './temporal';
import { findTemporal } from './temporal-binary';

export interface EnginesOptions {
  env: Environment;
  data: string;
  say: (sentence: string) => void;
  signal: AbortSignal;
  logOf: (name: string) => string;
  register: (stop: () => Promise<void>) => void;
  migrate: (values: Settings) => Promise<void>;
}

/** Postgres, its schema and Temporal: found or started. Returns their addresses. */
export async function startEngines(options: EnginesOptions): Promise<Settings> {
  const { env, say, signal } = options;
  // Building Temporal takes minutes, so it begins at once, beside Postgres.
  const program = env.TEMPORAL_ADDRESS ? undefined : findTemporal(say, signal);
  program?.catch(() => undefined);
  const database = env.DATABASE_URL ? givenPostgres(env) : await ownPostgres(options);
  say('Проверяем схему базы…');
  await options.migrate(database);
  signal.throwIfAborted();
  const kind = await readInstallationKind(database.DATABASE_OWNER_URL ?? '');
  const temporal = program
    ? await ownTemporal(options, await program, kind === 'training')
    : await givenTemporal(need(env, 'TEMPORAL_ADDRESS'));
  return { ...database, ...temporal, INSTALLATION_KIND: kind };
}

function givenPostgres(env: Environment): Settings {
  return { DATABASE_URL: need(env, 'DATABASE_URL'), DATABASE_OWNER_URL: need(env, 'DATABASE_OWNER_URL') };
}

async function ownPostgres({ data, say, signal, logOf, register }: EnginesOptions): Promise<Settings> {
  say('Запускаем Postgres…');
  const log = logOf('postgres');
  let engine: Postgres | undefined;
  // A restarted server keeps its port, because other programs know its address.
  const begin = async (): Promise<Postgres> => {
    engine = await startPostgres(join(data, 'postgres'), { port: engine?.port, log, progress: say, signal });
    return engine;
  };
  register(await keepAlive('Postgres', begin, { say, log }));
  if (!engine) throw new Error('Postgres is kept alive, yet there is none.');
  const { app, owner } = await prepare(engine);
  return { DATABASE_URL: app, DATABASE_OWNER_URL: owner };
}

async function ownTemporal(options: EnginesOptions, program: string, training: boolean): Promise<Settings> {
  const { data, say, signal, logOf, register } = options;
  say('Запускаем Temporal…');
  const log = logOf('temporal');
  const uiPort = await temporalUiPort();
  let engine: Temporal | undefined;
  const begin = async (): Promise<Temporal> => {
    const file = join(data, 'temporal.db');
    engine = await startTemporal({ program, file, training, uiPort, log, port: engine?.port, progress: say, signal });
    return engine;
  };
  register(await keepAlive('Temporal', begin, { say, log }));
  return { TEMPORAL_ADDRESS: engine?.address, TEMPORAL_UI_URL: engine?.uiUrl };
}

async function givenTemporal(address: string): Promise<Settings> {
  const [host = 'localhost', port = '7233'] = address.split(':');
  if (await isListening(host, Number(port), 5_000)) return { TEMPORAL_ADDRESS: address };
  throw new Refusal('temporal-away', `Temporal по адресу ${address} не отвечает. Проверьте TEMPORAL_ADDRESS.`);
}
