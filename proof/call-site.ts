import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import request, { type Test } from 'supertest';
import type { EventBody } from '../api/dispatch/exchange';
import { routes } from '../api/routes';
import { signedWith } from '../api/security/signature';
import { makeExchangeKey } from '../store/access/exchange-keys';
import { readClock } from '../store/clock/clock';
import { personByLogin } from '../store/registry/people';
import { insertRegistry } from '../store/registry/rows';
import { generous } from './doors/gate';
import { demoRows } from './registry-site';
import { testSite, type Browser, type Site, type SiteOptions } from './site';

export interface ExchangeKeyPair {
  id: string;
  secret: string;
}

/** Pages of a dispatcher over the demo region, and a telephone exchange that tells them of calls. */
export interface CallSite extends Site {
  organisationId: string;
  key: ExchangeKeyPair;
  as(login: string): Promise<Browser>;
  /** What a person reads on the page, in one line. */
  textOf(login: string, path: string): Promise<string>;
  /** An event as the exchange sends it: signed with the key, now unless told otherwise. */
  tell(event: Partial<EventBody>, how?: { key?: ExchangeKeyPair; sentAt?: Date; body?: string }): Test;
  /** So many seconds before the region's now, by the real clock. */
  ago(seconds: number): string;
}

const SECOND_MS = 1_000;

export async function callSite(options: SiteOptions = {}): Promise<CallSite> {
  const site = await testSite(routes, { rates: generous, ...options });
  await insertRegistry(site.db, demoRows);
  const idOf = async (login: string): Promise<string | null> => (await personByLogin(site.db, login))?.id ?? null;
  const dispatcher = await idOf('dispatcher');
  const { organisation_id: organisationId } = await site
    .db('staff')
    .where({ person_id: dispatcher, role: 'dispatcher' })
    .first('organisation_id');
  const keyId = randomUUID();
  const secret = await makeExchangeKey(site.db, { id: keyId, organisationId, personId: dispatcher ?? '' });
  const key = { id: keyId, secret };
  const { offsetMs } = await readClock(site.db);
  if (offsetMs !== 0) throw new Error('A test region begins with the real time');
  const browsers = new Map<string, Browser>();
  const as = async (login: string): Promise<Browser> => {
    const held = browsers.get(login) ?? (await site.browser(await idOf(login)));
    browsers.set(login, held);
    return held;
  };
  const ago = (seconds: number): string => new Date(Date.now() - seconds * SECOND_MS).toISOString();
  return {
    ...site,
    organisationId,
    key,
    as,
    ago,
    textOf: async (login, path) =>
      load((await (await as(login)).get(path)).text)('main')
        .text()
        .replace(/\s+/g, ' '),
    tell: (event, { key: by = key, sentAt = new Date(), body } = {}) => {
      const full = { event: randomUUID(), call: randomUUID(), kind: 'ringing', at: ago(1), ...event };
      const text = JSON.stringify(full);
      const at = String(Math.floor(sentAt.getTime() / SECOND_MS));
      return request(site.app)
        .post('/calls/events')
        .set(signedWith(by, at, text))
        .type('json')
        .send(body ?? text);
    },
  };
}
