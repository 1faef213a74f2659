import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { randomBytes } from 'node:crypto';
import { Refusal } from '../../law/base/refusal';
import { readRegister, warningsOf } from '../../law/registry/register';
import { CONTENT_TYPES, type Part, zipOf } from '../../proof/zip';
import { readTable } from './table-file';
import { templateColumns, templateRows } from './template';

const TODAY = '2026-03-01';
const csv = (rows: readonly (readonly string[])[], sign = ';'): Buffer =>
  Buffer.from(
    rows
      .map((row) => row.map((cell) => (/[";,\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(sign))
      .join('\r\n'),
  );

type Row = Record<string, string>;
const good: Row = {
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
const line = (over: Row = {}): string[] => templateColumns.map((title) => ({ ...good, ...over })[title] ?? '');
const table = (...rows: Row[]): string[][] => [[...templateColumns], ...rows.map(line)];

async function outcome(bytes: Buffer): Promise<string[]> {
  try {
    return readRegister(await readTable(bytes), TODAY).problems.map(
      ({ row, column, code }) => `${row} ${column} ${code}`,
    );
  } catch (error) {
    if (error instanceof Refusal) return [`file ${error.status} ${error.code}`];
    throw error;
  }
}

const other: Row = {
  'Номер помещения': '13',
  'Кадастровый номер': '96:01:0010100:113',
  Фамилия: 'Зимин',
  Имя: 'Олег',
  СНИЛС: '',
};
const shared = (share: string, over: Row = {}): Row => ({
  'Вид права': 'Общая долевая собственность',
  Доля: share,
  ...over,
});

/** An error in the rows → where the report must point. */
const badRows: readonly (readonly [string, Row[], string])[] = [
  ['no number', [{ 'Номер помещения': '' }], '2 Номер помещения cell-missing'],
  ['no kind', [{ 'Вид помещения': '' }], '2 Вид помещения cell-missing'],
  ['an unknown kind', [{ 'Вид помещения': 'чердак' }], '2 Вид помещения kind-unknown'],
  ['a Latin letter in a number', [{ 'Номер помещения': '12a' }], '2 Номер помещения letters-latin'],
  ['words for a number', [{ 'Номер помещения': 'кв. двенадцать' }], '2 Номер помещения number-wrong'],
  ['an entrance of zero', [{ Подъезд: '0' }], '2 Подъезд whole-wrong'],
  ['a floor with a fraction', [{ Этаж: '3,5' }], '2 Этаж whole-wrong'],
  ['a date in the cadastral column', [{ 'Кадастровый номер': '2011-04-28' }], '2 Кадастровый номер columns-shifted'],
  [
    'a cadastral number without its last part',
    [{ 'Кадастровый номер': '96:01:0010100' }],
    '2 Кадастровый номер cadastral-wrong',
  ],
  ['a date for an area', [{ 'Площадь по ЕГРН': '28.04.2019' }], '2 Площадь по ЕГРН columns-shifted'],
  ['an area of zero', [{ 'Площадь по ЕГРН': '0' }], '2 Площадь по ЕГРН area-size'],
  ['a negative area', [{ 'Площадь по ЕГРН': '-5' }], '2 Площадь по ЕГРН area-wrong'],
  ['an area of three places', [{ 'Площадь по ЕГРН': '65,305' }], '2 Площадь по ЕГРН area-precise'],
  ['an area beyond belief', [{ 'Площадь по ЕГРН': '100000' }], '2 Площадь по ЕГРН area-size'],
  ['an area in scientific spelling', [{ 'Площадь по ЕГРН': '6,5E+01' }], '2 Площадь по ЕГРН area-wrong'],
  ['a share read as a date', [shared('01.03.2024')], '2 Доля share-date'],
  ['a share over one', [shared('3/2')], '2 Доля share-size'],
  ['a share of zero', [shared('0/3')], '2 Доля share-size'],
  ['a share by zero', [shared('1/0')], '2 Доля share-wrong'],
  ['a share in percent', [shared('50%')], '2 Доля share-wrong'],
  ['no share of a shared right', [shared('')], '2 Доля cell-missing'],
  ['half a sole right', [{ Доля: '1/2' }], '2 Доля share-sole'],
  ['an unknown right', [{ 'Вид права': 'аренда' }], '2 Вид права right-unknown'],
  ['a holder without a right', [{ 'Вид права': '', Доля: '' }], '2 Вид права cell-missing'],
  ['a right without a holder', [{ Фамилия: '', Имя: '' }], '2 Фамилия holder-missing'],
  ['a person and an organisation at once', [{ 'ИНН организации': '7707083893' }], '2 ИНН организации holder-two'],
  ['a wrong digit of ИНН', [{ 'ИНН организации': '7707083894', Фамилия: '', Имя: '' }], '2 ИНН организации inn-check'],
  ['ИНН that lost its zero', [{ 'ИНН организации': '770708389', Фамилия: '', Имя: '' }], '2 ИНН организации inn-shape'],
  ['a wrong digit of СНИЛС', [{ СНИЛС: '112-233-446 95' }], '2 СНИЛС snils-check'],
  ['СНИЛС that lost its zero', [{ СНИЛС: '1223344595' }], '2 СНИЛС snils-shape'],
  ['a day that does not exist', [{ 'Дата права': '31.02.2019' }], '2 Дата права date-impossible'],
  ['the 29th of February of a common year', [{ 'Дата рождения': '29.02.1979' }], '2 Дата рождения date-impossible'],
  ['a day to come', [{ 'Дата права': '02.03.2026' }], '2 Дата права date-future'],
  ['a date as a number', [{ 'Дата права': '43583' }], '2 Дата права date-number'],
  ['an American date', [{ 'Дата права': '4/28/19' }], '2 Дата права date-shape'],
  ['a date in words', [{ 'Дата права': '28 апреля 2019' }], '2 Дата права date-shape'],
  ['Latin look-alikes in a name', [{ Фамилия: 'Coколова' }], '2 Фамилия letters-mixed'],
  ['markup in a name', [{ Имя: '<b>Анна</b>' }], '2 Имя name-wrong'],
  ['a hidden sign in a name', [{ Имя: 'Ан\u200bна' }], '2 Имя signs-hidden'],
  ['a soft hyphen in a number', [{ 'Номер права': '96-96\u00ad/012' }], '2 Номер права signs-hidden'],
  ['a text direction trick', [{ Отчество: 'Пет\u202eровна' }], '2 Отчество signs-hidden'],
  ['a formula', [{ 'Номер права': '=1+1' }], '2 Номер права formula'],
  ['a formula that begins with a sign', [{ Фамилия: '@SUM(A1)' }], '2 Фамилия formula'],
  ['an error of a formula', [{ 'Площадь по ЕГРН': '#ССЫЛКА!' }], '2 Площадь по ЕГРН formula-error'],
  ['a text without end', [{ 'Номер права': '9'.repeat(101) }], '2 Номер права text-long'],
  ['signs in a title', [{ 'Номер права': '96; drop table' }], '2 Номер права title-wrong'],
  [
    'two areas of one flat',
    [shared('1/2'), shared('1/2', { 'Площадь по ЕГРН': '67,10', Фамилия: 'Зимин', СНИЛС: '' })],
    '3 Площадь по ЕГРН premises-differs',
  ],
  ['the same holder twice', [shared('1/2'), shared('1/2')], '3 Фамилия holder-twice'],
  [
    'one cadastral number for two flats',
    [{}, { ...other, 'Кадастровый номер': good['Кадастровый номер'] ?? '' }],
    '3 Кадастровый номер cadastral-twice',
  ],
  ['a sole owner beside others', [{}, shared('1/2', { Фамилия: 'Зимин', СНИЛС: '' })], '2 Вид права sole-not-alone'],
  ['one СНИЛС for two people', [{}, { ...other, СНИЛС: good['СНИЛС'] ?? '' }], '3 СНИЛС snils-two-names'],
];

describe('a register with a mistake', () => {
  it.each(badRows)('names row and column: %s', async (_, rows, expected) => {
    expect(await outcome(csv(table(...rows)))).toContain(expected);
  });

  it.each(badRows)('says the same of an XLSX: %s', async (_, rows, expected) => {
    const cells = table(...rows).map((row) => row.map((value) => (value === '' ? null : { value, type: String })));
    expect(await outcome(await writeXlsx(cells).toBuffer())).toContain(expected);
  });

  it('lists every mistake at once, in the order of rows', async () => {
    const problems = await outcome(csv(table({ Этаж: 'x', Доля: '9' }, {}, { ...other, СНИЛС: '1' })));
    expect(problems.map((problem) => problem.slice(0, 1))).toEqual(
      [...problems.map((problem) => problem.slice(0, 1))].sort(),
    );
    expect(problems).toHaveLength(3);
  });
});

describe('a table of another shape', () => {
  it.each([
    [
      'shifted by one column to the right',
      [[...templateColumns], ['', ...line().slice(0, -1), 'лишнее']],
      /cell-missing/,
    ],
    ['a value under no head', [[...templateColumns], [...line(), '', 'сбоку']], /row-longer/],
    [
      'an unknown column',
      [
        [...templateColumns, 'Пол'],
        [...line(), 'ж'],
      ],
      /1 Пол column-unknown/,
    ],
    [
      'a column twice',
      [
        [...templateColumns, 'Доля'],
        [...line(), '1'],
      ],
      /1 Доля column-twice/,
    ],
    ['no head at all', [line()], /column-missing/],
    ['a head and nothing under it', [[...templateColumns]], /table-empty/],
  ])('is refused: %s', async (_, rows, expected) => {
    expect((await outcome(csv(rows))).join('\n')).toMatch(expected);
  });
});

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
    ['a page of the web', () => Buffer.from('<!DOCTYPE html><table></table>'), 'file 422 file-not-table'],
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
      () => csv([[...templateColumns], ...Array.from({ length: 20_001 }, () => ['1'])]),
      'file 413 file-too-long',
    ],
    ['too many columns', () => csv([Array.from({ length: 61 }, (_, index) => `c${index}`)]), 'file 422 file-too-wide'],
  ];

  it.each(files)('is refused before anything is read: %s', async (_, file, expected) => {
    expect(await outcome(await file())).toEqual([expected]);
  });
});

describe('a register in any usual clothes', () => {
  const cp1251 = (text: string): Buffer => {
    const back = new Map(
      Array.from({ length: 256 }, (_, code) => [new TextDecoder('windows-1251').decode(Uint8Array.of(code)), code]),
    );
    return Buffer.from([...text].map((sign) => back.get(sign) ?? 63));
  };
  const plain = csv(table({})).toString();

  it.each([
    ['UTF-8', Buffer.from(plain)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${plain}`)],
    ['UTF-16', Buffer.from(`\ufeff${plain}`, 'utf16le')],
    ['Windows-1251', cp1251(plain)],
    ['commas', csv(table({}), ',')],
    ['tabs', csv(table({}), '\t')],
    [
      'quotes',
      Buffer.from(
        table({})
          .map((row) => row.map((cell) => `"${cell}"`).join(';'))
          .join('\n'),
      ),
    ],
    ['empty lines above and below', Buffer.from(`\r\n\r\n${plain}\r\n\r\n`)],
  ])('is read: %s', async (_, bytes) => {
    const register = readRegister(await readTable(bytes), TODAY);
    expect(register.problems).toEqual([]);
    expect(register.premises).toMatchObject([
      {
        number: '12',
        areaEgrn: '65.30',
        rights: [{ titleDay: '2019-04-28', holder: { family: 'Соколова', snils: '11223344595' } }],
      },
    ]);
  });

  it('reads dates and numbers a spreadsheet has made of them', async () => {
    const cells = templateColumns.map((title) => {
      if (title === 'Дата права') return { value: new Date('2019-04-28'), type: Date, format: 'dd.mm.yyyy' };
      if (title === 'Площадь по ЕГРН') return { value: 65.3, type: Number };
      return good[title] ? { value: good[title], type: String } : null;
    });
    const register = readRegister(await readTable(await named([head, cells])), TODAY);
    expect(register.problems).toEqual([]);
    expect(register.premises).toMatchObject([{ areaEgrn: '65.30', rights: [{ titleDay: '2019-04-28' }] }]);
  });

  it('knows the heads of the sheet of ГИС ЖКХ, with their units and cut words', async () => {
    const heads = [
      '№ помещения',
      'Вид помещения',
      'Площадь помещения по данным Росреестра, кв.м',
      'Вид собственности',
      'Доля в праве собственности на помещение',
      'Фамилия',
      'Имя',
    ];
    const rows = [heads, ['186', 'жилое', '65,2', 'Общая долевая собств', '0,5', 'Зимин', 'Олег']];
    const register = readRegister(await readTable(csv(rows)), TODAY);
    expect(register.problems).toEqual([]);
    expect(register.premises).toMatchObject([
      { number: '186', rights: [{ kind: 'shared', share: { numerator: 1n, denominator: 2n } }] },
    ]);
  });

  it('accepts its own template', async () => {
    const register = readRegister(await readTable(csv([templateColumns, ...templateRows])), TODAY);
    expect(register.problems).toEqual([]);
    expect(warningsOf(register)).toEqual([]);
  });

  it('takes shares of 1,01 in, and warns of them (flat 190)', async () => {
    const names = ['Зимин', 'Лаптев', 'Орехов'];
    const rows = ['0,25', '0,38', '0,38'].map((share, index) =>
      shared(share, { Фамилия: names[index] ?? '', СНИЛС: '' }),
    );
    const register = readRegister(await readTable(csv(table(...rows))), TODAY);
    expect(register.problems).toEqual([]);
    expect(warningsOf(register)).toMatchObject([{ code: 'shares-not-one', say: expect.stringContaining('101/100') }]);
  });
});
