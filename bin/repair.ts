import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { linkEngine } from '../activities/engine/connect';
import { engineOf } from '../activities/engine/door';
import { Refusal } from '../law/base/refusal';
import { orderRepair } from '../store/case/repair';
import { caseByNumber } from '../store/case/number';
import { openDatabase } from '../store/sql/database';
import { caseWorkflowId } from '../workflows/case/contract';
import { engineWay } from './engine';
import { need } from './environment';
import { runProgram } from './program';
import { environmentOfHouse } from './settings';

const PATIENCE_MS = 30_000;
const LOOK_MS = 500;

/**
 * `npm run repair -- ОБР-2026-000123 [--force]`: starts the execution of an open case again, at its current phase. A
 * running case is left alone; with `--force` its execution is stopped first, for a history that cannot go on.
 */
runProgram('repair', async (_env, progress) => {
  const { values, positionals } = parseArgs({
    options: { force: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [number] = positionals;
  if (!number) throw new Refusal('repair-what', 'Назовите дело, например: npm run repair -- ОБР-2026-000123');
  const env = environmentOfHouse();
  const db = openDatabase(need(env, 'DATABASE_URL'), 'repair', 2);
  const link = await linkEngine(engineWay(env), env.TEMPORAL_NAMESPACE);
  const engine = engineOf(db, link);
  try {
    const found = await caseByNumber(db, number);
    if (!found) throw new Refusal('case-unknown', `Дела ${number} нет. Проверьте номер.`);
    const { id, area } = found;
    if (found.closed) return progress(`Дело ${number} закрыто: запускать нечего.`);
    if (await engine.runs(area, id)) {
      if (!values.force) return progress(`Дело ${number} исполняется: запускать заново нечего.`);
      await link.client.getHandle(caseWorkflowId(area, id)).terminate('npm run repair --force');
    }
    await db.transaction((trx) => orderRepair(trx, id, true));
    progress(`Запуск дела ${number} поручен…`);
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(LOOK_MS))
      if (await engine.runs(area, id)) return progress(`Дело ${number} снова исполняется.`);
    progress('Поручение ждёт исполнителя процессов: проверьте, что он запущен.');
    process.exitCode = 1;
  } finally {
    await link.close();
    await db.destroy();
  }
});
