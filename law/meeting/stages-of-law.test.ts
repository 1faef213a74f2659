import { isOneLaw, lawDaysOf, lawDaysWords, type LawFacts, lawOfPlan, singleLaw, timingOfStage } from './stages-of-law';

const zone = 'Europe/Moscow';
const at = (text: string): Date => new Date(`${text}+03:00`);
const facts: LawFacts = {
  lawRule: 'stages',
  lawDay: '2025-08-20',
  opensAt: at('2025-08-31T10:00'),
  closesAt: at('2025-09-15T10:00'),
  sealedAt: at('2025-09-15T10:00'),
};

describe('the day of law by stages', () => {
  it('is the notice, the opening, the end of voting and the drawing up of the protocol', () => {
    expect(lawDaysOf(facts, zone)).toEqual({
      called: '2025-08-20',
      voted: '2025-08-31',
      decided: '2025-09-15',
      drawn: '2025-09-15',
    });
    expect(lawDaysOf({ ...facts, sealedAt: at('2025-09-16T09:00') }, zone).drawn).toBe('2025-09-16');
  });

  it('takes the planned instants until the real ones are known, and the day of the notice before any', () => {
    expect(lawDaysOf({ ...facts, sealedAt: null }, zone).drawn).toBe('2025-09-15');
    expect(lawDaysOf({ ...facts, closesAt: null, sealedAt: null }, zone)).toMatchObject({
      voted: '2025-08-31',
      decided: '2025-08-31',
      drawn: '2025-08-31',
    });
    expect(lawDaysOf({ ...facts, opensAt: null, closesAt: null, sealedAt: null }, zone)).toEqual(
      singleLaw('2025-08-20'),
    );
    expect(lawOfPlan({ ...facts, zone, on: '2025-08-20' })).toEqual(lawDaysOf({ ...facts, sealedAt: null }, zone));
  });

  it('ends with the last instant of voting: until 24:00 is that day, and the protocol is of the next', () => {
    const midnight = { ...facts, closesAt: at('2025-09-01T00:00'), sealedAt: at('2025-09-01T00:00') };
    expect(lawDaysOf(midnight, zone)).toMatchObject({ decided: '2025-08-31', drawn: '2025-09-01' });
    const moment = { ...facts, opensAt: at('2025-09-01T00:00'), closesAt: at('2025-09-01T00:00') };
    expect(lawDaysOf(moment, zone).decided).toBe('2025-09-01');
  });

  it('is read by the clock of the house', () => {
    const late = { ...facts, opensAt: at('2025-08-31T20:00') };
    expect(lawDaysOf(late, 'Asia/Kamchatka').voted).toBe('2025-09-01');
  });

  it('stays one day for a meeting called before the rule', () => {
    const old = lawDaysOf({ ...facts, lawRule: 'single' }, zone);
    expect(old).toEqual(singleLaw('2025-08-20'));
    expect([isOneLaw(old), lawDaysWords(old)]).toEqual([true, []]);
    expect(timingOfStage(old, 'drawn', zone)).toEqual({ zone, on: '2025-08-20' });
  });

  it('says which day was taken and why where the days differ', () => {
    const law = lawDaysOf(facts, zone);
    expect(lawDaysWords(law)).toHaveLength(4);
    expect(timingOfStage(law, 'drawn', zone).because).toBe(
      'Закон взят на 15.09.2025 — день, когда составлен протокол: по нему судят протокол и его сроки.',
    );
  });
});
