import {
  counted,
  dayDigits,
  dayWords,
  dueDigits,
  dueWords,
  instantDigits,
  instantWords,
  lastDayIn,
  monthWords,
  numberText,
  plural,
  weekdayWords,
} from './russian';
import { valueWords } from './term-words';
import { norm } from './norm';

const days = ['день', 'дня', 'дней'] as const;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const value = (id: string): string => plain(valueWords(norm(id, '2026-11-20')));

describe('Russian text', () => {
  it.each([
    [0, 'дней'],
    [1, 'день'],
    [2, 'дня'],
    [5, 'дней'],
    [11, 'дней'],
    [12, 'дней'],
    [14, 'дней'],
    [21, 'день'],
    [22, 'дня'],
    [25, 'дней'],
    [101, 'день'],
    [111, 'дней'],
    [112, 'дней'],
    [1.5, 'дня'],
    [-1, 'день'],
  ])('counts %p %s', (count, word) => expect(plural(count, days)).toBe(word));

  it('keeps a number and its word on one line', () => {
    expect(counted(12_345, days)).toBe('12\u00a0345\u00a0дней');
  });

  it('groups digits from five on and uses a comma', () => {
    expect(
      [numberText(1234), numberText(12_345), numberText(0.15), numberText(-7), numberText(10n ** 6n)].map(plain),
    ).toEqual(['1234', '12 345', '0,15', '−7', '1 000 000']);
  });

  it('names days and instants of a house', () => {
    const instant = new Date('2026-12-21T11:05:00Z');
    expect(
      [
        dayWords('2026-12-11'),
        monthWords('2026-02-01'),
        weekdayWords('2026-12-21'),
        instantWords(instant, 'Europe/Moscow'),
        instantDigits(instant, 'Asia/Kamchatka'),
      ].map(plain),
    ).toEqual([
      '11 декабря 2026 г.',
      'февраль 2026 г.',
      'понедельник',
      'пн 21 декабря 2026, 14:05',
      '21.12.2026, 23:05',
    ]);
  });

  it('says the value of a norm', () => {
    expect([
      value('N-01'),
      value('AP-03'),
      value('AP-04'),
      value('ADS-10'),
      value('DUE-02'),
      value('DI-05'),
      value('PEN-08'),
      value('PEN-02'),
      value('DB-08'),
      value('E-06'),
      value('DB-01'),
      value('DUE-08.over'),
      value('MR-02.opens'),
      value('PL-03'),
      value('AP-08'),
      value('K-09'),
    ]).toEqual([
      'не позднее чем за 10 календарных дней до события',
      '1 рабочий день',
      'в тот же день',
      '2 часа, только с 08:00 до 23:00',
      'до 15-го числа следующего месяца включительно',
      'до 31 марта следующего года включительно',
      '9,5 %',
      '1/300',
      '3 000,00 ₽',
      '7–60 календарных дней',
      '2 месячные платы по нормативу',
      '3 процентных пункта',
      '23-е число',
      'не позднее чем за 3 рабочих дня до события',
      'немедленно',
      'не позднее чем за 1 месяц до события',
    ]);
  });

  it.each([
    ['a day that ends at midnight', '2026-11-12T21:00:00Z', '12.11.2026', '12 ноября'],
    ['an hour of the day', '2026-11-12T07:00:00Z', '12.11.2026, 10:00', '12 ноября, 10:00'],
    ['the last minute of the day', '2026-11-12T20:59:00Z', '12.11.2026, 23:59', '12 ноября, 23:59'],
    ['a midnight of another year', '2026-12-31T21:00:00Z', '31.12.2026', '31 декабря'],
    ['the first day of the next year', '2027-01-01T21:00:00Z', '01.01.2027', '1 января 2027 г.'],
  ])('tells %s as the last time that is still in time', (_, dueAt, digits, words) => {
    const now = new Date('2026-11-01T09:00:00Z');
    expect(dueDigits(dueAt, 'Europe/Moscow')).toBe(digits);
    expect(dueWords(dueAt, 'Europe/Moscow', now).replaceAll('\u00a0', ' ')).toBe(words);
    expect(dayDigits(lastDayIn(dueAt, 'Europe/Moscow'))).toBe(digits.slice(0, 10));
  });
});
