import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../api/app';
import { watchKernel } from '../api/health/kernel';
import { routes } from '../api/routes';
import { historiesOf } from '../store/engine/executions';
import { LOCAL_PUSH } from '../store/letters/push-services';
import { subscribe } from '../store/letters/push';
import { makeToken } from '../store/access/tokens';
import { pushBrowser } from './push-browser';
import { appealTown, type Town } from './stories/appeal-town';

const TEXT = 'КАНАРЕЙКА течёт крыша над моей комнатой';
const ANSWER = 'КАНАРЕЙКА крышу починим завтра';

/** P10: texts, names and addresses of people stay in their own tables, whatever else is written. */
describe('the words, names and addresses of people', () => {
  let town: Town;
  const lines: string[] = [];
  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-03-02T09:00:00Z' });
  });
  afterAll(() => town.stop());

  it('stay out of histories, facts, orders, ids, logs and metrics', async () => {
    const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
    const app = createApp({ db: town.db, engine: town.engine }, routes, {
      kind: 'training',
      publicUrl: 'http://localhost:8080',
      sessionSecret: 'a secret that only tests know, 32+',
      log: pino({ level: 'trace' }, stream),
    });
    watchKernel(town.db);
    const keyOf = (personId: string): Promise<string> =>
      makeToken(town.db, {
        id: randomUUID(),
        personId,
        organisationId: null,
        scopes: ['*'],
        name: 'canary',
        days: 3650,
      });
    const browser = { ...pushBrowser(), endpoint: `${LOCAL_PUSH}/kanareika-endpoint` };
    const { who } = town;
    await subscribe(town.db, { id: randomUUID(), personId: who.owner, serverKey: 'none', agent: 'canary', ...browser });
    const [owner, clerk] = [await keyOf(town.who.owner), await keyOf(town.who.clerk)];
    const post = (who: string, path: string, body: object) =>
      request(app)
        .post(path)
        .set({ authorization: `Bearer ${who}`, accept: 'application/json', 'idempotency-key': randomUUID() })
        .send(body);
    const place = (await town.db('ownership').where({ person_id: town.who.owner }).first('premises_id')).premises_id;
    const sent = await post(owner, '/appeals', {
      place,
      addressee: town.of.manager,
      subjects: ['cleaning'],
      text: TEXT,
    });
    expect(sent.status).toBe(201);
    const wish = { place, addressee: town.of.manager, subjects: ['heating'], text: TEXT };
    const late: string = (await post(owner, '/appeals', wish)).body.id;
    const id: string = sent.body.id;
    await town.eventually(async () => (await town.kinds(id)).includes('registered'));
    expect((await post(clerk, `/appeals/${id}/answer`, { kind: 'satisfied', answer: ANSWER })).status).toBe(200);
    expect(
      (await post(owner, '/appeals', { place, addressee: town.of.manager, subjects: ['no such'], text: TEXT })).status,
    ).toBe(422);
    await request(app)
      .get(`/search?q=${encodeURIComponent(TEXT)}`)
      .set({ authorization: `Bearer ${owner}`, accept: 'application/json' });
    await town.travelTo('2026-05-20T09:00:00Z');
    const kept = await town.eventually(async () => {
      const histories = await historiesOf(town.db, id);
      return histories.length > 0 && histories;
    });
    const metrics = (await request(app).get('/metrics')).text;
    const tables = await Promise.all(
      ['case_event', 'case_deadline', 'case_command', 'execution', 'outbox', 'calendar_day', 'delivery'].map((table) =>
        town.db(table).select(),
      ),
    );
    const places = {
      histories: kept.map(({ json }) => `${json}${payloads(json)}`).join(''),
      tables: JSON.stringify(tables),
      logs: lines.join(''),
      metrics,
    };
    expect(lines.length).toBeGreaterThan(3);
    expect(await town.letters(late)).toContainEqual(expect.objectContaining({ channel: 'push' }));
    const canaries = [
      'КАНАРЕЙКА',
      encodeURIComponent('КАНАРЕЙКА'),
      'Проверкин',
      'pochta.example',
      '+7900000',
      '99000000',
      owner,
      clerk,
      'kanareika-endpoint',
      browser.p256dh,
      browser.auth,
    ];
    const found = Object.entries(places).flatMap(([where, text]) =>
      canaries.filter((canary) => text.includes(canary)).map((canary) => `${where}: ${canary}`),
    );
    expect(found).toEqual([]);
  });
});

/** Payloads of a history are base64, so they are decoded before the search. */
const payloads = (json: string): string =>
  [...json.matchAll(/"data": ?"([A-Za-z0-9+/=]+)"/g)]
    .map(([, data = '']) => Buffer.from(data, 'base64').toString('utf8'))
    .join('\n');
