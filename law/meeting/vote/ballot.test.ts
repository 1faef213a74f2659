import { lawfulWindow } from '../../../proof/lawful-meeting';
import { ballotAnswerOf, type Ballot, ballotVerdict } from './ballot';
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
