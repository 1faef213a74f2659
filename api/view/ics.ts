import { addDays, type Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import type { Deadline } from '../../law/base/terms';

/** One deadline in a person's calendar. The uid must stay the same when the deadline is exported again. */
export interface IcsEntry {
  uid: string;
  deadline: Deadline;
  /** What the person sees; by default the title of the norm. */
  summary?: string;
  url?: string;
}

const LINE_OCTETS = 75;

/** Deadlines as an iCalendar file (RFC 5545), each with a reminder a day before. */
export function icsText(entries: readonly IcsEntry[], stampedAt: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Domovoy//Deadlines//RU',
    'CALSCALE:GREGORIAN',
    ...entries.flatMap((entry) => eventLines(entry, stampedAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines({ uid, deadline, summary, url }: IcsEntry, stampedAt: Date): string[] {
  if (!/^[\x21-\x7e]+$/.test(uid)) throw new Refusal('ics-uid', 'Код записи календаря не читается. Передайте другой.');
  const title = escape(summary ?? deadline.title);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(stampedAt)}`,
    ...timeLines(deadline),
    `SUMMARY:${title}`,
    `DESCRIPTION:${escape(deadline.derivation.join('\n'))}`,
    ...(url === undefined ? [] : [`URL:${url.replace(/[\r\n]/g, '')}`]),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${title}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** A term in days fills its last day; a term in hours is a point in time. */
function timeLines({ lastDay, dueAt }: Deadline): string[] {
  if (lastDay === null) return [`DTSTART:${utc(new Date(dueAt))}`];
  return [`DTSTART;VALUE=DATE:${compact(lastDay)}`, `DTEND;VALUE=DATE:${compact(addDays(lastDay, 1))}`];
}

function compact(day: Day): string {
  return day.replaceAll('-', '');
}

function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545 3.3.11: backslash, comma, semicolon and new line are escaped; other control characters are dropped. */
function escape(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\n/g, '\\n');
}

/** RFC 5545 3.1: at most 75 octets a line, never cutting a character; a continuation starts with a space. */
function fold(line: string): string {
  let [folded, octets] = ['', 0];
  for (const character of line) {
    const size = utf8Size(character.codePointAt(0) ?? 0);
    if (octets + size > LINE_OCTETS) [folded, octets] = [`${folded}\r\n `, 1];
    folded += character;
    octets += size;
  }
  return folded;
}

function utf8Size(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
