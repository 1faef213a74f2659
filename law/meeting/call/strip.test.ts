import { localOf } from '../../base/zone';
import { earliestMeeting, type EarliestQuestion } from './schedule';
import { planStrip } from './strip';

const zone = 'Europe/Moscow';
const at = (text: string): Date => new Date(`${text}+03:00`);
const question: EarliestQuestion = {
  zone,
  on: '2026-12-01',
  form: 'electronic',
  now: at('2026-12-01T12:00'),
  time: 10 * 3_600_000,
  ownAdministrator: true,
};
const plan = {
  zone,
  on: '2026-12-01',
  form: 'electronic' as const,
  opensAt: at('2026-12-15T10:00'),
  closesAt: at('2026-12-22T10:00'),
};

describe('the strip of days a start is picked from', () => {
  const days = planStrip(question, plan).flat();
  const day = (name: string) => days.find((one) => one.day === name);

  it('goes by whole weeks from this one to the end of the meeting', () => {
    expect(days[0]?.day).toBe('2026-11-30');
    expect(days.at(-1)?.day).toBe('2026-12-27');
  });

  it('opens with the first lawful day and never before it', () => {
    const first = localOf(earliestMeeting(question).opensAt, zone).day;
    expect(days.filter(({ mayOpen }) => mayOpen)[0]?.day).toBe(first);
    expect(day('2026-12-11')?.mayOpen).toBe(false);
    expect(day('2026-12-12')?.mayOpen).toBe(true);
  });

  it('marks what falls on a day and which days are not worked', () => {
    expect(day('2026-12-01')?.marks).toEqual(['today']);
    expect(day('2026-12-05')?.marks).toEqual(['publish']);
    expect(day('2026-12-15')?.marks).toEqual(['opens']);
    expect(day('2026-12-22')?.marks).toEqual(['closes', 'shortest-end', 'auto-protocol']);
    expect(day('2026-12-12')?.kind).toBe('weekend');
  });

  it('without dates reaches to the earliest end', () => {
    expect(planStrip(question, null).flat().at(-1)?.day).toBe('2026-12-20');
  });
});
