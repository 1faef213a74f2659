import { randomUUID } from 'node:crypto';
import { personByLogin } from '../../store/registry/people';
import { listening } from '../raw-client';
import type { Site } from '../site';
import { wordFile } from '../zip';
import { deceptiveFiles } from './deceptive-files';
import type { Result } from './result';

const SEED = 20_260_301;
const ANSWER_MS = 3_000;
const HEALTH_MS = 500;
const PROBE_MS = 50;

/** A route that takes files: who sends, and the other fields of its form. */
interface Door {
  path: string;
  field: string;
  headers: Record<string, string>;
  fields: Record<string, string>;
}

interface Sent {
  what: string;
  name: string;
  bytes: Buffer;
}

const FIRST: Sent = { what: 'первый', name: 'a.docx', bytes: wordFile() };

interface Tried {
  what: string;
  status: number;
  ms: number;
  healthMs: number;
}

const holds = ({ status, ms, healthMs }: Tried): boolean =>
  status >= 200 && status < 500 && status !== 429 && ms <= ANSWER_MS && healthMs <= HEALTH_MS;
const told = ({ what, status, ms, healthMs }: Tried): string =>
  `${what}: ${status}, ${Math.round(ms)} мс, /health ${Math.round(healthMs)} мс`;

/**
 * Deceptive files for every kind of route that takes files: each must be answered soon, never with a 5xx, and must not
 * delay others.
 */
export async function files(site: Site | { url: string }, seed = SEED): Promise<Result> {
  const server = 'app' in site ? await listening(site.app) : null;
  const url = server?.url ?? (site as { url: string }).url;
  try {
    const doors = [await anonymous(url), ...('app' in site ? await signedIn(site, url) : [])];
    // The first heavy job waits for a thread to load its program; the real program does that before it accepts
    // requests.
    for (const door of doors) await tryOne(url, door, FIRST);
    const tried: Tried[] = [];
    for (const { what, name, make } of deceptiveFiles(seed)) {
      const file = { what, name, bytes: make() };
      for (const door of doors) tried.push(await tryTwice(url, door, file));
    }
    const fallen = tried.filter((one) => !holds(one));
    const worst = fallen[0] ?? tried.reduce((slow, one) => (one.ms > slow.ms ? one : slow));
    const held = tried.length - fallen.length;
    return { suite: 'files', tried: tried.length, held, worst: told(worst), seed, wrong: fallen.map(told) };
  } catch (error) {
    return { suite: 'files', tried: 1, held: 0, worst: String(error), seed, wrong: [String(error)] };
  } finally {
    await server?.stop();
  }
}

/** A file that is only slow is sent once more: a busy machine is slow by chance, a costly file every time. */
async function tryTwice(url: string, door: Door, file: Sent): Promise<Tried> {
  const first = await tryOne(url, door, file);
  const slow = !holds(first) && holds({ ...first, ms: 0, healthMs: 0 });
  return slow ? tryOne(url, door, file) : first;
}

async function tryOne(url: string, { path, field, headers, fields }: Door, file: Sent): Promise<Tried> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('key', randomUUID());
  form.set(field, new Blob([new Uint8Array(file.bytes)]), file.name);
  const watch = watchHealth(url);
  const began = performance.now();
  const status = await statusOf(() =>
    fetch(`${url}${path}`, { method: 'POST', headers, body: form, redirect: 'manual' }),
  );
  const ms = performance.now() - began;
  return { what: `${file.what} → ${path}`, status, ms, healthMs: await watch() };
}

/** 0: no answer at all. */
async function statusOf(ask: () => Promise<Response>): Promise<number> {
  try {
    const answer = await ask();
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Requests the app's health again and again; returns the longest wait. */
function watchHealth(url: string): () => Promise<number> {
  let [over, worst] = [false, 0];
  const watching = (async () => {
    do {
      const began = performance.now();
      if ((await statusOf(() => fetch(`${url}/health`))) !== 200) worst = Infinity;
      worst = Math.max(worst, performance.now() - began);
      await new Promise((done) => setTimeout(done, PROBE_MS));
    } while (!over);
  })();
  return async () => {
    over = true;
    await watching;
    return worst;
  };
}

/** Nobody has signed in: the law check is open to everyone. */
async function anonymous(url: string): Promise<Door> {
  const page = await fetch(`${url}/law/meeting`, { headers: { Accept: 'text/html' } });
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return {
    path: '/law/meeting',
    field: 'file',
    headers: { Cookie: cookie, Accept: 'text/html' },
    fields: { _csrf: csrf },
  };
}

/** An owner who writes with attachments, and a clerk who imports a register, each with a token. */
async function signedIn(site: Site, url: string): Promise<Door[]> {
  const bearer = async (login: string): Promise<Record<string, string>> => {
    const person = await personByLogin(site.db, login);
    if (!person) throw new Error(`The demo region has no «${login}».`);
    return { Authorization: `Bearer ${await site.token(person.id)}`, Accept: 'application/json' };
  };
  const [owner, clerk] = [await bearer('owner'), await bearer('clerk')];
  const ask = async <T>(path: string, headers: Record<string, string>): Promise<T> =>
    (await (await fetch(`${url}${path}`, { headers })).json()) as T;
  type Choice = { homes: { premisesId: string }[]; addressees: { id: string; kind: string }[] };
  const { homes } = await ask<Choice>('/appeals/new', owner);
  const place = homes[0]?.premisesId ?? '';
  const { addressees } = await ask<Choice>(`/appeals/new?place=${place}`, owner);
  const addressee = addressees.find(({ kind }) => kind === 'manager')?.id ?? '';
  const { houses } = await ask<{ houses: { id: string }[] }>('/houses', clerk);
  const appeal = { place, addressee, subjects: 'cleaning', text: 'В подъезде две недели не моют полы.' };
  return [
    { path: '/appeals', field: 'files', headers: owner, fields: appeal },
    { path: `/houses/${houses[0]?.id}/imports`, field: 'file', headers: clerk, fields: {} },
  ];
}
