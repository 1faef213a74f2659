import { payDayProblem } from './pay-day';

const verdict = (wording: string, on: string) => payDayProblem('PAY_TERMS', wording, on)?.verdict ?? null;

describe('the day of payment', () => {
  it.each(['Вносить плату до 25-го числа', 'Установить срок внесения платы — 25 числа', 'Платить не позднее 25'])(
    'is fixed by the law since 177-ФЗ: «%s»',
    (wording) => {
      expect([verdict(wording, '2026-02-28'), verdict(wording, '2026-03-01')]).toEqual(['person', 'problem']);
    },
  );

  it('may be repeated by a meeting, and other terms are its own', () => {
    expect(verdict('Вносить плату до 15-го числа', '2026-03-01')).toBeNull();
    expect(verdict('Давать рассрочку долга до 6 месяцев, пени простить по 10 дней', '2026-03-01')).toBeNull();
    expect(verdict('Доставлять платёжные документы в почтовые ящики', '2026-03-01')).toBeNull();
    expect(payDayProblem('MC_REPORT', 'Принять отчёт до 25 числа', '2026-03-01')).toBeNull();
  });
});
