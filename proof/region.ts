import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { deciders as allDeciders } from '../activities/areas';
import type { Deciders } from '../activities/case/steps';
import { startLanes } from '../activities/letters';
import type { Gateways } from '../activities/letters/gateway';
import { linkEngine, type EngineLink, type EngineWay } from '../activities/engine/connect';
import { engineOf, type EngineDoor } from '../activities/engine/door';
import { addNumberAttribute } from '../activities/engine/start';
import { travelAndWait } from '../activities/engine/journey';
import { startLoop, type Loop } from '../activities/engine/loop';
import { installRuntime } from '../activities/runtime';
import { startWorkers, type Workers } from '../activities/worker';
import type { Command, CommandResult } from '../api/http/engine';
import { command } from '../api/http/order';
import { environment, need } from '../bin/environment';
import { readClock } from '../store/clock/clock';
import { openDatabase } from '../store/sql/database';
import { testDatabase } from './database';

/** A training region of its own: real Postgres, real engine, real worker; only the gateways are given. */
export interface Region {
  db: Knex;
  /** As the owner of the schema, to prepare what the app itself may not write. */
  owner: Knex;
  url: string;
  link: EngineLink;
  engine: EngineDoor & { command(given: Command): Promise<CommandResult> };
  now(): Promise<Date>;
  /** Moves the region's clock by the same code as the training page does. */
  travelTo(instant: Date | string): Promise<void>;
  /** Waits until `look` finds something, because the engine needs a moment between a request and its effect. */
  eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T>;
  /** Kills the worker with its loop and its letter lanes, and starts it again. */
  restartWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** Stops only relay and traveller: orders stay open. */
  stopLoop(): Promise<void>;
  stop(): Promise<void>;
}

export interface RegionOptions {
  deciders?: Deciders;
  gateways?: Gateways;
  /** Where the region's clock starts; now when absent. It must be set before anything has happened. */
  bornAt?: Date | string;
  /** A travel that makes no progress for so long ends. */
  stallMs?: number;
  /** Address of a separate engine; when absent, the one all tests share. */
  engineAt?: string;
  /** A live one cannot travel. */
  kind?: 'training' | 'live';
  /** Another connection to the engine of the test run. */
  way?: EngineWay;
}

/** Gateways that send nothing. */
const silent: Gateways = {
  email: { send: async () => ({}) },
  sms: { send: async () => ({}) },
  push: { send: async () => ({}) },
};
const PATIENCE_MS = 30_000;

installRuntime('ERROR', (level, message, meta) => console.error(level, message, meta));

export async function testRegion({
  deciders = allDeciders,
  gateways = silent,
  bornAt,
  stallMs,
  kind = 'training',
  engineAt,
  way: given,
}: RegionOptions = {}): Promise<Region> {
  const database = await testDatabase(kind);
  const db = openDatabase(database.url, 'test');
  const owner = openDatabase(database.ownerUrl, 'test owner', 2);
  if (bornAt) await startClockAt(owner, new Date(bornAt));
  const address = engineAt ?? need(environment(), 'TEST_TEMPORAL_ADDRESS');
  const way = given ?? address;
  const link = await linkEngine(way, await freshNamespace(address));
  const door = engineOf(db, link);
  const engine = { ...door, command: (given: Command) => command({ db, engine: door }, given) };
  let workers: Workers | undefined;
  let loop: Loop | undefined;
  let lanes: Loop | undefined;
  const startWorker = async (): Promise<void> => {
    workers = await startWorkers({ db, link, address: way, deciders });
    lanes = await startLanes(db, database.url, gateways, () => undefined);
    loop = await startLoop(db, link, database.url, () => undefined, { stallMs });
  };
  const stopLoop = async (): Promise<void> => {
    await loop?.stop();
    loop = undefined;
  };
  const stopWorker = async (): Promise<void> => {
    await stopLoop();
    await Promise.all([workers?.stop(), lanes?.stop()]);
    workers = lanes = undefined;
  };
  await startWorker();
  return {
    db,
    owner,
    link,
    engine,
    url: database.url,
    eventually,
    now: async () => (await readClock(db)).now,
    travelTo: async (instant) => void (await travelAndWait(db, new Date(instant))),
    stopWorker,
    stopLoop,
    async restartWorker() {
      await stopWorker();
      await startWorker();
    },
    async stop() {
      await stopWorker();
      await link.close();
      await Promise.all([db.destroy(), owner.destroy()]);
      await database.drop();
    },
  };
}

/** A region may start at any instant; later its clock cannot go back. */
export async function startClockAt(owner: Knex, at: Date): Promise<void> {
  await owner.raw('alter table installation disable trigger installation_is_fixed');
  await owner('installation').update({ offset_ms: at.getTime() - Date.now() });
  await owner.raw('alter table installation enable trigger installation_is_fixed');
}

async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error('What was waited for did not come');
    await wait(10);
  }
}

/** A new namespace, so that regions in one engine never see each other's work. */
async function freshNamespace(address: string): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const link = await linkEngine(address, 'default');
  await link.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await addNumberAttribute({ ...link, namespace });
  await link.close();
  return namespace;
}
