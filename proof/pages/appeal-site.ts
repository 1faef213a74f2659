import type { Response } from 'supertest';
import { appealRoutes } from '../../api/appeal/routes';
import type { Engine } from '../../api/http/engine';
import { faqRoutes } from '../../api/appeal/faq/routes';
import type { Files } from '../../store/files/port';
import { testSite, type Browser, type Site } from '../site';
import { directEngine } from '../direct-engine';
import { appealWorld, type AppealWorld } from './appeal-world';

/** The pages of appeals, with everybody of the sample world signed in. */
export interface AppealSite extends Site {
  world: AppealWorld;
  browsers: Record<keyof AppealWorld['people'], Browser>;
  /** An ordinary appeal, as the owner's form sends it. */
  wish(): Record<string, unknown>;
  /** An appeal written by the owner and registered. */
  written(more?: Record<string, unknown>): Promise<string>;
  answer(id: string): Promise<Response>;
  stateOf(id: string): Promise<Response['body']>;
}

const plenty = { points: 1_000_000, seconds: 60, shared: false };
const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };

/** The id in the address a person is redirected to after a write. */
export function idIn({ status, headers, text }: Response): string {
  const found = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(headers['location'] ?? '');
  if (status !== 303 || !found) throw new Error(`${status} ${text}`);
  return found[0];
}

export async function appealSite(given: Engine | null = null, files?: Files): Promise<AppealSite> {
  const engine = given ?? directEngine(() => site.db);
  const site: Site = await testSite([...appealRoutes, ...faqRoutes], { services: { engine }, rates, files });
  const world = await appealWorld(site.db);
  const browsers = {} as AppealSite['browsers'];
  for (const [name, id] of Object.entries(world.people))
    browsers[name as keyof AppealWorld['people']] = await site.browser(id);
  const wish = () => ({
    place: world.flat,
    addressee: world.orgs.manager,
    subjects: 'cleaning',
    text: 'В подъезде две недели не моют полы.',
  });
  return {
    ...site,
    world,
    browsers,
    wish,
    async written(more = {}) {
      const sent = await browsers.owner.send('/appeals', { ...wish(), ...more });
      return idIn(sent);
    },
    answer: async (id) =>
      browsers.clerk.send(`/appeals/${id}/answer`, { kind: 'explained', answer: 'Полы моют по вторникам.' }),
    stateOf: async (id) => (await browsers.head.get(`/appeals/${id}`).accept('json')).body,
  };
}
