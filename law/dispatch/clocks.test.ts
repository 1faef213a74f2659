import fc from 'fast-check';
import { dueInstant } from '../base/terms';
import { verdict } from '../base/verdict';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base/zone';
import { type ClockName, clockNames, requestClocks, type RequestClocks } from './clocks';
import { faultKinds } from './kinds';

const zones = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Vladivostok', 'Asia/Kamchatka'];
const MOSCOW = 'Europe/Moscow';
const ask = (over: Partial<RequestClocks> & { kind: string }) =>
  requestClocks({ registeredAt: '2026-11-20T22:30', zone: MOSCOW, ...over });
const one = (name: ClockName, over: Partial<RequestClocks> & { kind: string }) =>
  ask(over).find((clock) => clock.name === name)?.deadline;
const dueAt = (name: ClockName, over: Partial<RequestClocks> & { kind: string }) => one(name, over)?.dueAt;
const names = (kind: string) => ask({ kind }).map(({ name, deadline }) => `${name} ${deadline.norm}`);

describe('what runs for a request', () => {
  it('of burst heating is every term of an accident', () => {
    expect(names('S02.heating')).toEqual([
      'dispatch FAULT-NOW.dispatch',
      'inform ADS-07',
      'localise ADS-08',
      'supplier ADS-13',
      'hall ADS-14',
      'fix ADS-12',
    ]);
  });

  it.each([
    ['S04', ['inform ADS-07', 'fix ADS-09']],
    ['S05', ['inform ADS-07', 'fix ADS-10']],
    ['R01', ['inform ADS-07', 'fix R01']],
    ['L02', ['dispatch FAULT-NOW.dispatch', 'evacuate L02', 'inform ADS-07', 'fix L01']],
    ['L01', ['inform ADS-07', 'fix L01']],
    ['G01', ['hand-off G01', 'inform ADS-07']],
    ['W01', ['dispatch FAULT-NOW.dispatch', 'inform ADS-07', 'localise FAULT-NOW.localise', 'fix W01']],
    ['F02', ['dispatch FAULT-NOW.dispatch', 'inform ADS-07', 'localise FAULT-NOW.localise', 'fix FAULT-OTHER']],
    ['E01', ['inform ADS-07', 'localise ADS-08', 'supplier ADS-13', 'hall ADS-14', 'fix E01']],
    ['Q.heating', ['inform ADS-07', 'check QV-06', 'fix INT-HEAT.from12']],
    ['Q.gas', ['inform ADS-07', 'check QV-06', 'fix INT-GAS.sum']],
    ['OTHER', ['inform ADS-07', 'fix FAULT-OTHER']],
  ])('of %s is %j', (kind, expected) => expect(names(kind)).toEqual(expected));

  it('names every clock of every kind in words', () => {
    for (const { code } of faultKinds) {
      for (const { name, deadline } of ask({ kind: code })) {
        expect(clockNames[name]).toBeTruthy();
        expect(deadline.derivation.length).toBeGreaterThan(2);
      }
    }
  });
});

describe('thirty minutes', () => {
  const start = new Date('2026-11-20T19:30:00Z');
  it.each([
    ['29:59', 29 * MINUTE_MS + 59_000, 'in-time'],
    ['29:59.999', 30 * MINUTE_MS - 1, 'in-time'],
    ['30:00', 30 * MINUTE_MS, 'late'],
    ['30:01', 30 * MINUTE_MS + 1000, 'late'],
  ])('%s after the registration', (_, after, kind) => {
    for (const name of ['localise', 'inform'] as const) {
      const due = one(name, { kind: 'S02.cold-water', registeredAt: start });
      if (!due) throw new Error(`no ${name}`);
      const clocked = { dueAt: dueInstant(due), metAt: new Date(start.getTime() + after), droppedAt: null };
      expect(verdict(clocked, start).kind).toBe(kind);
    }
  });

  it.each(zones)('run over midnight and New Year in %s', (zone) => {
    const due = dueAt('localise', { kind: 'S02.hot-water', registeredAt: '2026-12-31T23:45', zone });
    expect(due).toMatch(/^2027-01-01T00:15:00[+]/);
  });
});

