import { parseFraction } from '../../base/fraction';
import { singleLaw } from '../stages-of-law';
import { checklist, type PointCode } from './checklist';
import type { PointFacts } from './pointfacts';
import { findPoint, type PointVerdict } from './points';

const day = new Date('2026-12-25T10:00:00+03:00');

/** A meeting that was held, counted and has its protocol, with nothing against it. */
const sound: PointFacts = {
  now: day,
  meeting: {
    form: 'electronic',
    law: singleLaw('2026-12-01'),
    systemNumber: 'ОСС-1',
    noticedAt: day,
    requestedAt: day,
    frozenAt: day,
    total: '100',
    totalBasis: 'Технический паспорт',
    repeatsId: null,
  },
  questions: [{ kind: 'COUNCIL_ELECT' }],
  count: { participating: '60', outcomes: [{ verdict: 'counted' }] },
  doubts: { undated: 0, 'no-snils': 0 },
  recount: { participating: '60', questions: [{ for: '60' }] },
  results: [{ votesInvalid: '0', votesFor: '60' }],
  checks: [],
  deadlines: [],
  missing: 0,
  known: parseFraction('100'),
  areasDiffer: 0,
  overfull: 0,
  protocol: { number: 'ОСС-1', completeAt: day },
  unsigned: 0,
  papers: ['protocol'],
  similar: 0,
  unchecked: 0,
  addedAfter: 0,
};

function verdict(code: PointCode, more: Partial<PointFacts> = {}): PointVerdict {
  const point = checklist.find((one) => one.code === code);
  if (!point) throw new Error(`There is no point ${code}`);
  return findPoint(point, { ...sound, ...more }).verdict;
}

describe('decisions without a date or without СНИЛС', () => {
  it('are left to a person when they count', () => {
    expect(verdict('dated')).toBe('ok');
    expect(verdict('dated', { doubts: { undated: 2, 'no-snils': 0 } })).toBe('person');
    expect(verdict('particulars', { doubts: { undated: 2, 'no-snils': 0 } })).toBe('ok');
    expect(verdict('particulars', { doubts: { undated: 0, 'no-snils': 1 } })).toBe('person');
  });
});

describe('the forty points', () => {
  it('have a code each', () => {
    expect(new Set(checklist.map(({ code }) => code)).size).toBe(checklist.length);
  });

  it('leave a point that nothing here can see to a person', () => {
    for (const code of ['representatives', 'forged', 'originals'] as const) expect(verdict(code)).toBe('person');
  });

  it.each<[PointCode, Partial<PointFacts>]>([
    ['told', { missing: 1 }],
    ['total', { known: parseFraction('100.01') }],
    ['quorum', { recount: { participating: '59.99', questions: [{ for: '60' }] } }],
    ['shares', { overfull: 1 }],
    ['number', { protocol: { number: 'ОСС-2', completeAt: day } }],
    ['votes-agree', { recount: { participating: '60', questions: [{ for: '59' }] } }],
    ['similar-protocol', { similar: 1, unchecked: 1 }],
    ['nothing-added', { addedAfter: 1 }],
  ])('%s is a problem when the facts say so, and none when they do not', (code, wrong) => {
    expect(verdict(code)).not.toBe('problem');
    expect(verdict(code, wrong)).toBe('problem');
  });

  it('tell a doubt about the threshold by its mark, whatever the words', () => {
    const doubt = { norm: 'X-03', verdict: 'person', says: 'Проверьте вид вопроса.' } as const;
    expect(verdict('thresholds', { checks: [doubt] })).toBe('ok');
    expect(verdict('thresholds', { checks: [{ ...doubt, doubtsThreshold: true }] })).toBe('person');
  });

  it('wait for the count where only the count tells', () => {
    for (const code of ['quorum', 'thresholds', 'marks', 'votes-agree', 'nothing-added'] as const)
      expect(verdict(code, { count: null, recount: null })).toBe('wait');
  });
});
