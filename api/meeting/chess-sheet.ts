import writeXlsx from 'write-excel-file/node';
import { harmless } from '../sheet';

type Cell = string | number | null;

const cellOf = (cell: Cell) => {
  const value = harmless(cell);
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
};

/** The sample sheet: its header of facts first, an empty row, then the columns and one line a right. */
export async function chessSheet(
  facts: readonly (readonly [string, Cell])[],
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Buffer> {
  const head = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  return writeXlsx([
    ...facts.map((row) => row.map(cellOf)),
    [null],
    head,
    ...rows.map((row) => row.map(cellOf)),
  ]).toBuffer();
}
