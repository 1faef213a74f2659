import { migrate } from '../store/migrate';
import { need } from './environment';
import { runProgram } from './program';

/** A new training region is born this long ago; seeding travels it up to today, so it has a past of real cases. */
const BORN_DAYS_AGO = 120;
const DAY_MS = 86_400_000;

runProgram('migrate', async (env, progress) => {
  const kind = env.INSTALLATION_KIND;
  const offsetMs = kind === 'training' ? -BORN_DAYS_AGO * DAY_MS : 0;
  const done = await migrate(need(env, 'DATABASE_OWNER_URL'), { kind, offsetMs });
  if (done.length > 0) progress(`База обновлена, шагов: ${done.length}`);
});
