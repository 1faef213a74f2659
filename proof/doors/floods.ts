import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../store/sql/database';
import { insertRegistry } from '../../store/registry/rows';
import { addResident } from '../bench/settle';
import { startProcesses, type Processes } from '../faults/processes';
import { townRows } from '../stories/appeal-town';
import { anonymous } from './anonymous';
import { act, floods, startFlood, type Aim } from './flooder';
import { watch, type Seen } from './onlookers';
import type { Result } from './result';

const READERS = 20;
/** Below this a p95 shows noise of the machine, not the wait of a person. */
const FLOOR_MS = 50;
const HEALTH_MS = 500;
const SPAN_MS = { small: 6_000, whole: 20_000 };
const REST_MS = 1_000;

type Town = Aim & { readers: string[] };

async function settled(house: Processes): Promise<Town> {
  const [db, owner] = [openDatabase(house.url, 'doors', 4), openDatabase(house.ownerUrl, 'doors owner', 2)];
  try {
    const { rows, of, buildingId } = townRows();
    await db.transaction((trx) => insertRegistry(trx, rows));
    const people = [];
    for (let index = 0; index <= READERS; index += 1) people.push(await addResident(owner, db, buildingId, index));
    const [one, ...readers] = people;
    if (!one) throw new Error('Nobody lives here');
    const town = {
      pages: house.pages,
      readers: readers.map(({ token }) => token),
      visitor: await anonymous.arrive(house.pages),
    };
    const whole: Town = { ...town, one: { token: one.token, appeal: '' } };
    const wish = {
      place: one.place,
      addressee: of.manager,
      subjects: ['cleaning'],
      text: 'Прошу убрать снег у подъезда.',
    };
    const sent = await act(whole, '/appeals', wish);
    const { id } = (await sent.json()) as { id: string };
    return { ...whole, one: { token: one.token, appeal: id } };
  } finally {
    await Promise.all([db.destroy(), owner.destroy()]);
  }
}

function complaints(name: string, quiet: Seen, seen: Seen): string[] {
  const most = 2 * Math.max(quiet.p95, FLOOR_MS);
  return [
    seen.p95 >= most && `${name}: p95 of others' reads ${seen.p95.toFixed(0)} ms, quiet ${quiet.p95.toFixed(0)} ms`,
    seen.health >= HEALTH_MS && `${name}: /health took ${seen.health.toFixed(0)} ms`,
    seen.failed > 0 &&
      `${name}: ${seen.failed} of ${seen.reads} reads of others were refused or failed (${seen.first})`,
  ].filter((line) => typeof line === 'string');
}

const CHECKS = 3;

/** Whole processes over real engines: during a flood the others must be served as on a quiet day. */
export async function floodDoors({ seed, small }: { seed: number; small: boolean }): Promise<Result> {
  const span = small ? SPAN_MS.small : SPAN_MS.whole;
  const house = await startProcesses();
  const wrong: string[] = [];
  const told: string[] = [];
  try {
    const town = await settled(house);
    await watch(town, REST_MS);
    const quiet = await watch(town, span);
    told.push(`quiet ${quiet.p95.toFixed(0)} ms`);
    for (const name of Object.keys(floods)) {
      const stop = await startFlood(name, town);
      const seen = await watch(town, span);
      const sent = await stop();
      wrong.push(...complaints(name, quiet, seen));
      const figures = `p95 ${seen.p95.toFixed(0)} ms, health ${seen.health.toFixed(0)} ms`;
      console.log(`  ${name}: ${sent} sent, ${seen.reads} reads of others, ${figures}`);
      told.push(`${seen.p95.toFixed(0)}/${seen.health.toFixed(0)}`);
      await wait(REST_MS);
    }
  } finally {
    await house.stop();
  }
  const tried = Object.keys(floods).length * CHECKS;
  return { suite: 'floods', tried, held: tried - wrong.length, worst: told.join(', '), seed, wrong };
}
