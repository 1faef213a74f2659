import { load, type CheerioAPI } from 'cheerio';
import type { Route } from '../../api/http/route';

/** Somebody led a person to a place where they may not be, or where there is nothing. */
export interface DeadEnd {
  who: string;
  /** The page the person was on. */
  on: string;
  /** What they followed: an address, or a button and where it sends. */
  followed: string;
  met: number | 'no such part';
}

export interface Crawler {
  who: string;
  /** Address of the served app, and the cookie of this person's session. */
  url: string;
  cookie: string;
  routes: readonly Route[];
  /** Area and phase of each case: what a page offers differs by them. */
  phases: ReadonlyMap<string, string>;
  /** How many pages of one kind are opened from another kind, and how many buttons of one kind are pressed. */
  most: number;
}

interface Step {
  on: string;
  to: string;
  /** A form of search may be sent empty: it then says what is missing. */
  form: boolean;
}

interface Press {
  on: string;
  /** Where the form sends, and which button of the page that sends there: a page changes when an act has been done. */
  action: string;
  button: number;
}

interface Page {
  status: number;
  ids: ReadonlySet<string>;
  read: CheerioAPI | null;
}

/** A letter that is shown to others too leads its addressee; an engine's own pages are not ours. */
const LINKS = 'a[href]:not([data-of="addressee"] *)';
/** Ends what the crawl itself stands on: its session, or the hour of the region. */
const UNPRESSED = ['account.sign-out', 'account.close-session', 'account.close-sessions', 'clock.travel'];
const ELSEWHERE = /^(mailto|tel|sms|webcal|data):/;
const MISSING = 400;
const UNFIT = new Set([409, 422]);

/**
 * Follows every link of every page from the first one on, as one person, and then presses every button. A page with a
 * thousand like rows is followed a few times for each kind of place and each phase of a case.
 */
export async function crawl(crawler: Crawler): Promise<{ pages: number; pressed: number; deadEnds: DeadEnd[] }> {
  const { pages, presses, deadEnds } = await followLinks(crawler);
  const pressed = await pressButtons(crawler, presses);
  return { pages, pressed: presses.length, deadEnds: [...deadEnds, ...pressed] };
}

async function followLinks(crawler: Crawler) {
  const { who, most } = crawler;
  const seen = new Map<string, Page>();
  const queue: Step[] = [{ on: '/', to: '/', form: false }];
  const counts = new Map<string, number>();
  const presses = new Map<string, Press>();
  const parts: (Step & { part: string })[] = [];
  const deadEnds: DeadEnd[] = [];
  for (let step = queue.shift(); step; step = queue.shift()) {
    const address = new URL(step.to, crawler.url + step.on);
    if (address.origin !== crawler.url || address.pathname.startsWith('/assets/')) continue;
    const path = address.pathname + address.search;
    if (address.hash.length > 1) parts.push({ ...step, to: path, part: decodeURIComponent(address.hash.slice(1)) });
    if (seen.has(path) || !hasRoom(counts, `${kindOf(crawler, step.on)} > ${kindOf(crawler, path)}`, most)) continue;
    const page = await open(crawler, path);
    seen.set(path, page);
    if (page.status >= MISSING && !(step.form && UNFIT.has(page.status)))
      deadEnds.push({ who, on: step.on, followed: path, met: page.status });
    if (page.status >= MISSING || !page.read) continue;
    queue.push(...stepsOf(page.read, path));
    for (const [kind, press] of pressesOf(crawler, page.read, path)) if (!presses.has(kind)) presses.set(kind, press);
  }
  const missing = parts.filter(({ to, part }) => {
    const page = seen.get(to);
    return page?.read && page.status < MISSING && !page.ids.has(part);
  });
  deadEnds.push(
    ...missing.map(({ on, to, part }) => ({ who, on, followed: `${to}#${part}`, met: 'no such part' as const })),
  );
  return { pages: seen.size, presses: [...presses.values()], deadEnds };
}

function hasRoom(counts: Map<string, number>, kind: string, most: number): boolean {
  const count = counts.get(kind) ?? 0;
  counts.set(kind, count + 1);
  return count < most;
}

const SHAPE = /^(as|filter|phase|state|part|show|kind)$/;

/** The route with the phase of the case it is about and what its query chooses: places of one kind look alike. */
function kindOf({ routes, phases }: Crawler, path: string): string {
  const [pathname = '', query] = path.split('?');
  const phase = pathname
    .split('/')
    .map((one) => phases.get(one))
    .find(Boolean);
  const asked = [...new URLSearchParams(query)].map(([name, value]) => (SHAPE.test(name) ? `${name}=${value}` : name));
  return [routeOf(routes, 'get', pathname)?.id ?? pathname, phase, ...new Set(asked)].filter(Boolean).join(' ');
}

