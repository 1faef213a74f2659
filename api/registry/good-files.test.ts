import writeXlsx from 'write-excel-file/node';
import { readRegister, warningsOf } from '../../law/registry/register';
import { REGISTER_DAY, registerCsv, registerTable, sampleCells, sharedCells } from '../../proof/register-file';
import { readTable } from './table-file';
import { templateColumns, templateRows } from './template';

const head = templateColumns.map((value) => ({ value, type: String }));

describe('a register in any usual clothes', () => {
  const cp1251 = (text: string): Buffer => {
    const back = new Map(
      Array.from({ length: 256 }, (_, code) => [new TextDecoder('windows-1251').decode(Uint8Array.of(code)), code]),
    );
    return Buffer.from([...text].map((sign) => back.get(sign) ?? 63));
  };
  const plain = registerCsv(registerTable({})).toString();

  it.each([
    ['UTF-8', Buffer.from(plain)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${plain}`)],
    ['UTF-16', Buffer.from(`\ufeff${plain}`, 'utf16le')],
    ['Windows-1251', cp1251(plain)],
    ['commas', registerCsv(registerTable({}), ',')],
    ['tabs', registerCsv(registerTable({}), '\t')],
    [
      'quotes',
      Buffer.from(
        registerTable({})
          .map((row) => row.map((cell) => `"${cell}"`).join(';'))
          .join('\n'),
      ),
    ],
    ['empty lines above and below', Buffer.from(`\r\n\r\n${plain}\r\n\r\n`)],
  ])('is read: %s', async (_, bytes) => {
    const register = readRegister(await readTable(bytes), REGISTER_DAY);
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
      return sampleCells[title] ? { value: sampleCells[title], type: String } : null;
    });
    const register = readRegister(await readTable(await writeXlsx([head, cells]).toBuffer()), REGISTER_DAY);
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
    const register = readRegister(await readTable(registerCsv(rows)), REGISTER_DAY);
    expect(register.problems).toEqual([]);
    expect(register.premises).toMatchObject([
      { number: '186', rights: [{ kind: 'shared', share: { numerator: 1n, denominator: 2n } }] },
    ]);
  });

  it('accepts its own template', async () => {
    const register = readRegister(await readTable(registerCsv([templateColumns, ...templateRows])), REGISTER_DAY);
    expect(register.problems).toEqual([]);
    expect(warningsOf(register)).toEqual([]);
  });

  it('takes shares of 1,01 in, and warns of them (flat 190)', async () => {
    const names = ['Зимин', 'Лаптев', 'Орехов'];
    const rows = ['0,25', '0,38', '0,38'].map((share, index) =>
      sharedCells(share, { Фамилия: names[index] ?? '', СНИЛС: '' }),
    );
    const register = readRegister(await readTable(registerCsv(registerTable(...rows))), REGISTER_DAY);
    expect(register.problems).toEqual([]);
    expect(warningsOf(register)).toMatchObject([{ code: 'shares-not-one', say: expect.stringContaining('101/100') }]);
  });
});
