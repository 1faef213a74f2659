import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { z } from 'zod';
import { directEngine } from '../../proof/direct-engine';
import { appealWorld, type AppealWorld } from '../../proof/pages/appeal-world';
import { testSite, type Site } from '../../proof/site';
import { faqRoutes } from './faq/routes';
import type { Route } from '../http/route';
import { appealRoutes } from './routes';

const routes = [...appealRoutes, ...faqRoutes];
const writes = routes.filter(({ method }) => method === 'post');

let site: Site;
let world: AppealWorld;
let appeal: string;
const tokens: string[] = [];

beforeAll(async () => {
  const plenty = { points: 1_000_000, seconds: 60, shared: false };
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };
  site = await testSite(routes, { services: { engine: directEngine(() => site.db) }, rates });
  world = await appealWorld(site.db);
  for (const who of ['owner', 'clerk', 'neighbour'] as const) tokens.push(await site.token(world.people[who]));
  const browser = await site.browser(world.people.owner);
  appeal = randomUUID();
  const text = 'В подъезде две недели не моют полы.';
  await browser.send(
    '/appeals',
    { place: world.flat, addressee: world.orgs.manager, subjects: 'cleaning', text, collective: 'yes' },
    appeal,
  );
});
afterAll(() => site.close());

/** Values that no field accepts. */
const garbage: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number beyond all', 123_456_789_012],
  ['an object', { $gt: '' }],
  ['a list of strangers', ['a', 'b']],
  ['a nest', [[[]]]],
  ['an endless line', 'ы'.repeat(40_000)],
  ['a NUL', 'текст с\u0000нулём внутри'],
  ['a hidden turn', 'текст с\u202eповоротом внутри'],
];

/** Valid values for every field except the one being tested. */
const right = (): Record<string, unknown> => ({
  person: world.people.master,
  note: 'Запись',
  days: 5,
  reason: 'Причина',
  subjects: ['cleaning', 'lift'],
  organisation: world.orgs.manager,
  why: 'Причина',
  farewell: 'Спасибо',
  rating: 5,
  comment: 'Спасибо',
  objection: 'Не согласны',
  instance: world.orgs.inspectorate,
  complaint: 'Нарушение',
  kind: 'explained',
  answer: 'Ответ по существу',
  place: world.flat,
  addressee: world.orgs.manager,
  as: '',
  text: 'Достаточно длинный текст.',
  collective: false,
  channel: 'paper',
  received: '',
  writer: world.people.owner,
  house: world.house,
  flat: '12',
  act: '',
  question: 'Вопрос',
  reply: 'Ответ',
});

const fieldsOf = ({ body }: Route): string[] => (body instanceof z.ZodObject ? Object.keys(body.shape) : []);
const standing = async () => [
  await site.db('case_event').count(),
  await site.db('appeal_text').count(),
  await site.db('case_document').count(),
  await site.db('faq').count(),
];

describe.each(writes.map((one) => [one.id, one] as const))('bad input of %s', (_, declared) => {
  it('is a plain refusal for every field and every garbage, and writes nothing', async () => {
    const before = await standing();
    const path = declared.path.replace(':id', appeal);
    const wrong: string[] = [];
    for (const field of [...fieldsOf(declared), 'isAdmin']) {
      for (const [title, value] of garbage) {
        const fit = right();
        const body = { ...Object.fromEntries(fieldsOf(declared).map((name) => [name, fit[name]])), [field]: value };
        for (const token of tokens) {
          const answer = await request(site.app)
            .post(path)
            .set('Authorization', `Bearer ${token}`)
            .set('Idempotency-Key', randomUUID())
            .send(body);
          const plain =
            answer.status >= 400 &&
            answer.status < 500 &&
            /^[a-z-]+$/.test(answer.body.code) &&
            /[а-яё]/i.test(answer.body.say);
          if (!plain) wrong.push(`${field} = ${title}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 80)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await standing()).toEqual(before);
  });

  it('names of other tenants’ things lead nowhere', async () => {
    const path = declared.path.replace(':id', randomUUID());
    if (path === declared.path) return;
    for (const token of tokens) {
      const answer = await request(site.app)
        .post(path)
        .set('Authorization', `Bearer ${token}`)
        .set('Idempotency-Key', randomUUID())
        .send(right());
      expect(answer.status).toBe(404);
    }
  });
});
