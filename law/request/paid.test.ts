import { countOf, freeBecause, mustBeChargeable, sumOfLine, warrantyEnds, type Chargeable } from './paid';

const zone = 'Europe/Moscow';
const at = new Date('2026-02-02T11:00:00+03:00');
const on = '2026-02-02';
const own: Chargeable = { common: false, emergency: false, quality: false, warrantyUntil: null, zone };

describe('paid work', () => {
  it('may be charged only for one flat, without an accident, without a complaint on quality, out of warranty', () => {
    expect(freeBecause(own, at, on)).toBeNull();
    expect(freeBecause({ ...own, common: true }, at, on)?.norm).toBe('RQ-F1');
    expect(freeBecause({ ...own, emergency: true }, at, on)?.says).toContain('ПП РФ 491, п. 5');
    expect(freeBecause({ ...own, quality: true }, at, on)?.norm).toBe('RQ-F3');
    expect(() => mustBeChargeable({ ...own, common: true }, at, on)).toThrow('work-free');
  });

  it('is free before the warranty ends, and no more at its end', () => {
    const until = warrantyEnds(at, zone, on);
    const before = new Date(until.getTime() - 1);
    expect(freeBecause({ ...own, warrantyUntil: until }, before, on)?.norm).toBe('RQ-F4');
    expect(freeBecause({ ...own, warrantyUntil: until }, until, on)).toBeNull();
    expect(until.getTime() - at.getTime()).toBeGreaterThanOrEqual(365 * 86_400_000);
  });

  it('costs whole kopecks, each line rounded half up', () => {
    expect([sumOfLine('1.5', 150_050), sumOfLine('0.333', 100), sumOfLine('0.005', 100)]).toEqual([225_075, 33, 1]);
  });

  it.each(['0', '-1', '1,2345', 'два', '', '1e3', '0,000'])('refuses the count %j', (text) => {
    expect(() => countOf(text, 'count')).toThrow('count-wrong');
  });
});
