import { addDays, type Day } from '../base/day';
import { norm, type Norm } from '../base/norm';
import { Refusal } from '../base/refusal';
import { deadline } from '../base/terms';

type Value = number | string | null;

function on(id: string, day: Day): Norm | null {
  try {
    return norm(id, day);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const valueOn = (id: string, day: Day): Value => on(id, day)?.value ?? null;

/** Written from the acts, not from the table: id, first day of the new edition, what stood before it, what stands since. */
const changes: readonly [id: string, first: Day, before: Value, since: Value][] = [
  // Ключевая ставка: the region is born in 2019.
  ['KEY-RATE', '2018-12-17', null, 7.75],
  ['KEY-RATE', '2019-06-17', 7.75, 7.5],
  ['KEY-RATE', '2019-07-29', 7.5, 7.25],
  ['KEY-RATE', '2019-09-09', 7.25, 7],
  ['KEY-RATE', '2019-10-28', 7, 6.5],
  ['KEY-RATE', '2019-12-16', 6.5, 6.25],
  ['KEY-RATE', '2020-02-10', 6.25, 6],
  ['KEY-RATE', '2020-04-27', 6, 5.5],
  ['KEY-RATE', '2020-06-22', 5.5, 4.5],
  ['KEY-RATE', '2020-07-27', 4.5, 4.25],
  ['KEY-RATE', '2021-03-22', 4.25, 4.5],
  ['KEY-RATE', '2021-04-26', 4.5, 5],
  ['KEY-RATE', '2021-06-15', 5, 5.5],
  ['KEY-RATE', '2021-07-26', 5.5, 6.5],
  ['KEY-RATE', '2021-09-13', 6.5, 6.75],
  ['KEY-RATE', '2021-10-25', 6.75, 7.5],
  ['KEY-RATE', '2021-12-20', 7.5, 8.5],
  ['KEY-RATE', '2022-04-11', 20, 17],
  ['KEY-RATE', '2022-09-19', 8, 7.5],
  ['KEY-RATE', '2023-08-15', 8.5, 12],
  ['KEY-RATE', '2024-09-16', 18, 19],
  ['KEY-RATE', '2026-03-23', 15.5, 15],
  ['KEY-RATE', '2026-07-27', 14.25, 14],
  // Пени.
  ['PEN-06.from', '2017-07-30', 1, 31],
  ['PEN-10', '2020-04-06', null, 0],
  ['PEN-10', '2021-01-01', 0, null],
  // Долги: срок предупреждения, пауза 2020 года, сроки в судах и у приставов.
  ['DB-02', '2014-03-01', 30, 20],
  ['DB-03', '2014-03-01', 30, 20],
  ['DB-PAUSE', '2020-04-06', null, 'не ограничивают и не приостанавливают'],
  ['DB-PAUSE', '2021-01-01', 'не ограничивают и не приостанавливают', null],
  ['DB-16', '2024-06-23', 5, 10],
  ['DB-19.lawsuit', '2024-09-09', null, 400_000],
  ['DB-19.order', '2024-09-09', null, 50],
  ['DB-08.electricity', '2025-12-27', null, 500_000],
  // Протокол: чем датирован.
  ['P-06', '2016-04-29', null, 'день, когда подвели итоги: конец подсчёта голосов'],
  [
    'P-06',
    '2019-03-05',
    'день, когда подвели итоги: конец подсчёта голосов',
    'день, когда он составлен; в тексте — начало и конец собрания',
  ],
  // Day of force, not of signature.
  ['R01', '2003-11-03', null, 24],
  ['E07', '2003-11-03', null, 168],
  ['L01', '2003-11-03', null, 24],
  ['AD-05', '2025-09-09', null, '3–7'],
  ['PASSPORT', '2013-06-21', null, 'приказ Госстроя от 08.04.2013 № 113/ГС'],
  [
    'PASSPORT',
    '2016-03-28',
    'приказ Госстроя от 08.04.2013 № 113/ГС',
    'приказ Минкомсвязи и Минстроя от 17.02.2016 № 53/82/пр',
  ],
  [
    'PASSPORT',
    '2026-03-01',
    'приказ Минкомсвязи и Минстроя от 17.02.2016 № 53/82/пр',
    'приказ Минстроя от 20.11.2025 № 726/пр',
  ],
  // Приборы учёта: коэффициенты.
  ['MR-13', '2015-01-01', null, 1.1],
  ['MR-13', '2015-07-01', 1.1, 1.2],
  ['MR-13', '2016-01-01', 1.2, 1.4],
  ['MR-13', '2016-07-01', 1.4, 1.4],
  ['MR-13', '2017-01-01', 1.4, 1.5],
  ['MR-13.cold', '2025-12-06', null, 3],
  ['MR-12.cold', '2025-12-06', null, 3],
  ['MR-10.cold', '2025-12-06', null, 3],
  ['F-11', '2023-03-27', '03-31', 'равными долями весь следующий год'],
  // Неисправности и раскрытие.
  ['L02', '2017-08-30', null, 30],
];

describe('an edition of a norm of services and debts', () => {
  it.each(changes)('changes as the act says: %s on %s', (id, first, before, since) => {
    expect([valueOn(id, addDays(first, -1)), valueOn(id, first), valueOn(id, addDays(first, 1))]).toEqual([
      before,
      since,
      since,
    ]);
  });

  it('leaves nothing to a rate that nobody has loaded but the number before it, marked', () => {
    expect(norm('KEY-RATE', '2026-09-13').confidence).toBe('V2');
    expect(norm('KEY-RATE', '2026-09-14')).toMatchObject({ value: 14, confidence: 'U' });
  });

  it('says from which day the smaller of two rates is taken', () => {
    expect(norm('PEN-08', '2022-09-22').note).toContain('без сравнения');
    expect(norm('PEN-08', '2022-09-23').note).toContain('Меньшая из двух');
    expect(norm('PEN-08', '2022-09-24').citation).toContain('1681');
  });
});

describe('a term before courts and bailiffs', () => {
  const lastDay = (id: string, event: Day) => deadline({ norm: id, event, zone: 'Europe/Moscow', on: event }).lastDay;

  /** id, the day of the event, the last day of the term. */
  const terms: readonly [string, Day, Day][] = [
    // Calendar days until 30.09.2019, working days since: 5 days from Thursday 26.09 and from Tuesday 01.10.
    ['DB-16', '2019-09-26', '2019-10-01'],
    ['DB-16', '2019-10-01', '2019-10-08'],
    ['DB-16', '2024-06-21', '2024-06-28'],
    ['DB-16', '2024-06-24', '2024-07-08'],
    ['DB-17', '2019-09-30', '2019-10-07'],
    ['DB-17', '2019-10-01', '2019-10-08'],
    ['DB-17', '2026-11-02', '2026-11-10'],
    ['DB-18', '2019-09-30', '2019-10-10'],
    ['DB-18', '2019-10-01', '2019-10-15'],
    ['DB-18', '2026-11-02', '2026-11-17'],
    ['DB-21', '2026-11-02', '2026-11-10'],
    // 229-ФЗ ст. 21: an order from its issue, a writ from the day the judgement is in force.
    ['DB-20', '2026-03-02', '2029-03-02'],
    ['DB-20.writ', '2026-03-02', '2029-03-02'],
  ];

  it.each(terms)('ends on its day: %s from %s', (id, event, last) => {
    expect(lastDay(id, event)).toBe(last);
  });

  it('starts with what the act names', () => {
    expect(norm('DB-20', '2026-01-01').event).toBe('выдача приказа');
    expect(norm('DB-20.writ', '2026-01-01').event).toBe('вступление решения в силу');
    expect(norm('E01', '2026-01-01').event).toBe('обнаружение или заявка');
  });

  it('is not put off by a day off where calendar days mean just that', () => {
    // 31.03.2024 is a Sunday; a service paid for on a Friday comes back by Sunday.
    expect(lastDay('DI-05', '2023-12-31')).toBe('2024-03-31');
    expect(lastDay('F-9', '2023-12-31')).toBe('2024-03-31');
    expect(lastDay('DB-07', '2026-11-06')).toBe('2026-11-08');
    expect(norm('DB-07', '2026-11-06').note).toContain('не подтверждено');
    expect(norm('DI-05', '2026-11-06').note).toContain('спорное');
  });

  it('asks a consumer two days before a meter is checked, and three days after at the latest', () => {
    const check = '2026-11-20';
    expect([lastDay('PL-06.notice', check), lastDay('PL-06', check), lastDay('PL-06.access', check)]).toEqual([
      '2026-11-05',
      '2026-11-17',
      '2026-11-23',
    ]);
  });
});
