import { lastReception, receptionWords } from './reception';

const hours = { from: '10:00', to: '17:00', weekends: false };
const last = (until: string, weekends = false): string =>
  lastReception(new Date(`${until}+03:00`), { ...hours, weekends }, 'Europe/Moscow').toISOString();

describe('hours in which paper is taken in', () => {
  it('are told in words', () => {
    expect(receptionWords(hours)).toBe('10:00–17:00, кроме выходных');
    expect(receptionWords({ ...hours, weekends: true })).toBe('10:00–17:00, без выходных');
  });

  it('end with the limit of the law, or before it with the last hour somebody is there', () => {
    expect(last('2026-12-18T12:30:00')).toBe('2026-12-18T09:30:00.000Z');
    expect(last('2026-12-18T19:00:00')).toBe('2026-12-18T14:00:00.000Z');
    expect(last('2026-12-18T09:00:00')).toBe('2026-12-17T14:00:00.000Z');
    expect(last('2026-12-20T10:00:00')).toBe('2026-12-18T14:00:00.000Z');
    expect(last('2026-12-20T10:00:00', true)).toBe('2026-12-20T07:00:00.000Z');
    expect(last('2027-01-08T20:00:00')).toBe('2026-12-30T14:00:00.000Z');
  });
});
