import fc from 'fast-check';
import { equal, fraction, ONE, parseFraction, sum } from '../base/fraction';
import { basesOf, countedArea } from './area';
import {
  type PremisesFacts,
  type RightFacts,
  conflictTexts,
  conflictKinds,
  countedShare,
  findConflicts,
  totalShare,
  waysOf,
} from './conflicts';

const right = (share: string, over: Partial<RightFacts> = {}): RightFacts => ({
  kind: 'shared',
  share: parseFraction(share),
  jointGroup: null,
  registryNumber: '89-89-08/017',
  registryDay: '2011-04-28',
  ballotNumber: null,
  ballotDay: null,
  ...over,
});
const flat = (rights: RightFacts[], over: Partial<PremisesFacts> = {}): PremisesFacts => ({
  premisesId: 'p',
  number: '1',
  areaEgrn: '65.30',
  areaHand: null,
  rights,
  ...over,
});
const kinds = (premises: PremisesFacts): string[] => findConflicts([premises]).map(({ kind }) => kind);

describe('conflicts of the registry', () => {
  it('finds nothing in a flat of thirds, a flat of a couple and a flat of one', () => {
    expect(kinds(flat([right('1/3'), right('1/3'), right('1/3')]))).toEqual([]);
    expect(
      kinds(flat([right('1', { kind: 'joint', jointGroup: 'a' }), right('1', { kind: 'joint', jointGroup: 'a' })])),
    ).toEqual([]);
    expect(kinds(flat([right('1', { kind: 'sole' })]))).toEqual([]);
  });

  it('sees that 0,25 + 0,38 + 0,38 is more than the flat (row 190)', () => {
    const [found] = findConflicts([flat([right('0,25'), right('0,38'), right('0,38')], { number: '190' })]);
    expect(found).toMatchObject({ kind: 'shares-not-one', number: '190', facts: { total: '101/100' } });
  });

  it('sees two areas of one flat (row 195) and does not mind the same area written twice', () => {
    expect(kinds(flat([right('1')], { areaEgrn: '67.10', areaHand: '65.50' }))).toEqual(['two-areas']);
    expect(kinds(flat([right('1')], { areaEgrn: '67.10', areaHand: '67.1' }))).toEqual([]);
  });

  it('sees a flat without any area (row 189) and one known from a ballot only (row 19)', () => {
    expect(kinds(flat([right('1')], { areaEgrn: null }))).toEqual(['no-area']);
    const known = right('1', {
      registryNumber: null,
      registryDay: null,
      ballotNumber: '89-11-050103-2',
      ballotDay: '2018-12-05',
    });
    expect(kinds(flat([known], { areaEgrn: null, areaHand: '54.30' }))).toEqual(['no-title']);
  });

  it('takes a number cut by the sheet for the same number, and another day for another title', () => {
    expect(kinds(flat([right('1', { ballotNumber: '89-89-08/017/2', ballotDay: '2011-04-28' })]))).toEqual([]);
    expect(kinds(flat([right('1', { ballotNumber: '89-89-08/017/2', ballotDay: '2012-04-28' })]))).toEqual([
      'two-titles',
    ]);
  });

  it('sees premises nobody holds', () => {
    expect(kinds(flat([]))).toEqual(['no-holder']);
  });

  it('can say each kind in words and offers a decision for it', () => {
    for (const kind of conflictKinds) expect(conflictTexts[kind].ways.length).toBeGreaterThan(0);
  });

  it('lets shares over the whole not be kept as written: the flat would have more votes than its area', () => {
    const codes = (total: string) => waysOf({ kind: 'shares-not-one', facts: { total } }).map(({ code }) => code);
    expect(codes('99/100')).toEqual(['proportional', 'as-written', 'wait']);
    expect(codes('101/100')).toEqual(['proportional', 'wait']);
  });

  it('brings any shares to one whole when a person decides so', () => {
    const share = fc.tuple(fc.bigInt(1n, 50n), fc.bigInt(1n, 50n)).map(([n, d]) => fraction(n, d));
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 8 }), (shares) => {
        const total = totalShare(shares.map((one) => ({ share: one, jointGroup: null })));
        expect(equal(sum(shares.map((one) => countedShare(one, total, true))), ONE)).toBe(true);
      }),
    );
  });
});

describe('the area that counts', () => {
  it('is the one from the ballot until a person decides for ЕГРН', () => {
    const areas = { areaEgrn: '67.10', areaHand: '65.50' };
    expect(countedArea(areas, null)).toBe('65.50');
    expect(countedArea(areas, 'hand')).toBe('65.50');
    expect(countedArea(areas, 'egrn')).toBe('67.10');
    expect(countedArea({ areaEgrn: null, areaHand: null }, 'egrn')).toBeNull();
  });

  it('adds up both bases of a house exactly', () => {
    const bases = basesOf([
      { areaEgrn: '65.40', areaHand: null },
      { areaEgrn: null, areaHand: '54.30' },
    ]);
    expect(equal(bases.egrn, parseFraction('65.4'))).toBe(true);
    expect(equal(bases.counted, parseFraction('119.7'))).toBe(true);
  });
});