function routeOf(routes: readonly Route[], method: 'get' | 'post', pathname: string): Route | undefined {
  const given = pathname.split('/');
  const fits = (path: string): boolean => {
    const wanted = path.split('/');
    return wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at]);
  };
  return routes
    .filter((one) => one.method === method && fits(one.path))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0];
}

async function open({ url, cookie }: Crawler, path: string): Promise<Page> {
  const answer = await fetch(url + path, { headers: { cookie, accept: 'text/html' } });
  const isPage = (answer.headers.get('content-type') ?? '').includes('html');
  if (!isPage) await answer.arrayBuffer();
  const read = isPage ? load(await answer.text()) : null;
  const ids = new Set(
    read?.('[id]')
      .map((_, one) => read(one).attr('id'))
      .get(),
  );
  return { status: answer.status, ids, read };
}

function stepsOf(read: CheerioAPI, on: string): Step[] {
  const links = read(LINKS)
    .map((_, one) => read(one).attr('href'))
    .get();
  const searches = read('form:not([method=post])').map((_, one) => {
    const fields = read(one)
      .serializeArray()
      .map(({ name, value }): [string, string] => [name, value]);
    const [place = '', part] = (read(one).attr('action') ?? on).split('#');
    return `${place.split('?')[0]}?${new URLSearchParams(fields)}${part ? `#${part}` : ''}`;
  });
  return [
    ...links.filter((to) => !ELSEWHERE.test(to)).map((to) => ({ on, to, form: false })),
    ...searches.get().map((to) => ({ on, to, form: true })),
  ];
}

/** Buttons that send, each with the kind of act it is; a repeated kind need not be pressed again. */
function pressesOf(crawler: Crawler, read: CheerioAPI, on: string): [string, Press][] {
  const actions = new Set(formsOf(read, on).map(({ action }) => action));
  return [...actions].flatMap((action): [string, Press][] => {
    const act = routeOf(crawler.routes, 'post', action.split('?')[0] ?? '')?.id ?? action;
    if (UNPRESSED.includes(act)) return [];
    return buttonsTo(read, on, action).map(({ form, button }, at) => {
      const place = read(form).closest('main').length > 0 ? kindOf(crawler, on) : 'every page';
      const kind = [place, act, read(button).attr('name'), read(button).text().trim()].join(' ');
      return [kind, { on, action, button: at }];
    });
  });
}

const formsOf = (read: CheerioAPI, on: string) =>
  read('form[method=post]')
    .toArray()
    .map((form) => {
      const { pathname, search } = new URL(read(form).attr('action') ?? on, `http://page${on}`);
      return { form, action: pathname + search };
    });

/** The buttons of a page that send to one address, each with its form. */
const buttonsTo = (read: CheerioAPI, on: string, to: string) =>
  formsOf(read, on)
    .filter(({ action }) => action === to)
    .flatMap(({ form }) =>
      read(form)
        .find('button:not([type=button])')
        .toArray()
        .map((button) => ({ form, button })),
    );

/** Sends each form as a browser does that has just opened the page and filled in nothing. */
async function pressButtons(crawler: Crawler, presses: readonly Press[]): Promise<DeadEnd[]> {
  const deadEnds: DeadEnd[] = [];
  for (const press of presses) {
    const met = await pressOne(crawler, press);
    if (met) deadEnds.push(met);
  }
  return deadEnds;
}

async function pressOne(crawler: Crawler, { on, action, button: which }: Press): Promise<DeadEnd | null> {
  const { who, url, cookie } = crawler;
  const { read } = await open(crawler, on);
  const found = read && buttonsTo(read, on, action)[which];
  if (!found) return null;
  const { form, button } = found;
  const fields = read(form)
    .serializeArray()
    .map(({ name, value }): [string, string] => [name, value]);
  const name = read(button).attr('name');
  if (name) fields.push([name, read(button).attr('value') ?? '']);
  const body = read(form).attr('enctype') ? multipart(fields) : new URLSearchParams(fields);
  const answer = await fetch(url + action, { method: 'POST', headers: { cookie, accept: 'text/html' }, body });
  await answer.arrayBuffer();
  if (answer.status < MISSING || UNFIT.has(answer.status)) return null;
  const followed = `«${read(button).text().trim()}» → ${action}, ${answer.url.slice(url.length)}`;
  return { who, on, followed, met: answer.status };
}

function multipart(fields: readonly (readonly [string, string])[]): FormData {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return body;
}
