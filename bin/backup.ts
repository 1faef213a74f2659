import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backUp, noteCopyMade } from './archive';
import { runProgram } from './program';
import { withOwner } from './owner';

/** `npm run backup -- [folder]`: a full copy, also while Domovoy is running. */
runProgram('backup', async (env, progress) => {
  const data = resolve(env.DATA_DIR);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = resolve(process.argv[2] ?? join(data, 'backup', stamp));
  const inData = (name: string): string | undefined => (existsSync(join(data, name)) ? join(data, name) : undefined);
  const { manifest, print } = await withOwner(env, progress, async (ownerUrl) => {
    const made = await backUp(ownerUrl, folder, { temporal: inData('temporal.db'), secrets: inData('secrets.json') });
    await noteCopyMade(ownerUrl, 'backup', made);
    return made;
  });
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  progress(`Копия готова: ${folder}, ${(bytes / 1e6).toFixed(1)} МБ. Внутри личные данные: храните её под замком.`);
  if (env.FILES_URL) progress('Содержимое файлов лежит в хранилище из FILES_URL: скопируйте и его, после этой копии.');
  progress(`Отпечаток: ${print}. Запишите его отдельно: с ним восстановление узнает переписанную копию.`);
});
