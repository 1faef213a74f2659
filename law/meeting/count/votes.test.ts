import fc from 'fast-check';
import { add, equal, fraction, fractionText, sum } from '../../base/fraction';
import { exactMetres } from '../../base/metres';
import { heldBy, premisesFaults, type VotingRight, votesOf, votesOfAll } from './votes';

function right(some: Partial<VotingRight> = {}): VotingRight {
  return { id: 'r', premises: 'p', kind: 'shared', area: '65.2', share: '1/2', ...some };
}

describe('votes of a right', () => {
  it('are the area times the share, exactly', () => {
    expect(exactMetres(votesOf(right()))).toBe('32.6');
    expect(exactMetres(votesOf(right({ area: '54.3', share: '1', kind: 'sole' })))).toBe('54.3');
    expect(exactMetres(votesOf(right({ area: '100', share: '1/3' })))).toBe('100/3');
  });

  it('are the whole area for spouses in joint ownership, whatever share somebody typed', () => {
    expect(exactMetres(votesOf(right({ kind: 'joint', share: '1/2' })))).toBe('65.2');
  });

  it('of a room take its part of the flat, common rooms included', () => {
    const room = right({ area: '80', share: '1', kind: 'sole', room: { area: '15', rooms: '60' } });
    expect(exactMetres(votesOf(room))).toBe('20');
  });

  it('are nothing without an area, and nothing is divided by it', () => {
    expect(exactMetres(votesOf(right({ area: '0' })))).toBe('0');
  });

  it.each([['0'], ['5/4'], ['-1/2']])('refuse the share %s', (share) => {
    expect(() => votesOf(right({ share }))).toThrow(expect.objectContaining({ code: 'share-impossible' }));
  });

  it('refuse a negative area and a room larger than its flat', () => {
    expect(() => votesOf(right({ area: '-1' }))).toThrow(expect.objectContaining({ code: 'area-negative' }));
    const room = right({ room: { area: '61', rooms: '60' } });
    expect(() => votesOf(room)).toThrow(expect.objectContaining({ code: 'room-impossible' }));
  });

  it('do not change when a right is split into shares that sum to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 12 }),
        (cents, parts) => {
          const area = fractionText(fraction(cents, 100));
          const whole = parts.reduce((a, b) => a + b, 0);
          const split = parts.map((part, index) => right({ id: `r${index}`, area, share: `${part}/${whole}` }));
          expect(equal(votesOfAll(split), votesOf(right({ area, share: '1', kind: 'sole' })))).toBe(true);
          expect(premisesFaults(split)).toEqual([]);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('traps of the шахматка', () => {
  it('sees that 0.25 + 0.38 + 0.38 is more than a flat, and that the fractions are not', () => {
    const flat = (shares: string[]) => shares.map((share, index) => right({ id: `r${index}`, area: '65.3', share }));
    expect(exactMetres(votesOfAll(flat(['0.25', '0.38', '0.38'])))).toBe('65.953');
    expect(premisesFaults(flat(['0.25', '0.38', '0.38']))).toEqual([{ premises: 'p', kind: 'shares-over' }]);
    expect(exactMetres(sum(flat(['1/4', '3/8', '3/8']).map(votesOf)))).toBe('65.3');
    expect(premisesFaults(flat(['1/4', '3/8', '3/8']))).toEqual([]);
  });

  it('sees two areas in one flat, and a flat without any', () => {
    const two = [right({ id: 'a', area: '65.5' }), right({ id: 'b', area: '67.1' })];
    expect(premisesFaults(two)).toEqual([{ premises: 'p', kind: 'two-areas' }]);
    expect(premisesFaults([right({ share: '1', area: '0' })])).toEqual([{ premises: 'p', kind: 'no-area' }]);
  });

  it('sees a share that nobody holds', () => {
    expect(premisesFaults([right({ share: '1/2' })])).toEqual([{ premises: 'p', kind: 'shares-under' }]);
  });

  it('adds online 4,689.41 and paper 1,463.02 to 6,152.43', () => {
    expect(exactMetres(add(fraction(468_941, 100), fraction(146_302, 100)))).toBe('6152.43');
  });
});

describe('who held the right', () => {
  const sold = right({
    holders: [
      { person: 'seller', to: '2026-12-17' },
      { person: 'buyer', from: '2026-12-18' },
    ],
  });

  it('is asked on the day of the decision', () => {
    expect(heldBy(sold, 'seller', '2026-12-17')).toBe(true);
    expect(heldBy(sold, 'seller', '2026-12-18')).toBe(false);
    expect(heldBy(sold, 'buyer', '2026-12-17')).toBe(false);
    expect(heldBy(sold, 'buyer', '2026-12-18')).toBe(true);
  });
});
