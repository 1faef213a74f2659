import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { openDatabase } from '../../store/sql/database';
import { startProcesses, type Processes } from './processes';
import { casesMatchWorkflows, allWorkDone } from './settled';
import { nothingLost, startStream, type Stream } from './stream';

const CLIENTS = 4;
const BETWEEN_MS = 1_500;
/**
 * Longer than every period after which others notice that a worker is silent: the lease of an order (6 s), a workflow
 * task (10 s), an attempt at a step (15 s). A minute would show nothing more.
 */
const FROZEN_MS = 17_000;

/**
 * Two api processes, three workers with different roles, two of them relays: any one may stop and the rest carry on.
 */
describe('a house of which there is more than one of everything', () => {
  let house: Processes;
  let db: Knex;
  let stream: Stream;
  beforeAll(async () => {
    house = await startProcesses({
      apis: 2,
      workers: ['cases,relay,letters', 'cases-appeal,relay,batch', 'cases,letters,documents,exchange'],
    });
    db = openDatabase(house.url, 'proof', 6);
    stream = await startStream(db, house.doors, CLIENTS);
  }, 180_000);
  afterAll(async () => {
    await db?.destroy();
    await house?.stop();
  });

  const flowsOn = async (): Promise<void> => {
    const before = stream.withdrawn.length;
    const end = performance.now() + 60_000;
    while (stream.withdrawn.length < before + CLIENTS) {
      if (performance.now() > end) throw new Error('Nobody is served any more');
      await wait(50);
    }
  };

  it.each(['api', 'api-2', 'worker', 'worker-2', 'worker-3'] as const)(
    'does without %s, killed and come back',
    async (one) => {
      await wait(BETWEEN_MS);
      await house.kill(one);
      await flowsOn();
    },
    120_000,
  );

  it('does without a worker that is frozen with all it holds, and bears that it wakes up late', async () => {
    const goOn = house.freeze('worker');
    const frozen = wait(FROZEN_MS);
    await flowsOn();
    await frozen;
    goOn();
    await flowsOn();
  }, 120_000);

  it('says nothing but «try again» and for how long while Postgres is started anew', async () => {
    const before = stream.refused.length;
    await house.kill('postgres');
    await flowsOn();
    const refused = stream.refused.slice(before);
    expect(refused.length).toBeGreaterThan(0);
    // 409: the same form is being processed at the other door.
    expect(refused.filter(({ status }) => ![503, 409].includes(status))).toEqual([]);
    expect(refused.filter(({ status, wait: seconds }) => status === 503 && !(Number(seconds) > 0))).toEqual([]);
  }, 120_000);

  it('has lost nothing of what it acknowledged, done nothing twice, and agrees with its engine', async () => {
    await stream.end();
    expect(stream.acknowledged.length).toBeGreaterThan(CLIENTS);
    await allWorkDone(db);
    await nothingLost(db, stream);
    await casesMatchWorkflows(db, house.temporal);
  }, 360_000);
});
