import { shortNumber, shortPath, wholeNumber } from './number';

describe('the short number of a meeting', () => {
  it('leads back to the whole one, year by year', () => {
    for (const number of ['ОСС-2026-000131', 'ОСС-2027-000131', 'ОСС-2026-1234567'])
      expect(wholeNumber(shortNumber(number) ?? '')).toBe(number);
    expect(shortNumber('ОСС-2026-000131')).toBe('26-131');
  });

  it('is made of no other number', () => {
    for (const number of ['ОБР-2026-000131', 'ОСС-2026-000000', 'ОСС-0d5c1e9e', ''])
      expect(shortNumber(number)).toBeNull();
    for (const short of ['131', '26-0', '26-0131', '26-131/x', '2026-131']) expect(wholeNumber(short)).toBeNull();
  });

  it('gives way to the long address where there is none', () => {
    expect(shortPath({ id: 'x', number: 'ОСС-2026-000131' })).toBe('/v/26-131');
    expect(shortPath({ id: 'x', number: 'ОСС-0d5c' })).toBe('/meetings/x/enter');
  });
});
