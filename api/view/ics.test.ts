import { calendarOf } from './ics';
import { deadline } from '../../law/base/terms';

const stampedAt = new Date('2026-11-21T09:00:00Z');
const answer = deadline({ norm: 'AP-01', event: '2026-11-20', zone: 'Europe/Moscow' });
const text = calendarOf([{ ...answer, title: 'Ответ; дом 1, кв. 2\nсрок\u0007' }], stampedAt);
const unfolded = text.replace(/\r\n /g, '').split('\r\n');

describe('a calendar file', () => {
  it('fills the last day of a term counted in days', () => {
    expect(unfolded).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20261204', 'DTEND;VALUE=DATE:20261205']));
  });

  it('marks the instant of a term counted in hours', () => {
    const hours = deadline({ norm: 'E-14', event: '2026-12-22T10:00', zone: 'Asia/Kamchatka' });
    expect(calendarOf([hours], stampedAt)).toContain('DTSTART:20261221T230000Z\r\n');
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

  it('is one entry however often the same deadline is exported, and names the case', () => {
    const uid = (about: string): string | undefined => /^UID:.*$/m.exec(calendarOf([answer], stampedAt, about))?.[0];
    expect(uid('ОБР-2026-000001')).toBe(uid('ОБР-2026-000001'));
    expect(uid('ОБР-2026-000001')).not.toBe(uid('ОБР-2026-000002'));
    expect(calendarOf([answer], stampedAt, 'ОБР-2026-000001')).toContain('SUMMARY:ОБР-2026-000001: ');
  });
});
