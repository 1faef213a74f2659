import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Box } from '../../bin/post/box';
import { BoxServer } from '../../bin/post/box-server';
import { testSite, type Site } from '../../proof/site';
import { postOffice } from './office';
import { postRoutes } from './routes';

const evil = '<script>alert(1)</script>';
const mail = (to: string, subject: string) =>
  Buffer.from(
    `Message-ID: <m@domovoy>\r\nDate: Wed, 09 Dec 2026 10:00:00 +0000\r\nFrom: a@b.ru\r\nTo: ${to}\r\n` +
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nMIME-Version: 1.0\r\n` +
      `Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n` +
      `Открыть: http://localhost:8080/appeals/1.\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Привет ${evil}</p>\r\n--x--\r\n`,
  );

let site: Site;
let server: BoxServer;
let port: number;
const box = new Box(null);
const page = (path: string) => request(site.app).get(path).accept('html');

beforeAll(async () => {
  server = new BoxServer(box);
  port = await server.listen(0);
  site = await testSite(postRoutes, { services: { post: postOffice(port) } });
  await box.keepMail({ from: 'a@b.ru', to: ['anna@example.ru'], raw: mail('anna@example.ru', `Обращение ${evil}`) });
  box.keepSms({ from: 'Domovoy', to: '+79005550199', text: 'Дан ответ: http://localhost:8080/appeals/1' });
});
afterAll(async () => {
  await site.close();
  await server.close();
});

describe('the mail of a training installation', () => {
  it('lists what the local servers took, newest first, by address and kind', async () => {
    const { body } = await request(site.app).get('/post');
    expect(body).toMatchObject({
      count: 2,
      more: false,
      messages: [{ kind: 'sms' }, { kind: 'email', at: '2026-12-09T10:00:00.000Z' }],
    });
    expect((await request(site.app).get('/post?to=ANNA')).body.count).toBe(1);
    expect((await request(site.app).get('/post?kind=sms')).body.messages).toHaveLength(1);
    expect((await page('/post?to=nobody')).text).toContain('Под этот фильтр ничего не подошло');
  });

  it('opens one: text with its links, and HTML that can do nothing', async () => {
    const opened = await page('/post/1');
    expect(opened.text).toContain('href="http://localhost:8080/appeals/1"');
    expect(opened.text).not.toContain(evil);
    const html = await page('/post/1/html');
    expect(html.text).toContain('Привет');
    expect(html.headers['content-security-policy']).toContain('sandbox');
    expect(html.headers['content-security-policy']).not.toContain('script-src');
  });

  it('takes pushes at the same port, reads none, and shows one message of a topic once', async () => {
    const send = (topic: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${port}/push/browser-one`, {
        method: 'POST',
        body: 'x'.repeat(200),
        headers: {
          Authorization: 'vapid t=a.b.c, k=d',
          TTL: '60',
          Topic: topic,
          Date: 'Wed, 09 Dec 2026 10:00:00 GMT',
          ...headers,
        },
      });
    const statuses = [await send('one'), await send('one'), await send('two')].map(({ status }) => status);
    expect(statuses).toEqual([201, 201, 201]);
    expect((await send('three', { Authorization: 'none' })).status).toBe(400);
    expect((await send('four', { Origin: 'https://evil.example' })).status).toBe(403);
    const { body } = await request(site.app).get('/post?kind=push');
    expect(body).toMatchObject({ count: 2, messages: [{ at: '2026-12-09T10:00:00.000Z', to: ['browser-one'] }, {}] });
    const { text } = await page(`/post/${body.messages[1].id}`);
    expect(text).toContain('Зашифровано, 200\u00a0байт. Прочитать может только браузер получателя.');
    expect(text).toMatch(/Тема \(Topic\)[^]*one/);
  });

  it('gives pages of fifty', async () => {
    for (let more = 0; more < 60; more++) box.keepSms({ from: 'Domovoy', to: '+79005550100', text: `номер ${more}` });
    const first = (await request(site.app).get('/post?to=0100')).body;
    expect([first.count, first.messages.length, first.more]).toEqual([60, 50, true]);
    const next = (await request(site.app).get(`/post?to=0100&before=${first.messages.at(-1).id}`)).body;
    expect([next.messages.length, next.more]).toEqual([10, false]);
  });

  it('knows no letter it has not taken', async () => {
    for (const path of ['/post/9999', '/post/2/html', '/post/0', '/post/x'])
      expect((await page(path)).status).toBe(404);
    expect((await page('/post?before=abc')).status).toBe(422);
  });

  it('is not there in a live installation', async () => {
    const live = await testSite(postRoutes, { kind: 'live', services: { post: postOffice(port) } });
    expect((await request(live.app).get('/post')).status).toBe(404);
    await live.close();
  });

  it('says plainly that the local servers are down', async () => {
    const down = await testSite(postRoutes, { services: { post: postOffice(1) } });
    const answer = await request(down.app).get('/post');
    expect([answer.status, answer.body.code]).toEqual([503, 'post-closed']);
    await down.close();
  });

  it('answers only this machine under its own name', async () => {
    const strange = await new Promise<string>((done) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /messages HTTP/1.1\r\nHost: evil.example\r\n\r\n'),
      );
      socket.once('data', (data) => {
        socket.destroy();
        done(String(data));
      });
    });
    expect(strange).toContain('403');
  });

  it('keeps its letters over a restart and skips a line half written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'post-'));
    const file = join(folder, 'post.jsonl');
    new Box(file).keepSms({ from: 'Domovoy', to: '+79005550199', text: 'первое' });
    const again = new Box(file);
    again.keepSms({ from: 'Domovoy', to: '+79005550199', text: 'второе' });
    expect(new Box(file).list({}).map(({ id, text }) => [id, text])).toEqual([
      [2, 'второе'],
      [1, 'первое'],
    ]);
    rmSync(folder, { recursive: true });
  });
});
