import { lawfulWindow } from '../../../proof/lawful-meeting';
import { ballotAnswerOf, type Ballot, ballotDoubts, ballotVerdict } from './ballot';
import type { VotingRight } from '../count/votes';
import type { VotingWindow } from './window';

const right: VotingRight = { id: 'a', premises: '1', kind: 'sole', area: '60', share: '1' };
const window: VotingWindow = lawfulWindow;

function verdict(some: Partial<Ballot>, held: VotingRight | undefined = right, frame = window): string {
  const ballot: Ballot = {
    id: 'b',
    right: 'a',
    person: 'p',
    channel: 'online',
    receivedAt: '2026-12-16T12:00:00+03:00',
    marks: { q: ['for'] },
    particulars: ['voter', 'title', 'signature', 'snils'],
    ...some,
  };
  return ballotVerdict(ballot, held, frame);
}

describe('a ballot against the window', () => {
  it('counts a millisecond before the close, not at it and not after', () => {
    expect(verdict({ receivedAt: '2026-12-22T09:59:59.999+03:00' })).toBe('counted');
    expect(verdict({ receivedAt: '2026-12-22T10:00:00.000+03:00' })).toBe('late');
    expect(verdict({ receivedAt: '2026-12-22T10:00:00.001+03:00' })).toBe('late');
  });

  it('counts at the opening instant, not before', () => {
    expect(verdict({ receivedAt: '2026-12-15T10:00:00.000+03:00' })).toBe('counted');
    expect(verdict({ receivedAt: '2026-12-15T09:59:59.999+03:00' })).toBe('early');
  });

  it('takes paper until 48 hours before the end, a minute later only records it', () => {
    const paper = { channel: 'paper' as const, decidedOn: '2026-12-16' };
    expect(verdict({ ...paper, receivedAt: '2026-12-20T09:59:00+03:00' })).toBe('counted');
    expect(verdict({ ...paper, receivedAt: '2026-12-20T10:00:00+03:00' })).toBe('counted');
    expect(verdict({ ...paper, receivedAt: '2026-12-20T10:01:00+03:00' })).toBe('late');
    expect(verdict({ receivedAt: '2026-12-20T10:01:00+03:00' })).toBe('counted');
  });
});

describe('a ballot of a meeting judged by stages', () => {
  const stages: VotingWindow = { ...window, rule: 'stages' };
  const paper = { channel: 'paper' as const };
  const bare = ['voter', 'title', 'signature'] as const;
  const doubts = (some: Partial<Ballot>, frame = stages) => ballotDoubts({ ...ballot, ...some }, frame);
  const ballot: Ballot = {
    id: 'b',
    right: 'a',
    person: 'p',
    channel: 'online',
    receivedAt: '2026-12-16T12:00:00+03:00',
    marks: {},
    particulars: ['voter', 'title', 'signature', 'snils'],
  };

  it('counts without a day or without СНИЛС, and leaves both to a person', () => {
    expect(verdict(paper, right, stages)).toBe('counted');
    expect(verdict({ ...paper, decidedOn: '2026-12-17' }, right, stages)).toBe('counted');
    expect(verdict({ particulars: bare }, right, stages)).toBe('counted');
    expect(doubts(paper)).toEqual(['undated']);
    expect(doubts({ ...paper, decidedOn: '2026-12-17' })).toEqual(['undated']);
    expect(doubts({ particulars: bare })).toEqual(['no-snils']);
    expect(doubts({})).toEqual([]);
  });

  it('asks for СНИЛС only where the voting ends under order 266/пр', () => {
    expect(doubts({ particulars: bare }, { ...stages, on: '2025-08-31' })).toEqual([]);
    expect(doubts({ particulars: bare }, { ...stages, on: '2025-09-01' })).toEqual(['no-snils']);
  });

  it('still drops a day before the opening, a foreign holder and a missing title', () => {
    expect(verdict({ ...paper, decidedOn: '2026-12-14' }, right, stages)).toBe('early');
    expect(verdict({ particulars: ['voter', 'signature', 'snils'] }, right, stages)).toBe('no-particulars');
    const held = { ...right, holders: [{ person: 'p', from: '2020-01-01', to: '2026-12-15' }] };
    expect(verdict(paper, held, stages)).toBe('not-owner');
  });

  it('raises no doubts in a meeting called before the rule', () => {
    expect(doubts(paper, window)).toEqual([]);
  });
});

describe('a ballot against its form', () => {
  const paper = { channel: 'paper' as const };

  it('needs a date that lies inside the voting', () => {
    expect(verdict(paper)).toBe('undated');
    expect(verdict({ ...paper, decidedOn: '2026-12-14' })).toBe('early');
    expect(verdict({ ...paper, decidedOn: '2026-12-15' })).toBe('counted');
    expect(verdict({ ...paper, decidedOn: '2026-12-17' })).toBe('undated');
  });

  it('needs the title, and the СНИЛС only since order 266/пр', () => {
    expect(verdict({ particulars: ['voter', 'signature', 'snils'] })).toBe('no-particulars');
    expect(verdict({ particulars: ['voter', 'title', 'signature'] })).toBe('no-particulars');
    const before = { ...window, on: '2025-08-31' };
    expect(verdict({ particulars: ['voter', 'title', 'signature'] }, right, before)).toBe('counted');
  });

  it('needs a checked power of attorney when another hand signed', () => {
    expect(verdict({ proxy: { proven: false } })).toBe('no-power');
    expect(verdict({ proxy: { proven: true } })).toBe('counted');
  });

  it('needs a right of this house, held by this person', () => {
    expect(
      ballotVerdict(
        { id: 'b', right: 'x', person: 'p', channel: 'online', receivedAt: window.opensAt, marks: {}, particulars: [] },
        undefined,
        window,
      ),
    ).toBe('foreign');
    expect(verdict({}, { ...right, holders: [{ person: 'other' }] })).toBe('not-owner');
  });
});

describe('an answer', () => {
  const ballot = (marks: Record<string, string[]>): Ballot => ({
    id: 'b',
    right: 'a',
    person: 'p',
    channel: 'online',
    receivedAt: window.opensAt,
    marks,
    particulars: [],
  });

  it('is one mark of the three', () => {
    expect(ballotAnswerOf(ballot({ q: ['abstained'] }), 'q')).toBe('abstained');
    expect(ballotAnswerOf(ballot({ q: ['for', 'abstained'] }), 'q')).toBeNull();
    expect(ballotAnswerOf(ballot({ q: ['for', 'for'] }), 'q')).toBeNull();
    expect(ballotAnswerOf(ballot({}), 'q')).toBeNull();
  });
});
