import { actsIn, isFinal, movesOf, mustAllow } from '../base/lifecycle';
import { meetingActCitations, meetingLifecycle as life, preparing, type MeetingPhase } from './lifecycle';

const phases = Object.keys(life.phases) as MeetingPhase[];

describe('the life of a meeting', () => {
  it('reaches every phase from the draft, and every phase leads to an end', () => {
    const reached = new Set<string>([life.first]);
    for (const phase of reached) life.moves.filter(({ from }) => from === phase).forEach(({ to }) => reached.add(to));
    expect([...reached].sort()).toEqual([...phases].sort());
    for (const phase of phases) expect(isFinal(life, phase)).toBe(actsIn(life, phase).length === 0);
  });

  it('never changes the agenda after the notice', () => {
    for (const phase of phases) {
      expect(movesOf(life, phase, 'amend').length > 0).toBe(phase === 'requested');
      expect(preparing.includes(phase)).toBe(['new', 'draft', 'requested'].includes(phase));
    }
    expect(() => mustAllow(life, 'noticed', 'amend')).toThrow(expect.objectContaining({ code: 'phase-forbids' }));
  });

  it('cannot be cancelled once owners vote', () => {
    expect(() => mustAllow(life, 'voting', 'cancel')).toThrow(expect.objectContaining({ code: 'phase-forbids' }));
  });

  it('comes back from the inspectorate as often as it must', () => {
    expect(movesOf(life, 'filed', 'return')).toEqual(['returned']);
    expect(movesOf(life, 'returned', 'file')).toEqual(['filed']);
  });

  it('lets a meeting without a quorum be repeated and archived, never filed', () => {
    expect(actsIn(life, 'no-quorum')).toEqual(expect.arrayContaining(['repeat', 'archive']));
    expect(actsIn(life, 'no-quorum')).not.toContain('file');
  });

  it('names an article for every act', () => {
    for (const { act } of life.moves) expect(meetingActCitations[act]).not.toBe('');
  });
});
