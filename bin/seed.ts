import { engineOf } from '../activities/engine/door';
import { linkEngine } from '../activities/engine/connect';
import { travelAndWait } from '../activities/engine/journey';
import { readClock } from '../store/clock/clock';
import { openDatabase } from '../store/sql/database';
import { filesAt } from '../store/files/s3';
import { engineWay } from './engine';
import { failPast } from '../store/clock/past';
import { need } from './environment';
import { explain, runProgram } from './program';
import type { LivingRegion } from './seed/living';
import { seedRegistry } from './seed/registry';
import { pastOf } from './seed/steps';

const SEED_POOL = 10;

/**
 * A live installation gets no invented people; an empty training one is filled once. The program is ready when the
 * houses and people exist; then it plays the past through and ends.
 */
runProgram('seed', async (env, progress) => {
  const db = openDatabase(need(env, 'DATABASE_URL'), 'seed', SEED_POOL, 'batch', filesAt(env.FILES_URL));
  const link = await linkEngine(engineWay(env), env.TEMPORAL_NAMESPACE);
  const region: LivingRegion = {
    db,
    engine: engineOf(db, link),
    now: async () => (await readClock(db)).now,
    travelTo: async (instant, more) => void (await travelAndWait(db, instant, () => undefined, more)),
  };
  let stopping = false;
  const close = async (): Promise<void> => {
    stopping = true;
    await link.close();
    await db.destroy();
  };
  if ((await readClock(db)).kind !== 'training') return close();
  const live = await pastOf(region, new Date());
  if (await seedRegistry(db)) progress('Демонстрационный регион заселён.');
  if (!live) return close();
  const living = live(progress).catch(async (error: unknown) => {
    // A stopped program leaves the rest for the next time.
    if (stopping) return;
    await failPast(db, explain(error)).catch(() => undefined);
    throw error;
  });
  return { ended: living, stop: close };
});
