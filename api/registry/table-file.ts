import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { Refusal } from '../../law/base/refusal';
import { zipBroken, zipEntries } from '../http/files/zip';
import { packed } from '../heavy/pack';
import { unpacked } from '../heavy/unpack';
import { COLUMNS_MOST, ROWS_MOST, scanPart, scanSheet, sheetTooLong, tooWide } from './sheet-scan';

export type TableRows = string[][];

/** The most text of a table: more than any register has, and little enough to read. */
const SIGNS_MOST = 16_000_000;
const UNPACKED_MOST = 64 * 1_024 * 1_024;

/** The bytes decide the format, never the name: a renamed file is read as what it is, or refused. */
export async function readTable(bytes: Buffer): Promise<TableRows> {
  const table = await tableOf(bytes);
  if (table.length > ROWS_MOST) throw sheetTooLong();
  if (table.some((row) => row.length > COLUMNS_MOST)) throw tooWide();
  // A text used in many cells is stored only once in the file.
  if (table.reduce((all, row) => row.reduce((sum, cell) => sum + cell.length, all), 0) > SIGNS_MOST)
    throw sheetTooLong();
  return table;
}

async function tableOf(bytes: Buffer): Promise<TableRows> {
  const starts = (hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('504b0304')) return readWorkbook(bytes);
  if (starts('d0cf11e0')) {
    throw new Refusal('file-old-xls', 'Это старый формат XLS или файл под паролем. Сохраните его как XLSX.');
  }
  return readCsv(decoded(bytes));
}

/** UTF-8 with or without a BOM, UTF-16 with one, otherwise the Windows code page of Russian spreadsheets. */
function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') {
    return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  if (bytes.includes(0)) throw new Refusal('file-not-table', 'Это не таблица. Загрузите файл CSV или XLSX.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

function readCsv(text: string): TableRows {
  if (text.trim() === '') throw new Refusal('file-empty', 'Файл пустой. Заполните таблицу и отправьте снова.');
  if (/^\s*(%PDF|<!doctype|<html|<\?xml|\{\\rtf)/i.test(text)) {
    throw new Refusal('file-not-table', 'Это не таблица. Загрузите файл CSV или XLSX.');
  }
  try {
    // One row above the limit is enough to know that there are too many.
    return parse(text, {
      to: ROWS_MOST + 1,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: 100_000,
    });
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    const where = line ? `, строка ${line}` : '';
    throw new Refusal('csv-broken', `CSV не разобрать${where}: проверьте кавычки и разделители.`);
  }
}

/** Of the three usual delimiters, the most frequent in the first line. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const count = (sign: string): number => line.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
/** The sheets and what is needed to read their values; pictures, themes and printer settings are skipped. */
const PARTS = /^(xl\/(workbook|styles|sharedstrings)\d*\.xml|xl\/_rels\/workbook\.xml\.rels|\[content_types\]\.xml)$/i;

async function readWorkbook(bytes: Buffer): Promise<TableRows> {
  const names = zipEntries(bytes).map(({ name }) => name);
  if (!names.includes('xl/workbook.xml')) {
    throw new Refusal('file-not-table', 'В архиве нет таблицы. Загрузите файл CSV или XLSX.');
  }
  if (names.some((name) => name.endsWith('vbaProject.bin'))) {
    throw new Refusal('file-macros', 'В файле есть макросы. Сохраните его как обычный XLSX.');
  }
  const sheets = await readExcel(packed(partsOf(bytes))).catch(() => {
    throw zipBroken();
  });
  const filled = sheets.filter(({ data }) => data.some((row) => row.some((cell) => cell !== null && cell !== '')));
  if (filled.length === 0) throw new Refusal('file-empty', 'Файл пустой. Заполните таблицу и отправьте снова.');
  if (filled.length > 1) throw new Refusal('sheets-many', 'В файле несколько листов с данными. Оставьте один.');
  return (filled[0]?.data ?? []).map((row) => row.map(cellText));
}

/** The library gets parts that we have unpacked and checked, never the archive itself, whose headers it would trust. */
function partsOf(bytes: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (const [name, content] of unpacked(bytes, UNPACKED_MOST)) {
    if (SHEET.test(name)) scanSheet(content);
    else if (PARTS.test(name)) scanPart(content);
    else continue;
    parts.set(name, content);
  }
  return parts;
}

/** A number as it was typed: 65.3, not 65.30000000000001; a date as a day. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return String(Number(value.toPrecision(14)));
  return String(value);
}
