import { partOf } from './parts';

const lines = Array.from({ length: 401 }, (_, number) => number);

describe('a long list in parts', () => {
  it('shows every line once, each part leading to its neighbours', () => {
    const parts = [1, 2, 3].map((part) => partOf(lines, { part }, '/list'));
    expect(parts.flatMap(({ shown }) => shown)).toEqual(lines);
    expect(parts.map(({ earlier, later }) => [earlier, later])).toEqual([
      [undefined, '/list?part=2'],
      ['/list?part=1', '/list?part=3'],
      ['/list?part=2', undefined],
    ]);
  });

  it('shows the last part for an address beyond the end, and nothing of nothing', () => {
    expect(partOf(lines, { part: 9 }, '/list')).toEqual({ shown: [400], earlier: '/list?part=2', later: undefined });
    expect(partOf([], { part: 2 }, '/list')).toEqual({ shown: [], earlier: undefined, later: undefined });
  });
});
