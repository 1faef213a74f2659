import writeXlsx from 'write-excel-file/node';
import type { SheetTable } from './route';

type Cell = string | number | null;

/** A table with its rows made: plain data that can be sent between threads. */
export interface Sheet {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export const sheetOf = ({ columns, rows }: SheetTable, data: unknown): Sheet => ({
  columns,
  rows: rows(data as never),
});

/** A cell that looks like a formula is written as text, so that a spreadsheet does not run what a stranger typed. */
export function withoutFormula(cell: Cell): Cell {
  return typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

const quoted = (cell: Cell): string => {
  const value = withoutFormula(cell);
  if (value === null) return '';
  const written = typeof value === 'number' ? String(value).replace('.', ',') : value;
  return /[";\n\r]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

/** Semicolons, decimal comma and a BOM, so that a Russian spreadsheet program opens it correctly. */
export function csvOf({ columns, rows }: Sheet): string {
  return `\ufeff${[columns, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
}

/** Text is stored as text, never as a formula, so XLSX needs no apostrophe; the same guard keeps CSV and XLSX alike. */
export async function xlsxOf({ columns, rows: lines }: Sheet): Promise<Buffer> {
  const head = columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = lines.map((row) =>
    row.map((cell) => {
      const value = withoutFormula(cell);
      return value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
  return writeXlsx([head, ...rows]).toBuffer();
}
