import { icsText } from './ics';
import { deadline } from '../../law/base/terms';

const stampedAt = new Date('2026-11-21T09:00:00Z');
const answer = deadline({ norm: 'AP-01', event: '2026-11-20', zone: 'Europe/Moscow' });
const text = icsText([{ uid: 'case-1@domovoy', deadline: answer, summary: 'Ответ; дом 1, кв. 2\nсрок' }], stampedAt);
const unfolded = text.replace(/\r\n /g, '').split('\r\n');

describe('a calendar file', () => {
  it('fills the last day of a term counted in days', () => {
    expect(unfolded).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20261204', 'DTEND;VALUE=DATE:20261205']));
  });

  it('marks the instant of a term counted in hours', () => {
    const hours = deadline({ norm: 'E-14', event: '2026-12-22T10:00', zone: 'Asia/Kamchatka' });
    expect(icsText([{ uid: 'x', deadline: hours }], stampedAt)).toContain('DTSTART:20261221T230000Z\r\n');
  });

  it('reminds a day before', () => {
    expect(unfolded).toEqual(expect.arrayContaining(['BEGIN:VALARM', 'TRIGGER:-P1D', 'END:VALARM']));
  });

  it('escapes what the format reserves', () => {
    expect(unfolded).toContain('SUMMARY:Ответ\\; дом 1\\, кв. 2\\nсрок');
  });

  it('keeps every line within 75 octets and ends each with CRLF', () => {
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  it('refuses a uid that would break the file', () => {
    expect(() => icsText([{ uid: 'a\r\nb', deadline: answer }], stampedAt)).toThrow('ics-uid');
  });
});
