import { lawfulMeeting } from '../../../proof/lawful-meeting';
import { checkMeeting, type MeetingResult } from './check';
import type { MeetingCheck } from './check-rules';
import { readMeeting } from '../facts';
import { meetingReport } from './report';

type Sheet = Record<string, unknown>;

const lawful: Sheet = {
  ...lawfulMeeting,
  questions: [{ kind: 'CURRENT_REPAIR', for: '6152.43', against: '0', abstained: '0' }],
};

const check = (changes: Sheet): MeetingResult => checkMeeting(readMeeting({ ...lawful, ...changes }));
const verdict = (result: MeetingResult, norm: string): MeetingCheck['verdict'] | undefined =>
  result.checks.find((each) => each.norm === norm)?.verdict;
const question = (kind: string, votesFor: string, more: Sheet = {}): Sheet => ({
  kind,
  for: votesFor,
  against: '0',
  abstained: '0',
  ...more,
});

describe('the count of the шахматка', () => {
  it('is no quorum at 4,689.41 of 9,379.3 and says what is short', () => {
    const result = check({ participating: '4689.41', questions: [question('CURRENT_REPAIR', '4689.41')] });
    expect(result.quorum).toEqual({ met: false, needed: '4689.65' });
    const citation = expect.stringContaining('п. 4.1');
    expect(result.questions).toEqual([
      { kind: 'CURRENT_REPAIR', rule: 'MAJ_PART', citation, passed: false, missing: '0.24' },
    ]);
    expect(verdict(result, 'QUORUM')).toBe('problem');
  });

  it('is a quorum and not two thirds at 6,152.43 of 9,379.3', () => {
    const result = check({ questions: [question('CAP_REPAIR', '6152.43'), question('MC_CHOICE', '6152.43')] });
    expect(result.quorum.met).toBe(true);
    expect(verdict(result, 'QUORUM')).toBe('ok');
    expect(result.questions).toMatchObject([
      { rule: 'TWO_THIRDS_ALL', passed: false, missing: '30131/300' },
      { rule: 'ABS_MAJ', passed: true, missing: '0' },
    ]);
  });

  it('does not accept exactly half of the participants', () => {
    const [half, more] = [question('CURRENT_REPAIR', '3076.215'), question('CURRENT_REPAIR', '3076.216')];
    expect(check({ questions: [half, more] }).questions).toMatchObject([
      { passed: false, missing: '0' },
      { passed: true, missing: '0' },
    ]);
  });

  it('reads fractions and decimals alike', () => {
    const house = { total: '100', participating: '200/3', questions: [question('CAP_REPAIR', '200/3')] };
    expect(check(house).questions).toMatchObject([{ passed: true, missing: '0' }]);
  });
});

describe('the notice', () => {
  const paper = (noticeAt: string, opensAt: string): Sheet => ({
    form: 'mixed',
    noticeAt,
    opensAt,
    closesAt: '2026-12-30T10:00',
  });

  it('of 5 March 2019 for 14 March is nine days and a problem', () => {
    const days = { noticeAt: '2019-03-05', opensAt: '2019-03-14', closesAt: '2019-03-18' };
    const result = check({ form: 'mixed', on: '2019-03-05', ...days });
    expect(verdict(result, 'N-01')).toBe('problem');
    expect(result.checks.find(({ norm }) => norm === 'N-01')?.says).toContain('9\u00a0дней');
  });

  it('is strict by ten full days, and leaves the bare letter of the law to a person', () => {
    expect(verdict(check(paper('2026-12-04T23:59', '2026-12-15T10:00')), 'N-01')).toBe('ok');
    expect(verdict(check(paper('2026-12-05T00:00', '2026-12-15T10:00')), 'N-01')).toBe('person');
    expect(verdict(check(paper('2026-12-06T00:00', '2026-12-15T10:00')), 'N-01')).toBe('problem');
  });

  it('of an electronic meeting counts 240 hours, the last of them included', () => {
    expect(verdict(check({ noticeAt: '2026-12-05T10:00' }), 'N-01')).toBe('ok');
    expect(verdict(check({ noticeAt: '2026-12-05T10:00' }), 'E-05')).toBe('ok');
    expect(verdict(check({ noticeAt: '2026-12-05T10:01' }), 'E-05')).toBe('problem');
  });

  it('reaches the administrator fourteen days before, or a person is asked', () => {
    expect(verdict(check({}), 'E-04')).toBe('person');
    expect(verdict(check({ toAdministratorAt: '2026-11-30' }), 'E-04')).toBe('ok');
    expect(verdict(check({ toAdministratorAt: '2026-12-01' }), 'E-04')).toBe('person');
    expect(verdict(check({ toAdministratorAt: '2026-12-02' }), 'E-04')).toBe('problem');
  });

  it('needs the system and a classic way since March 2025, only a classic way before', () => {
    expect(verdict(check({ ways: ['system', 'letter'] }), 'N-02')).toBe('ok');
    expect(verdict(check({ ways: ['letter'] }), 'N-02')).toBe('problem');
    expect(verdict(check({ ways: ['system'] }), 'N-03')).toBe('problem');
    expect(verdict(check({ ways: ['system', 'posting'] }), 'N-03')).toBe('problem');
    expect(verdict(check({ ways: ['system', 'posting'], placeNamed: true }), 'N-03')).toBe('ok');
    expect(verdict(check({ on: '2025-02-28', ways: ['letter'] }), 'N-02')).toBeUndefined();
  });
});

