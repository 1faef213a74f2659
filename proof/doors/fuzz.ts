import type { Actor } from '../../api/security/actor';
import type { Route } from '../../api/http/route';
import { signedWith } from '../../api/security/signature';
import { routes } from '../../api/routes';
import { Random } from '../../bin/seed/random';
import { readClock } from '../../store/clock/clock';
import type { Site } from '../site';
import { actorsOf, placesOf } from './addresses';
import { judge } from './contract';
import type { Result } from './result';
import { openLine, type Line, type Reply } from './send';
import { shotAt, type Shot } from './shots';
import { openWitness } from './witness';
import { fillWorld, type World } from './world';

/** Everything one run needs: a site with real data, its connections, and the witness of its tables. */
export interface Range {
  site: Site;
  world: World;
  line: Line;
  written: () => Promise<string[]>;
  ids: string[];
  actors: Actor[];
  day: string;
}

export async function openRange(site: Site): Promise<Range> {
  const world = await fillWorld(site);
  const tables = ['building', 'premises', 'person', 'organisation', 'case_file', 'meeting_question', 'case_document'];
  const ids = await Promise.all(tables.map((table) => site.db(table).limit(6).pluck<string>('id')));
  const written = await openWitness(site);
  const day = (await readClock(site.db)).now.toISOString().slice(0, 10);
  const actors = await actorsOf(site.db, world.people, day);
  return { site, world, line: await openLine(site), written, ids: ids.flat(), actors, day };
}

interface Tried {
  tried: number;
  wrong: string[];
  slowest: number;
  /** Successful answers: a route without any was only tested at its permission check. */
  passed: number;
}

const seedOf = (seed: number, id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, seed);
/** Texts and files of an act are stored before its case decides; if it is refused, nobody sees them. */
const STAGED: readonly string[] = [
  'accepted_act',
  'appeal_text',
  'meeting_text',
  'case_document',
  'case_record',
  'write_key',
];

const told = ({ method, path, what, who, by }: Shot): string =>
  `${method} ${path.slice(0, 160)} (${what}; ${who ? by : 'nobody'})`;

/** Reads run several at once; a write runs alone, so that what it leaves behind is known to be its own. */
const AT_ONCE = { get: 4, post: 1 };
const SECOND_MS = 1_000;

/** What a signed route is sent is signed, so that it reaches the handler; a spoilt shot is not. */
function signedShot({ exchange }: World, route: Route, shot: Shot): Shot {
  if (!route.signed || shot.spoilt || !shot.body) return shot;
  const at = String(Math.floor(Date.now() / SECOND_MS));
  return { ...shot, headers: { ...shot.headers, ...signedWith(exchange, at, shot.body) } };
}

/** Sends so many requests to one route; each answer must fit the document, and a refusal must have written nothing. */
export async function fuzzRoute(range: Range, route: Route, { perRoute, seed }: Options): Promise<Tried> {
  const { site, world, line, written, ids, actors, day } = range;
  const source = { random: new Random(seedOf(seed, route.id)), ids, day, likely: world.likely };
  const places = await placesOf(site.db, route, world, actors);
  const made: Tried = { tried: 0, wrong: [], slowest: 0, passed: 0 };
  await written();
  while (made.tried < perRoute) {
    const count = Math.min(AT_ONCE[route.method], perRoute - made.tried);
    const shots = Array.from({ length: count }, () =>
      signedShot(world, route, shotAt(route, places, world.people, source)),
    );
    const acts = site.commands.length;
    const replies = await Promise.all(shots.map((shot) => line.send(shot)));
    const traces = await written();
    const waiting = site.commands.length > acts ? STAGED : [];
    const refused = replies.every(({ status }) => status >= 400 && status < 500);
    const kept = refused ? traces.filter((table) => !waiting.includes(table)) : [];
    for (const [index, shot] of shots.entries()) {
      const reply = replies[index] as Reply;
      const wrong = judge(route, shot, reply) ?? (kept.length > 0 ? `refused, yet wrote ${kept.join()}` : null);
      if (wrong) made.wrong.push(`${route.id} #${made.tried} ${told(shot)} → ${reply.status}: ${wrong}`);
      if (reply.status < 400) made.passed += 1;
      made.slowest = Math.max(made.slowest, reply.ms);
      made.tried += 1;
    }
  }
  if (route.id.startsWith('account.')) line.forget();
  return made;
}

export interface Options {
  perRoute: number;
  seed: number;
}

/** A travel blocks other writes, so it comes last. */
export const fuzzed: readonly Route[] = [
  ...routes.filter(({ id }) => id !== 'clock.travel'),
  ...routes.filter(({ id }) => id === 'clock.travel'),
];

/** Every operation of the route table over one database; the site's engine decides at once (proof/doors/world.ts). */
export async function fuzz(site: Site, { perRoute, seed }: Options): Promise<Result> {
  const range = await openRange(site);
  const all: Tried = { tried: 0, wrong: [], slowest: 0, passed: 0 };
  try {
    for (const route of fuzzed) {
      const one = await fuzzRoute(range, route, { perRoute, seed });
      all.tried += one.tried;
      all.wrong.push(...one.wrong);
      all.slowest = Math.max(all.slowest, one.slowest);
    }
  } finally {
    await range.line.close();
  }
  const { tried, wrong, slowest } = all;
  return { suite: 'fuzz', tried, held: tried - wrong.length, worst: `${Math.round(slowest)} ms`, seed, wrong };
}
