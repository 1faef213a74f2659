import { type Refusal } from '../base/refusal';
import { parseMoment } from '../base/zone';
import { propose, type Candidate, type Needed, type Place } from './propose';
import { hindranceWords, mustSuit, reasonWords } from './propose-words';

const MOSCOW = 'Europe/Moscow';
const YEKATERINBURG = 'Asia/Yekaterinburg';
const place: Place = { buildingId: 'house-1', address: 'г. Тестово, ул. Лесная, д. 12', zone: MOSCOW };
const pipe: Needed = { trade: 'plumber', permits: [] };
const roof: Needed = { trade: 'roofer', permits: ['height'] };
const moment = (text: string, zone = MOSCOW): Date => parseMoment(text, zone).instant;
const span = (from: string, to: string, zone = MOSCOW) => ({ from: moment(from, zone), to: moment(to, zone) });
const noon = moment('2026-11-28T12:00');

const free = {
  trades: ['plumber'] as const,
  permits: [],
  shifts: [span('2026-11-28T08:00', '2026-11-28T20:00')],
  absences: [],
  contractUntil: null,
  load: { open: 0, emergencies: 0 },
  lastHouse: null,
  usualHouses: [],
  declinedThis: false,
  silentThis: false,
};
const master = (masterId: string, more: Partial<Candidate> = {}): Candidate =>
  ({ ...free, ...more, masterId, contractorId: null }) as Candidate;
const contractor = (contractorId: string, more: Partial<Candidate> = {}): Candidate =>
  ({ ...free, shifts: [], ...more, masterId: null, contractorId }) as Candidate;

const ask = (crew: Candidate[], kind = pipe, at = noon, where = place) => propose({ kind, at, place: where, crew });
const order = (crew: Candidate[], kind = pipe, at = noon) =>
  ask(crew, kind, at).best.map(({ who }) => who.masterId ?? who.contractorId);
const why = (who: Candidate, kind = pipe, at = noon, where = place) =>
  ask([who], kind, at, where).apart.flatMap(({ why: found }) => found.map(({ code }) => code));
const said = (who: Candidate, kind = pipe, at = noon, where = place) =>
  reasonWords(ask([who], kind, at, where).best[0]?.reasons ?? [], { at, zone: where.zone }).replaceAll('\u00a0', ' ');

describe('who may be proposed', () => {
  const height = (until: string) => [{ permit: 'height' as const, until }];
  it.each<[string, Candidate, Needed, Date, string[]]>([
    ['whoever knows the trade and is on duty', master('a'), pipe, noon, []],
    ['nobody of another trade', master('a', { trades: ['electrician'] }), pipe, noon, ['no-trade']],
    ['nobody without the permit', master('a', { trades: ['roofer'] }), roof, noon, ['no-permit']],
    [
      'a permit stands through its last day',
      master('a', { trades: ['roofer'], permits: height('2026-11-28') }),
      roof,
      moment('2026-11-28T19:59'),
      [],
    ],
    [
      'a permit has ended the day after',
      master('a', { trades: ['roofer'], permits: height('2026-11-27') }),
      roof,
      noon,
      ['permit-ended'],
    ],
    ['nobody before the shift', master('a'), pipe, moment('2026-11-28T07:59'), ['off-shift']],
    ['from the first minute of it', master('a'), pipe, moment('2026-11-28T08:00'), []],
    ['not from its last one on', master('a'), pipe, moment('2026-11-28T20:00'), ['off-shift']],
    [
      'a night shift after midnight',
      master('a', { shifts: [span('2026-11-27T20:00', '2026-11-28T08:00')] }),
      pipe,
      moment('2026-11-28T00:00'),
      [],
    ],
    [
      'an absence overrides the shift',
      master('a', { absences: [{ ...span('2026-11-28T00:00', '2026-11-29T00:00'), why: 'illness' }] }),
      pipe,
      noon,
      ['absent'],
    ],
    ['nobody who declined', master('a', { declinedThis: true }), pipe, noon, ['declined']],
    ['nobody who was silent', master('a', { silentThis: true }), pipe, noon, ['silent']],
    ['a contractor at any hour', contractor('c'), pipe, moment('2026-11-28T03:00'), []],
    ['a contractor answers for permits itself', contractor('c', { trades: ['roofer'] }), roof, noon, []],
    ['no contractor of another trade', contractor('c', { trades: ['lift'] }), pipe, noon, ['no-trade']],
    ['nobody without a single shift', master('a', { shifts: [] }), pipe, noon, ['off-shift']],
  ])('%s', (_, who, kind, at, codes) => expect(why(who, kind, at)).toEqual(codes));

  it('names everything that bars one person', () => {
    const who = master('a', { trades: ['plumber'], shifts: [], declinedThis: true });
    expect(why(who, roof)).toEqual(['no-trade', 'no-permit', 'off-shift', 'declined']);
  });

  it('counts the last day of a permit by the clock of the house', () => {
    const at = moment('2026-11-28T23:00');
    const shifts = [span('2026-11-28T20:00', '2026-11-29T08:00')];
    const who = master('a', { trades: ['roofer'], shifts, permits: height('2026-11-28') });
    expect(why(who, roof, at)).toEqual([]);
    expect(why(who, roof, at, { ...place, zone: YEKATERINBURG })).toEqual(['permit-ended']);
  });
});

