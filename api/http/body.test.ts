import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { bareNote, bodySite, KB, MB, type BodySite } from '../../proof/body-site';
import { complaints } from './declared';
import { bodyMost, limitsOf } from './limits';
import type { Route } from './route';
import { routes } from '../routes';

let site: BodySite;
beforeAll(async () => {
  site = await bodySite();
});
afterAll(() => site.stop());

const told = async (asked: PromiseLike<{ status: number; body: { code?: string } }>): Promise<[number, string?]> => {
  const { status, body } = await asked;
  return [status, body.code];
};
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('what a route declares is what it takes', () => {
  const long = (bytes: number): string => JSON.stringify({ word: '' }).slice(0, -2) + 'x'.repeat(bytes - 11) + '"}';
  it.each<[string, () => Test, number]>([
    [
      'a body of the longest',
      () =>
        site
          .program()
          .type('json')
          .send(long(4 * KB)),
      422,
    ],
    [
      'a body a byte longer',
      () =>
        site
          .program()
          .type('json')
          .send(long(4 * KB + 1)),
      413,
    ],
    ['JSON as deep as may be', () => site.program().send({ deep: nested(2) }), 200],
    ['JSON a level deeper', () => site.program().send({ deep: nested(3) }), 413],
    ['as many values as may be', () => site.program().send({ list: Array.from({ length: 17 }, () => 1) }), 200],
    ['more values', () => site.program().send({ list: Array.from({ length: 30 }, () => 1) }), 413],
    ['signs of depth within a text', () => site.program().send({ word: '[[[[{{{{,,,,,,,,,,,,,,,,,,,,,"\\' }), 200],
    [
      'a field of the longest',
      () =>
        site
          .form()
          .type('form')
          .send({ word: 'x'.repeat(KB) }),
      200,
    ],
    [
      'a field a byte longer',
      () =>
        site
          .form()
          .type('form')
          .send({ word: 'x'.repeat(KB + 1) }),
      413,
    ],
    [
      'as many fields as may be',
      () =>
        site
          .form()
          .type('form')
          .send({ list: [1, 2, 3, 4, 5] }),
      200,
    ],
    [
      'a field more',
      () =>
        site
          .form()
          .type('form')
          .send({ list: [1, 2, 3, 4, 5, 6] }),
      413,
    ],
    ['a packed body', () => site.program().type('json').set('Content-Encoding', 'gzip').send('{}'), 415],
    ['another spelling of letters', () => site.program().type('application/json; charset=utf-16').send('{}'), 415],
  ])('%s', async (_, ask, status) => {
    expect((await ask()).status).toBe(status);
  });

  it.each<[string, () => Test, number, string | undefined]>([
    ['a file of the longest', () => site.form().attach('picture', Buffer.alloc(2 * KB), 'a.png'), 200, undefined],
    [
      'a file a byte longer',
      () => site.form().attach('picture', Buffer.alloc(2 * KB + 1), 'a.png'),
      413,
      'body-too-large',
    ],
    ['two files', () => twice(site.form(), 2), 200, undefined],
    ['three files', () => twice(site.form(), 3), 422, 'files-wrong'],
    ['a file of another field', () => site.form().attach('other', Buffer.alloc(1), 'a.png'), 422, 'files-wrong'],
    ['an empty file', () => site.form().attach('picture', Buffer.alloc(0), 'a.png'), 422, 'files-wrong'],
    ['a field too long beside a file', () => site.form().field('word', 'x'.repeat(KB + 1)), 413, 'body-too-large'],
    ['a field too many beside a file', () => fields(site.form(), 6), 413, 'body-too-large'],
    ['fields as many as may be', () => fields(site.form(), 5), 200, undefined],
  ])('with files: %s', async (_, ask, status, code) => {
    expect(await told(ask())).toEqual([status, code]);
  });

  const twice = (asked: Test, count: number): Test => {
    for (let n = 0; n < count; n += 1) void asked.attach('picture', Buffer.alloc(9), `${n}.png`);
    return asked;
  };
  const fields = (asked: Test, count: number): Test => {
    for (let n = 0; n < count; n += 1) void asked.field('list', 'x');
    return asked;
  };

  it('a small refusal does not cost the connection', async () => {
    const headers = { 'Content-Type': 'text/xml', Authorization: `Bearer ${site.token}` };
    const answer = await fetch(`${site.server.url}/open`, { method: 'POST', headers, body: '<a/>' });
    expect([answer.status, answer.headers.get('connection')]).toEqual([415, 'keep-alive']);
  });
});

describe('the whole route table', () => {
  const writes = routes.filter(({ method }) => method === 'post');
  it.each(writes.map((one) => [one.id, one] as const))('%s takes no more than its kind may need', (_, one: Route) => {
    const limits = limitsOf(one);
    const stranger = one.allowed === 'anyone';
    expect(bodyMost(limits, undefined)).toBeLessThanOrEqual((stranger ? 256 : 512) * KB);
    expect(bodyMost(limits, one.files)).toBeLessThanOrEqual((stranger ? 1 : 102) * MB);
    for (const value of Object.values(limits)) expect(value).toBeGreaterThan(0);
  });

  it('has no limits where nothing is read', () => {
    expect(complaints({ ...bareNote, limits: { text: 1 } })).toContain('a read takes no body');
  });

  it('has a signature only where a program that is nobody’s writes under names of its own', () => {
    const wrong = complaints({ ...bareNote, signed: 'exchange' });
    expect(wrong).toContain('only a write open to anyone is signed');
    expect(wrong).toContain('what is signed has names of its own and keeps no key');
    expect(routes.filter(({ signed }) => signed).map(({ id }) => id)).toEqual(['dispatch.exchange']);
  });
});

it('a key of the sender is asked for as ever', async () => {
  const sent = site.program('/albums');
  expect((await sent.set('Idempotency-Key', randomUUID()).attach('picture', Buffer.alloc(5), 'a.png')).status).toBe(
    200,
  );
});
