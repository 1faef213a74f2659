import fc from 'fast-check';
import { compare, parseFraction } from '../base/fraction';
import { DAY_MS, HOUR_MS } from '../base/zone';
import { heatDegrees, waterDegrees } from './degrees';
import { type Interruption, interruptionMeter, type MeteredService, meteredNames } from './interruption';

const MOSCOW = 'Europe/Moscow';
const meter = (
  service: MeteredService,
  interruptions: Interruption[],
  over: { twoSources?: boolean; month?: string; zone?: string } = {},
) => interruptionMeter({ service, month: '2026-11', zone: MOSCOW, interruptions, ...over });
const span = (from: string, to: string, over: Partial<Interruption> = {}): Interruption => ({ from, to, ...over });
const excess = (...args: Parameters<typeof meter>) => meter(...args).excessHours;

describe('hours above the allowance', () => {
  it.each([
    ['cold-water', '03:59:59', '0'],
    ['cold-water', '04:00:00', '0'],
    ['cold-water', '04:00:01', '1/3600'],
    ['hot-water', '05:30:00', '3/2'],
    ['sewerage', '04:30:00', '1/2'],
    ['gas', '04:00:00', '0'],
    ['gas', '04:00:01', '1/3600'],
    ['electricity', '23:59:59', '0'],
    ['heating', '16:00:00', '0'],
    ['heating', '16:00:01', '1/3600'],
  ] as [MeteredService, string, string][])('%s off until %s: %s', (service, to, expected) => {
    expect(excess(service, [span('2026-11-05T00:00:00', `2026-11-05T${to}`)])).toBe(expected);
  });

  it('depend on what feeds the house', () => {
    const day = [span('2026-11-05T00:00', '2026-11-06T01:00')];
    expect(excess('electricity', day)).toBe('1');
    expect(excess('electricity', day, { twoSources: true })).toBe('23');
    expect(meter('electricity', day, { twoSources: true }).norms).toEqual(['INT-EL.twoSources']);
  });

  it.each([
    [undefined, '4'],
    [12, '4'],
    [11.9, '12'],
    [10, '12'],
    [9.9, '16'],
    [8, '16'],
    [7.9, '20'],
  ])('without heating depend on the room: %s °C, %s h', (room, expected) => {
    expect(excess('heating', [span('2026-11-05T00:00', '2026-11-05T20:00', { room })])).toBe(expected);
  });

  it.each([
    [5, '0'],
    [5.1, '24'],
    [undefined, '0'],
  ])('of waste depend on the air: %s °C, %s h', (outside, expected) => {
    expect(excess('waste', [span('2026-11-05T00:00', '2026-11-07T00:00', { outside })])).toBe(expected);
  });

  it('add up over the month: the third four hours of water are above eight', () => {
    const thrice = [5, 6, 7].map((day) => span(`2026-11-0${day}T10:00`, `2026-11-0${day}T14:00`));
    expect(excess('cold-water', thrice.slice(0, 2))).toBe('0');
    expect(excess('cold-water', thrice)).toBe('4');
  });

  it('are counted once: what is over four hours is not over eight again', () => {
    const twice = [span('2026-11-05T10:00', '2026-11-05T16:00'), span('2026-11-06T10:00', '2026-11-06T15:00')];
    expect(excess('hot-water', twice)).toBe('3');
  });

  it('see through an interruption written down in pieces', () => {
    const pieces = [span('2026-11-05T10:00', '2026-11-05T13:00'), span('2026-11-05T13:00', '2026-11-05T16:00')];
    expect(excess('cold-water', pieces)).toBe('2');
    expect(
      excess('heating', [
        span('2026-11-05T00:00', '2026-11-05T06:00', { room: 13 }),
        span('2026-11-05T06:00', '2026-11-05T12:00', { room: 9 }),
      ]),
    ).toBe('8');
  });

  it('belong to the month they fall in, with the allowance of their beginning', () => {
    const night = [span('2026-10-31T22:00', '2026-11-01T05:00')];
    expect(excess('cold-water', night, { month: '2026-10' })).toBe('0');
    expect(excess('cold-water', night)).toBe('3');
    expect(meter('cold-water', night).hours).toBe('5');
    expect(excess('cold-water', night, { month: '2026-12' })).toBe('0');
  });

  it('have causes of their own for hot water', () => {
    expect(excess('hot-water', [span('2026-11-05T00:00', '2026-11-06T00:00', { cause: 'dead-end' })])).toBe('0');
    expect(excess('hot-water', [span('2026-11-05T00:00', '2026-11-06T01:00', { cause: 'dead-end' })])).toBe('1');
    const yearly = (to: string) => [span('2026-11-02T08:00', to, { cause: 'prophylaxis' })];
    expect(excess('hot-water', yearly('2026-11-17T00:00'))).toBe('0');
    expect(excess('hot-water', yearly('2026-11-17T01:00'))).toBe('1');
    const twice = [
      span('2026-06-01T08:00', '2026-06-05T08:00', { cause: 'prophylaxis' }),
      ...yearly('2026-11-02T13:00'),
    ];
    expect(excess('hot-water', twice)).toBe('1');
    expect(() => excess('cold-water', yearly('2026-11-10T00:00'))).toThrow(/только у|бывают только/);
  });

  it('name the rate, the norms and each step', () => {
    const found = meter('heating', [span('2026-11-05T00:00', '2026-11-05T20:00', { room: 11 })]);
    expect(found).toMatchObject({
      rate: 'INT-HEAT.rate',
      norms: ['INT-HEAT.from10', 'INT-HEAT.sum'],
      hours: '20',
      excessHours: '12',
    });
    expect(found.parts).toEqual([
      {
        from: '2026-11-04T21:00:00.000Z',
        to: '2026-11-05T17:00:00.000Z',
        norm: 'INT-HEAT.from10',
        seconds: 72_000,
        excessSeconds: 43_200,
      },
    ]);
    expect(found.derivation).toHaveLength(3);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('are nothing in a month without interruptions, for every service', () => {
    for (const service of Object.keys(meteredNames) as MeteredService[]) {
      expect(meter(service, [])).toMatchObject({ hours: '0', excessHours: '0', parts: [] });
    }
  });

  it.each([
    [[span('2026-11-05T10:00', '2026-11-05T09:00')], 'interruption-wrong'],
    [
      [
        span('2026-11-05T10:00', '2026-11-05T12:00'),
        span('2026-11-05T11:00', '2026-11-05T13:00', { cause: 'dead-end' }),
      ],
      'interruption-wrong',
    ],
    [[span('сегодня', '2026-11-05T13:00')], 'event-unreadable'],
  ] as [Interruption[], string][])('are not counted from nonsense', (interruptions, code) => {
    expect(() => meter('hot-water', interruptions)).toThrow(expect.objectContaining({ code }));
  });

  it('are never more than the hours, and never fewer for a longer interruption', () => {
    const hour = fc.integer({ min: 0, max: 24 * 29 });
    const services = fc.constantFrom(...(Object.keys(meteredNames) as MeteredService[]));
    fc.assert(
      fc.property(services, hour, hour, fc.integer({ min: 0, max: 48 }), (service, start, length, more) => {
        const from = new Date(Date.UTC(2026, 10, 1) + start * HOUR_MS);
        const at = (hours: number) => meter(service, [{ from, to: new Date(from.getTime() + hours * HOUR_MS) }]);
        const [short, long] = [at(length), at(length + more)];
        expect(compare(parseFraction(short.excessHours), parseFraction(short.hours))).toBeLessThanOrEqual(0);
        expect(compare(parseFraction(long.excessHours), parseFraction(short.excessHours))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('degrees', () => {
  const heat = (celsius: string, over: object = {}) =>
    heatDegrees({ zone: MOSCOW, readings: [{ from: '2026-11-05T10:00', to: '2026-11-05T12:00', celsius }], ...over })
      .degreeHours;

  it.each([
    ['18', {}, '0'],
    ['17,5', {}, '1'],
    ['22', {}, '0'],
    ['22,1', {}, '1/5'],
    ['19', { corner: true }, '2'],
    ['19', { coldRegion: true }, '2'],
    ['19', { coldRegion: true, corner: true }, '6'],
  ])('of a room at %s °C, %j, in two hours: %s', (celsius, over, expected) =>
    expect(heat(celsius, over)).toBe(expected),
  );

  it('are three fewer at night, by the clock of the house', () => {
    const readings = [{ from: '2026-11-05T04:00', to: '2026-11-05T06:00', celsius: '14' }];
    for (const zone of [MOSCOW, 'Asia/Vladivostok', 'Europe/Kaliningrad'])
      expect(heatDegrees({ zone, readings }).degreeHours).toBe('5');
  });

  it('of hot water go by whole steps of three, and below forty it is cold water', () => {
    const water = (celsius: string, hour = 10) =>
      waterDegrees({
        zone: MOSCOW,
        readings: [{ from: `2026-11-05T${hour}:00`, to: `2026-11-05T${hour + 2}:00`, celsius }],
      });
    expect(water('57')).toMatchObject({ stepHours: '0', coldHours: '0' });
    expect(water('54,1').stepHours).toBe('0');
    expect(water('54').stepHours).toBe('2');
    expect(water('40')).toMatchObject({ stepHours: '10', coldHours: '0' });
    expect(water('39,9')).toMatchObject({ stepHours: '0', coldHours: '2' });
    expect(water('81').stepHours).toBe('2');
  });

  it('are refused out of order', () => {
    const readings = [
      { from: '2026-11-05T10:00', to: '2026-11-05T12:00', celsius: '17' },
      { from: '2026-11-05T11:00', to: '2026-11-05T13:00', celsius: '17' },
    ];
    expect(() => heatDegrees({ zone: MOSCOW, readings })).toThrow(expect.objectContaining({ code: 'readings-order' }));
    expect(() => heatDegrees({ zone: MOSCOW, readings: [] })).toThrow(
      expect.objectContaining({ code: 'readings-missing' }),
    );
  });

  it('of a whole day are the same as of its pieces', () => {
    const from = Date.UTC(2026, 10, 4, 21);
    const cut = (parts: number) =>
      Array.from({ length: parts }, (_, at) => ({
        from: new Date(from + (at * DAY_MS) / parts),
        to: new Date(from + ((at + 1) * DAY_MS) / parts),
        celsius: '14',
      }));
    expect(heatDegrees({ zone: MOSCOW, readings: cut(1) }).degreeHours).toBe('81');
    expect(heatDegrees({ zone: MOSCOW, readings: cut(48) }).degreeHours).toBe('81');
  });
});
