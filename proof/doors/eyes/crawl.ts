import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import readExcel from 'read-excel-file/node';
import { routes } from '../../../api/routes';
import type { Site } from '../../site';
import { addressesOf, type Address } from './addresses';
import { forbiddenTo, type Canary } from './canaries';
import type { Case } from './cases';
import type { Requester } from './requesters';
import { seeded, shuffled } from './seeded';
import { meetingRelations, relationsTo, shownOf } from './truth';
import type { Town } from './town';
import type { Org, World } from './world';

export interface Crawled {
  tried: number;
  /** Different combinations of route × format × role × relation × phase. */
  cells: number;
  wrong: string[];
}

interface Answer {
  status: number;
  text: string;
  type: string;
}

const AT_ONCE = 6;
/** This share of the askers stands in some relation to the case asked for. */
const CONCERNED = 0.6;
/** This share of the requests follows links found on pages. */
const LINKS = 0.15;

/** Requests every read route as everybody for everything, and judges each answer by the table of truth. */
export async function crawl(
  site: Site,
  { world, cases, requesters }: Town,
  { cells, seed }: { cells: number; seed: number },
): Promise<Crawled> {
  const addresses = await addressesOf(site.owner, routes, world, cases);
  const server = createServer(site.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const walk = new Walk(server, world, cases);
  try {
    const plan = planOf({ addresses, requesters, world, cells: Math.ceil(cells * (1 - LINKS)), random: seeded(seed) });
    await inBatches(plan, ([who, address]) => walk.ask(who, address));
    const links = shuffled([...walk.links.values()], seeded(seed + 1)).slice(0, Math.ceil(cells * LINKS));
    await inBatches(links, ([who, href]) => walk.follow(who, href));
    return { tried: walk.tried, cells: walk.cells.size, wrong: walk.wrong };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

interface Plan {
  addresses: readonly Address[];
  requesters: readonly Requester[];
  world: World;
  cells: number;
  random: () => number;
}

/** Takes the routes in turn, so that none is left out however small the part is; within a route the order is random. */
function planOf({ addresses, requesters, world, cells, random }: Plan): [Requester, Address][] {
  const byRoute = new Map<string, Address[]>();
  for (const one of shuffled(addresses, random)) {
    const name = `${one.route.id} ${one.shape}`;
    byRoute.set(name, [...(byRoute.get(name) ?? []), one]);
  }
  const known = new Set<string>();
  const plan: [Requester, Address][] = [];
  for (let round = 0; plan.length < cells && round < cells; round += 1)
    for (const list of byRoute.values()) {
      const address = list[round % list.length] as Address;
      const who = requesterFor(address, requesters, world, random);
      const key = `${who.title} ${address.path}`;
      if (!known.has(key) && plan.length < cells) plan.push([who, address]);
      known.add(key);
    }
  return plan;
}

function requesterFor(
  { about }: Address,
  requesters: readonly Requester[],
  world: World,
  random: () => number,
): Requester {
  const near =
    about && random() < CONCERNED ? requesters.filter((who) => relationsTo(who, about, world).length > 0) : [];
  const pool = near.length > 0 ? near : requesters;
  return pool[Math.floor(random() * pool.length)] as Requester;
}

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
    }),
  );
}

/** Organisations that have the case, whoever of their people reads it. */
function orgsOf(about: Case): (Org | null)[] {
  if (about.area === 'appeal') return [about.office];
  if (about.area === 'request') return [about.house.manager, about.contractor, about.informed];
  if (about.area === 'outage') return [about.author, about.house.manager, about.house.supplier];
  return [about.house.manager, about.initiatorOrg, about.administratorOrg];
}

class Walk {
  tried = 0;
  readonly cells = new Set<string>();
  readonly wrong: string[] = [];
  readonly links = new Map<string, [Requester, string]>();
  private readonly hidden = new Map<Requester, Canary[]>();
  private readonly origin: string;

