import { isAlike } from './alike';
import { houseOf, readJournal } from './journal';

const at = (kind: string, entrance: number | null = null) => ({ kind, entrance });

describe('whether two requests of a house are about the same', () => {
  it.each([
    ['the same accident anywhere in the house', at('S02.cold-water', 1), at('S02.cold-water', 4), true],
    ['cold and hot water at one entrance', at('S02.cold-water', 2), at('S02.hot-water', 2), true],
    ['cold and hot water at two entrances', at('S02.cold-water', 1), at('S02.hot-water', 2), false],
    ['a lift of another entrance', at('L01', 1), at('L01', 2), false],
    ['a lift of an entrance nobody named', at('L01'), at('L01', 2), true],
    ['a tap of one flat', at('S01', 2), at('S01', 2), false],
    ['a lift and a roof', at('L01', 2), at('R01', 2), false],
  ])('%s', (_, one, other, alike) => {
    expect(isAlike(one, other)).toBe(alike);
    expect(isAlike(other, one)).toBe(alike);
  });
});

describe('a journal of requests', () => {
  const head = ['Получена', 'Адрес', 'Помещение', 'Вид', 'Что случилось', 'Имя', 'Телефон'];
  const line = (cells: Partial<Record<number, string>> = {}): string[] =>
    ['20.11.2026 22:30', 'Лесная, 8', '58', '', 'Течёт кран', 'Вера', '8 916 204-34-18'].map(
      (cell, place) => cells[place] ?? cell,
    );

  it('is read line by line; an empty kind is recognised by the words', () => {
    const { lines, problems } = readJournal([
      head,
      line(),
      [''],
      line({ 0: '2026-11-20 07:05', 3: 'L01', 2: '', 6: '' }),
    ]);
    expect(problems).toEqual([]);
    expect(lines).toMatchObject([
      { row: 2, at: '2026-11-20T22:30', kind: 'S01', phone: '+79162043418', flat: '58' },
      { row: 4, at: '2026-11-20T07:05', kind: 'L01', phone: null, flat: null },
    ]);
  });

  it.each([
    ['a day without a time', { 0: '20.11.2026' }],
    ['a day that is none', { 0: '31.02.2026 10:00' }],
    ['an hour that is none', { 0: '20.11.2026 25:00' }],
    ['no address', { 1: '' }],
    ['a kind that is none', { 3: 'Единорог' }],
    ['no words', { 4: '' }],
    ['a telephone that is none', { 6: '12-34' }],
  ])('says what is wrong: %s', (_, cells) => {
    expect(readJournal([head, line(cells)])).toMatchObject({ lines: [], problems: [{ row: 2 }] });
  });

  it('says which columns are missing, and takes no endless file', () => {
    expect(readJournal([['Адрес']]).problems[0]?.say).toContain('«Получена», «Что случилось»');
    expect(readJournal([head, ...Array.from({ length: 201 }, () => line())]).problems[0]?.say).toContain('200');
  });

  it('finds the one house that is meant', () => {
    const houses = [
      'г. Тестово, ул. Лесная, д. 8',
      'г. Тестово, ул. Лесная, д. 8, корп. 2',
      'г. Тестово, ул. Садовая, д. 8',
    ].map((address) => ({ address }));
    expect(houseOf('Тестово, Лесная 8', houses)).toBe(houses[0]);
    expect(houseOf('Садовая, 8', houses)).toBe(houses[2]);
    expect(houseOf('Лесная 8', houses)).toBeNull();
    expect(houseOf('Лесная 9', houses)).toBeNull();
    expect(houseOf('г.', houses)).toBeNull();
  });
});
