import fc from 'fast-check';
import { add, compare, fraction, multiply, parseFraction, subtract } from '../../base/fraction';
import { exactMetres } from '../../base/metres';
import { quorum, transferQuorum } from './quorum';
import { bar, passes, type RuleCode, thresholds } from './thresholds';

const ON = '2026-11-20';
const of = parseFraction;
const total = of('9379.3');

describe('quorum', () => {
  it('is half of all votes, to be passed and not reached', () => {
    expect(exactMetres(quorum({ total, participating: total }, ON).needed)).toBe('4689.65');
    expect(quorum({ total, participating: of('4689.65') }, ON).met).toBe(false);
    expect(quorum({ total, participating: of('4689.66') }, ON).met).toBe(true);
  });

  it('is not met by 49.9974 %, which a rounded percent would call 50', () => {
    const online = quorum({ total, participating: of('4689.41') }, ON);
    expect(online.met).toBe(false);
    expect(exactMetres(online.missing)).toBe('0.24');
  });

  it('is met by 6,152.43 of 9,379.3', () => {
    expect(quorum({ total, participating: of('6152.43') }, ON).met).toBe(true);
  });
});

describe('quorum for turning a flat into non-living premises', () => {
  const turnout = { total: of('900'), participating: of('500') };

  it('wants more than two thirds in a house with one entrance', () => {
    expect(transferQuorum({ ...turnout, participating: of('600'), entrances: 1 }, ON).met).toBe(false);
    expect(transferQuorum({ ...turnout, participating: of('600.01'), entrances: 1 }, ON).met).toBe(true);
  });

  it('wants half of the house and more than two thirds of the entrance where there are several', () => {
    const entrance = (participating: string) => ({ total: of('300'), participating: of(participating) });
    expect(transferQuorum({ ...turnout, entrances: 3, entrance: entrance('200') }, ON).met).toBe(false);
    expect(transferQuorum({ ...turnout, entrances: 3, entrance: entrance('200.01') }, ON).met).toBe(true);
    const few = { ...turnout, participating: of('450'), entrances: 3, entrance: entrance('300') };
    expect(transferQuorum(few, ON).met).toBe(false);
  });

  it('takes the stricter rule and says so when nobody told the entrances', () => {
    expect(transferQuorum({ ...turnout, entrances: null }, ON)).toMatchObject({ met: false, known: false });
    expect(transferQuorum({ ...turnout, entrances: 2 }, ON)).toMatchObject({ met: false, known: false });
  });
});

describe('thresholds of the шахматка', () => {
  const participating = of('6152.43');
  const decide = (rule: RuleCode, votesFor: string) =>
    passes(rule, ON, { total, participating, votesFor: of(votesFor) });

  it('calls all 6,152.43 «за» less than two thirds of the house', () => {
    const result = decide('TWO_THIRDS_ALL', '6152.43');
    expect(result.met).toBe(false);
    expect(exactMetres(result.missing)).toBe('30131/300');
  });

  it('wants more than 3,076.215 for a majority of participants', () => {
    expect(decide('MAJ_PART', '3076.215').met).toBe(false);
    expect(decide('MAJ_PART', '3076.216').met).toBe(true);
  });

  it('calls 6,152.43 a majority of all', () => {
    expect(decide('ABS_MAJ', '6152.43').met).toBe(true);
    expect(decide('ABS_MAJ', '4689.65').met).toBe(false);
  });

  it('lets two thirds be reached, not passed', () => {
    const house = { total: of('900'), participating: of('900') };
    expect(passes('TWO_THIRDS_ALL', ON, { ...house, votesFor: of('600') }).met).toBe(true);
  });

  it('wants every vote for unanimity', () => {
    expect(decide('UNANIMOUS_ALL', '9379.29').met).toBe(false);
    expect(decide('UNANIMOUS_ALL', '9379.3').met).toBe(true);
  });
});

const vote = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => fraction(cents, 100));
const rules = fc.constantFrom(...(Object.keys(thresholds) as RuleCode[]));
const unit = fraction(1, 100);

describe('threshold predicates, for any house', () => {
  it('never turn an accepted question into a rejected one when a «за» is added', () => {
    fc.assert(
      fc.property(rules, vote, vote, vote, (rule, votesFor, others, absent) => {
        const participating = add(votesFor, others);
        const house = add(participating, absent);
        const before = passes(rule, ON, { total: house, participating, votesFor });
        const more = { total: house, participating: add(participating, absent), votesFor: add(votesFor, absent) };
        expect(before.met && !passes(rule, ON, more).met).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it('turn exactly at their edge, one vote unit below and above it', () => {
    fc.assert(
      fc.property(rules, vote, (rule, size) => {
        const house = multiply(size, fraction(6));
        const { needed, passOver } = passes(rule, ON, { total: house, participating: house, votesFor: house });
        const at = (votesFor: typeof needed) => passes(rule, ON, { total: house, participating: house, votesFor }).met;
        expect(at(needed)).toBe(!passOver);
        expect(at(add(needed, unit))).toBe(true);
        expect(at(subtract(needed, unit))).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it('are met as soon as what was missing is added, and a unit more where the edge must be passed', () => {
    fc.assert(
      fc.property(rules, vote, vote, (rule, votesFor, rest) => {
        const house = add(votesFor, rest);
        const { missing, passOver } = passes(rule, ON, { total: house, participating: house, votesFor });
        const enough = add(add(votesFor, missing), passOver ? unit : fraction(0));
        expect(passes(rule, ON, { total: house, participating: house, votesFor: enough }).met).toBe(true);
        expect(compare(missing, fraction(0))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 10_000 },
    );
  });

  it('read the part and the operator from the norm of the day', () => {
    expect(bar('QUORUM', '2019-03-14', of('50'), of('100')).met).toBe(false);
    expect(() => bar('QUORUM_4_5_SINGLE', '2019-03-14', of('1'), of('1'))).toThrow(
      expect.objectContaining({ code: 'norm-not-in-force' }),
    );
  });
});
