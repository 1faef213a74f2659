import request, { type Test } from 'supertest';
import { z } from 'zod';
import { many, text } from '../api/http/fields';
import { route } from '../api/http/route';
import { listening, type Listening } from './raw-client';
import { addPerson, testSite, type Browser } from './site';

export const KB = 1_024;
export const MB = KB * KB;

const openNote = route({
  id: 'note.open',
  method: 'post',
  path: '/open',
  summary: 'Для всех',
  allowed: 'anyone',
  kept: 'never',
  limits: { text: 4 * KB, field: KB, fields: 5, depth: 3, nodes: 20, file: 2 * KB },
  body: z.object({ word: text({ max: 2_000 }).optional(), list: many(z.unknown()), deep: z.unknown().optional() }),
  files: { picture: 2 },
  out: z.object({ sizes: z.array(z.number()) }),
  handle: async ({ files }) => ({ data: { sizes: files.map(({ bytes }) => bytes.length) } }),
});
const albumNote = route({
  id: 'note.albums',
  method: 'post',
  path: '/albums',
  summary: 'Альбом',
  allowed: 'signed-in',
  body: z.object({}),
  files: { picture: 10 },
  out: z.object({}),
  handle: async () => ({ data: {} }),
});
/** A read, which takes no body. */
export const bareNote = route({
  id: 'note.bare',
  method: 'get',
  path: '/bare',
  summary: 'Чтение',
  allowed: 'anyone',
  out: z.object({}),
  handle: async () => ({ data: {} }),
});

/** Routes with narrow limits on a server that counts what it reads. */
export interface BodySite {
  server: Listening;
  /** Browsers of nobody and of a signed-in person. */
  stranger: Browser;
  person: Browser;
  token: string;
  /** A request of a program, and one with the stranger's form. */
  program(path?: string): Test;
  form(): Test;
  stop(): Promise<void>;
}

export async function bodySite(): Promise<BodySite> {
  const site = await testSite([openNote, albumNote, bareNote]);
  const server = await listening(site.app);
  const id = await addPerson(site.db);
  const [stranger, person, token] = [await site.browser(null), await site.browser(id), await site.token(id)];
  return {
    server,
    stranger,
    person,
    token,
    program: (path = '/open') => request(site.app).post(path).set('Authorization', `Bearer ${token}`),
    form: () => request(site.app).post('/open').set('Cookie', stranger.cookie).set('X-CSRF-Token', stranger.csrf),
    stop: async () => {
      await server.stop();
      await site.close();
    },
  };
}
