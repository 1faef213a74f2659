import { pino } from 'pino';
import { orderCalendars } from '../activities/calendar';
import { linkEngine } from '../activities/engine/connect';
import { startLoop } from '../activities/engine/loop';
import { reconcileWhenQuiet } from '../activities/engine/reconcile';
import { gateways } from '../activities/gateways';
import { printer } from '../activities/gateways/browser';
import { deciders } from '../activities/index';
import { startLanes } from '../activities/letters';
import { everyMinute } from '../activities/minutes';
import { startPapers } from '../activities/meeting/documents/loop';
import { installRuntime } from '../activities/runtime';
import { startWorkers } from '../activities/worker';
import { signCheckpoints } from '../store/ballots/checkpoints';
import { openDatabase } from '../store/database';
import { forgetDoneOrders } from '../store/outbox';
import { openBrowser } from './engines/chromium';
import { need } from './environment';
import { runProgram } from './program';
import { livesInPast } from './seed/past';

/** Runs the cases: workflows, activities, the relay and, in a training region, the traveller. */
runProgram('worker', async (env) => {
  const log = pino({ level: env.LOG_LEVEL });
  installRuntime(env.LOG_LEVEL === 'debug' ? 'INFO' : 'WARN', (level, message, meta) =>
    log[level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'info'](meta, message),
  );
  const url = need(env, 'DATABASE_URL');
  const address = need(env, 'TEMPORAL_ADDRESS');
  const db = openDatabase(url, 'worker', env.DATABASE_POOL, 'work');
  const link = await linkEngine(address, env.TEMPORAL_NAMESPACE);
  const ways = await gateways(env, db);
  const workers = await startWorkers({ db, link, address, deciders });
  const lanes = await startLanes(db, url, ways, (problem) => log.warn({ problem }, 'letters wait a second'));
  const loop = await startLoop(db, link, url, (problem) => log.warn({ problem }, 'the relay tries again'));
  const minutes = everyMinute([() => signCheckpoints(db)], (problem) =>
    log.warn({ problem }, 'the work of the minute waits for the next'),
  );
  const checks = everyMinute([(ended) => reconcileWhenQuiet(db, link, ended), () => forgetDoneOrders(db)], (problem) =>
    log.warn({ problem }, 'cases and workflows are compared the next minute'),
  );
  const paper = printer(openBrowser);
  const papers = startPapers(db, paper.print, (problem) => log.warn({ problem }, 'a paper waits a minute'));
  if (!(await livesInPast(db))) await orderCalendars(db);
  workers.done.catch((error: unknown) => {
    log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'the worker stopped by itself');
    process.exit(1);
  });
  return {
    async stop() {
      await Promise.all([loop.stop(), lanes.stop(), minutes.stop(), checks.stop(), papers.stop(), paper.close()]);
      await workers.stop();
      await ways.close();
      await link.close();
      await db.destroy();
    },
  };
});
