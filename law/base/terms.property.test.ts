import fc from 'fast-check';
import { addWorkingDays, isWorkingDay } from './calendar';
import { addDays, daysBetween, makeDay } from './day';
import type { ClockUnit } from './norm';
import { term, type TermQuestion } from './terms';
import { localOf } from './zone';

const zones = fc.constantFrom('Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Omsk', 'Asia/Kamchatka', 'Europe/Berlin');
const minutes = fc.integer({ min: Date.UTC(2019, 0, 1) / 60_000, max: Date.UTC(2027, 6, 1) / 60_000 });
const units = fc.constantFrom<ClockUnit>('min', 'h', 'cd', 'wd', 'mo');
const values = fc.integer({ min: 0, max: 70 });
const sizes = fc.integer({ min: 1, max: 40 });
const directions = fc.constantFrom('forward' as const, 'backward' as const);
const runs = { numRuns: 1000 };

const at = (minute: number): Date => new Date(minute * 60_000);
const ask = (question: TermQuestion): number => Date.parse(term(question).dueAt);

describe('every term', () => {
  it('never ends earlier for a later event', () => {
    fc.assert(
      fc.property(
        minutes,
        fc.nat(100_000),
        values,
        units,
        directions,
        zones,
        (minute, gap, value, unit, direction, zone) => {
          const due = (start: number): number => ask({ value, unit, direction, zone, event: at(start) });
          expect(due(minute + gap)).toBeGreaterThanOrEqual(due(minute));
        },
      ),
      runs,
    );
  });

  it('never ends earlier when it is longer', () => {
    fc.assert(
      fc.property(minutes, values, units, zones, (minute, value, unit, zone) => {
        const due = (size: number): number => ask({ value: size, unit, zone, event: at(minute) });
        expect(due(value + 1)).toBeGreaterThanOrEqual(due(value));
      }),
      runs,
    );
  });

  it('in days ends at a local midnight, whatever the hour of the event', () => {
    fc.assert(
      fc.property(
        minutes,
        values,
        fc.constantFrom<ClockUnit>('cd', 'wd', 'mo'),
        directions,
        zones,
        (minute, value, unit, direction, zone) => {
          const answer = term({ value, unit, direction, zone, event: at(minute) });
          const { day, time } = localOf(new Date(answer.dueAt), zone);
          expect([time, addDays(day, -1)]).toEqual([0, answer.lastDay]);
          const { day: eventDay } = localOf(at(minute), zone);
          expect(term({ value, unit, direction, zone, event: eventDay }).dueAt).toBe(answer.dueAt);
        },
      ),
      runs,
    );
  });
});

describe('a forward term in calendar days', () => {
  it('ends on a working day, and only days off lie between the counted day and it', () => {
    fc.assert(
      fc.property(
        minutes,
        values.filter((value) => value > 0),
        (minute, value) => {
          const event = localOf(at(minute), 'Asia/Omsk').day;
          const lastDay = term({ value, unit: 'cd', zone: 'Asia/Omsk', event }).lastDay ?? '';
          expect(isWorkingDay(lastDay)).toBe(true);
          for (let day = addDays(event, value); day < lastDay; day = addDays(day, 1))
            expect(isWorkingDay(day)).toBe(false);
        },
      ),
      runs,
    );
  });
});

describe('a backward term in calendar days', () => {
  it('leaves exactly the full days the law gives, whatever the holidays', () => {
    fc.assert(
      fc.property(minutes, values, (minute, value) => {
        const event = localOf(at(minute), 'Asia/Omsk').day;
        const { lastDay } = term({ value, unit: 'cd', direction: 'backward', zone: 'Asia/Omsk', event });
        expect(daysBetween(lastDay ?? '', event)).toBe(value + 1);
      }),
      runs,
    );
  });
});

describe('what the law lets add up', () => {
  it('adds up: working days, plain calendar days, hours', () => {
    fc.assert(
      fc.property(minutes, values, values, (minute, a, b) => {
        const zone = 'Asia/Yekaterinburg';
        const event = localOf(at(minute), zone).day;
        expect(addWorkingDays(addWorkingDays(event, a), b)).toBe(addWorkingDays(event, a + b));
        for (const unit of ['cd', 'h'] as const) {
          const plain = (value: number, start: string): string =>
            unit === 'h'
              ? term({ value, unit, zone, event: start }).dueAt
              : (term({ value, unit, zone, event: start, moves: false }).lastDay ?? '');
          expect(plain(b, plain(a, event))).toBe(plain(a + b, event));
        }
      }),
      runs,
    );
  });

  it('shifts a working-day term by the same walk as its event', () => {
    fc.assert(
      fc.property(minutes, sizes, sizes, (minute, value, by) => {
        const event = addWorkingDays(localOf(at(minute), 'UTC').day, 1);
        const last = (start: string): string => term({ value, unit: 'wd', zone: 'UTC', event: start }).lastDay ?? '';
        expect(last(addWorkingDays(event, by))).toBe(addWorkingDays(last(event), by));
      }),
      runs,
    );
  });
});

describe('a provisional answer', () => {
  it('is given exactly where a year without an act decides', () => {
    const provisional = (event: string): boolean => term({ value: 10, unit: 'wd', zone: 'UTC', event }).provisional;
    expect([provisional('2026-12-01'), provisional('2026-12-25'), provisional(makeDay(2027, 6, 1))]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
