import { z } from 'zod';
import type { Knex } from 'knex';
import { iso } from '../../law/base/instant';
import { outsideChannels } from '../../store/letters/deliveries';
import { kindNames, troubleKinds, type TroubleKind } from '../../store/watch/kinds';
import { examples, lines, SILENT_SECONDS, watched, type Example } from '../../store/watch/findings';
import { waysOut } from '../../store/watch/letters';
import { lastActs } from '../../store/watch/mend';
import { readWatch } from '../../store/watch/standing';
import { copies, databaseSize, openOrders, databaseSchema } from '../../store/watch/figures';
import { caseHref } from '../case/address';
import { readerOf } from '../security/reader';
import type { Call } from '../http/route';
import { troubleWords } from './words';

const NAMED = 5;
const LARGEST = 8;
const PRESSED = 10;

const instant = z.string().nullable();
const example = z.object({
  subject: z.string(),
  name: z.string(),
  since: z.string(),
  problem: z.string().nullable(),
  /** How often the watch has tried by itself. */
  nudges: z.number(),
  asked: z.boolean(),
  href: z.string().nullable(),
});
const line = z.object({
  kind: z.enum(kindNames),
  urgency: z.enum(['now', 'soon', 'known']),
  title: z.string(),
  count: z.number(),
  since: z.string(),
  /** How long it has lasted, by its own clock. */
  seconds: z.number(),
  mends: z.boolean(),
  examples: z.array(example),
});
const queue = z.object({
  name: z.string(),
  kind: z.enum(['workflow', 'activity']),
  pollers: z.number(),
  builds: z.array(z.string()),
  waiting: z.number(),
});

export const stateShape = z.object({
  now: z.string(),
  lookedAt: instant,
  tookMs: z.number().nullable(),
  /** The watch has not run for minutes: no worker is running, and the figures below are old. */
  silent: z.boolean(),
  silentSeconds: z.number(),
  standing: z.number(),
  lines: z.array(line),
  orders: z.array(z.object({ kind: z.string(), count: z.number(), oldestSeconds: z.number() })),
  engine: z.object({ version: z.string(), queues: z.array(queue) }).nullable(),
  version: z.string().nullable(),
  schema: z.object({ last: z.string(), count: z.number() }),
  disks: z.array(z.object({ folder: z.string(), freeBytes: z.number(), allBytes: z.number() })),
  database: z.object({ bytes: z.number(), tables: z.array(z.object({ name: z.string(), bytes: z.number() })) }),
  backupAt: instant,
  restoredFrom: instant,
  reconciledAt: instant,
  daily: z.object({ kept: instant, due: instant }),
  ways: z.array(
    z.object({
      channel: z.string(),
      waiting: z.number(),
      failed: z.number(),
      oldestAt: instant,
      lastLeftAt: instant,
      /** Somebody is sending. */
      alive: z.boolean(),
      /** Since when the other side has not answered. */
      downSince: instant,
    }),
  ),
  acts: z.array(
    z.object({ act: z.string(), subject: z.string().nullable(), count: z.number(), at: z.string(), name: z.string() }),
  ),
});
export type State = z.infer<typeof stateShape>;

/** Everything an operator looks at, in one answer for the page and for programs. */
export async function loadState(call: Pick<Call, 'db' | 'actor' | 'now' | 'services'>): Promise<State> {
  const { db, services } = call;
  const asked = Promise.all([services.machine?.engine() ?? null, services.machine?.disks() ?? []]);
  // One query after another, on one connection: a page that reloads itself must not take the pool from people.
  const look = await watched(db);
  const found = await linesOf(call);
  const standing = await readWatch(db);
  const told = await toldOf(db);
  const [engine, disks] = await asked;
  return {
    now: call.now.toISOString(),
    lookedAt: iso(look.lookedAt),
    tookMs: look.tookMs,
    silent: look.silentSeconds > SILENT_SECONDS,
    silentSeconds: look.silentSeconds,
    standing: look.standing,
    lines: found,
    ...told,
    engine,
    version: services.machine?.version ?? null,
    disks,
    reconciledAt: iso(standing.reconciledAt),
    daily: { kept: iso(standing.dailyKept), due: iso(standing.dailyDue) },
  };
}

async function linesOf({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>): Promise<State['lines']> {
  const all = await lines(db);
  const named = await examples(db, readerOf(actor), NAMED);
  const clocks = { region: now.getTime(), real: Date.now() };
  return all
    .sort((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind))
    .map(({ kind, count, since }) => ({
      kind,
      urgency: troubleWords[kind].urgency,
      title: troubleWords[kind].title,
      count,
      since: since.toISOString(),
      seconds: Math.max(0, (clocks[troubleWords[kind].clock] - since.getTime()) / 1_000),
      mends: mendable(kind),
      examples: named.filter((one) => one.kind === kind).map(exampleOf),
    }));
}

export const mendable = (kind: TroubleKind): boolean => troubleKinds[kind] !== 'none';

const exampleOf = ({ subject, name, since, problem, nudges, asked, seen }: Example) => ({
  subject,
  name,
  since: since.toISOString(),
  problem,
  nudges,
  asked,
  href: seen && caseHref(seen),
});

async function toldOf(
  db: Knex,
): Promise<Pick<State, 'orders' | 'schema' | 'database' | 'backupAt' | 'restoredFrom' | 'ways' | 'acts'>> {
  const orders = await openOrders(db);
  const schema = await databaseSchema(db);
  const database = await databaseSize(db, LARGEST);
  const copied = await copies(db);
  const ways = await waysOut(db, outsideChannels);
  const acts = await lastActs(db, PRESSED);
  return {
    orders,
    schema,
    database,
    backupAt: iso(copied.backupAt),
    restoredFrom: iso(copied.restoredFrom),
    ways: ways.map((way) => ({
      ...way,
      oldestAt: iso(way.oldestAt),
      lastLeftAt: iso(way.lastLeftAt),
      downSince: iso(way.downSince),
    })),
    acts: acts.map((act) => ({ ...act, at: act.at.toISOString() })),
  };
}
