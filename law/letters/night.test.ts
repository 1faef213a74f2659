import fc from 'fast-check';
import { DAY_MS, HOUR_MS, instantOf, localOf } from '../base/zone';
import { mayRingAt, triedForMs } from './night';

const MSK = 'Europe/Moscow';
const ZONES = [
  MSK,
  'Europe/Kaliningrad',
  'Asia/Yekaterinburg',
  'Asia/Kamchatka',
  'Pacific/Chatham',
  'America/St_Johns',
];

describe('a message that makes a phone ring', () => {
  it.each([
    ['2026-11-20T21:59:59.999', '2026-11-20T21:59:59.999'],
    ['2026-11-20T22:00:00.000', '2026-11-21T08:00:00.000'],
    ['2026-11-20T22:00:00.001', '2026-11-21T08:00:00.000'],
    ['2026-11-20T23:59:59.999', '2026-11-21T08:00:00.000'],
    ['2026-11-21T00:00:00.000', '2026-11-21T08:00:00.000'],
    ['2026-11-21T07:59:59.999', '2026-11-21T08:00:00.000'],
    ['2026-11-21T08:00:00.000', '2026-11-21T08:00:00.000'],
    ['2026-11-21T08:00:00.001', '2026-11-21T08:00:00.001'],
    ['2026-12-31T22:30:00.000', '2027-01-01T08:00:00.000'],
  ])('written at %s in the house’s own time leaves at %s, whatever the zone', (written, leaves) => {
    for (const zone of ZONES) {
      const local = (text: string): Date =>
        instantOf({ day: text.slice(0, 10), time: Date.parse(`${text}Z`) % DAY_MS }, zone);
      expect(mayRingAt(local(written), zone)).toEqual(local(leaves));
    }
  });

  it('waits by the clock of its own house: one instant is night here and day there', () => {
    const at = new Date('2026-11-20T19:30:00Z');
    expect(mayRingAt(at, MSK)).toEqual(new Date('2026-11-21T05:00:00Z'));
    expect(mayRingAt(at, 'Europe/Kaliningrad')).toEqual(at);
    expect(mayRingAt(at, 'Asia/Kamchatka')).toEqual(new Date('2026-11-20T20:00:00Z'));
  });

  it('leaves at eight also in the night in which clocks change', () => {
    // Berlin, 28.03.2027: the hour from two to three does not exist.
    expect(mayRingAt(new Date('2027-03-27T22:00:00Z'), 'Europe/Berlin')).toEqual(new Date('2027-03-28T06:00:00Z'));
    expect(mayRingAt(new Date('2026-10-24T21:00:00Z'), 'Europe/Berlin')).toEqual(new Date('2026-10-25T07:00:00Z'));
  });

  it('never waits for longer than a night, never leaves in one, and waits once', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2019-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...ZONES),
        (at, zone) => {
          const leaves = mayRingAt(at, zone);
          const { time } = localOf(leaves, zone);
          expect(time >= 8 * HOUR_MS && time < 22 * HOUR_MS).toBe(true);
          expect(leaves.getTime() - at.getTime()).toBeLessThanOrEqual(11 * HOUR_MS);
          expect(mayRingAt(leaves, zone)).toEqual(leaves);
        },
      ),
    );
  });
});

it('a letter is tried for two days', () => {
  expect(triedForMs('2026-11-20')).toBe(2 * DAY_MS);
});