describe('the law of the time', () => {
  const sample: Sheet = { noticeAt: '2019-03-05T10:00', opensAt: '2019-03-27T10:00', closesAt: '2019-03-31T10:00' };

  it('finds the voting of 27–31 March 2019 lawful then and unlawful under the law of today', () => {
    const then = check({ ...sample, on: '2019-03-05' });
    expect(verdict(then, 'E-06')).toBe('ok');
    expect(then.checks.filter((each) => each.verdict === 'problem')).toEqual([]);
    expect(verdict(check({ ...sample, on: '2026-11-20' }), 'E-06')).toBe('problem');
  });

  it('takes the law of the notice when no law date is told', () => {
    expect(verdict(check({ ...sample, on: undefined }), 'E-06')).toBe('ok');
  });

  it('lets participants choose the company in 2019 and the whole house today', () => {
    const questions = [question('MC_CHOICE', '3100')];
    const then = check({ ...sample, on: '2019-03-05', questions });
    expect(then.questions).toMatchObject([{ rule: 'MAJ_PART', passed: true }]);
    expect(check({ questions }).questions).toMatchObject([{ rule: 'ABS_MAJ', passed: false, missing: '1589.65' }]);
  });

  it('knows no electronic meeting before article 47.1', () => {
    const early: Sheet = { noticeAt: '2014-06-01', opensAt: '2014-07-25T10:00', closesAt: '2014-07-29T10:00' };
    expect(verdict(check({ ...early, on: '2014-07-20' }), 'E-01')).toBe('problem');
    expect(verdict(check({ ...early, on: '2014-07-20' }), 'E-06')).toBeUndefined();
    expect(verdict(check({ ...early, on: '2014-07-21' }), 'E-01')).toBe('person');
    expect(verdict(check({ ...early, on: '2014-07-21' }), 'E-06')).toBe('ok');
  });

  it('calls a day of payment other than that of the law void since 177-ФЗ, a matter for a person before', () => {
    const questions = [question('PAY_TERMS', '6152.43', { wording: 'Вносить плату до 25-го числа' })];
    expect(verdict(check({ questions, on: '2026-02-28' }), 'X-03')).toBe('person');
    expect(verdict(check({ questions, on: '2026-03-01' }), 'X-03')).toBe('problem');
  });

  it('sees a question the law did not know yet', () => {
    const questions = [question('RES_TO_NONRES', '6152.43')];
    expect(verdict(check({ ...sample, on: '2019-03-05', questions }), 'X-03')).toBe('problem');
  });
});

describe('the length of electronic voting', () => {
  it.each([
    ['2026-12-21T10:00', 'problem'],
    ['2026-12-22T09:59', 'problem'],
    ['2026-12-22T10:00', 'ok'],
    ['2027-02-13T10:00', 'ok'],
    ['2027-02-13T10:01', 'problem'],
    ['2027-02-14T10:00', 'problem'],
  ])('until %s is %s', (closesAt, expected) => {
    expect(verdict(check({ closesAt }), 'E-06')).toBe(expected);
  });

  it('is not limited for other forms', () => {
    const mixed = check({ form: 'mixed', closesAt: '2026-12-16T10:00' });
    expect(verdict(mixed, 'E-06')).toBeUndefined();
    expect(verdict(check({ form: 'in-absentia' }), 'K-13')).toBe('person');
  });
});

