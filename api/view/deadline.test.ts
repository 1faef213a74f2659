import { instantWords } from '../../law/base/russian';
import { term } from '../../law/base/terms';
import { deadlineView, spanWords } from './deadline';

const answer = term({
  value: 10,
  unit: 'cd',
  event: '2026-12-01T10:00:00+03:00',
  zone: 'Europe/Moscow',
  moves: false,
  title: 'Ответить',
  citation: 'Закон, ст. 1',
  confidence: 'P',
});
const at = (text: string): Date => new Date(text);
const view = (now: string, metAt?: string) =>
  deadlineView({ deadline: answer, metAt: metAt ? at(metAt) : null }, at(now));

describe('a deadline on a page', () => {
  it('tells until when in the house’s own time, and why', () => {
    const shown = view('2026-12-02T10:00:00+03:00');
    expect(shown.until).toBe('до 11\u00a0декабря 2026\u00a0г. включительно');
    expect(shown.why.title).toBe('Почему 11\u00a0декабря');
    expect(shown.why.mark).toBe('правило системы: закон молчит');
  });

  it('is neutral while there is time, a triangle near the end, a diamond after it', () => {
    expect(view('2026-12-02T10:00:00+03:00').status.kind).toBe('plain');
    expect(view('2026-12-11T10:00:00+03:00').status).toEqual({ kind: 'soon', word: '14\u00a0ч 00\u00a0мин' });
    expect(view('2026-12-12T01:05:00+03:00').status).toEqual({
      kind: 'late',
      word: 'просрочено на 1\u00a0ч 05\u00a0мин',
    });
  });

  it('blames nobody for a moment that only comes', () => {
    const shown = (metAt: string | null) =>
      deadlineView({ deadline: answer, metAt: metAt ? at(metAt) : null, duty: false }, at('2026-12-20T10:00:00+03:00'));
    expect(shown('2026-12-12T00:00:00+03:00').status).toEqual({ kind: 'plain', word: 'наступило' });
    expect(shown('2026-12-12T00:00:00+03:00').until).not.toContain('сделано');
    expect(shown('2026-12-11T10:00:00+03:00').status.word).toBe('в срок');
    expect(shown(null).status.word).toBe('время вышло');
  });

  it('says of a moment that it came or did not, never that it is over', () => {
    const opens = { ...answer, event: answer.dueAt };
    const shown = (metAt: Date | null) =>
      deadlineView({ deadline: opens, metAt, duty: false }, at('2026-12-20T10:00:00+03:00'));
    expect(shown(at('2026-12-12T00:00:01+03:00')).status.word).toBe('наступило');
    expect(shown(null).status.word).toBe('не наступило');
    expect(shown(null).until).toBe(instantWords(at(answer.dueAt), answer.zone));
  });

  it('counts on only while it runs', () => {
    expect(view('2026-12-02T10:00:00+03:00').due).toBe('2026-12-11T21:00:00.000Z');
    expect(view('2026-12-20T10:00:00+03:00', '2026-12-11T23:59:59+03:00')).toMatchObject({
      status: { kind: 'ok', word: 'в срок' },
    });
    expect(view('2026-12-20T10:00:00+03:00', '2026-12-12T00:00:00+03:00').due).toBeUndefined();
  });

  it.each([
    [0, '0 мин'],
    [59, '59 мин'],
    [60, '1 ч 00 мин'],
    [2879, '47 ч 59 мин'],
    [2880, '2 дня'],
    [7200, '5 дней'],
  ])('says %i minutes as «%s»', (minutes, words) => {
    expect(spanWords(minutes * 60_000).replaceAll('\u00a0', ' ')).toBe(words);
  });
});
