import { travelAndWait } from '../activities/engine/journey';
import { Refusal } from '../law/base/refusal';
import { instantDigits } from '../law/base/russian';
import { CAPITAL_ZONE, parseMoment } from '../law/base/zone';
import { readClock } from '../store/clock/clock';
import { openDatabase } from '../store/sql/database';
import { mustHaveFinishedPast } from '../store/clock/past';
import { need } from './environment';
import { runProgram } from './program';
import { environmentOfHouse } from './settings';

const TOLD_EVERY = 50;

/** `npm run travel -- 2027-01-11T10:00`: moves a training region's clock, as its page does. */
runProgram('travel', async (_env, progress) => {
  const [to] = process.argv.slice(2);
  if (!to)
    throw new Refusal('travel-whither', 'Укажите, куда перевести часы, например: npm run travel -- 2027-01-11T10:00');
  const env = environmentOfHouse();
  const db = openDatabase(need(env, 'DATABASE_URL'), 'travel', 2);
  try {
    const { instant } = parseMoment(to, CAPITAL_ZONE);
    await mustHaveFinishedPast(db);
    let told = 0;
    const travel = await travelAndWait(db, instant, ({ reachedAt, hops }) => {
      if (!reachedAt || hops < told + TOLD_EVERY) return;
      told = hops;
      progress(`там уже ${instantDigits(reachedAt, CAPITAL_ZONE)}`);
    });
    progress(
      `На часах региона ${instantDigits((await readClock(db)).now, CAPITAL_ZONE)}: остановок ${travel.hops}, продвинуто дел ${travel.moved}.`,
    );
    if (travel.unmet > 0) progress(`Отложено поручений: ${travel.unmet}. Какие и почему: npm run reconcile.`);
  } finally {
    await db.destroy();
  }
});