describe('questions a person must look at', () => {
  it('shows the other threshold where practice knows two', () => {
    const result = check({ questions: [question('MC_REFUSE', '4000')] });
    expect(result.questions).toMatchObject([{ rule: 'MAJ_PART', passed: true }]);
    expect(verdict(result, 'ABS_MAJ')).toBe('person');
  });

  it('warns of a wording that does not fit its kind', () => {
    const questions = [question('CURRENT_REPAIR', '6152.43', { wording: 'Установить шлагбаум' })];
    expect(check({ questions }).checks.at(-1)).toMatchObject({ norm: 'MAJ_PART', verdict: 'person' });
  });

  it('counts a transfer of premises by entrances when they are told', () => {
    const entrance = { total: '3000', participating: '2100', for: '1100' };
    const told = { entrances: 3, questions: [question('RES_TO_NONRES', '6152.43', { entrance })] };
    expect(check(told).questions).toMatchObject([{ rule: 'SPEC_1_2', passed: true, missing: '0' }]);
    const against = { ...entrance, for: '1000' };
    const lost = { entrances: 3, questions: [question('RES_TO_NONRES', '6152.43', { entrance: against })] };
    expect(check(lost).questions).toMatchObject([{ passed: false, missing: '50' }]);
    const untold = check({ questions: [question('RES_TO_NONRES', '6152.43')] });
    expect(untold.questions).toMatchObject([{ passed: false }]);
    expect(verdict(untold, 'QUORUM_4_5_MULTI')).toBe('person');
  });
});

const crowded = { total: '1', participating: '2', for: '0' };

describe('a meeting that could not have been', () => {
  it.each<[string, unknown]>([
    ['meeting-shape', []],
    ['meeting-shape', null],
    ['form-unknown', { ...lawful, form: 'online' }],
    ['zone-unknown', { ...lawful, zone: 'Europe/Atlantis' }],
    ['day-impossible', { ...lawful, on: '2026-02-30' }],
    ['day-impossible', { ...lawful, noticeAt: '2026-02-30T10:00' }],
    ['event-unreadable', { ...lawful, opensAt: 'завтра' }],
    ['meeting-field', { ...lawful, closesAt: undefined }],
    ['dates-order', { ...lawful, closesAt: '2026-12-15T09:00' }],
    ['area-negative', { ...lawful, participating: '-1' }],
    ['area-unreadable', { ...lawful, total: 'много' }],
    ['area-unreadable', { ...lawful, total: Number.NaN }],
    ['total-zero', { ...lawful, total: '0', participating: '0', questions: [] }],
    ['participating-over', { ...lawful, participating: '9379.31' }],
    ['kind-unknown', { ...lawful, questions: [question('PARADE', '1')] }],
    ['votes-over', { ...lawful, questions: [question('OTHER', '6152.43', { against: '0.01' })] }],
    ['area-negative', { ...lawful, questions: [question('OTHER', '-1')] }],
    ['meeting-shape', { ...lawful, questions: { kind: 'OTHER' } }],
    ['meeting-shape', { ...lawful, questions: ['OTHER'] }],
    ['notice-way-unknown', { ...lawful, ways: ['telegram'] }],
    ['entrances-impossible', { ...lawful, entrances: 0 }],
    ['entrance-over', { ...lawful, questions: [question('OTHER', '1', { entrance: crowded })] }],
  ])('is refused as %s', (code, raw) => {
    expect(() => readMeeting(raw)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the report for a person', () => {
  it('tells the count, the questions and the checks in Russian', () => {
    const facts = readMeeting({ ...lawful, questions: [question('CAP_REPAIR', '6152.43')] });
    const text = meetingReport(facts, checkMeeting(facts));
    expect(text).toContain('Кворум есть');
    expect(text).toContain('не хватает ≈\u00a0100,44\u00a0м²');
  });
});

describe('what could not have happened', () => {
  const entrance = { total: '900', participating: '601', for: '301' };
  const transfer = (more: Sheet): Sheet => ({
    entrances: 4,
    questions: [question('RES_TO_NONRES', '6000', { entrance: { ...entrance, ...more } })],
  });

  it.each<[string, Sheet, string]>([
    ['an entrance larger than its house', transfer({ total: '9999999' }), 'entrance-over'],
    ['more participants outside the entrance than there are owners', transfer({ total: '9000' }), 'entrance-over'],
    ['a place of posting that is a word', { placeNamed: 'true' }, 'place-named-shape'],
  ])('is refused: %s', (_, changes, code) => {
    expect(() => check(changes)).toThrow(expect.objectContaining({ code, status: 422 }));
  });

  it('is told plainly where the notice is late by minutes or came after the start', () => {
    const says = (noticeAt: string): string | undefined =>
      check({ noticeAt }).checks.find(({ norm }) => norm === 'E-05')?.says;
    expect(says('2026-12-05T10:01')).toMatch(/до начала 9\s+полных дней, этого мало/);
    expect(says('2026-12-16T10:00')).toContain('собрание уже началось');
  });

  it('knows no очно-заочная form before the law of 2015', () => {
    const old = {
      form: 'mixed',
      noticeAt: '2015-06-01',
      opensAt: '2015-07-20',
      closesAt: '2015-07-30',
      on: '2015-06-29',
    };
    expect(verdict(check(old), 'K-14')).toBe('problem');
    expect(verdict(check({ ...old, on: '2015-06-30' }), 'K-14')).toBe('ok');
  });
});