describe('hours and days of elimination', () => {
  it.each([
    ['S04', '2026-12-31T23:30', '2027-01-01T01:30:00+03:00'],
    ['S01', '2026-12-31T10:00', '2027-01-01T10:00:00+03:00'],
    ['S02.sewerage', '2026-12-31T10:00', '2027-01-03T10:00:00+03:00'],
    ['E07', '2026-12-30T10:00', '2027-01-06T10:00:00+03:00'],
    ['R02', '2027-01-01T00:00', '2027-01-06T00:00:00+03:00'],
    ['O01', '2026-11-21T12:00', '2026-11-22T12:00:00+03:00'],
    ['O02', '2026-11-21T12:00', '2026-11-24T12:00:00+03:00'],
    ['OTHER', '2026-12-30T10:00', '2027-01-16T00:00:00+03:00'],
  ])('%s of %s ends %s: hours never move, working days do', (kind, registeredAt, expected) => {
    expect(dueAt('fix', { kind, registeredAt })).toBe(expected);
  });

  it('gives the same instant for the same instant, wherever the house stands', () => {
    const registeredAt = new Date('2026-11-20T19:30:00Z');
    for (const { code } of faultKinds.filter(
      ({ norm }) => norm !== 'ADS-10' && norm !== 'FAULT-OTHER' && norm !== 'F02',
    )) {
      const instants = zones.map((zone) => {
        const fix = one('fix', { kind: code, registeredAt, zone });
        return fix && dueInstant(fix).getTime();
      });
      expect([code, new Set(instants).size]).toEqual([code, 1]);
    }
  });
});

describe('a blocked chute', () => {
  it.each([
    ['2026-11-20T07:59', '2026-11-20T10:00'],
    ['2026-11-20T08:00', '2026-11-20T10:00'],
    ['2026-11-20T20:59', '2026-11-20T22:59'],
    ['2026-11-20T21:00', '2026-11-20T23:00'],
    ['2026-11-20T21:01', '2026-11-21T08:01'],
    ['2026-11-20T22:30', '2026-11-21T09:30'],
    ['2026-11-20T22:59', '2026-11-21T09:59'],
    ['2026-11-20T23:00', '2026-11-21T10:00'],
    ['2026-11-20T23:01', '2026-11-21T10:00'],
    ['2026-12-31T23:30', '2027-01-01T10:00'],
  ])('told at %s is due at %s local, in every zone', (registeredAt, expected) => {
    for (const zone of zones) {
      expect(dueAt('fix', { kind: 'S05', registeredAt, zone })?.slice(0, 16)).toBe(expected);
    }
  });
});

describe('three days from the damage', () => {
  const damaged = { kind: 'S02.heating', registeredAt: '2026-11-20T22:30', damagedAt: '2026-11-20T10:00' };
  it('run from the damage, not from the request', () => {
    expect(dueAt('fix', damaged)).toBe('2026-11-23T10:00:00+03:00');
    expect(dueAt('localise', damaged)).toBe('2026-11-20T23:00:00+03:00');
  });

  it('may be over before anybody called', () => {
    expect(dueAt('fix', { ...damaged, damagedAt: '2026-11-17T22:29' })).toBe('2026-11-20T22:29:00+03:00');
  });

  it('win where they end before the row of the fault, and lose where they do not', () => {
    const late = one('fix', { kind: 'E01', damagedAt: '2026-11-17T23:00' });
    expect([late?.norm, late?.dueAt]).toEqual(['ADS-12', '2026-11-20T23:00:00+03:00']);
    expect(late?.derivation.join(' ')).toContain('Не взята норма E01');
    const soon = one('fix', { kind: 'E01' });
    expect([soon?.norm, soon?.dueAt]).toEqual(['E01', '2026-11-21T00:30:00+03:00']);
    expect(soon?.derivation.join(' ')).toMatch(/Не взята норма ADS-12 .* кончается позже, 23\.11\.2026, 22:30/);
  });

  it('are no matter of a plain fault: its day is told at intake', () => {
    expect(one('fix', { kind: 'OTHER' })?.derivation.at(-1)).toContain('называют при приёме');
  });

  it('say when the damage is not known', () => {
    expect(one('fix', { kind: 'S02.heating' })?.derivation.join(' ')).toContain('ADS-12 считаем от заявки');
    expect(one('fix', damaged)?.derivation.join(' ')).not.toContain('ADS-12 считаем от заявки');
  });
});

describe('a complaint about a service', () => {
  it('is checked within two hours, or when the consumer agreed', () => {
    expect(dueAt('check', { kind: 'Q.heating' })).toBe('2026-11-21T00:30:00+03:00');
    const agreed = one('check', { kind: 'Q.heating', agreedAt: '2026-11-21T10:00' });
    expect(agreed?.dueAt).toBe('2026-11-21T10:00:00+03:00');
    expect(agreed?.derivation.at(-1)).toContain('Согласовано другое время проверки: 21.11.2026, 10:00');
  });

  it('counts the interruption from its beginning', () => {
    expect(dueAt('fix', { kind: 'Q.cold-water', damagedAt: '2026-11-20T20:00' })).toBe('2026-11-21T00:00:00+03:00');
  });
});

