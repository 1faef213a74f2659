import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { callSite, type CallSite } from '../../proof/call-site';
import { demoHouse, demoRows, foreignHouse } from '../../proof/registry-site';

/** A journal of open requests comes over from another program: all of it or nothing, and never twice. */
describe('import of a journal', () => {
  let site: CallSite;
  beforeAll(async () => {
    site = await callSite();
  });
  afterAll(() => site.close());

  const address = (id: string): string => demoRows.building.find((one) => one.id === id)?.address ?? '';
  const head = 'Получена;Адрес;Помещение;Вид;Что случилось;Имя;Телефон';
  const file = (...lines: string[]): Buffer => Buffer.from([head, ...lines].join('\n'));
  const line = (flat = '183', at = '20.11.2020 22:30', house = demoHouse): string =>
    `${at};"${address(house)}";${flat};;Течёт кран на кухне;Вера;8 916 204-34-18`;
  const send = async (bytes: Buffer, fields: Record<string, string> = {}) =>
    (await site.as('dispatcher')).sendFiles('/requests/import', fields, [['file', bytes, 'journal.csv']], randomUUID());
  const count = async (): Promise<number> =>
    Number((await site.db('request').where({ source: 'import' }).count('* as n').first())?.['n']);

  it('checks without writing, writes once, and takes the terms from the first registration', async () => {
    const dry = await send(file(line(), line('')), { dry: 'yes' });
    expect(dry.headers.location).toBe('/requests/import');
    expect(await count()).toBe(0);
    expect((await send(file(line(), line('')))).headers.location).toBe('/requests');
    expect(await count()).toBe(2);
    const [row] = await site.db('request').where({ source: 'import' }).whereNotNull('premises_id');
    expect(row).toMatchObject({ kind: 'S01', caller_name: 'Вера', caller_phone: '+79162043418' });
    expect(row.registered_at.toISOString()).toBe('2020-11-20T19:30:00.000Z');
    expect((await send(file(line(), line('')))).status).toBe(303);
    expect(await count()).toBe(2);
  });

  it.each([
    ['a house of another organisation', () => line('1', '20.11.2020 22:30', foreignHouse), 'среди ваших нет'],
    ['a flat that is none', () => line('99999'), 'помещения «99999»'],
    ['an instant ahead', () => line('183', '20.11.2090 22:30'), 'позже'],
    ['a day without a time', () => line('183', '20.11.2020'), 'время получения'],
  ])('refuses %s by its row and writes nothing', async (_, wrong, said) => {
    const before = await count();
    const answer = await send(file(line('', '21.11.2020 10:00'), wrong()));
    expect(answer.status).toBe(422);
    const told = load(answer.text)('.govuk-error-summary').text();
    expect(told).toContain('Строка 3');
    expect(told).toContain(said);
    expect(await count()).toBe(before);
  });

  it('refuses what is no table, and residents', async () => {
    expect((await send(Buffer.from('%PDF-1.7'))).status).toBe(422);
    expect((await (await site.as('owner')).get('/requests/import')).status).toBe(403);
  });
});
