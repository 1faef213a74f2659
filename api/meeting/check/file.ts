import { parse } from 'csv-parse/sync';
import { type MeetingFacts, readMeeting } from '../../../law/meeting/facts';
import { Refusal } from '../../../law/base/refusal';

/** A meeting as a file: the JSON document of the command line, or a table from a spreadsheet. */
export function readFile(bytes: Buffer): MeetingFacts {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const raw = /^\s*[[{]/.test(text) ? fromJson(text) : fromTable(text);
  try {
    return readMeeting(raw);
  } catch (error) {
    // The form's fields are empty when a file is sent, so its errors are shown at the file field.
    if (error instanceof Refusal) throw refused(error.code, error.say);
    throw error;
  }
}

const refused = (code: string, say: string): Refusal => new Refusal(code, say, 422, { file: say });

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('meeting-json', 'Файл не читается как JSON. Исправьте его или заполните форму.');
  }
}

const areas: readonly string[] = ['total', 'participating', 'for', 'against', 'abstained'];
const flags: readonly string[] = ['placeNamed'];
const numbers: readonly string[] = ['entrances'];
const entrance: Readonly<Record<string, string>> = {
  entranceTotal: 'total',
  entranceParticipating: 'participating',
  entranceFor: 'for',
};

/**
 * Lines «field;value» about the meeting, then a line of column names that begins with «kind», then one line per
 * question.
 */
function fromTable(text: string): unknown {
  const lines = linesOf(text);
  const start = lines.findIndex(([first]) => first === 'kind');
  if (start < 0) {
    throw refused('meeting-table', 'В таблице нет строки с названиями столбцов вопросов: она начинается с kind.');
  }
  const columns = lines[start] ?? [];
  const facts = lines.slice(0, start).map(([name = '', value = '']) => [name, valueOf(name, value)] as const);
  return { ...Object.fromEntries(facts), questions: lines.slice(start + 1).map((cells) => questionOf(columns, cells)) };
}

function linesOf(text: string): string[][] {
  const delimiter = [';', '\t', ','].find((sign) => text.includes(sign)) ?? ';';
  try {
    const found: string[][] = parse(text, { delimiter, relaxColumnCount: true, skipEmptyLines: true, trim: true });
    return found.filter((cells) => cells.some((cell) => cell !== ''));
  } catch {
    throw refused('meeting-table', 'Файл не читается: нужен JSON или таблица CSV. Исправьте его или заполните форму.');
  }
}

/** Spreadsheets write areas with a decimal comma and spaces. */
function valueOf(name: string, value: string): unknown {
  if (areas.includes(name) || name in entrance) return value.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (numbers.includes(name)) return Number(value);
  if (flags.includes(name)) return ['1', 'true', 'да'].includes(value.toLowerCase());
  return name === 'ways' ? value.split(/[\s|]+/) : value;
}

function questionOf(columns: readonly string[], cells: readonly string[]): unknown {
  const told = columns.flatMap((name, index) => {
    const value = cells[index] ?? '';
    return value === '' ? [] : [[name, valueOf(name, value)] as const];
  });
  const own = told.filter(([name]) => !(name in entrance));
  const apart = told.flatMap(([name, value]) => (entrance[name] ? [[entrance[name], value] as const] : []));
  return { ...Object.fromEntries(own), ...(apart.length > 0 && { entrance: Object.fromEntries(apart) }) };
}
