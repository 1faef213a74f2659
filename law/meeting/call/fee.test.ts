import { feeChecks } from './fee';

const at = (text: string): Date => new Date(`${text}+03:00`);
const plan = { zone: 'Europe/Moscow', on: '2026-12-01', opensAt: at('2027-02-10T10:00:00') };
const verdict = (paperAt: Date | null, some: Partial<typeof plan> = {}): string[] =>
  feeChecks({ ...plan, ...some, questions: [{ kind: 'CURRENT_REPAIR' }, { kind: 'FEE_CONTENT', paperAt }] }).map(
    (one) => one.verdict,
  );

describe('a question about the fee (N-10)', () => {
  it('has its proposal thirty full days before the meeting, or a person answers for it', () => {
    expect(verdict(at('2027-01-10T23:59:59'))).toEqual(['ok']);
    expect(verdict(at('2027-01-11T00:00:00'))).toEqual(['person']);
    expect(verdict(at('2027-01-12T00:00:00'))).toEqual(['person']);
    expect(verdict(null)).toEqual(['person']);
  });

  it('names the question, the last day and what to do', () => {
    const [check] = feeChecks({ ...plan, questions: [{ kind: 'FEE_CONTENT' }] });
    expect(check?.says).toMatch(/^Вопрос 1: предложение .* до 10\.01\.2027 включительно\. Приложите его к вопросу\./);
  });

  it('is not asked for before the rule was, nor of other questions', () => {
    expect(verdict(null, { on: '2018-03-26', opensAt: at('2018-04-10T10:00:00') })).toEqual([]);
    expect(feeChecks({ ...plan, questions: [{ kind: 'CURRENT_REPAIR' }] })).toEqual([]);
  });
});