describe('who is proposed first', () => {
  const busy = (open: number, emergencies = 0) => ({ load: { open, emergencies } });
  const at = (buildingId: string, address: string) => ({ lastHouse: { buildingId, address } });
  it.each<[string, Candidate[], string[]]>([
    ['nobody where there is nobody', [], []],
    ['the one with less to do', [master('a', busy(2)), master('b', busy(1))], ['b', 'a']],
    ['an emergency weighs more', [master('a', busy(1, 1)), master('b', busy(2))], ['b', 'a']],
    [
      'whoever is in the house',
      [master('a'), master('b', { ...busy(1), ...at('house-1', place.address) })],
      ['b', 'a'],
    ],
    ['whoever is in the street', [master('a'), master('b', at('house-2', 'г. Тестово, ул. Лесная, д. 8'))], ['b', 'a']],
    ['not whoever is elsewhere', [master('a'), master('b', at('house-3', 'г. Тестово, ул. Мира, д. 12'))], ['a', 'b']],
    ['whoever usually serves it', [master('a'), master('b', { usualHouses: ['house-1'] })], ['b', 'a']],
    ['own people before a contractor', [contractor('c'), master('a', busy(9, 9))], ['a', 'c']],
    ['everyone busy: still the least busy', [master('a', busy(9, 2)), master('b', busy(8, 3))], ['a', 'b']],
    [
      'not whoever goes home within the hour',
      [master('a', { shifts: [span('2026-11-28T04:00', '2026-11-28T12:30')] }), master('b', busy(1))],
      ['b', 'a'],
    ],
    ['equals in the same order each time', [master('b'), master('a')], ['a', 'b']],
  ])('%s', (_, crew, ids) => expect(order(crew)).toEqual(ids));
});

