import fc from 'fast-check';
import { fraction, multiply, parseFraction } from './fraction';
import { kopecksOf, moneyDecimal, moneyText, parseMoney } from './money';

const exact = (...factors: string[]) => kopecksOf(factors.map(parseFraction).reduce(multiply));

describe('money', () => {
  it.each([
    ['1 234,56', 123_456],
    ['1234.5', 123_450],
    ['10', 1000],
    ['0,05', 5],
    ['-3,10 ₽', -310],
    ['1\u00a0000\u00a0000,00', 100_000_000],
  ])('reads %j as %i kopecks', (text, kopecks) => {
    expect(parseMoney(text)).toBe(kopecks);
  });

  it.each(['', '1,234', '1.234,56', 'сто', '1e3', '--5', '0,001', '9999999999999'])('refuses %j', (text) => {
    expect(() => parseMoney(text)).toThrow('money-unreadable');
  });

  it('comes back from its text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (kopecks) => {
        expect(parseMoney(moneyText(kopecks))).toBe(kopecks);
        expect(parseMoney(moneyDecimal(kopecks))).toBe(kopecks);
      }),
    );
  });

  it('is told in Russian', () => {
    expect([moneyText(123_456), moneyText(5), moneyText(-310), moneyText(100_000_000)]).toEqual([
      '1\u00a0234,56\u00a0₽',
      '0,05\u00a0₽',
      '−3,10\u00a0₽',
      '1\u00a0000\u00a0000,00\u00a0₽',
    ]);
  });

  it('rounds each line half up to a kopeck, as the worked examples do', () => {
    expect(exact('5.320', '48.15')).toBe(25_616);
    expect(exact('2', '4.2', '48.15')).toBe(40_446);
    expect(exact('2', '4.2', '48.15', '0.5')).toBe(20_223);
    expect(exact('32.4', '1/6', '48.15')).toBe(26_001);
    expect(exact('62.5', '54.3', '1/3250', '2450')).toBe(255_837);
    expect(exact('50.5', '54.3', '1/3250', '48.15')).toBe(4063);
    expect(exact('404.46', '1/2', '10/30')).toBe(6741);
    expect(exact('3200', '0.0015', '10')).toBe(4800);
    expect(exact('54.3', '0.0231', '2450')).toBe(307_311);
    expect(exact('54.3', '32.47')).toBe(176_312);
  });

  it('keeps the penalties of the worked examples to the kopeck', () => {
    expect(exact('5000', '0.095', '1/300', '10')).toBe(1583);
    expect(exact('10000', '0.095', '1/300', '60') + exact('10000', '0.095', '1/130', '30')).toBe(40_923);
    expect(
      exact('12000', '0.095', '1/300', '11') +
        exact('7000', '0.095', '1/300', '49') +
        exact('7000', '0.095', '1/130', '10'),
    ).toBe(20_157);
    expect(exact('800', '0.095', '1/300', '161')).toBe(4079);
  });

  it('refuses what does not fit whole kopecks', () => {
    expect(() => moneyText(1.5)).toThrow(RangeError);
    expect(() => kopecksOf(fraction(10n ** 20n))).toThrow(RangeError);
  });
});
