import { lawOfPlan } from '../stages-of-law';
import { stepsAfter } from './after';

const zone = 'Europe/Moscow';
const closing = (day: string, kinds: readonly string[]) => {
  const closesAt = new Date(`${day}T10:00:00+03:00`);
  const law = lawOfPlan({ zone, on: '2018-03-01', opensAt: null, closesAt });
  return stepsAfter({ kinds, closesAt, law, zone });
};

describe('what a decision asks for after the meeting', () => {
  it('is copies for the suppliers where direct contracts were chosen, since they exist', () => {
    const steps = closing('2026-11-20', ['DIRECT_CONTRACTS']);
    expect(steps.map(({ norm }) => norm)).toEqual(['P-24', 'P-25', 'P-25.tell']);
    expect(steps[0]?.says).toContain('до 30.11.2026 включительно');
    expect(closing('2018-04-02', ['DIRECT_CONTRACTS'])).toEqual([]);
    expect(closing('2018-04-03', ['DIRECT_CONTRACTS'])).toHaveLength(3);
  });

  it('is the register of licences where the company changes, and nothing for other questions', () => {
    expect(closing('2026-11-20', ['MC_CHOICE']).map(({ norm }) => norm)).toEqual(['X-14', 'P-26', 'P-26.decide']);
    expect(closing('2026-11-20', ['CURRENT_REPAIR'])).toEqual([]);
  });
});
