import { singleLaw } from '../stages-of-law';
import { isLate, votingStanding, votingWindow, type StandingFacts, type WindowFacts } from './window';

const at = (time: string): Date => new Date(`2026-12-${time}+03:00`);
const facts: WindowFacts = {
  form: 'electronic',
  zone: 'Europe/Moscow',
  law: singleLaw('2026-12-01'),
  lawRule: 'single',
  opensAt: at('15T10:00:00.000'),
  closesAt: at('22T10:00:00.000'),
};

describe('the window of a voting', () => {
  it('is half open: its last instant is too late, online and on paper', () => {
    const window = votingWindow({ ...facts, form: 'mixed' });
    for (const channel of ['online', 'paper', 'hand'] as const) {
      expect(isLate(channel, at('22T09:59:59.999'), window)).toBe(false);
      expect(isLate(channel, at('22T10:00:00.000'), window)).toBe(true);
    }
  });

  it('takes paper in an electronic meeting up to the very instant of E-09, and online votes after it', () => {
    const window = votingWindow(facts);
    const limit = new Date(window.paperUntil ?? '');
    expect(limit).toEqual(at('20T10:00:00.000'));
    expect(isLate('paper', limit, window)).toBe(false);
    expect(isLate('paper', new Date(limit.getTime() + 1), window)).toBe(true);
    expect(isLate('hand', new Date(limit.getTime() + 1), window)).toBe(true);
    expect(isLate('online', new Date(limit.getTime() + 1), window)).toBe(false);
  });

  it('has no limit for paper in other forms, and had it at the very end before 01.03.2025', () => {
    expect(votingWindow({ ...facts, form: 'in-absentia' })).not.toHaveProperty('paperUntil');
    const before = votingWindow({ ...facts, law: singleLaw('2025-02-28') });
    expect(before.paperUntil).toBe(before.closesAt);
  });
});

describe('the window of a meeting judged by stages', () => {
  it('takes the limit for paper from the day of the opening, and the rest from the day of the end', () => {
    const law = { called: '2025-02-10', voted: '2025-02-25', decided: '2025-03-05', drawn: '2025-03-05' };
    const window = votingWindow({ ...facts, law, lawRule: 'stages' });
    expect(window).toMatchObject({ on: '2025-03-05', rule: 'stages', paperUntil: window.closesAt });
    const later = votingWindow({ ...facts, law: { ...law, voted: '2025-03-01' }, lawRule: 'stages' });
    expect(new Date(later.paperUntil ?? '')).toEqual(at('20T10:00:00.000'));
  });
});

describe('where a meeting stands for a voter', () => {
  const held: StandingFacts = { phase: 'voting', opensAt: facts.opensAt, closesAt: facts.closesAt, sealedAt: null };
  it.each<[string, Partial<StandingFacts>, string, string]>([
    ['a draft', { phase: 'draft' }, '16T10:00:00.000', 'preparing'],
    ['a cancelled one', { phase: 'cancelled' }, '16T10:00:00.000', 'off'],
    ['a halted one', { phase: 'halted' }, '16T10:00:00.000', 'off'],
    ['before it opens', { phase: 'noticed' }, '15T09:59:59.999', 'waiting'],
    ['when the phase is a moment behind the clock', { phase: 'noticed' }, '15T10:00:00.000', 'opening'],
    ['when it has opened', {}, '15T10:00:00.000', 'open'],
    ['a millisecond before the end', {}, '22T09:59:59.999', 'open'],
    ['at the end, while the phase is behind', {}, '22T10:00:00.000', 'closed'],
    ['after the seal', { phase: 'counted', sealedAt: at('22T10:00:00.000') }, '23T10:00:00.000', 'closed'],
    ['without dates', { phase: 'noticed', opensAt: null, closesAt: null }, '16T10:00:00.000', 'waiting'],
  ])('%s', (_, more, time, standing) => {
    expect(votingStanding({ ...held, ...more }, at(time))).toBe(standing);
  });
});