  constructor(
    server: Server,
    private readonly world: World,
    private readonly cases: readonly Case[],
  ) {
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async ask(who: Requester, address: Address): Promise<void> {
    const answer = await this.answerTo(who, address.path);
    const { about, route, shape } = address;
    const relation = about ? relationsTo(who, about, this.world).join('+') : '';
    this.cells.add([route.id, shape, who.role, relation, about?.phase].join(' '));
    const where = `${route.id} ${shape} × ${who.title} × ${relation || 'none'} × ${about?.phase ?? '—'}`;
    if (answer.status >= 500) this.wrong.push(`${where}: ${answer.status} at ${address.path}`);
    this.judgeStatus(who, address, answer, where);
    this.judgeWords(who, address.path, answer, where);
    if (shape === 'page' && answer.status === 200) this.gather(who, answer.text);
  }

  /** A link shown on a page must open. */
  async follow(who: Requester, href: string): Promise<void> {
    const answer = await this.answerTo(who, `${href}${href.includes('?') ? '&' : '?'}as=page`);
    if (answer.status === 404 || answer.status === 403 || answer.status >= 500)
      this.wrong.push(`link × ${who.title}: ${href} answers ${answer.status}`);
    this.judgeWords(who, href, answer, `link ${href} × ${who.title}`);
  }

  private async answerTo(who: Requester, path: string): Promise<Answer> {
    this.tried += 1;
    const found = await fetch(this.origin + path, { headers: who.headers, redirect: 'manual' });
    const type = found.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await found.arrayBuffer());
    const head = [found.headers.get('location'), decodeURIComponent(found.headers.get('content-disposition') ?? '')];
    return { status: found.status, type, text: [...head, await wordsOf(type, bytes)].join('\n') };
  }

  /** A hidden case must be answered like an unknown id; its own page must open for everybody it is shown to. */
  private judgeStatus(who: Requester, { route, about }: Address, { status }: Answer, where: string): void {
    if (!about || typeof route.allowed === 'string') return;
    if (who.role === 'nobody') {
      if (status !== 401 && status !== 403) this.wrong.push(`${where}: ${status} to whoever is not let in at all`);
      return;
    }
    const shown = shownOf({ ...who }, about, this.world);
    const open = shown.has('known') && relationsTo(who, about, this.world).length > 0;
    const card = ['appeal.read', 'meeting.read', 'request.read', 'outage.read'].includes(route.id);
    if (card && open && status !== 200) this.wrong.push(`${where}: ${status}, though it is shown to them`);
    if (open || (!this.isDraft(about) && this.isColleague(who, about))) return;
    if (status !== 404) this.wrong.push(`${where}: ${status}, not 404`);
  }

  private isDraft(about: Case): boolean {
    return about.area === 'meeting' && !about.noticed && !(about.kind === 'group' && about.requested);
  }

  /** Works for an organisation that has the case, in a post that reads no cases: gets 403, not 404. */
  private isColleague({ posts, self }: Requester, about: Case): boolean {
    const { house } = about;
    const own = posts.some(({ org }) => orgsOf(about).includes(org));
    const watches = posts.some(
      ({ org }) => ['inspectorate', 'ministry'].includes(org.kind) && org.region === house.region,
    );
    const hall = about.area === 'meeting' && posts.some(({ org }) => org === house.hall);
    return own || watches || hall || (about.area === 'meeting' && self !== null && this.relates(about, self.id));
  }

  private relates(about: Case, personId: string): boolean {
    const person = this.world.people.find(({ id }) => id === personId);
    if (about.area !== 'meeting' || !person) return false;
    const who = { title: '', role: 'citizen' as const, self: person, posts: person.posts };
    return meetingRelations(who, about, this.world).length > 0;
  }

  private judgeWords(who: Requester, path: string, { text }: Answer, where: string): void {
    const said = decodeURIComponent(path);
    for (const { say, of } of this.hiddenFrom(who))
      if (text.includes(say) && !said.includes(say)) this.wrong.push(`${where}: shows ${of} at ${path}`);
  }

  private hiddenFrom(who: Requester): Canary[] {
    const kept = this.hidden.get(who) ?? forbiddenTo(who, this.world, this.cases);
    this.hidden.set(who, kept);
    return kept;
  }

  private gather(who: Requester, html: string): void {
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\/[^"]*)/g)) {
      const plain = href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace(/#.*/, '');
      if (ELSEWHERE.test(plain)) continue;
      this.links.set(`${who.title} ${plain}`, [who, plain]);
    }
  }
}

/** Static files, pages of the training region, and the cabinet, which no key opens. */
const ELSEWHERE = /^\/(assets|post|gallery|account|messages)\b/;

async function wordsOf(type: string, bytes: Buffer): Promise<string> {
  if (!type.includes('spreadsheet')) return bytes.toString('utf8');
  const sheets = (await readExcel(bytes)) as unknown;
  return JSON.stringify(sheets);
}
