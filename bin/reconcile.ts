import { linkEngine } from '../activities/engine/connect';
import { reconcile } from '../activities/engine/reconcile';
import { openDatabase } from '../store/database';
import { need } from './environment';
import { runProgram } from './program';
import { environmentOfHouse } from './settings';

/** Compares cases with workflows and says where they disagree. It changes nothing. */
runProgram('reconcile', async () => {
  const env = environmentOfHouse();
  const db = openDatabase(need(env, 'DATABASE_URL'), 'reconcile', 2);
  const link = await linkEngine(need(env, 'TEMPORAL_ADDRESS'), env.TEMPORAL_NAMESPACE);
  try {
    const found = await reconcile(db, link);
    console.log(JSON.stringify(found, null, 2));
    if (Object.values(found).some((list) => Array.isArray(list) && list.length > 0)) process.exitCode = 1;
  } finally {
    await link.close();
    await db.destroy();
  }
});
