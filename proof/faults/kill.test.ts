import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { openDatabase } from '../../store/sql/database';
import { startProcesses, victims, type Processes } from './processes';
import { casesMatchWorkflows, allWorkDone } from './settled';
import { nothingLost, startStream } from './stream';

const CLIENTS = 4;
const BETWEEN_KILLS_MS = 1_500;

/**
 * Real processes, killed with SIGKILL one after another while people write and withdraw over HTTP. A client without an
 * answer asks again with the same key, as a phone does.
 */
describe('the house under a rain of kills', () => {
  let house: Processes;
  beforeAll(async () => {
    house = await startProcesses();
  });
  let db: Knex;
  afterAll(async () => {
    await db?.destroy();
    await house?.stop();
  });

  it('keeps everything it has acknowledged and does nothing twice', async () => {
    db = openDatabase(house.url, 'proof', 6);
    const stream = await startStream(db, house.pages, CLIENTS);
    for (const victim of victims) {
      await wait(BETWEEN_KILLS_MS);
      await house.kill(victim);
    }
    await stream.end();
    expect(stream.acknowledged.length).toBeGreaterThan(CLIENTS);
    await allWorkDone(db);
    await nothingLost(db, stream);
    await casesMatchWorkflows(db, house.temporal);
  }, 360_000);
});
