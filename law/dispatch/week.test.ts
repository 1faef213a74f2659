import { type Refusal } from '../base/refusal';
import { parseMoment } from '../base/zone';
import { mustBeAbsence, mustBeShift, mustStand, standingOf } from './schedule';
import { hoursWithin, mondayOf, piecesOf, weekDays, weekLater, weekSpan, type Entry } from './week';

const ZONE = 'Asia/Yekaterinburg';
const moment = (text: string): Date => parseMoment(text, ZONE).instant;
const span = (from: string, to: string) => ({ from: moment(from), to: moment(to) });
const work = (from: string, to: string): Entry => ({ id: 'w', kind: 'work', why: null, ...span(from, to) });
const absence = (from: string, to: string): Entry => ({ id: 'a', kind: 'absence', why: 'illness', ...span(from, to) });
const texts = (entries: Entry[], day: string) => piecesOf(entries, day, ZONE).map(({ text }) => text);
const codeOf = (run: () => unknown): string | Record<string, string> => {
  try {
    run();
    return 'fine';
  } catch (error) {
    const { code, fields } = error as Refusal;
    return code === 'fields-wrong' ? { ...fields } : code;
  }
};

describe('a week of the schedule', () => {
  it('begins on Monday, also over the turn of the year', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(weekDays(mondayOf('2027-01-01'))).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
  });

  it.each<[string, Entry, [string, string[]][]]>([
    [
      'a day shift on its day',
      work('2026-11-28T08:00', '2026-11-28T20:00'),
      [
        ['2026-11-27', []],
        ['2026-11-28', ['08:00–20:00']],
        ['2026-11-29', []],
      ],
    ],
    [
      'a night shift on both',
      work('2026-11-28T20:00', '2026-11-29T08:00'),
      [
        ['2026-11-28', ['20:00–08:00']],
        ['2026-11-29', ['до 08:00']],
      ],
    ],
    [
      'a shift until midnight on one',
      work('2026-11-28T16:00', '2026-11-29T00:00'),
      [
        ['2026-11-28', ['16:00–24:00']],
        ['2026-11-29', []],
      ],
    ],
    ['a whole day', work('2026-11-28T00:00', '2026-11-29T00:00'), [['2026-11-28', ['весь день']]]],
    [
      'an illness on every day of it',
      absence('2026-11-27T00:00', '2026-11-30T00:00'),
      [
        ['2026-11-27', ['больничный']],
        ['2026-11-29', ['больничный']],
        ['2026-11-30', []],
      ],
    ],
  ])('shows %s', (_, entry, days) => {
    expect(days.map(([day]) => [day, texts([entry], day)])).toEqual(days);
  });

  it('marks the shift an absence lies over, and takes its hours off', () => {
    const entries = [work('2026-11-27T08:00', '2026-11-27T20:00'), work('2026-11-28T08:00', '2026-11-28T20:00')];
    const ill = [...entries, absence('2026-11-28T00:00', '2026-11-29T00:00')];
    const week = weekSpan('2026-11-23', ZONE);
    expect(piecesOf(ill, '2026-11-28', ZONE).map(({ off }) => off)).toEqual([true, false]);
    expect([hoursWithin(entries, week), hoursWithin(ill, week)]).toEqual([24, 12]);
  });

  it('counts only the hours of a night shift that lie in the week', () => {
    const night = [work('2026-11-29T20:00', '2026-11-30T08:00')];
    expect(hoursWithin(night, weekSpan('2026-11-23', ZONE))).toBe(4);
    expect(hoursWithin(night, weekSpan('2026-11-30', ZONE))).toBe(8);
  });

  it('repeats a shift at the same hours of the wall where the clocks change', () => {
    const later = weekLater(
      {
        from: parseMoment('2026-10-24T08:00', 'Europe/Berlin').instant,
        to: parseMoment('2026-10-24T20:00', 'Europe/Berlin').instant,
      },
      'Europe/Berlin',
    );
    expect(later.from.toISOString()).toBe('2026-10-31T07:00:00.000Z');
  });
});

describe('what may be written', () => {
  const now = moment('2026-11-28T12:00');
  it.each<[string, string, string, string]>([
    ['a shift of twelve hours', '2026-11-29T08:00', '2026-11-29T20:00', 'fine'],
    ['one that runs now', '2026-11-28T08:00', '2026-11-28T20:00', 'fine'],
    ['the end before the start', '2026-11-29T20:00', '2026-11-29T08:00', 'shift-ends-first'],
    ['no length at all', '2026-11-29T08:00', '2026-11-29T08:00', 'shift-ends-first'],
    ['a day and night', '2026-11-29T08:00', '2026-11-30T08:00', 'fine'],
    ['forty hours', '2026-11-29T08:00', '2026-12-01T00:00', 'shift-too-long'],
    ['what is over', '2026-11-28T00:00', '2026-11-28T12:00', 'shift-past'],
    ['years ahead', '2028-11-29T08:00', '2028-11-29T20:00', 'shift-too-far'],
  ])('%s', (_, from, to, code) => expect(codeOf(() => mustBeShift(span(from, to), now))).toBe(code));

  it('takes an absence by whole days of the place', () => {
    const found = mustBeAbsence({ fromDay: '2026-11-28', toDay: '2026-11-28' }, now, ZONE);
    expect(found).toEqual(span('2026-11-28T00:00', '2026-11-29T00:00'));
  });

  it.each([
    ['2026-11-29', '2026-11-28', ['toDay']],
    ['2026-11-28', '2028-11-28', ['toDay']],
    ['2026-11-20', '2026-11-27', ['toDay']],
    ['2026-09-01', '2026-12-02', ['fromDay']],
    ['2029-09-01', '2029-09-02', ['fromDay']],
  ])('refuses an absence from %s to %s', (fromDay, toDay, fields) => {
    const said = codeOf(() => mustBeAbsence({ fromDay, toDay }, now, ZONE));
    expect(Object.keys(said)).toEqual(fields);
  });

  it.each([
    ['2026-11-27', 'permit-ended', 'ended'],
    ['2026-11-28', 'fine', 'soon'],
    ['2026-12-28', 'fine', 'soon'],
    ['2026-12-29', 'fine', 'standing'],
    ['2099-01-01', 'permit-too-long', 'standing'],
  ])('a permit until %s', (until, code, standing) => {
    expect(codeOf(() => mustStand(until, now, ZONE))).toBe(code);
    expect(standingOf(until, '2026-11-28')).toBe(standing);
  });
});
