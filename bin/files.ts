import { openDatabase } from '../store/sql/database';
import { moveBack, checkAll, moveOut, type MoveOutcome } from '../store/files/move';
import { filesAt } from '../store/files/s3';
import { Refusal } from '../law/base/refusal';
import { counted } from '../law/base/russian';
import { need } from './environment';
import { withOwner } from './owner';
import { runProgram } from './program';

const FILES = ['файл', 'файла', 'файлов'] as const;
const MEGABYTE = 1e6;
const acts = ['move', 'back', 'check'] as const;
const words: Record<(typeof acts)[number], string> = {
  move: 'Перенесено в хранилище',
  back: 'Возвращено в базу',
  check: 'Проверено в хранилище',
};

/**
 * `npm run files -- move | back | check`: moves content between the database and the store of FILES_URL; may be
 * repeated.
 */
runProgram('files', async (env, progress) => {
  const act = acts.find((one) => one === process.argv[2]);
  if (!act) {
    throw new Refusal(
      'files-what',
      'Скажите, что сделать с содержимым файлов: npm run files -- move (перенести в хранилище), back (вернуть в базу) или check (проверить хранилище).',
    );
  }
  const files = filesAt(need(env, 'FILES_URL'));
  if (!files) return;
  await files.check();
  const { done, bytes, wrong } = await withOwner(env, progress, async (url): Promise<MoveOutcome> => {
    const db = openDatabase(url, 'files', 2, 'batch', files);
    try {
      return await (act === 'move' ? moveOut(db, files) : act === 'back' ? moveBack(db) : checkAll(db));
    } finally {
      await db.destroy();
    }
  });
  progress(`${words[act]}: ${counted(done, FILES)}, ${(bytes / MEGABYTE).toFixed(1)} МБ.`);
  if (wrong.length === 0) return;
  progress(`Содержимое не сходится с контрольной суммой или потеряно: ${wrong.join(', ')}. Верните его из копии.`);
  process.exitCode = 1;
});
