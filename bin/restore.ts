import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../law/base/refusal';
import { isEmpty, readMigrations } from '../store/installation/archive';
import { withClient } from '../store/sql/cluster';
import { migrate } from '../store/installation/migrate';
import { demandRoom, noteCopyMade, restoreDatabase, restoreFiles } from './archive';
import { checkBackup } from './manifest';
import { withOwner } from './owner';
import { runProgram } from './program';

/** `npm run restore -- <folder> [print]`: only into an empty place; existing data is never overwritten. */
runProgram('restore', async (env, progress) => {
  const given = process.argv[2];
  if (!given) throw new Refusal('restore-which', 'Укажите папку с копией: npm run restore -- <папка> [отпечаток]');
  const folder = resolve(given);
  const data = resolve(env.DATA_DIR);
  if (!env.DATABASE_OWNER_URL && existsSync(join(data, 'postgres'))) {
    throw new Refusal('restore-occupied', `В папке ${data} уже есть база. Переименуйте папку и повторите.`);
  }
  progress('Проверяем копию…');
  const { manifest, print } = await checkBackup(folder, process.argv[3]);
  progress(`Отпечаток копии: ${print}.`);
  if (!env.DATABASE_OWNER_URL) demandRoom(data, manifest);
  const rows = await withOwner(env, progress, async (ownerUrl) => {
    if (!(await withClient(ownerUrl, isEmpty))) {
      throw new Refusal('restore-occupied', 'База не пуста. Создайте пустую базу и повторите.');
    }
    // The kind written here is replaced by the one in the copy.
    await migrate(ownerUrl, { kind: env.INSTALLATION_KIND });
    const migrations = await withClient(ownerUrl, readMigrations);
    if (migrations.join() !== manifest.head.migrations.join()) {
      throw new Refusal(
        'restore-version',
        'Копия снята другой версией программы. Восстановите её той версией, затем обновитесь.',
      );
    }
    progress('Загружаем данные…');
    const filled = await restoreDatabase(ownerUrl, folder, manifest);
    await noteCopyMade(ownerUrl, 'restore', { manifest, print });
    return filled;
  });
  if (!env.DATABASE_OWNER_URL) await restoreFiles(folder, data, manifest);
  progress(`Восстановлено строк: ${rows}. Состояние на ${manifest.head.at}. Теперь можно запускать: npm start`);
});
