import { Refusal } from '../law/base/refusal';
import { readRegister } from '../law/registry/register';
import { readTable } from '../api/registry/table-file';
import { templateColumns } from '../api/registry/template';

/** The day on which the register files of the tests are read. */
export const REGISTER_DAY = '2026-03-01';
/** A table as CSV. */
export const registerCsv = (rows: readonly (readonly string[])[], sign = ';'): Buffer =>
  Buffer.from(
    rows
      .map((row) => row.map((cell) => (/[";,\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(sign))
      .join('\r\n'),
  );

/** Cells of a line by the titles of their columns. */
export type RegisterRow = Record<string, string>;
/** A line without mistakes; the functions below change some of its cells. */
export const sampleCells: RegisterRow = {
  'Номер помещения': '12',
  'Вид помещения': 'жилое',
  Подъезд: '1',
  Этаж: '3',
  'Кадастровый номер': '96:01:0010100:112',
  'Площадь по ЕГРН': '65,30',
  'Вид права': 'Собственность',
  Доля: '1',
  'Номер права': '96-96/012/2019-1',
  'Дата права': '28.04.2019',
  Фамилия: 'Соколова',
  Имя: 'Анна',
  Отчество: 'Петровна',
  'Дата рождения': '14.03.1979',
  СНИЛС: '112-233-445 95',
};
export const registerLine = (over: RegisterRow = {}): string[] =>
  templateColumns.map((title) => ({ ...sampleCells, ...over })[title] ?? '');
export const registerTable = (...rows: RegisterRow[]): string[][] => [[...templateColumns], ...rows.map(registerLine)];

/** What an import says of the file: the place and code of each error, or the refusal of the whole file. */
export async function registerOutcome(bytes: Buffer): Promise<string[]> {
  try {
    return readRegister(await readTable(bytes), REGISTER_DAY).problems.map(
      ({ row, column, code }) => `${row} ${column} ${code}`,
    );
  } catch (error) {
    if (error instanceof Refusal) return [`file ${error.status} ${error.code}`];
    throw error;
  }
}

/** Another flat with another owner. */
export const otherCells: RegisterRow = {
  'Номер помещения': '13',
  'Кадастровый номер': '96:01:0010100:113',
  Фамилия: 'Зимин',
  Имя: 'Олег',
  СНИЛС: '',
};
/** A part of a shared right. */
export const sharedCells = (share: string, over: RegisterRow = {}): RegisterRow => ({
  'Вид права': 'Общая долевая собственность',
  Доля: share,
  ...over,
});
