import fc from 'fast-check';
import { addDays, addMonths, dayFromNumber, dayNumber, daysBetween, isDay, parseDay, weekday } from './day';

const anyNumber = fc.integer({ min: -25_000, max: 83_000 });

describe('a plain date', () => {
  it('agrees with the platform on every number', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const platform = new Date(number * 86_400_000);
        const day = platform.toISOString().slice(0, 10);
        expect(dayFromNumber(number)).toBe(day);
        expect(dayNumber(day)).toBe(number);
        expect(weekday(day)).toBe(platform.getUTCDay() || 7);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2100-02-29',
    '26-01-01',
    '2026-1-1',
    '01.02.2026',
    '',
    ' 2026-01-01',
    '2026-01-01\n',
    '1899-12-31',
    '0000-01-01',
  ])('refuses %j', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => parseDay(text)).toThrow('day-impossible');
  });

  it.each(['2028-02-29', '2000-02-29', '2026-12-31'])('takes %s', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  it('ends a month term on the last day when the number is missing', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15');
  });

  it('adds and measures days back and forth', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: -1000, max: 1000 }), (number, count) => {
        const day = dayFromNumber(number);
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });
});
