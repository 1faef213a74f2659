import writeXlsx from 'write-excel-file/node';
import type { Day } from '../../law/base/day';
import { decimal, parseFraction } from '../../law/base/fraction';
import { METRE_PLACES } from '../../law/base/metres';
import { dayDigits } from '../../law/base/russian';
import { clockText, localOf } from '../../law/base/zone';
import type { SheetTable } from './route';

/**
 * What people read as a day, an hour or an area is one in a spreadsheet too: it can be sorted and summed. Days and hours
 * are those of the place; an area is the exact text, rounded here as pages round it.
 */
export type Cell = string | number | null | { day: Day } | { at: string; zone: string } | { metres: string };

export const dayCell = (day: Day | null): Cell => day && { day };
/** The day on which an instant falls there. */
export const dayCellOf = (at: string | null, zone: string): Cell => at && { day: localOf(new Date(at), zone).day };
export const momentCell = (at: string | null, zone: string): Cell => at && { at, zone };
export const metresCell = (metres: string | null): Cell => (metres === null ? null : { metres });

/** A table with its rows made: plain data that can be sent between threads. */
export interface Sheet {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export const sheetOf = ({ columns, rows }: SheetTable, data: unknown): Sheet => ({
  columns,
  rows: rows(data as never),
});

/** Text that looks like a formula is written as text, so that a spreadsheet does not run what a stranger typed. */
function withoutFormula<T>(cell: T): T | string {
  return typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

const metresNumber = (metres: string): number => Number(decimal(parseFraction(metres), METRE_PLACES));

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if ('day' in cell) return dayDigits(cell.day);
  if ('metres' in cell) return textOf(metresNumber(cell.metres));
  const { day, time } = localOf(new Date(cell.at), cell.zone);
  return `${dayDigits(day)} ${clockText(time)}`;
}

const quoted = (cell: Cell): string => {
  const written = textOf(withoutFormula(cell));
  return /[";\n\r]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

/** Semicolons, decimal comma and a BOM, so that a Russian spreadsheet program opens it correctly. */
export function csvOf({ columns, rows }: Sheet): string {
  return `\ufeff${[columns, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
}

const DAY_FORMAT = 'dd.mm.yyyy';
const MOMENT_FORMAT = 'dd.mm.yyyy hh:mm';
const MINUTE_MS = 60_000;

/** A spreadsheet knows no zones: its day and hour are written as they are read on the wall of that place. */
function wallClock({ at, zone }: { at: string; zone: string }): Date {
  const { day, time } = localOf(new Date(at), zone);
  return new Date(Date.parse(day) + Math.floor(time / MINUTE_MS) * MINUTE_MS);
}

/** Text is stored as text, never as a formula, so XLSX needs no apostrophe; the same guard keeps CSV and XLSX alike. */
export function xlsxCell(cell: Cell) {
  const value = withoutFormula(cell);
  if (value === null) return null;
  if (typeof value === 'string') return { value, type: String };
  if (typeof value === 'number') return { value, type: Number };
  if ('metres' in value) return { value: metresNumber(value.metres), type: Number };
  if ('day' in value) return { value: new Date(value.day), type: Date, format: DAY_FORMAT };
  return { value: wallClock(value), type: Date, format: MOMENT_FORMAT };
}

export async function xlsxOf({ columns, rows }: Sheet): Promise<Buffer> {
  const head = columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  return writeXlsx([head, ...rows.map((row) => row.map(xlsxCell))]).toBuffer();
}
