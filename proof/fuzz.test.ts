import { fuzzed, fuzzRoute, openRange, type Range } from './doors/fuzz';
import { doorSite } from './doors/world';
import type { Site } from './site';

const PER_ROUTE = 100;
const SEED = 20_261_127;

let site: Site;
let range: Range;

beforeAll(async () => {
  site = await doorSite();
  range = await openRange(site);
}, 120_000);
afterAll(async () => {
  await range.line.close();
  await site.close();
});

describe.each(fuzzed.map((one) => [one.id, one] as const))('%s', (_, route) => {
  it('answers everything it may be asked as its document says, and a refusal writes nothing', async () => {
    const { tried, wrong } = await fuzzRoute(range, route, { perRoute: PER_ROUTE, seed: SEED });
    expect(wrong).toEqual([]);
    expect(tried).toBe(PER_ROUTE);
  }, 120_000);
});
