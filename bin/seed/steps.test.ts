import { DAY_MS } from '../../law/base/zone';
import { BORN_AT, PAST_DAY } from './past';
import { shareLived } from './steps';

const until = new Date('2026-11-20T12:00:00Z');
const before = (days: number): Date => new Date(until.getTime() - days * DAY_MS);

describe('the part of the past that is lived', () => {
  it('grows from nothing to all of it, and stands still in the years in which nothing happens', () => {
    const instants = [BORN_AT, PAST_DAY, before(119), before(60), before(10), until];
    const shares = instants.map((instant) => shareLived(instant, until));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(shareLived(new Date('2022-05-04T09:00:00Z'), until)).toBe(shareLived(PAST_DAY, until));
  });
});
