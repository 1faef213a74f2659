import { isFinal, movesOf } from '../base/lifecycle';
import { appealActs, type AppealStanding } from './acts';
import { appealLifecycle } from './lifecycle';
import { mustBeSubjectOf, instancesAbove, subjectsFor } from './subjects';
import { summaryOf } from '../base/summary';
import { addresseeKinds, answerWay } from './words';

const standing: AppealStanding = {
  phase: 'routed',
  addresseeKind: 'manager',
  anonymous: false,
  collective: false,
  overdue: false,
  complained: false,
};
const staff = (more: Partial<AppealStanding>): string[] => appealActs({ ...standing, ...more }, 'staff');
const applicant = (more: Partial<AppealStanding>): string[] => appealActs({ ...standing, ...more }, 'applicant');

describe('what may be done with an appeal', () => {
  it('by staff depends on who answers', () => {
    expect(staff({})).toEqual(['route', 'split', 'forward', 'answer', 'note']);
    expect(staff({ addresseeKind: 'municipality' })).toContain('extend');
    expect(staff({ addresseeKind: 'municipality', overdue: true })).not.toContain('extend');
  });

  it('without a signature is to lay it down, not to answer', () => {
    expect(staff({ anonymous: true })).toEqual(['route', 'forward', 'close', 'note']);
  });

  it('once by extension', () => {
    expect(staff({ phase: 'extended', addresseeKind: 'municipality' })).not.toContain('extend');
  });

  it('by the applicant is to withdraw, and to complain when it is late', () => {
    expect(applicant({})).toEqual(['withdraw']);
    expect(applicant({ overdue: true })).toEqual(['withdraw', 'complain']);
    expect(applicant({ overdue: true, complained: true })).toEqual(['withdraw']);
    expect(applicant({ phase: 'answered' }).sort()).toEqual(['complain', 'rate', 'reopen']);
  });

  it('by a neighbour is to join what was meant for all', () => {
    expect(appealActs(standing, 'neighbour')).toEqual([]);
    expect(appealActs({ ...standing, collective: true }, 'neighbour')).toEqual(['join']);
  });

  it('is nothing when it is over', () => {
    for (const phase of ['forwarded', 'withdrawn', 'closed'])
      for (const part of ['staff', 'applicant', 'neighbour'] as const)
        expect(appealActs({ ...standing, phase, overdue: true, anonymous: true, collective: true }, part)).toEqual([]);
  });
});

describe('the life of an appeal', () => {
  const phases = Object.keys(appealLifecycle.phases);

  it('can reach every phase, and end from each', () => {
    const onwards = (phase: string): string[] =>
      appealLifecycle.moves.filter(({ from }) => from === phase).map(({ to }) => to);
    const reach = (from: string): Set<string> => {
      const seen = new Set([from]);
      for (const phase of seen) for (const to of onwards(phase)) seen.add(to);
      return seen;
    };
    expect([...reach('received')].sort()).toEqual([...phases].sort());
    for (const phase of phases) expect([...reach(phase)].some((one) => isFinal(appealLifecycle, one))).toBe(true);
  });

  it('does not leave a final phase', () => {
    const out = appealLifecycle.moves.filter(({ from }) => isFinal(appealLifecycle, from));
    expect(out).toEqual([]);
  });

  it('keeps an extended appeal extended on another desk', () => {
    expect(movesOf(appealLifecycle, 'extended', 'route')).toEqual(['extended']);
  });
});

describe('subjects', () => {
  it('are there for every addressee, and «other» for all of them', () => {
    for (const kind of addresseeKinds) expect(subjectsFor(kind).map(({ code }) => code)).toContain('other');
  });

  it('of somebody else are refused', () => {
    expect(() => mustBeSubjectOf('supplier', 'lift')).toThrow('subject-not-theirs');
    expect(() => mustBeSubjectOf('manager', 'moon')).toThrow('subject-unknown');
  });

  it('rise to the next instance, and from the ministry nowhere', () => {
    expect(instancesAbove('manager')).toEqual(['inspectorate', 'municipality']);
    expect(instancesAbove('ministry')).toEqual([]);
  });
});

describe('the summary of an appeal', () => {
  it('is its first sentence', () => {
    expect(summaryOf('  Нет света.\nПрошу починить. ')).toBe('Нет света.');
  });

  it('is cut at a word when the sentence is long', () => {
    const summary = summaryOf('слово '.repeat(100));
    expect(summary.length).toBeLessThanOrEqual(141);
    expect(summary.endsWith('слово…')).toBe(true);
  });
});

describe('the answer', () => {
  it.each([
    ['email', 'email'],
    ['phone', 'sms'],
    ['paper', 'paper'],
    ['visit', 'paper'],
    ['cabinet', undefined],
    ['gis', undefined],
  ] as const)('to %s goes by %s', (channel, way) => {
    expect(answerWay(channel)).toBe(way);
  });
});
