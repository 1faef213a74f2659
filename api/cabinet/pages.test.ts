import { randomUUID } from 'node:crypto';
import { pageFaults, show, visit, type Shown } from '../../proof/pages/browser';
import { addPerson, testSite, type Site } from '../../proof/site';
import type { PostOffice, TakenShape } from '../post/office';
import { postRoutes } from '../post/routes';
import { cabinetRoutes } from './routes';

const letter: TakenShape = {
  id: 1,
  kind: 'email',
  at: '2026-12-09T10:00:00.000Z',
  from: 'Домовой <noreply@localhost>',
  to: ['anna.lebedeva@example.ru'],
  subject: 'Ответ на обращение ОБР-2026-000123',
  text: 'Открыть ответ: http://localhost:8080/appeals/1',
  html: '<p>Ответ</p>',
  messageId: '<1@domovoy>',
};
const post: PostOffice = {
  list: async () => ({ count: 1, more: false, messages: [letter] }),
  open: async () => letter,
};

let site: Site;
let shown: Shown;
let cookie: string;
const id = randomUUID();

beforeAll(async () => {
  site = await testSite([...cabinetRoutes, ...postRoutes], { services: { post } });
  const person = await addPerson(site.db);
  ({ cookie } = await site.browser(person));
  const at = '2026-12-09T10:00:00Z';
  await site
    .db('case_file')
    .insert({
      id,
      area: 'appeal',
      number: 'ОБР-2026-000123',
      zone: 'Europe/Moscow',
      phase: 'received',
      opened_at: at,
      law_date: '2026-12-09',
    });
  await site
    .db('delivery')
    .insert({
      id,
      case_id: id,
      key: id,
      channel: 'cabinet',
      letter: 'appeal-answered',
      facts: '{}',
      person_id: person,
      created_at: at,
      next_at: at,
    });
  shown = await show(site.app);
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

describe.each([
  ['messages', '/messages'],
  ['a message', `/messages/${id}`],
  ['the mail', '/post'],
  ['a mail', '/post/1'],
])('the page of %s', (_, path) => {
  it.each([320, 1280])('holds its width and is open to everyone at %i px', async (width) => {
    const page = await shown.page({ width, dark: width === 320 }, cookie);
    expect([await visit(page, shown.url + path), await pageFaults(page)]).toEqual([200, []]);
    await page.close();
  });
});
