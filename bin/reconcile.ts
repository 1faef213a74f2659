import { parseArgs } from 'node:util';
import { linkEngine } from '../activities/engine/connect';
import { reconcile } from '../activities/engine/reconcile';
import { openDatabase } from '../store/sql/database';
import { parkedOrders } from '../store/engine/outbox';
import { engineWay } from './engine';
import { need } from './environment';
import { runProgram } from './program';
import { environmentOfHouse } from './settings';

const SHOWN = 100;

/**
 * `npm run reconcile [-- --deep]`: compares cases with workflows at once and prints where they disagree, and which
 * orders could not be done. It changes neither; with `--deep` every running case is asked directly.
 */
runProgram('reconcile', async () => {
  const { deep } = parseArgs({ options: { deep: { type: 'boolean', default: false } } }).values;
  const env = environmentOfHouse();
  const db = openDatabase(need(env, 'DATABASE_URL'), 'reconcile', 2);
  const link = await linkEngine(engineWay(env), env.TEMPORAL_NAMESPACE);
  try {
    const found = {
      ...(await reconcile(db, link, { now: true, deep })),
      'orders-parked': await parkedOrders(db, SHOWN),
    };
    console.log(JSON.stringify(found, null, 2));
    if (Object.values(found).some((list) => list.length > 0)) process.exitCode = 1;
  } finally {
    await link.close();
    await db.destroy();
  }
});
