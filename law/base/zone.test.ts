import fc from 'fast-check';
import { endOfDay, instantOf, isoIn, isZone, localOf, parseMoment, startOfDay } from './zone';

const russian = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Volgograd',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];
const instants = fc.date({ min: new Date('2005-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

describe('local time', () => {
  it('comes back from every instant of every zone', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...russian, 'Europe/Berlin', 'Asia/Kathmandu'), (instant, zone) => {
        const again = instantOf(localOf(instant, zone), zone);
        const [a, b] = [localOf(instant, zone), localOf(again, zone)];
        expect(b).toEqual(a);
        expect(again.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(new Date(isoIn(instant, zone))).toEqual(instant);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives a skipped time the first instant after the gap', () => {
    const at = (hour: number, minute = 0) =>
      instantOf({ day: '2026-03-29', time: (hour * 60 + minute) * 60_000 }, 'Europe/Berlin').toISOString();
    expect([at(1, 59), at(2), at(2, 30), at(3)]).toEqual([
      '2026-03-29T00:59:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ]);
  });

  it('gives a doubled time the earlier instant', () => {
    expect(instantOf({ day: '2014-10-26', time: 90 * 60_000 }, 'Europe/Moscow').toISOString()).toBe(
      '2014-10-25T21:30:00.000Z',
    );
    expect(instantOf({ day: '2026-10-25', time: 150 * 60_000 }, 'Europe/Berlin').toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  it('follows a house whose zone changed', () => {
    expect(isoIn(startOfDay('2020-12-26', 'Europe/Volgograd'), 'Europe/Volgograd')).toBe('2020-12-26T00:00:00+04:00');
    expect(isoIn(endOfDay('2020-12-27', 'Europe/Volgograd'), 'Europe/Volgograd')).toBe('2020-12-28T00:00:00+03:00');
  });

  it('starts a day after a midnight that never was', () => {
    expect(isoIn(startOfDay('2018-11-04', 'America/Sao_Paulo'), 'America/Sao_Paulo')).toBe('2018-11-04T01:00:00-02:00');
  });
});

describe('a zone', () => {
  it.each(['Europe/Moscow', 'Asia/Kamchatka', 'UTC'])('%s exists', (zone) => expect(isZone(zone)).toBe(true));
  it.each(['Mars/Olympus', '', '+03:00', 'Europe/Moscow; DROP', '../etc'])('%j does not exist', (zone) => {
    expect(isZone(zone)).toBe(false);
    expect(() => localOf(new Date(0), zone)).toThrow('zone-unknown');
  });
});

describe('a moment', () => {
  const read = (text: string) => parseMoment(text, 'Asia/Omsk').instant.toISOString();

  it('is read as a date, a local time or a time with offset', () => {
    expect(read('2026-12-11')).toBe('2026-12-10T18:00:00.000Z');
    expect(read('2026-12-11T10:00')).toBe('2026-12-11T04:00:00.000Z');
    expect(read('2026-12-11T10:00:30.5')).toBe('2026-12-11T04:00:30.500Z');
    expect(read('2026-12-11T10:00+03:00')).toBe('2026-12-11T07:00:00.000Z');
    expect(read('2026-12-11T10:00Z')).toBe('2026-12-11T10:00:00.000Z');
  });

  it('keeps 24:00 in the day it ends', () => {
    expect(parseMoment('2026-12-11T24:00', 'Asia/Omsk')).toMatchObject({
      day: '2026-12-11',
      instant: new Date('2026-12-11T18:00:00Z'),
    });
  });

  it('takes the local day of an instant with another offset', () => {
    expect(parseMoment('2026-12-11T23:30Z', 'Asia/Omsk').day).toBe('2026-12-12');
  });

  it.each([
    '2026-12-11T25:00',
    '2026-12-11T24:01',
    '2026-12-11T10:60',
    'завтра',
    '',
    '11.12.2026',
    '2026-12-11T10:00+15:00',
    '2026-12-11T10',
    '2026-12-11T10:00 MSK',
  ])('refuses %j', (text) => {
    expect(() => read(text)).toThrow('event-unreadable');
  });

  it('refuses an instant that is no date', () => {
    expect(() => parseMoment(new Date(Number.NaN), 'UTC')).toThrow('event-unreadable');
  });
});
