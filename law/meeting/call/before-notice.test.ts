import { parseFraction, ZERO } from '../../base/fraction';
import { calledMeeting } from '../../../proof/lawful-meeting';
import { checksBeforeNotice, type NoticePlan } from './before-notice';

const at = (text: string): Date => new Date(`${text}+03:00`);
const plan: NoticePlan = {
  ...calledMeeting,
  venue: { training: true, ground: null },
  discussion: false,
  paperAddress: true,
  materialsPlace: true,
  administrator: false,
  toAdministratorAt: null,
  repeats: false,
  signers: false,
  counters: false,
  questions: [{ kind: 'CURRENT_REPAIR', wording: 'Провести текущий ремонт подъезда' }],
  entrances: { count: 1, areas: new Map(), unplaced: ZERO },
  total: parseFraction('1000'),
  totalBasis: true,
  known: parseFraction('900'),
  undecided: 0,
  byAct: { commissioned: null, until: null, voting: 0, silent: 0 },
  calling: {
    initiator: 'owner',
    requested: false,
    annual: false,
    administrator: null,
    keeper: 'initiator',
    association: false,
    calledByAssociation: false,
    soleOwner: false,
    decided: [],
  },
};
const problems = (some: Partial<NoticePlan>): string[] =>
  checksBeforeNotice({ ...plan, ...some })
    .filter(({ verdict }) => verdict === 'problem')
    .map(({ code }) => code);
const verdictOf = (code: string, some: Partial<NoticePlan>): string | undefined =>
  checksBeforeNotice({ ...plan, ...some }).find((one) => one.code === code)?.verdict;

describe('the law check before a notice', () => {
  it('finds nothing against a lawful plan and says what holds', () => {
    expect(problems({})).toEqual([]);
    for (const { says, norm } of checksBeforeNotice(plan)) {
      expect(says).toMatch(/[.!]$/);
      expect(norm).not.toBe('');
    }
  });

  it('lets no meeting be announced that ends under orders it does not know, from their first day on it does', () => {
    const [on, now, opensAt] = ['2016-04-01', at('2016-04-01T10:00:00'), at('2016-04-20T10:00:00')];
    const ending = (closesAt: Date): string[] => problems({ on, now, opensAt, closesAt, form: 'mixed' });
    expect(ending(at('2016-04-28T10:00:00'))).toContain('law-unknown');
    expect(ending(at('2016-04-29T10:00:00'))).not.toContain('law-unknown');
  });

  it('judges questions by the law of the day on which they will be decided', () => {
    const [on, now, opensAt] = ['2019-05-01', at('2019-05-01T10:00:00'), at('2019-05-20T10:00:00')];
    const questions = [{ kind: 'RES_TO_NONRES', wording: 'Перевести квартиру в нежилое помещение' }];
    const ending = (closesAt: Date): string[] => problems({ on, now, opensAt, closesAt, questions, form: 'mixed' });
    expect(ending(at('2019-06-09T00:00:00'))).toContain('kind-not-in-force');
    expect(ending(at('2019-06-09T10:00:00'))).not.toContain('kind-not-in-force');
  });

  it('lets no question be announced while a blank of its ready wording is empty', () => {
    const questions = [{ kind: 'COUNCIL_CHAIR', wording: 'Избрать председателем совета: [имя]' }];
    expect(problems({ questions })).toEqual(['wording-blank']);
    expect(checksBeforeNotice({ ...plan, questions }).map(({ says }) => says)).toContain(
      'Вопрос 1: впишите в текст, что стоит вместо «[имя]».',
    );
  });

  it('speaks of a notice that may still be given, and of one that is given', () => {
    const said = (given: boolean): string =>
      checksBeforeNotice({ ...plan, given }).find(({ code }) => code === 'notice-in-time')?.says ?? '';
    expect(said(false)).toMatch(/^Если сообщить сейчас, это вовремя: срок — до /);
    expect(said(true)).toMatch(/^Сообщение дано \d\d\.\d\d\.2026, \d\d:\d\d, вовремя: срок — до /);
  });

  it('lets an electronic notice be given at exactly 240 hours, and not a millisecond later', () => {
    expect(problems({ now: at('2026-12-05T10:00:00.000') })).toEqual([]);
    expect(problems({ now: at('2026-12-05T10:00:00.001') })).toEqual(['notice-late']);
  });

  it('holds the voting to 7…60 days at both edges', () => {
    expect(problems({ closesAt: at('2026-12-22T09:59:59.999') })).toEqual(['voting-length']);
    expect(problems({ closesAt: at('2027-02-13T10:00:00.000') })).toEqual([]);
    expect(problems({ closesAt: at('2027-02-13T10:00:00.001') })).toEqual(['voting-length']);
  });

  it('reads «за десять дней» strictly for a meeting on paper, and shows the bare letter to a person', () => {
    const mixed: Partial<NoticePlan> = { form: 'mixed', discussion: true, signers: true };
    expect(problems({ ...mixed, now: at('2026-12-04T23:59:59') })).toEqual([]);
    expect(verdictOf('notice-literal', { ...mixed, now: at('2026-12-05T12:00:00') })).toBe('person');
    expect(problems({ ...mixed, now: at('2026-12-06T00:00:00') })).toEqual(['notice-late']);
  });

  it('wants the administrator told fourteen days before', () => {
    expect(problems({ administrator: true })).toEqual(['administrator-not-told']);
    expect(problems({ administrator: true, toAdministratorAt: at('2026-12-02T00:00:00') })).toEqual([
      'administrator-told',
    ]);
    expect(problems({ administrator: true, toAdministratorAt: at('2026-11-30T23:00:00') })).toEqual([]);
  });

  it.each<[string, Partial<NoticePlan>]>([
    ['agenda-empty', { questions: [] }],
    ['first-electronic-agenda', { firstElectronic: true }],
    ['dates-missing', { opensAt: null }],
    ['opens-in-past', { now: at('2026-12-15T10:00:00') }],
    ['dates-order', { closesAt: at('2026-12-15T10:00:00') }],
    ['poll-without-ground', { form: 'in-absentia', on: '2023-11-13', signers: true }],
    ['register-undecided', { undecided: 2 }],
    ['total-missing', { totalBasis: false }],
    ['total-too-small', { total: parseFraction('899.99') }],
    ['materials-place-missing', { materialsPlace: false }],
    ['paper-address-missing', { paperAddress: false }],
    ['discussion-missing', { form: 'mixed', signers: true }],
    ['signers-missing', { form: 'mixed', discussion: true }],
  ])('finds %s', (code, some) => {
    expect(problems(some)).toContain(code);
  });

  it('asks who counts where an organisation calls and nobody is proposed: it cannot sign as counter (P-07)', () => {
    const paper = { form: 'mixed', signers: true, discussion: true } as const;
    const by = { ...plan.calling, initiator: 'municipality' } as const;
    expect(verdictOf('counters-missing', { ...paper, calling: by })).toBe('person');
    expect(verdictOf('counters-missing', { ...paper, calling: by, counters: true })).toBeUndefined();
    expect(verdictOf('counters-missing', paper)).toBeUndefined();
  });

  it('only asks a person about a poll since its old ground fell away', () => {
    expect(verdictOf('poll-without-ground', { form: 'in-absentia', signers: true })).toBe('person');
  });
});
