import { believe, type DeviceTimes } from './device';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const received = new Date('2026-02-02T10:50:00Z');
const on = '2026-02-02';
/** An act that waited in a telephone whose clock is so far ahead. */
const phone = (waitedMs: number, aheadMs = 0): DeviceTimes => {
  const sentAt = new Date(received.getTime() + aheadMs);
  return { sentAt, doneAt: new Date(sentAt.getTime() - waitedMs) };
};

describe('what a telephone says about when an act was done', () => {
  it.each([0, HOUR, -HOUR, 400 * 24 * HOUR])(
    'counts from the receipt, whatever its clock shows (%s ms ahead)',
    (ahead) => {
      const { at, why, skewMs } = believe(phone(25 * MINUTE, ahead), received, null, on);
      expect([at.toISOString(), why, skewMs]).toEqual(['2026-02-02T10:25:00.000Z', 'elapsed', ahead]);
    },
  );

  it.each<[string, DeviceTimes | null, Date | null, string, string]>([
    ['told at once', null, null, '2026-02-02T10:50:00.000Z', 'received'],
    ['sent before it was done', phone(-MINUTE), null, '2026-02-02T10:50:00.000Z', 'backwards'],
    ['a whole day ago', phone(24 * HOUR), null, '2026-02-01T10:50:00.000Z', 'elapsed'],
    ['longer than a day ago', phone(24 * HOUR + 1), null, '2026-02-02T10:50:00.000Z', 'too-old'],
    ['a minute before it was given', phone(25 * MINUTE), at('10:26'), '2026-02-02T10:26:00.000Z', 'elapsed'],
    ['long before it was given', phone(25 * MINUTE), at('10:40'), '2026-02-02T10:50:00.000Z', 'before-assigned'],
  ])('%s', (_, device, notBefore, believed, reason) => {
    const { at: instant, why } = believe(device, received, notBefore, on);
    expect([instant.toISOString(), why]).toEqual([believed, reason]);
  });
});

function at(hour: string): Date {
  return new Date(`2026-02-02T${hour}:00Z`);
}
