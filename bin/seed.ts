import { engineOf } from '../activities/engine/door';
import { linkEngine } from '../activities/engine/connect';
import { journey } from '../activities/engine/journey';
import { readClock } from '../store/clock';
import { openDatabase } from '../store/database';
import { engineDoor } from './engine';
import { need } from './environment';
import { runProgram } from './program';
import { steps } from './seed/steps';

/** Invented people have no place in a live installation; an empty training one is filled once. */
runProgram('seed', async (env, progress) => {
  const db = openDatabase(need(env, 'DATABASE_URL'), 'seed');
  const link = await linkEngine(engineDoor(env), env.TEMPORAL_NAMESPACE);
  const engine = engineOf(db, link);
  const region = {
    db,
    engine,
    now: async () => (await readClock(db)).now,
    travelTo: async (instant: Date, more?: boolean) => void (await journey(db, instant, () => undefined, more)),
  };
  try {
    if ((await readClock(db)).kind !== 'training') return;
    for (const { say, run } of steps) {
      if (await run(region, progress)) progress(say);
    }
  } finally {
    await link.close();
    await db.destroy();
  }
});
