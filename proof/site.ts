import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { Knex } from 'knex';
import request, { type Test } from 'supertest';
import { createApp, type AppOptions, type GivenServices } from '../api/app';
import type { Command, Engine } from '../api/http/engine';
import type { Route, Services } from '../api/http/route';
import { Cookies } from '../api/security/cookies';
import { openDatabase } from '../store/sql/database';
import type { Files } from '../store/files/port';
import { openSession } from '../store/access/sessions';
import { makeToken } from '../store/access/tokens';
import { testDatabase } from './database';

const PUBLIC_URL = 'http://localhost:8080';
const SESSION_SECRET = 'a secret that only tests know, 32+';

export interface Site {
  app: Express;
  db: Knex;
  /** Address of the database, for programs a test starts beside the app. */
  url: string;
  /** As the owner of the schema, to prepare what the app itself may not write. */
  owner: Knex;
  commands: Command[];
  /** A browser in which this person has signed in; null: a browser nobody has signed in to. */
  browser(personId: string | null): Promise<Browser>;
  token(personId: string, scopes?: string[], organisationId?: string | null): Promise<string>;
  close(): Promise<void>;
}

export interface Browser {
  cookie: string;
  csrf: string;
  get(path: string): Test;
  /** Sends as a form of a page does: hidden token and key, redirects not followed. */
  send(path: string, fields: Record<string, unknown>, key?: string): Test;
  /** The same of a form that has files: each with its bytes and its name. */
  sendFiles(
    path: string,
    fields: Record<string, string | readonly string[]>,
    files: readonly (readonly [field: string, bytes: Buffer, name: string])[],
    key?: string,
  ): Test;
}

export interface SiteOptions extends Partial<AppOptions> {
  /** Where file contents are stored; in the database when absent. */
  files?: Files;
  services?: Partial<Services>;
}

/** The real app over its own database; only the engine is a stand-in that keeps the commands it was given. */
export async function testSite(
  routes: readonly Route[],
  { services, files, ...options }: SiteOptions = {},
): Promise<Site> {
  const database = await testDatabase(options.kind ?? 'training');
  const db = openDatabase(database.url, 'test', 10, 'page', files);
  const owner = openDatabase(database.ownerUrl, 'test owner', 2);
  const commands: Command[] = [];
  const engine: Engine = {
    carryOut: async (command) => {
      commands.push(command);
      return { phase: 'open', seq: commands.length };
    },
  };
  const settings = { kind: 'training' as const, publicUrl: PUBLIC_URL, sessionSecret: SESSION_SECRET, ...options };
  const app = createApp({ db, engine, ...services }, routes, settings);
  const cookies = new Cookies(settings.publicUrl, settings.sessionSecret);
  return {
    app,
    db,
    owner,
    commands,
    url: database.url,
    browser: async (personId) => browserOf(app, cookies, personId ? await sessionOf(db, personId) : null),
    token: (personId, scopes = ['*'], organisationId = null) =>
      makeToken(db, { id: randomUUID(), personId, organisationId, scopes, name: 'test', days: 1 }),
    async close() {
      await Promise.all([db.destroy(), owner.destroy()]);
      await database.drop();
    },
  };
}

/** The same app over a region whose engine really runs. */
export function siteOver(services: GivenServices, routes: readonly Route[]): Pick<Site, 'app' | 'browser'> {
  const app = createApp(services, routes, { kind: 'training', publicUrl: PUBLIC_URL, sessionSecret: SESSION_SECRET });
  const cookies = new Cookies(PUBLIC_URL, SESSION_SECRET);
  return {
    app,
    browser: async (personId) => browserOf(app, cookies, personId ? await sessionOf(services.db, personId) : null),
  };
}

const sessionOf = (db: Knex, personId: string): Promise<string> =>
  openSession(db, { personId, via: 'password', agent: 'test browser' });

function browserOf(app: Express, cookies: Cookies, session: string | null): Browser {
  const secret = session ?? 'v'.repeat(43);
  const cookie = `domovoy-${session ? 'session' : 'visitor'}=${secret}`;
  const csrf = cookies.csrfOf(secret);
  return {
    cookie,
    csrf,
    get: (path) => request(app).get(path).set('Cookie', cookie).accept('text/html'),
    send: (path, fields, key = randomUUID()) =>
      request(app)
        .post(path)
        .set('Cookie', cookie)
        .accept('text/html')
        .type('form')
        .redirects(0)
        .send({ ...fields, _csrf: csrf, key }),
    sendFiles: (path, fields, files, key = randomUUID()) => {
      const form = request(app).post(path).set('Cookie', cookie).accept('text/html').redirects(0);
      for (const [name, value] of Object.entries({ ...fields, _csrf: csrf, key }))
        for (const one of [value].flat()) void form.field(name, one);
      for (const [field, bytes, name] of files) void form.attach(field, bytes, name);
      return form;
    },
  };
}

/** A person for a test; posts and homes are added by the test that needs them. */
export async function addPerson(db: Knex, familyName = 'Проверкин'): Promise<string> {
  const id = randomUUID();
  await db('person').insert({ id, family_name: familyName, given_name: 'Пётр', patronymic: 'Ильич', sex: 'male' });
  return id;
}
