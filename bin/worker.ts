import { setPriority } from 'node:os';
import { pino } from 'pino';
import { linkEngine } from '../activities/engine/connect';
import { addNumberAttribute } from '../activities/engine/start';
import { gateways, noGateways } from '../activities/gateways';
import { deciders } from '../activities/areas';
import { installRuntime } from '../activities/runtime';
import { startWorkers } from '../activities/worker';
import { openDatabase } from '../store/sql/database';
import { filesAt } from '../store/files/s3';
import { startDuties } from './duties';
import { engineWay } from './engine';
import { portIsFree } from './engines/ports';
import { need } from './environment';
import { runProgram } from './program';

/** Niceness: where the programs share a machine, pages come before the work behind them. */
const BEHIND_PAGES = 10;

/** Runs the cases and the work beside them: all of it, or the roles in WORKER_ROLES. */
runProgram('worker', async (env) => {
  setPriority(BEHIND_PAGES);
  const log = pino({ level: env.LOG_LEVEL });
  installRuntime(
    env.LOG_LEVEL === 'debug' ? 'INFO' : 'WARN',
    (level, message, meta) => log[level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'info'](meta, message),
    await metricsAt(env.WORKER_METRICS, (problem) => log.warn(problem)),
  );
  const url = need(env, 'DATABASE_URL');
  const address = engineWay(env);
  const roles = env.WORKER_ROLES;
  const files = filesAt(env.FILES_URL);
  // Cases and their orders have one pool, everything else another: a long paper takes no connection from a legal clock.
  const db = openDatabase(url, 'worker', env.DATABASE_POOL, 'step', files);
  const beside = openDatabase(url, 'worker beside', Math.ceil(env.DATABASE_POOL / 2), 'work', files);
  const link = await linkEngine(address, env.TEMPORAL_NAMESPACE);
  const ways = roles.has('letters') ? await gateways(env, beside) : noGateways;
  await addNumberAttribute(link);
  const [rollout, patches] = [env.WORKER_ROLLOUT, env.WORKER_PATCHES === 'on'];
  const told = (problem: string): void => log.warn({ problem }, 'this build of workers');
  const workers = await startWorkers({ db, beside, link, address, deciders, roles, rollout, patches, log: told });
  const duties = await startDuties({ db, beside, link, url, roles, ways, log });
  workers.done.catch((error: unknown) => {
    log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'the worker stopped by itself');
    process.exit(1);
  });
  return {
    async stop() {
      await Promise.all(duties.map((duty) => duty.stop()));
      await workers.stop();
      await ways.close();
      await link.close();
      await Promise.all([db.destroy(), beside.destroy()]);
    },
  };
});

/** Legal clocks do not stop for metrics: if the port is taken, this worker shows none and says so. */
async function metricsAt(address: string | undefined, warn: (problem: string) => void): Promise<string | undefined> {
  if (!address || (await portIsFree(Number(address.split(':').at(-1))))) return address;
  warn('WORKER_METRICS is taken by another program: this worker shows no figures of its engine SDK');
  return undefined;
}
