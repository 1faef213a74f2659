import { actUntil, votesOn } from '../../registry/transfer';
import { actChecks, type ByAct } from './transfer';

const timing = { zone: 'Europe/Moscow', on: '2026-12-01' };
const at = (text: string): Date => new Date(`${text}+03:00`);
const some: ByAct = { commissioned: '2026-03-10', until: '2027-03-10', voting: 2, silent: 0 };
const codes = (by: Partial<ByAct>, closesAt = at('2027-03-10T23:59:00')): string[][] =>
  actChecks({ byAct: { ...some, ...by }, closesAt, ...timing }).map(({ code, verdict }) => [code, verdict]);

describe('a vote by an act of the developer (K-11)', () => {
  it('stands for a year after commissioning, its last day included, whatever day of the week that is', () => {
    expect(actUntil('2026-03-10', timing)).toBe('2027-03-10');
    expect(actUntil('2025-02-15', timing)).toBe('2026-02-15');
    expect(actUntil(null, timing)).toBeNull();
    expect(['2027-03-09', '2027-03-10', '2027-03-11'].map((day) => votesOn('act', '2027-03-10', day))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('needs the day of commissioning, and a record of ЕГРН needs neither', () => {
    expect(votesOn('act', null, '2026-12-01')).toBe(false);
    expect(votesOn('record', null, '2030-01-01')).toBe(true);
  });

  it('is told by the law check: who votes until when, whose year ends early, who does not vote and why', () => {
    expect(codes({})).toEqual([['act-votes', 'ok']]);
    expect(codes({}, at('2027-03-11T00:00:00'))).toEqual([['act-ends', 'person']]);
    expect(codes({ voting: 0, silent: 1 })).toEqual([['act-over', 'person']]);
    expect(codes({ until: null, commissioned: null, voting: 0, silent: 1 })).toEqual([['act-unknown', 'person']]);
    expect(codes({ voting: 0 })).toEqual([]);
    expect(actChecks({ byAct: some, closesAt: null, ...timing })[0]?.says).toBe(
      'По передаточному акту голосуют: 2 права, до 10.03.2027 включительно.',
    );
  });
});