describe('the reason in words', () => {
  it('says all that decided', () => {
    const who = master('a', {
      trades: ['plumber'],
      permits: [
        { permit: 'hot', until: '2027-03-12' },
        { permit: 'gas', until: '2027-01-01' },
      ],
      load: { open: 2, emergencies: 0 },
      lastHouse: { buildingId: 'house-2', address: 'г. Тестово, ул. Лесная, д. 8' },
    });
    expect(said(who, { trade: 'plumber', permits: ['hot'] })).toBe(
      'сантехник, на смене до 20:00, две заявки, рядом: г. Тестово, ул. Лесная, д. 8; допуск до 12.03.2027',
    );
  });

  it.each<[string, Partial<Candidate>, string]>([
    [
      'a shift over midnight',
      { shifts: [span('2026-11-28T08:00', '2026-11-29T08:00')] },
      'на смене до 08:00 29 ноября',
    ],
    ['a shift until midnight', { shifts: [span('2026-11-28T08:00', '2026-11-29T00:00')] }, 'на смене до 24:00'],
    [
      'shifts one after another',
      { shifts: [...free.shifts, span('2026-11-28T20:00', '2026-11-29T08:00')] },
      'на смене до 08:00 29 ноября',
    ],
    [
      'an absence within the shift',
      { absences: [{ ...span('2026-11-28T16:00', '2026-11-30T00:00'), why: 'leave' }] },
      'на смене до 16:00',
    ],
    ['some emergencies', { load: { open: 5, emergencies: 1 } }, 'пять заявок, из них одна аварийная'],
    ['emergencies only', { load: { open: 1, emergencies: 1 } }, 'одна аварийная заявка'],
    ['more than ten', { load: { open: 21, emergencies: 0 } }, '21 заявка'],
    ['the same house', { lastHouse: place }, 'уже работает в этом доме'],
  ])('%s', (_, more, words) => expect(said(master('a', more))).toContain(words));

  it('says the hour by the clock of the house', () => {
    const at = moment('2026-11-28T12:00', YEKATERINBURG);
    const who = master('a', { shifts: [span('2026-11-28T08:00', '2026-11-28T20:00', YEKATERINBURG)] });
    expect(said(who, pipe, at, { ...place, zone: YEKATERINBURG })).toContain('до 20:00');
    expect(said(who, pipe, at)).toContain('до 18:00');
  });

  it('says until when a contractor has its contract, and that a permit ends today', () => {
    expect(said(contractor('c', { contractUntil: '2027-06-30' }))).toContain('подрядчик по договору до 30.06.2027');
    const who = master('a', { trades: ['roofer'], permits: [{ permit: 'height', until: '2026-11-28' }] });
    expect(said(who, roof)).toContain('допуск до 28.11.2026 (последний день)');
  });

  it('says why somebody was passed over, and when he comes back', () => {
    const words = (who: Candidate, at = noon) =>
      hindranceWords(ask([who], pipe, at).apart[0]?.why ?? [], { at, zone: MOSCOW }).replaceAll('\u00a0', ' ');
    const night = [span('2026-11-28T20:00', '2026-11-29T08:00')];
    expect(words(master('a', { shifts: night }))).toBe('не на смене, выходит в 20:00');
    expect(words(master('a', { shifts: [] }))).toBe('не на смене');
    const absences = [{ ...span('2026-11-20T00:00', '2026-12-01T00:00'), why: 'holiday' as const }];
    expect(words(master('a', { absences }))).toBe('отпуск по 30 ноября');
    const absent = master('a', {
      shifts: night,
      absences: [{ ...span('2026-11-28T19:00', '2026-11-28T22:00'), why: 'leave' }],
    });
    expect(words(absent)).toBe('не на смене, выходит в 22:00');
  });
});

describe('a choice by hand', () => {
  const when = { at: noon, zone: MOSCOW };
  const codeOf = (who: Candidate, kind: Needed): string => {
    try {
      mustSuit(who, kind, when);
      return 'suits';
    } catch (error) {
      return (error as Refusal).code;
    }
  };
  it.each<[string, Candidate, Needed, string]>([
    ['another trade', master('a', { trades: ['roofer'] }), pipe, 'master-no-trade'],
    ['no permit', master('a', { trades: ['roofer'] }), roof, 'master-no-permit'],
    [
      'a permit that has ended',
      master('a', { trades: ['roofer'], permits: [{ permit: 'height', until: '2026-11-27' }] }),
      roof,
      'master-no-permit',
    ],
    ['a contract for something else', contractor('c', { trades: ['lift'] }), pipe, 'master-no-trade'],
    ['whoever declined may still be persuaded', master('a', { declinedThis: true }), pipe, 'suits'],
  ])('%s', (_, who, kind, code) => expect(codeOf(who, kind)).toBe(code));

  it('allows somebody off duty, and says so', () => {
    expect(mustSuit(master('a', { shifts: [] }), pipe, when)).toEqual([{ code: 'off-shift', next: null }]);
    expect(mustSuit(master('a'), pipe, when)).toEqual([]);
  });
});
