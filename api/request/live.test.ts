import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { requestDesk, type RequestDesk } from '../../proof/request-desk';
import { closeOtherSessions } from '../../store/access/sessions';
import { streamsOf } from '../http/stream';

interface Ear {
  status: number;
  heard: string[];
  ended: boolean;
  leave(): void;
}

describe('a live board', () => {
  let desk: RequestDesk;
  let server: Server;
  let port: number;
  beforeAll(async () => {
    desk = await requestDesk(undefined, { live: { gatherMs: 50, tickMs: 60_000 } });
    server = createServer(desk.app).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => {
    streamsOf(desk.db).close();
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await desk.close();
  });

  const open = async (person: string): Promise<Ear> => {
    const { cookie } = await desk.browser(person);
    const ear: Ear = { status: 0, heard: [], ended: false, leave: () => undefined };
    const answer = await new Promise<IncomingMessage>((done) => {
      const asked = get({ port, path: '/requests/board/live', headers: { cookie } }, done);
      asked.on('error', () => undefined);
      ear.leave = () => void asked.destroy();
    });
    ear.status = answer.statusCode ?? 0;
    answer.setEncoding('utf8').on('data', (text: string) => void ear.heard.push(text));
    answer.on('close', () => (ear.ended = true));
    return ear;
  };
  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; !holds() && tries < 100; tries += 1) await wait(50);
    expect(holds()).toBe(true);
  };
  const told = (ear: Ear): number => ear.heard.join('').split('event: board').length - 1;

  it('tells every viewer of a change by one query, however many look and however much changes', async () => {
    const people = [desk.who.dispatcher, desk.who.head, desk.who.clerk];
    const ears = await Promise.all(Array.from({ length: 15 }, (_, place) => open(people[place % 3] ?? '')));
    await until(() => ears.every((ear) => told(ear) === 1));
    const asked: string[] = [];
    const count = ({ sql }: { sql: string }) => asked.push(sql);
    desk.db.on('query', count);
    await Promise.all([desk.call(), desk.call(), desk.call()]);
    await until(() => ears.every((ear) => told(ear) >= 2 && ear.heard.join('').includes('"open":3')));
    desk.db.off('query', count);
    const looks = asked.filter((sql) => sql.includes('count(*)::int as open'));
    expect(looks.length).toBeLessThanOrEqual(3);
    ears.forEach((ear) => ear.leave());
  });

  it('shares one look of the rows among all who ask before the next change', async () => {
    await desk.call();
    const [one, two] = [await desk.browser(desk.who.dispatcher), await desk.browser(desk.who.head)];
    const fetched = async ({ cookie }: { cookie: string }): Promise<{ rows: object[] }> => {
      const answer = await fetch(`http://127.0.0.1:${port}/requests/board/rows`, { headers: { cookie } });
      return (await answer.json()) as { rows: object[] };
    };
    const asked: string[] = [];
    const count = ({ sql }: { sql: string }) => asked.push(sql);
    await wait(100);
    desk.db.on('query', count);
    const all = await Promise.all(Array.from({ length: 5 }, (_, place) => fetched(place % 2 ? one : two)));
    desk.db.off('query', count);
    expect(asked.filter((sql) => sql.includes('limit $2'))).toHaveLength(1);
    expect(new Set(all.map(({ rows }) => rows.length)).size).toBe(1);
    await desk.call();
    await wait(100);
    expect((await fetched(one)).rows.length).toBe((all[0]?.rows.length ?? 0) + 1);
  });

  it('ends with the session, and gives a sign of life to the others', async () => {
    const [stays, goes] = [await open(desk.who.dispatcher), await open(desk.who.head)];
    await closeOtherSessions(desk.db, desk.who.head, null);
    await streamsOf(desk.db).look();
    await until(() => goes.ended);
    expect(stays.ended).toBe(false);
    await until(() => stays.heard.join('').includes('\n: '));
  });

  it('lets one person keep only a few open, and frees the place of who leaves', async () => {
    const ears = [];
    for (let place = 0; place < 6; place += 1) ears.push(await open(desk.who.clerk));
    expect(ears.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await open(desk.who.clerk)).status).toBe(429);
    ears[0]?.leave();
    await until(() => streamsOf(desk.db).size === 5);
    expect((await open(desk.who.clerk)).status).toBe(200);
  });

  it('answers once where nobody listens to the database, and says when to come again', async () => {
    const dispatcher = await desk.browser(desk.who.dispatcher);
    const { text, headers } = await dispatcher.get('/requests/board/live').buffer(true);
    expect(headers['content-type']).toContain('text/event-stream');
    expect(text).toMatch(/^retry: \d+\n\nevent: board\ndata: \{.*\}\n\n$/);
  });
});
