import { dueInstant } from '../../base/terms';
import { awaited, closing, duty, inspectorateTerm, opening, paperUntil, noticeDue } from './clock';
import { dueOf } from '../../base/timing';
import { meetingActCitations, meetingLifecycle } from '../lifecycle';

const timing = { zone: 'Europe/Moscow', on: '2026-12-01' };
const at = (text: string): Date => new Date(`${text}+03:00`);
const opensAt = at('2026-12-15T10:00:00');

describe('the clock of a meeting', () => {
  it('begins and ends the voting at the very instants of the notice', () => {
    expect(dueInstant(opening('electronic', opensAt, timing.zone))).toEqual(opensAt);
    expect(closing('mixed', opensAt, timing.zone)).toMatchObject({ norm: 'N-01', lastDay: null });
  });

  it('keeps a term in hours at its edge: only the next millisecond is late', () => {
    const due = duty(dueOf('E-05', opensAt, timing));
    expect(dueInstant(due)).toEqual(at('2026-12-05T10:00:00.001'));
    const days = dueOf('N-01', opensAt, timing);
    expect(duty(days)).toEqual(days);
  });

  it('tells by when everyone must have been told, strictly and by the bare letter', () => {
    expect(noticeDue('electronic', opensAt, timing, false)).toEqual(at('2026-12-05T10:00:00'));
    expect(noticeDue('mixed', opensAt, timing, false)).toEqual(at('2026-12-04T23:59:59.999'));
    expect(noticeDue('mixed', opensAt, timing, true)).toEqual(at('2026-12-05T23:59:59.999'));
  });

  it('limits paper only for an electronic meeting, and only since March 2025 by two days', () => {
    expect(paperUntil('mixed', opensAt, timing)).toBeNull();
    expect(paperUntil('electronic', opensAt, timing)).toMatchObject({
      norm: 'E-09',
      dueAt: '2026-12-13T10:00:00+03:00',
    });
  });

  it('tells a voter what comes after the vote: the end, the protocol, the word to the owners', () => {
    const closesAt = at('2026-12-22T10:00:00');
    const norms = (form: 'electronic' | 'mixed'): string[] =>
      awaited(form, closesAt, timing).map(({ norm: id, lastDay, dueAt }) => `${id} ${lastDay ?? dueAt}`);
    expect(norms('electronic')).toEqual([
      'E-06 2026-12-22T10:00:00+03:00',
      'E-14 2026-12-22T11:00:00+03:00',
      expect.stringContaining('P-14 2027-01-'),
    ]);
    expect(norms('mixed').map((one) => one.split(' ')[0])).toEqual(['N-01', 'P-03', 'P-14']);
  });

  it('lets a named term last to the end of its day', () => {
    const term = inspectorateTerm(at('2026-03-01T12:00:00'), at('2026-03-10T09:00:00'), timing.zone);
    expect(term).toMatchObject({ lastDay: '2026-03-10' });
    expect(dueInstant(term)).toEqual(at('2026-03-11T00:00:00'));
  });

  it('knows an article for every act of the table', () => {
    for (const { act } of meetingLifecycle.moves) expect(meetingActCitations[act]).toMatch(/ст\.|приказ/);
  });
});
