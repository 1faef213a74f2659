import { createHash } from 'node:crypto';
import type { Deadline } from '../../law/base/terms';
import { addDays } from '../../law/base/day';

const PRODUCT = '-//Domovoy//Deadlines//RU';
const OCTETS = 74;

/** RFC 5545 3.3.11: backslash, comma, semicolon and line break are escaped; other control characters are dropped. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');

/** RFC 5545 3.1: lines are folded at 75 octets, never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, size] = ['', 0];
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter);
    if (size + bytes > OCTETS) {
      parts.push(part);
      [part, size] = ['', 1];
    }
    part += letter;
    size += bytes;
  }
  return [...parts, part].join('\r\n ');
}

const utc = (instant: Date): string => `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const bare = (day: string): string => day.replaceAll('-', '');

/** The same deadline exported twice is one entry in the calendar. */
const uidOf = ({ norm, event, dueAt }: Deadline, about: string): string =>
  `${createHash('sha256').update(`${about} ${norm} ${event} ${dueAt}`).digest('hex').slice(0, 32)}@domovoy`;

/** A term in days takes its whole last day; a term in hours ends at its instant. */
function entry(deadline: Deadline, now: Date, about: string): string[] {
  const { title, citation, lastDay, dueAt, derivation } = deadline;
  const when = lastDay
    ? [`DTSTART;VALUE=DATE:${bare(lastDay)}`, `DTEND;VALUE=DATE:${bare(addDays(lastDay, 1))}`]
    : [`DTSTART:${utc(new Date(dueAt))}`, `DTEND:${utc(new Date(dueAt))}`];
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(deadline, about)}`,
    `DTSTAMP:${utc(now)}`,
    ...when,
    `SUMMARY:${escaped(about ? `${about}: ${title}` : title)}`,
    `DESCRIPTION:${escaped([...derivation, citation].join('\n'))}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P1D',
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** An iCalendar file of deadlines; `about` is the case's number, if there is a case. */
export const calendarOf = (deadlines: readonly Deadline[], now: Date, about = ''): string =>
  fileOf(deadlines.flatMap((deadline) => entry(deadline, now, about)));

/** Something that lasts from one instant to another; with the same `id` it is one entry, whatever has changed of it. */
export interface Stretch {
  id: string;
  from: Date;
  until: Date;
  title: string;
  say: readonly string[];
}

export const stretchCalendar = ({ id, from, until, title, say }: Stretch, now: Date): string =>
  fileOf([
    'BEGIN:VEVENT',
    `UID:${id}@domovoy`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(until)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(say.join('\n'))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);

function fileOf(entries: readonly string[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    ...entries,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
