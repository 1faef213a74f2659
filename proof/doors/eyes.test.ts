import { testSite, type Site } from '../site';
import { generous } from './gate';
import { crawl } from './eyes/crawl';
import { routes } from '../../api/routes';

const CELLS = 1_200;
const SEED = 20_260_202;

/** A part of the whole crawl (proof/doors/matrix.ts) that is quick enough for every run. */
describe('what a card hides', () => {
  let site: Site;
  beforeAll(async () => {
    site = await testSite(routes, { rates: generous });
  }, 60_000);
  afterAll(() => site.close());

  it('no list, search, completion, export, page or document shows to anybody', async () => {
    const { tried, wrong } = await crawl(site, { cells: Number(process.env['EYES_CELLS'] ?? CELLS), seed: SEED });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(CELLS / 2);
  }, 300_000);
});
