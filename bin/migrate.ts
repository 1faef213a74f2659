import { migrate } from '../store/installation/migrate';
import { need } from './environment';
import { BORN_AT } from './seed/past';
import { runProgram } from './program';

runProgram('migrate', async (env, progress) => {
  const kind = env.INSTALLATION_KIND;
  // Seeding moves a new training region forward to today, so that it has a past of real cases.
  const offsetMs = kind === 'training' ? BORN_AT.getTime() - Date.now() : 0;
  const done = await migrate(need(env, 'DATABASE_OWNER_URL'), { kind, offsetMs });
  if (done.length > 0) progress(`База обновлена, шагов: ${done.length}`);
});
