import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { demoRegion } from '../../bin/seed/registry';
import { pageFaults, show, visit, type Shown } from '../../proof/pages/browser';
import { testSite, type Browser, type Site } from '../../proof/site';
import { personByLogin } from '../../store/registry/people';
import { insertRegistry } from '../../store/registry/rows';
import { registryRoutes } from './routes';

const { rows } = demoRegion();
const house = rows.building[0]?.id ?? '';
const flat = (number: string): string =>
  rows.premises.find((one) => one.building_id === house && one.number === number)?.id ?? '';

let site: Site;
let shown: Shown;
let clerk: Browser;
const imports = { good: '', bad: '' };

const GOOD = 'Номер помещения;Вид помещения;Площадь по ЕГРН\n301;жилое;40,20';
const BAD = 'Номер помещения;Вид помещения;Площадь по ЕГРН\n301;жилое;много\n302;чердак;40,20';

async function checked(text: string): Promise<string> {
  const answer = await request(site.app)
    .post(`/houses/${house}/imports`)
    .set('Cookie', clerk.cookie)
    .field('_csrf', clerk.csrf)
    .field('key', randomUUID())
    .attach('file', Buffer.from(text), 'реестр.csv');
  return String((answer.body as { id: string }).id);
}

beforeAll(async () => {
  site = await testSite(registryRoutes);
  await insertRegistry(site.db, rows);
  const person = await personByLogin(site.db, 'clerk');
  clerk = await site.browser(person?.id ?? null);
  Object.assign(imports, { good: await checked(GOOD), bad: await checked(BAD) });
  shown = await show(site.app);
});
afterAll(async () => {
  await shown?.close();
  await site?.close();
});

describe.each<[string, () => string]>([
  ['houses', () => '/houses?q=садовая'],
  ['a house', () => `/houses/${house}`],
  ['its premises', () => `/houses/${house}/premises?entrance=5`],
  ['its register', () => `/houses/${house}/register`],
  ['its conflicts', () => `/houses/${house}/conflicts`],
  ['a conflict', () => `/premises/${flat('189')}/conflicts/no-area`],
  ['premises', () => `/premises/${flat('195')}`],
  ['an upload', () => `/houses/${house}/import`],
  ['a good report', () => `/imports/${imports.good}`],
  ['a bad report', () => `/imports/${imports.bad}`],
  ['organisations', () => '/organisations'],
  ['an organisation', () => `/organisations/${rows.organisation[0]?.id}`],
  ['people', () => '/people?q=анна'],
  ['a person', () => `/people/${rows.person.find(({ login }) => login === 'owner')?.id}`],
])('the page of %s', (_, path) => {
  it.each([320, 1280])('holds its width and is open to everyone at %i px', async (width) => {
    const page = await shown.page({ width, dark: width === 320 }, clerk.cookie);
    expect([await visit(page, shown.url + path()), await pageFaults(page)]).toEqual([200, []]);
    await page.close();
  });
});
