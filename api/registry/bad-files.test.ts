import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { randomBytes } from 'node:crypto';
import { registerCsv, registerOutcome } from '../../proof/register-file';
import { CONTENT_TYPES, type Part, zipOf } from '../../proof/zip';
import { templateColumns, templateRows } from './template';

const named = async (rows: SheetData): Promise<Buffer> => writeXlsx(rows).toBuffer();
const head = templateColumns.map((value) => ({ value, type: String }));

const MB = 1024 * 1024;
const sheetOf = (xml: string | Buffer | Part): Buffer =>
  zipOf({ '[Content_Types].xml': CONTENT_TYPES, 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': xml });
const bomb = (claimed?: number): Buffer => sheetOf({ content: Buffer.alloc(80 * MB), claimed });
const cellOf = (text: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'),
    Buffer.from(text),
    Buffer.from('</t></is></c></row></sheetData></worksheet>'),
  ]);
/** Random text that compresses as badly as words do, so that only its size gives it away. */
const words = (length: number): Buffer => Buffer.from(randomBytes(length / 2).toString('hex'));

const lying = (part: Omit<Part, 'content'>): Buffer => sheetOf({ content: Buffer.from('<worksheet/>'), ...part });
/** Overwrites the size in the first header. */
function patched(archive: Buffer, at: number, value: number): Buffer {
  archive.writeUInt32LE(value, at);
  return archive;
}
function wedged(archive: Buffer): Buffer {
  const from = archive.readUInt32LE(archive.length - 6);
  archive.writeUInt32LE(from + 1_000, archive.length - 6);
  return Buffer.concat([archive.subarray(0, from), Buffer.alloc(1_000), archive.subarray(from)]);
}

const farCorner = (cell: string): Buffer =>
  sheetOf(`<x:worksheet><x:sheetData><x:row><x:c s="1" ${cell}/></x:row></x:sheetData></x:worksheet>`);

describe('a file that is no register', () => {
  const files: readonly (readonly [string, () => Buffer | Promise<Buffer>, string])[] = [
    ['nothing but spaces', () => Buffer.from(' \r\n \n'), 'file 422 file-empty'],
    ['a NUL in the text', () => Buffer.from('Номер\0помещения'), 'file 422 file-not-table'],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'file 422 file-not-table'],
    ['a page of the web', () => Buffer.from('<!DOCTYPE html><registerTable></table>'), 'file 422 file-not-table'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file 422 file-not-table'],
    ['the old XLS', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file 422 file-old-xls'],
    [
      'an archive that is no workbook',
      async () => {
        const workbook = await named([[{ value: 'x', type: String }]]);
        return Buffer.from(workbook.toString('latin1').replaceAll('xl/workbook.xml', 'xl/workbokk.xml'), 'latin1');
      },
      'file 422 file-not-table',
    ],
    ['half a workbook', async () => (await named([head])).subarray(0, 900), 'file 422 file-broken'],
    [
      'a workbook with a flipped byte',
      async () => {
        const workbook = await named([
          head,
          ...templateRows.map((row) => row.map((value) => ({ value, type: String }))),
        ]);
        workbook.fill(0xff, 60, 200);
        return workbook;
      },
      'file 422 file-broken',
    ],
    ['an empty workbook', () => named([[null]]), 'file 422 file-empty'],
    [
      'merged cells',
      () => named([head, [{ value: '12', type: String, columnSpan: 2 }, null]]),
      'file 422 cells-merged',
    ],
    ['a formula', () => named([head, [{ value: '=1+1', type: 'Formula' }]]), 'file 422 cells-formula'],
    [
      'two sheets',
      () =>
        writeXlsx([
          { data: [head], sheet: 'один' },
          { data: [head], sheet: 'два' },
        ]).toBuffer(),
      'file 422 sheets-many',
    ],
    ['a bomb that hides its size', () => bomb(100), 'file 413 file-too-big'],
    ['a bomb that boasts of it', () => bomb(4_000_000_000), 'file 413 file-too-big'],
    ['a cell of 60 MB in 60 KB', () => sheetOf(cellOf('a'.repeat(60 * MB))), 'file 413 file-too-big'],
    ['a cell of 8 MB', () => sheetOf(cellOf(words(8 * MB))), 'file 413 cell-too-long'],
    ['a bomb whose directory alone lies', () => lying({ claimed: 100, directoryOnly: true }), 'file 422 file-broken'],
    [
      'a bomb whose own head alone lies',
      () => patched(sheetOf('<worksheet/>'), 22, 4_000_000_000),
      'file 422 file-broken',
    ],
    ['content that is not what it was summed from', () => lying({ crc: 1 }), 'file 422 file-broken'],
    [
      'another name in the head of an entry',
      () => lying({ otherName: 'xl/worksheets/sheet9.xml' }),
      'file 422 file-broken',
    ],
    ['a password', () => lying({ locked: true }), 'file 422 file-locked'],
    ['bytes between the entries and the directory', () => wedged(sheetOf('<worksheet/>')), 'file 422 file-broken'],
    [
      'an entity that bursts',
      () => sheetOf('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
      'file 422 file-broken',
    ],
    ['a corner hidden behind a quoted bracket', () => farCorner(`x='>' r='XFD1048576'`), 'file 422 file-broken'],
    ['a corner spelt in entities', () => farCorner(`r='&#88;FD1'`), 'file 422 file-broken'],
    ['a corner told twice', () => farCorner(`r='A1' r='XFD1'`), 'file 422 file-too-wide'],
    [
      'cells without a place, one after another',
      () => sheetOf(`<row>${'<c/>'.repeat(300)}</row>`),
      'file 422 file-too-wide',
    ],
    ['rows without a place, one after another', () => sheetOf('<row/>'.repeat(25_001)), 'file 413 file-too-long'],
    ['a quote left open', () => Buffer.from('Номер помещения;Вид помещения\n"12;жилое'), 'file 422 csv-broken'],
    ['a cell in the far corner of a sheet', () => farCorner(`r='XFD1'`), 'file 422 file-too-wide'],
    ['a cell at the far end of a sheet', () => farCorner(`r='A1048576'`), 'file 413 file-too-long'],
    ['a tag without end', () => sheetOf(`<c${' r="A1"'.repeat(100_000)}`), 'file 422 file-broken'],
    [
      'too many rows',
      () => registerCsv([[...templateColumns], ...Array.from({ length: 20_001 }, () => ['1'])]),
      'file 413 file-too-long',
    ],
    [
      'too many columns',
      () => registerCsv([Array.from({ length: 61 }, (_, index) => `c${index}`)]),
      'file 422 file-too-wide',
    ],
  ];

  it.each(files)('is refused before anything is read: %s', async (_, file, expected) => {
    expect(await registerOutcome(await file())).toEqual([expected]);
  });
});
