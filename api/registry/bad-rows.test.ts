import writeXlsx from 'write-excel-file/node';
import {
  otherCells,
  registerCsv,
  registerLine,
  registerOutcome,
  type RegisterRow,
  registerTable,
  sampleCells,
  sharedCells,
} from '../../proof/register-file';
import { templateColumns } from './template';

/** An error in the rows → where the report must point. */
const badRows: readonly (readonly [string, RegisterRow[], string])[] = [
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
  ['a share read as a date', [sharedCells('01.03.2024')], '2 Доля share-date'],
  ['a share over one', [sharedCells('3/2')], '2 Доля share-size'],
  ['a share of zero', [sharedCells('0/3')], '2 Доля share-size'],
  ['a share by zero', [sharedCells('1/0')], '2 Доля share-wrong'],
  ['a share in percent', [sharedCells('50%')], '2 Доля share-wrong'],
  ['no share of a shared right', [sharedCells('')], '2 Доля cell-missing'],
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
    [sharedCells('1/2'), sharedCells('1/2', { 'Площадь по ЕГРН': '67,10', Фамилия: 'Зимин', СНИЛС: '' })],
    '3 Площадь по ЕГРН premises-differs',
  ],
  ['the same holder twice', [sharedCells('1/2'), sharedCells('1/2')], '3 Фамилия holder-twice'],
  [
    'one cadastral number for two flats',
    [{}, { ...otherCells, 'Кадастровый номер': sampleCells['Кадастровый номер'] ?? '' }],
    '3 Кадастровый номер cadastral-twice',
  ],
  [
    'a sole owner beside others',
    [{}, sharedCells('1/2', { Фамилия: 'Зимин', СНИЛС: '' })],
    '2 Вид права sole-not-alone',
  ],
  ['one СНИЛС for two people', [{}, { ...otherCells, СНИЛС: sampleCells['СНИЛС'] ?? '' }], '3 СНИЛС snils-two-names'],
];

describe('a register with a mistake', () => {
  it.each(badRows)('names row and column: %s', async (_, rows, expected) => {
    expect(await registerOutcome(registerCsv(registerTable(...rows)))).toContain(expected);
  });

  it.each(badRows)('says the same of an XLSX: %s', async (_, rows, expected) => {
    const cells = registerTable(...rows).map((row) =>
      row.map((value) => (value === '' ? null : { value, type: String })),
    );
    expect(await registerOutcome(await writeXlsx(cells).toBuffer())).toContain(expected);
  });

  it('lists every mistake at once, in the order of rows', async () => {
    const problems = await registerOutcome(
      registerCsv(registerTable({ Этаж: 'x', Доля: '9' }, {}, { ...otherCells, СНИЛС: '1' })),
    );
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
      [[...templateColumns], ['', ...registerLine().slice(0, -1), 'лишнее']],
      /cell-missing/,
    ],
    ['a value under no head', [[...templateColumns], [...registerLine(), '', 'сбоку']], /row-longer/],
    [
      'an unknown column',
      [
        [...templateColumns, 'Пол'],
        [...registerLine(), 'ж'],
      ],
      /1 Пол column-unknown/,
    ],
    [
      'a column twice',
      [
        [...templateColumns, 'Доля'],
        [...registerLine(), '1'],
      ],
      /1 Доля column-twice/,
    ],
    ['no head at all', [registerLine()], /column-missing/],
    ['a head and nothing under it', [[...templateColumns]], /table-empty/],
  ])('is refused: %s', async (_, rows, expected) => {
    expect((await registerOutcome(registerCsv(rows))).join('\n')).toMatch(expected);
  });
});
