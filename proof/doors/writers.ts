import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { pathNames } from '../../api/http/declared';
import type { Route } from '../../api/http/route';
import { routes } from '../../api/routes';
import { Random } from '../../bin/seed/random';
import { seedRegistry } from '../../bin/seed/registry';
import { actorOf, demoPeople } from '../../store/registry/people';
import { sample } from '../sample';
import { testSite, type Site } from '../site';
import { atOnce, oneAnswer, oneKey, ownKeys, sameKey } from './parallel';
import { regionScenes } from './region-scenes';
import type { Result } from './result';
import { voteScenes, type Scene } from './vote-scenes';

/**
 * Tables that change by design whatever happens to a request: counters, stored answers, the attempt a sign-in begins
 * with.
 */
const COUNTERS = ['rate_limit', 'sign_in_attempt', 'session', 'write_key'];
const plenty = { points: 10_000_000, seconds: 60, shared: false };

interface Person {
  id: string;
  roles: string[];
}

class Writers {
  readonly wrong: string[] = [];
  tried = 0;

  constructor(
    private readonly site: Site,
    private readonly random: Random,
    private readonly people: readonly Person[],
    private readonly known: readonly string[],
  ) {}

  async note(name: string, work: () => Promise<string | null>): Promise<void> {
    this.tried += 1;
    const wrong = await work().catch((error: unknown) => `cannot be tried: ${String(error)}`);
    if (wrong) this.wrong.push(`${name}: ${wrong}`);
  }

  /** An important act, prepared so that it really happens: by eight equal forms, and by eight different ones. */
  async scene({ name, repeats = false, prepare }: Scene): Promise<void> {
    await this.note(`${name}, one form`, async () => sameKey(await prepare(this.site)));
    if (!repeats) await this.note(`${name}, eight forms`, async () => ownKeys(await prepare(this.site)));
  }

  /** Any write of the table: eight equal forms leave no more than one form leaves, and get one answer. */
  async route(declared: Route): Promise<void> {
    const ask = await this.asker(declared);
    await this.note(`${declared.id}, one form`, async () => {
      const empty = await this.rows();
      await ask(randomUUID());
      const [one, keys] = [await this.rows(), oneKey()];
      const answers = await atOnce(ask, keys);
      const wrong = oneAnswer(answers, declared.kept === 'never');
      return wrong ?? more(grown(empty, one), grown(one, await this.rows()));
    });
  }

  private async asker(declared: Route): Promise<(key: string) => Test> {
    const { id } = this.suited(declared);
    const path = pathNames(declared.path).reduce((made, name) => made.replace(`:${name}`, this.some()), declared.path);
    const body = sample(declared.body);
    const { cookie, csrf } = await this.site.browser(id);
    return (key) =>
      request(this.site.app)
        .post(path)
        .set({ Cookie: cookie, 'X-CSRF-Token': csrf, 'Idempotency-Key': key })
        .redirects(0)
        .accept('json')
        .send(body);
  }

  private some(): string {
    return this.known[this.random.whole(0, this.known.length - 1)] ?? randomUUID();
  }

  /** A person whom the route may let in. */
  private suited({ allowed }: Route): Person {
    const fit = this.people.filter(
      ({ roles }) =>
        typeof allowed === 'string' || allowed.some(({ role }) => role === 'citizen' || roles.includes(role)),
    );
    const among = fit.length > 0 ? fit : this.people;
    const found = among[this.random.whole(0, among.length - 1)];
    if (!found) throw new Error('the demo region has no people');
    return found;
  }

  private async rows(): Promise<Map<string, number>> {
    const { rows } = await this.site.owner.raw<{ rows: { name: string; count: string }[] }>(
      `select relname as name, (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || quote_ident(relname), false, true, '')))[1]::text as count
         from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all(:counters)`,
      { counters: COUNTERS },
    );
    return new Map(rows.map(({ name, count }) => [name, Number(count)]));
  }
}

const grown = (before: Map<string, number>, after: Map<string, number>): Map<string, number> =>
  new Map([...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)]));

function more(one: Map<string, number>, eight: Map<string, number>): string | null {
  const doubled = [...eight].filter(([name, rows]) => rows > (one.get(name) ?? 0));
  if (doubled.length === 0) return null;
  return `rows more than of one: ${doubled.map(([name, rows]) => `${name} ${rows}`).join(', ')}`;
}

/** Writers who send the same form at once, for every write there is; `worst` names the first failure. */
export async function writers({ seed }: { seed: number }): Promise<Result> {
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };
  const site = await testSite(routes, { rates });
  try {
    await seedRegistry(site.owner);
    const people: Person[] = [];
    for (const { id } of await demoPeople(site.db)) {
      const roles = (await actorOf(site.db, id, '2026-06-01'))?.posts.map(({ role }) => role) ?? [];
      people.push({ id, roles });
    }
    const tables = ['building', 'premises', 'person', 'organisation'];
    const ids = await Promise.all(tables.map((table) => site.db(table).orderBy('id').limit(3).pluck('id')));
    const doors = new Writers(site, new Random(seed), people, ids.flat() as string[]);
    for (const scene of voteScenes) await doors.scene(scene);
    const timeless = routes.filter(({ method, id }) => method === 'post' && id !== 'clock.travel');
    for (const declared of timeless) await doors.route(declared);
    for (const scene of regionScenes) await doors.scene(scene);
    const { tried, wrong } = doors;
    return { suite: 'writers', tried, held: tried - wrong.length, worst: wrong[0] ?? '—', seed, wrong };
  } finally {
    await site.close();
  }
}
