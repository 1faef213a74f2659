import { randomUUID } from 'node:crypto';
import express from 'express';
import request from 'supertest';
import { hostsOf } from '../../store/letters/push-services';
import { pushBrowser } from '../../proof/push-browser';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import type { Services } from '../http/route';
import { accountRoutes } from './routes';
import { assetRouter } from '../http/assets';

const PATH = '/account/push';
const office = (local: boolean): Partial<Services> => ({
  push: { publicKey: pushBrowser().p256dh, hosts: hostsOf('push.example.ru'), local },
});

let site: Site;
let person: string;
let browser: Browser;

beforeAll(async () => {
  site = await testSite(accountRoutes, { services: office(true) });
});
afterAll(() => site.close());
beforeEach(async () => {
  person = await addPerson(site.db);
  browser = await site.browser(person);
});

const keysOf = (more: object = {}) => {
  const { endpoint, p256dh, auth } = { ...pushBrowser(), ...more };
  return { endpoint, p256dh, auth };
};
const listed = async (one = browser): Promise<{ id: string; mark: string }[]> =>
  (await request(site.app).get(PATH).set('Cookie', one.cookie).accept('json')).body.browsers;
const asProgram = (fields: object, key = randomUUID()) =>
  request(site.app)
    .post(PATH)
    .set({ Cookie: browser.cookie, 'X-CSRF-Token': browser.csrf, 'Idempotency-Key': key })
    .accept('json')
    .send(fields);

describe('notifications of a browser', () => {
  it('are switched on, listed and switched off, each browser by itself', async () => {
    expect((await browser.send(PATH, keysOf())).status).toBe(303);
    expect((await browser.send(PATH, keysOf({ endpoint: 'https://push.example.ru/a' }))).status).toBe(303);
    const [last] = await listed();
    expect((await browser.send(`${PATH}/${last?.id}/off`, {})).status).toBe(303);
    expect(await listed()).toHaveLength(1);
    expect((await browser.send(`${PATH}/${last?.id}/off`, {})).status).toBe(404);
  });

  it('are on once however often the form is sent', async () => {
    const [fields, key] = [keysOf(), randomUUID()];
    const answers = [await asProgram(fields, key), await asProgram(fields, key), await asProgram(fields)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await listed()).toHaveLength(1);
  });

  it.each([
    ['a service nobody knows', { endpoint: 'https://evil.example/a' }, 'push-service-unknown'],
    ['a machine inside', { endpoint: 'https://10.0.0.5/a' }, 'push-service-unknown'],
    ['no TLS', { endpoint: 'http://fcm.googleapis.com/fcm/send/a' }, 'push-service-unknown'],
    ['no address', { endpoint: '' }, 'fields-wrong'],
    ['a point off the curve', { p256dh: `B${'A'.repeat(86)}` }, 'fields-wrong'],
    ['a short secret', { auth: 'AAAA' }, 'fields-wrong'],
  ])('are refused for %s, and nothing is kept', async (_, wrong, code) => {
    const answer = await asProgram(keysOf(wrong));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.body.say).toMatch(/[а-яё]/i);
    expect(await listed()).toEqual([]);
  });

  it('are refused on the page in words', async () => {
    const answer = await browser.send(PATH, keysOf({ endpoint: 'https://evil.example/a' }));
    expect([answer.status, answer.text.includes('Служба уведомлений этого браузера нам не известна')]).toEqual([
      422,
      true,
    ]);
  });

  it('are kept for ten browsers, no more, and never told by endpoint or key', async () => {
    for (let more = 0; more < 10; more++) expect((await asProgram(keysOf())).status).toBe(201);
    const eleventh = await asProgram(keysOf());
    expect([eleventh.status, eleventh.body.code]).toEqual([409, 'browsers-many']);
    const rows = await site.db('push_subscription').where({ person_id: person });
    const told = JSON.stringify(await listed()) + (await browser.get(PATH)).text;
    for (const { endpoint, p256dh, auth } of rows)
      expect([endpoint, p256dh, auth].filter((secret) => told.includes(secret))).toEqual([]);
  });

  it('of somebody else are not seen and not switched off', async () => {
    await browser.send(PATH, keysOf());
    const [mine] = await listed();
    const stranger = await site.browser(await addPerson(site.db, 'Чужой'));
    expect(await listed(stranger)).toEqual([]);
    expect((await stranger.send(`${PATH}/${mine?.id}/off`, {})).status).toBe(404);
    expect(await listed()).toHaveLength(1);
  });

  it('may be tried in a training region without any browser, once', async () => {
    expect((await browser.get(PATH)).text).toContain('Подключить учебный приёмник');
    expect((await browser.send(`${PATH}/local`, {})).status).toBe(303);
    const { text } = await browser.get(PATH);
    expect([text.includes('Учебный приёмник'), text.includes('Подключить учебный приёмник')]).toEqual([true, false]);
  });

  it('are not offered where the operator has set no key', async () => {
    const without = await testSite(accountRoutes);
    const visitor = await without.browser(await addPerson(without.db));
    expect((await visitor.get('/account')).text).not.toContain(PATH);
    expect((await visitor.get(PATH)).text).toContain('Здесь не включено');
    expect((await visitor.send(PATH, keysOf())).status).toBe(503);
    await without.close();
  });

  it('know no stand-in in a live installation', async () => {
    const live = await testSite(accountRoutes, { kind: 'live', services: office(false) });
    const visitor = await live.browser(await addPerson(live.db));
    expect((await visitor.get(PATH)).text).not.toContain('учебный');
    expect((await visitor.send(`${PATH}/local`, {})).status).toBe(404);
    expect((await visitor.send(PATH, keysOf())).status).toBe(422);
    await live.close();
  });
});

describe('the service worker', () => {
  it('stands at the root, so that it serves the whole site, and is asked for anew each time', async () => {
    const answer = await request(express().use(assetRouter())).get('/notifications.js').expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });
});
