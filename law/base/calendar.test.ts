import {
  addWorkingDays,
  calendarFrom,
  isWorkingDay,
  nextWorkingDay,
  productionCalendar,
  workingDaysInMonth,
} from './calendar';
import { productionYears } from './calendar-years';
import { addDays, makeDay, weekday } from './day';

const months = (year: number) => Array.from({ length: 12 }, (_, index) => workingDaysInMonth(year, index + 1));
const total = (year: number) => months(year).reduce((sum, count) => sum + count, 0);

describe('the production calendar', () => {
  it.each([
    [2019, 247],
    [2020, 248],
    [2021, 247],
    [2022, 247],
    [2023, 247],
    [2024, 248],
    [2025, 247],
    [2026, 247],
    [2027, 249],
  ])('of %i has %i working days', (year, count) => {
    expect(total(year)).toBe(count);
  });

  it('of 2026 has the published number of days in each month', () => {
    expect(months(2026)).toEqual([15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22]);
  });

  it('lists only weekdays as off and only Saturdays as worked', () => {
    for (const { year, off, on } of productionYears) {
      expect(off.map((day) => weekday(`${year}-${day}`)).filter((number) => number > 5)).toEqual([]);
      expect(on.map((day) => weekday(`${year}-${day}`)).filter((number) => number !== 6)).toEqual([]);
    }
  });

  it('is provisional only where no act stands behind it', () => {
    const calendar = productionCalendar();
    expect([2019, 2026, 2027, 2028].map((year) => calendar.provisional(makeDay(year, 6, 1)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('follows the bare statute in a year it does not know', () => {
    expect(isWorkingDay('2028-01-10')).toBe(true);
    expect(
      ['2028-01-07', '2028-02-23', '2028-05-01', '2028-06-12', '2028-11-06'].some((day) => isWorkingDay(day)),
    ).toBe(false);
  });

  it('knows the extra days of a region', () => {
    expect([isWorkingDay('2026-11-06'), isWorkingDay('2026-11-06', '16')]).toEqual([true, false]);
  });

  it('can be replaced when an act is loaded', () => {
    const act = { year: 2027, off: ['11-05'], on: ['11-13'], source: '', status: 'final', confidence: 'V' } as const;
    const loaded = calendarFrom([act]);
    expect([loaded.kind('2027-11-05'), loaded.kind('2027-11-13'), loaded.provisional('2027-11-05')]).toEqual([
      'holiday',
      'working',
      false,
    ]);
  });

  it('names the reason of a day off', () => {
    const { why } = productionCalendar();
    expect([why('2026-06-12'), why('2026-12-31'), why('2026-11-21')]).toEqual([
      'День России',
      'нерабочий день',
      'выходной',
    ]);
  });
});

describe('working days', () => {
  it.each([
    ['2026-04-28', 10, '2026-05-14'],
    ['2026-12-30', 3, '2027-01-13'],
    ['2026-05-18', -10, '2026-04-30'],
  ])('from %s by %i lead to %s', (day, count, expected) => expect(addWorkingDays(day, count)).toBe(expected));

  it('move a day off to the next one worked, and leave a working day alone', () => {
    expect([nextWorkingDay('2027-01-04'), nextWorkingDay('2026-11-20'), nextWorkingDay('2025-11-01')]).toEqual([
      '2027-01-11',
      '2026-11-20',
      '2025-11-01',
    ]);
  });

  it('add up', () => {
    for (let day = '2026-04-20'; day < '2026-06-20'; day = addDays(day, 1)) {
      expect(addWorkingDays(addWorkingDays(day, 4), 7)).toBe(addWorkingDays(day, 11));
    }
  });
});
