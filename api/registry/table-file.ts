import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { Refusal } from '../../law/refusal';
import { broken, unpack } from './zip';

export type Table = string[][];

const ROWS_MOST = 20_000;
const COLUMNS_MOST = 60;
/** Formatted but empty rows at the end do no harm. */
const SLACK = 5_000;

const tooLong = (): Refusal => new Refusal('file-too-long', 'В таблице больше 20 000 строк. Разделите файл.', 413);
const tooWide = (): Refusal => new Refusal('file-too-wide', 'В таблице больше 60 столбцов. Возьмите образец файла.');

/** What the bytes are decides, never the name: a renamed file is read as what it is, or refused. */
export async function readTable(bytes: Buffer): Promise<Table> {
  const table = await tableOf(bytes);
  if (table.length > ROWS_MOST) {
    throw new Refusal('file-too-long', 'В таблице больше 20 000 строк. Разделите файл.', 413);
  }
  if (table.some((row) => row.length > COLUMNS_MOST)) throw tooWide();
  return table;
}

async function tableOf(bytes: Buffer): Promise<Table> {
  const starts = (hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('504b0304')) return readWorkbook(bytes);
  if (starts('d0cf11e0')) {
    throw new Refusal('file-old-xls', 'Это старый формат XLS или файл под паролем. Сохраните его как XLSX.');
  }
  return readCsv(decoded(bytes));
}

/** UTF-8 with or without a mark, UTF-16 with one, else the Windows code page that Russian spreadsheets write. */
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

function readCsv(text: string): Table {
  if (text.trim() === '') throw new Refusal('file-empty', 'Файл пустой. Заполните таблицу и отправьте снова.');
  if (/^\s*(%PDF|<!doctype|<html|<\?xml|\{\\rtf)/i.test(text)) {
    throw new Refusal('file-not-table', 'Это не таблица. Загрузите файл CSV или XLSX.');
  }
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, max_record_size: 100_000 });
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    const where = line ? `, строка ${line}` : '';
    throw new Refusal('csv-broken', `CSV не разобрать${where}: проверьте кавычки и разделители.`);
  }
}

/** Of the usual three, the one the first line has most. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const count = (sign: string): number => line.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

async function readWorkbook(bytes: Buffer): Promise<Table> {
  const entries = unpack(bytes);
  if (!entries.has('xl/workbook.xml')) {
    throw new Refusal('file-not-table', 'В архиве нет таблицы. Загрузите файл CSV или XLSX.');
  }
  if ([...entries.keys()].some((name) => name.endsWith('vbaProject.bin'))) {
    throw new Refusal('file-macros', 'В файле есть макросы. Сохраните его как обычный XLSX.');
  }
  for (const [name, content] of entries) {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) refuseTricks(content.toString('utf8'));
  }
  const sheets = await readExcel(bytes).catch(() => {
    throw broken();
  });
  const filled = sheets.filter(({ data }) => data.some((row) => row.some((cell) => cell !== null && cell !== '')));
  if (filled.length === 0) throw new Refusal('file-empty', 'Файл пустой. Заполните таблицу и отправьте снова.');
  if (filled.length > 1) throw new Refusal('sheets-many', 'В файле несколько листов с данными. Оставьте один.');
  return (filled[0]?.data ?? []).map((row) => row.map(cellText));
}

const FORMULA = /<(?:\w{1,20}:)?c\b[^>]{0,300}?\br=["']([A-Z]+\d+)["'][^>]{0,300}>\s*<(?:\w{1,20}:)?f[\s/>]/;

/** What would read as another value than a person sees. Some programs write a prefix before the names of elements. */
function refuseTricks(xml: string): void {
  refuseVast(xml);
  const merged = /<(?:\w{1,20}:)?mergeCell\b[^>]{0,300}?\bref=["']([A-Z]+\d+:[A-Z]+\d+)["']/.exec(xml)?.[1];
  if (merged) throw new Refusal('cells-merged', `Ячейки ${merged} объединены. Разделите их и заполните каждую.`);
  const formula = FORMULA.exec(xml)?.[1];
  if (formula) throw new Refusal('cells-formula', `В ячейке ${formula} формула. Вставьте вместо формул значения.`);
}

/** One cell in the far corner makes a reader fill everything before it: the corner is looked at first. */
function refuseVast(xml: string): void {
  // Lengths are bounded above so that no text makes a pattern slow; what is longer was not made by a spreadsheet.
  if (/<(?:\w{1,20}:)?(?:row|c)\b[^>]{301}/.test(xml)) throw broken();
  let rows = 0;
  for (const [, element, column = '', row = ''] of xml.matchAll(
    /<(?:\w{1,20}:)?(row|c)\b(?:[^>]{0,300}?\br=["']([A-Z]*)(\d+)["'])?/g,
  )) {
    if (element === 'row') rows += 1;
    if (rows > ROWS_MOST + SLACK || Number(row) > ROWS_MOST + SLACK) throw tooLong();
    if (column.length > 2) throw tooWide();
  }
}

/** A number as it was typed: 65.3, not 65.30000000000001; a date as a day. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return String(Number(value.toPrecision(14)));
  return String(value);
}
