import { localOf } from '../../base/zone';
import { proofDue } from '../vote/clock';
import { canProve, proofNeed, proofRisk, wholeDays } from './proving';
import { earliestMeeting, mayOpen, type EarliestQuestion } from './schedule';
import { termChecks } from './before-notice-terms';

const zone = 'Europe/Moscow';
const on = '2026-11-20';
const timing = { zone, on };
const at = (text: string): Date => new Date(`${text}+03:00`);
const now = at('2026-11-20T14:30');
const TEN = 10 * 3_600_000;

describe('how long it takes to prove a notice', () => {
  it.each([
    ['a house where everybody has mail', { owners: 100, reachable: 100, posting: false }, 2],
    ['one owner more than two days of hands', { owners: 101, reachable: 101, posting: false }, 3],
    ['one owner without any way: the post', { owners: 101, reachable: 100, posting: false }, 8],
    ['347 owners, 210 without a way', { owners: 347, reachable: 137, posting: false }, 10],
    ['a house that posts where its meeting chose', { owners: 347, reachable: 0, posting: true }, 1],
    ['ten thousand: many people go round', { owners: 10_000, reachable: 10_000, posting: false }, 21],
    ['nobody yet', { owners: 0, reachable: 0, posting: false }, 1],
  ])('%s', (_, means, days) => expect(proofNeed(means, on).days).toBe(days));

  it('says why', () => {
    const { says } = proofNeed({ owners: 347, reachable: 137, posting: false }, on);
    expect(says.join(' ')).toMatch(/347.собственников.*137.*3.дня.*210.*10.дней/u);
  });

  it('counts whole days only: neither what is left of today nor a day that ends in its middle', () => {
    expect(wholeDays(now, at('2026-11-20T23:59'), zone)).toBe(0);
    expect(wholeDays(now, at('2026-11-21T23:59'), zone)).toBe(0);
    expect(wholeDays(now, new Date(at('2026-11-22T00:00').getTime() - 1), zone)).toBe(1);
    expect(wholeDays(now, at('2026-11-22T10:00'), zone)).toBe(1);
    expect(wholeDays(now, at('2026-11-01T10:00'), zone)).toBe(0);
  });
});

describe('the day a planner begins with', () => {
  const need = proofNeed({ owners: 347, reachable: 137, posting: false }, on);
  const question = (form: 'electronic' | 'mixed'): EarliestQuestion => ({
    form,
    now,
    zone,
    on,
    time: TEN,
    ownAdministrator: true,
  });

  it.each(['electronic', 'mixed'] as const)(
    'of a meeting %s leaves the whole days, and a day earlier does not',
    (form) => {
      const { opensAt } = earliestMeeting({ ...question(form), proof: need });
      const before = new Date(opensAt.getTime() - 86_400_000);
      expect(mayOpen(question(form), opensAt)).toBe(true);
      expect([canProve(need, form, opensAt, now, timing), canProve(need, form, before, now, timing)]).toEqual([
        true,
        false,
      ]);
      const due = proofDue(form, opensAt, now, timing);
      expect(wholeDays(now, due, zone)).toBe(need.days);
    },
  );

  it.each(['electronic', 'mixed'] as const)(
    'of a meeting %s passes every check of the dates when it is kept',
    (form) => {
      const { opensAt, closesAt } = earliestMeeting({ ...question(form), proof: need });
      const plan = { ...timing, form, now, opensAt, administrator: false, toAdministratorAt: null, repeats: false };
      const end = closesAt > opensAt ? closesAt : new Date(opensAt.getTime() + 86_400_000);
      const open = (proof: typeof need, start: Date) =>
        termChecks({ ...plan, opensAt: start, closesAt: end, proof }).filter(({ verdict }) => verdict !== 'ok');
      expect(open(need, opensAt)).toEqual([]);
      const lawful = earliestMeeting(question(form)).opensAt;
      expect(localOf(lawful, zone).day < localOf(opensAt, zone).day).toBe(true);
      expect(open(need, lawful).map(({ code }) => code)).toContain('proof-tight');
    },
  );

  it('is never said to be forbidden: the law allows the earlier one, with what it risks', () => {
    const { opensAt } = earliestMeeting(question('electronic'));
    expect(proofRisk(need, 'electronic', opensAt, now, timing)).toMatch(/не откроется.*правило системы, а не закона/u);
  });
});
