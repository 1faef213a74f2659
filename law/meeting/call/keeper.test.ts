import { keeperOf } from './keeper';

const at = (text: string): Date => new Date(`${text}+03:00`);
const facts = { managed: true, askedAt: at('2026-12-02T15:00:00'), zone: 'Europe/Moscow' };

describe('who puts the register of a meeting right', () => {
  it('is the manager for five days, and then whoever prepares the meeting', () => {
    expect(keeperOf({ ...facts, now: at('2026-12-07T23:59:59.999') })).toBe('manager');
    expect(keeperOf({ ...facts, now: at('2026-12-08T00:00:00.000') })).toBe('initiator');
  });

  it('is whoever prepares it at once where nobody manages the house', () => {
    expect(keeperOf({ ...facts, managed: false, now: facts.askedAt })).toBe('initiator');
  });
});
