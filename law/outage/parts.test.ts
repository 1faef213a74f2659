import { allowedBreak, breakWords } from './allowed';
import { flatRanges, flatsWords, partWords } from './flats';

describe('flats in words', () => {
  it('are numbers and ranges, and nothing means all', () => {
    expect(flatRanges('1–20, 45;50 - 52')).toEqual([
      [1, 20],
      [45, 45],
      [50, 52],
    ]);
    expect(flatRanges(' , ')).toEqual([]);
    expect(
      flatsWords([
        [1, 20],
        [45, 45],
      ]),
    ).toBe('1–20, 45');
    expect(partWords({ entrances: [2], flats: [[1, 1]], risers: null })).toBe('подъезд 2; кв. 1');
    expect(partWords({ entrances: [], flats: [], risers: null })).toBe('');
  });

  it.each(['20–1', '0', 'пятая', '1–2–3', '12345', Array(60).fill('1').join(',')])('%s are refused', (typed) => {
    expect(() => flatRanges(typed)).toThrow('flats-wrong');
  });
});

describe('a break of a service', () => {
  const on = '2026-05-18';
  const began = new Date('2026-05-18T06:00:00Z');
  const after = (hours: number): Date => new Date(began.getTime() + hours * 3_600_000);

  it.each([
    [4, false],
    [4.001, true],
  ])('of cold water after %s hours is beyond the permitted one: %s', (hours, over) => {
    expect(breakWords(began, after(hours), allowedBreak('cold-water', 'burst', on)).over).toBe(over);
  });

  it('of hot water is longer in the yearly prophylaxis, and of a lift the law names none', () => {
    expect(allowedBreak('hot-water', 'prophylaxis', on)).toMatchObject({ norm: 'INT-GVS.prophylaxis', hours: 336 });
    expect(allowedBreak('hot-water', 'burst', on)).toMatchObject({ norm: 'INT-GVS.once', hours: 4 });
    expect(allowedBreak('lift', 'equipment', on)).toBeNull();
    expect(breakWords(began, after(0.5), null).say).toBe('меньше часа');
  });
});
