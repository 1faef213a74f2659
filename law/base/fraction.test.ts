import fc from 'fast-check';
import {
  add,
  compare,
  decimal,
  decimalText,
  divide,
  equal,
  fraction,
  fractionText,
  multiply,
  ONE,
  parseFraction,
  percentText,
  roundHalfUp,
  subtract,
  sum,
  ZERO,
} from './fraction';

const parts = fc.tuple(fc.bigInt(-10_000n, 10_000n), fc.bigInt(1n, 10_000n)).map(([a, b]) => fraction(a, b));

describe('a fraction', () => {
  it.each([
    ['1/3', '1/3'],
    ['2/4', '1/2'],
    ['54.30', '543/10'],
    ['54,3', '543/10'],
    ['7', '7'],
    ['-1/3', '-1/3'],
    ['0.25', '1/4'],
    ['0', '0'],
    ['  3/8 ', '3/8'],
    ['−0,5', '-1/2'],
    ['-0.5', '-1/2'],
  ])('reads %j as %s', (text, expected) => expect(fractionText(parseFraction(text))).toBe(expected));

  it.each(['', '1/0', '1/', '/2', 'пол', '1.2.3', '1e5', '1/2/3', '0x10', '1,5/2', 'Infinity', '9'.repeat(40)])(
    'refuses %j',
    (text) => expect(() => parseFraction(text)).toThrow(/fraction-/),
  );

  it('obeys arithmetic without loss', () => {
    fc.assert(
      fc.property(parts, parts, parts, (a, b, c) => {
        expect(equal(add(add(a, b), c), add(a, add(b, c)))).toBe(true);
        expect(equal(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(true);
        expect(equal(subtract(add(a, b), b), a)).toBe(true);
        if (b.numerator !== 0n) expect(equal(multiply(divide(a, b), b), a)).toBe(true);
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
      }),
    );
  });

  it('sums the shares of a flat exactly, where decimals make 1.01', () => {
    const shares = ['1/4', '3/8', '3/8'].map(parseFraction);
    expect(equal(sum(shares), ONE)).toBe(true);
    expect(decimal(sum(['0.25', '0.38', '0.38'].map(parseFraction)), 2)).toBe('1.01');
    expect(sum([])).toEqual(ZERO);
  });

  it('decides a quorum where a rounded percent would lie', () => {
    const all = parseFraction('9379.3');
    const half = divide(all, fraction(2));
    expect(decimal(half, 2)).toBe('4689.65');
    expect(compare(parseFraction('4689.41'), half)).toBe(-1);
    expect(percentText(parseFraction('4689.41'), all, 0)).toBe('50\u00a0%');
    expect(percentText(parseFraction('4689.41'), all, 4)).toBe('49,9974\u00a0%');
    expect(percentText(parseFraction('6152.43'), all)).toBe('65,596\u00a0%');
    expect(decimal(multiply(all, parseFraction('2/3')), 4)).toBe('6252.8667');
    expect(compare(parseFraction('6152.43'), multiply(all, parseFraction('2/3')))).toBe(-1);
  });

  it('rounds half away from zero', () => {
    expect(['5/2', '-5/2', '49/20', '1/3', '-1/3'].map((text) => roundHalfUp(parseFraction(text)))).toEqual([
      3n,
      -3n,
      2n,
      0n,
      0n,
    ]);
  });

  it('is told as a Russian decimal', () => {
    expect([decimalText(parseFraction('6152.43'), 2), decimalText(parseFraction('-12345/2'), 1)]).toEqual([
      '6152,43',
      '−6172,5',
    ]);
  });
});
