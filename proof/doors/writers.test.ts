import { routes } from '../../api/routes';
import { writers } from './writers';

it('one effect of eight hands at once, on every write and in each important act', async () => {
  const { tried, held, wrong } = await writers({ seed: 8 });
  expect(wrong).toEqual([]);
  expect(held).toBe(tried);
  expect(tried).toBeGreaterThan(routes.filter(({ method }) => method === 'post').length);
}, 600_000);