describe('harm', () => {
  it('is written down within twelve hours of being reported', () => {
    expect(dueAt('damage-act', { kind: 'S02.cold-water', harmAt: '2026-11-20T23:00' })).toBe(
      '2026-11-21T11:00:00+03:00',
    );
    expect(dueAt('damage-act', { kind: 'S02.cold-water' })).toBeUndefined();
  });
});

describe('the law of the day', () => {
  it.each([
    ['2017-08-29', undefined, undefined],
    ['2017-08-30', 'L02', 'ПП РФ от 24.06.2017 № 743'],
    ['2024-08-31', 'L02', 'ПП РФ от 24.06.2017 № 743'],
    ['2024-09-01', 'L02', 'ПП РФ от 20.10.2023 № 1744'],
  ])('of %s says of people in a lift: %s, %s', (day, id, citation) => {
    const evacuate = one('evacuate', { kind: 'L02', registeredAt: `${day}T12:00` });
    expect([evacuate?.norm, evacuate?.citation]).toEqual([id, citation]);
  });

  it('has no dispatch service before 01.03.2019, and only the rows of 2003', () => {
    expect(ask({ kind: 'E01', registeredAt: '2019-02-28T23:59' }).map(({ name }) => name)).toEqual(['fix']);
    expect(ask({ kind: 'E01', registeredAt: '2019-03-01T00:00' }).map(({ name }) => name)).toContain('localise');
  });

  it('may be given: a request of the night is judged by the day a person names', () => {
    const asked = { kind: 'L02', registeredAt: '2024-09-01T00:10', on: '2024-08-31' };
    expect(one('evacuate', asked)?.citation).toBe('ПП РФ от 24.06.2017 № 743');
  });
});

describe('what cannot be', () => {
  it.each([
    [{ kind: 'XX' }, 'fault-unknown'],
    [{ kind: 'S01', zone: 'Mars/Olympus' }, 'zone-unknown'],
    [{ kind: 'S01', registeredAt: '2026-02-30T10:00' }, 'day-impossible'],
    [{ kind: 'S01', registeredAt: '2026-11-20' }, 'event-unreadable'],
    [{ kind: 'S01', registeredAt: 'вчера' }, 'event-unreadable'],
    [{ kind: 'S02.heating', damagedAt: '2026-11-20T22:31' }, 'clock-order'],
    [{ kind: 'Q.heating', agreedAt: '2026-11-20T22:29' }, 'clock-order'],
    [{ kind: 'S02.heating', harmAt: '2026-11-20T22:29' }, 'clock-order'],
  ])('%j is refused as %s', (over, code) => {
    expect(() => ask(over)).toThrow(expect.objectContaining({ code }));
  });
});

describe('whatever is asked', () => {
  it('fix is never later than any limit that applies', () => {
    const kinds = fc.constantFrom(...faultKinds);
    const minutes = fc.integer({ min: Date.UTC(2019, 3, 1) / MINUTE_MS, max: Date.UTC(2027, 6, 1) / MINUTE_MS });
    const before = fc.option(fc.integer({ min: 0, max: (6 * DAY_MS) / MINUTE_MS }), { nil: undefined });
    fc.assert(
      fc.property(kinds, minutes, before, fc.constantFrom(...zones), (kind, minute, ago, zone) => {
        const registeredAt = new Date(minute * MINUTE_MS);
        const damagedAt = ago === undefined ? undefined : new Date(registeredAt.getTime() - ago * MINUTE_MS);
        const clocks = requestClocks({ kind: kind.code, registeredAt, damagedAt, zone });
        const fix = clocks.find(({ name }) => name === 'fix')?.deadline;
        if (kind.handOff) return expect(fix).toBeUndefined();
        if (!fix) throw new Error(`${kind.code} has no fix`);
        const due = dueInstant(fix).getTime();
        if (kind.emergency) expect(due).toBeLessThanOrEqual((damagedAt ?? registeredAt).getTime() + 72 * HOUR_MS);
        const row = requestClocks({ kind: kind.code, registeredAt, zone }).find(({ name }) => name === 'fix')?.deadline;
        expect(due).toBeLessThanOrEqual(row ? dueInstant(row).getTime() : NaN);
        return undefined;
      }),
      { numRuns: 500 },
    );
  });
});
