import { routes } from '../api/routes';
import { gates, type Gates } from './doors/gate';

describe('the route table', () => {
  let tried: Gates;
  beforeAll(async () => {
    tried = await gates();
  }, 300_000);

  it('lets in whom each declaration names, in every role and relation, and nobody else', () => {
    expect(tried.wrong).toEqual([]);
    expect(tried.tried).toBeGreaterThan(routes.length);
  });

  it('tells nothing by the look of a refusal: all of one status say the same', () => {
    expect(tried.refusals.hidden).toEqual(tried.refusals.absent);
  });
});
