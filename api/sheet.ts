import writeXlsx from 'write-excel-file/node';
import type { Table } from './route';

type Cell = string | number | null;

/** A cell that begins like a formula is shown as text: a spreadsheet must not run what a stranger typed. */
export function harmless(cell: Cell): Cell {
  return typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

const quoted = (cell: Cell): string => {
  const value = harmless(cell);
  if (value === null) return '';
  const written = typeof value === 'number' ? String(value).replace('.', ',') : value;
  return /[";\n\r]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

/** Semicolons, decimal comma and a BOM: so a Russian spreadsheet opens it with a double click. */
export function csvOf(table: Table, data: unknown): string {
  const rows = [table.columns, ...table.rows(data as never)];
  return `\ufeff${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
}

/** Text goes in as text, never as a formula, so XLSX needs no apostrophe; the same guard keeps both alike. */
export async function xlsxOf(table: Table, data: unknown): Promise<Buffer> {
  const head = table.columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = table.rows(data as never).map((row) =>
    row.map((cell) => {
      const value = harmless(cell);
      return value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
  return writeXlsx([head, ...rows]).toBuffer();
}
