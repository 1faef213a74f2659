import { seedRegistry } from '../../bin/seed/registry';
import { routes } from '../../api/routes';
import { testSite, type Site } from '../site';
import { files } from './files';
import { deceptiveFiles } from './deceptive-files';

const plenty = { points: 10_000_000, seconds: 60, shared: false };
let site: Site;

beforeAll(async () => {
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };
  site = await testSite(routes, { rates });
  await seedRegistry(site.owner);
}, 120_000);
afterAll(() => site.close());

it('the same seed makes the same files, and there are many', () => {
  const [first, again] = [deceptiveFiles(7), deceptiveFiles(7)];
  expect(first.length).toBeGreaterThanOrEqual(60);
  const small = (list: typeof first) =>
    list.filter(({ what }) => what.startsWith('шум')).map(({ make }) => make().toString('hex'));
  expect(small(first)).toEqual(small(again));
});

it('every file that lies is answered soon and without a fault, and nobody waits for it', async () => {
  const line = await files(site);
  expect(line.tried).toBeGreaterThanOrEqual(180);
  expect([line.held, line.worst]).toEqual([line.tried, line.worst]);
}, 600_000);
