import { postLines, postNumberOf } from './post-lines';

const owner = (name: string) => ({ personId: name, organisationId: null, name });
const owners = new Map([
  ['12', [owner('Лебедева Анна')]],
  ['12а', [owner('Громов Олег'), owner('Громова Ева'), owner('Яшин Пётр')]],
]);

describe('pasted numbers of letters', () => {
  it('find the owner by premises and surname, however they were copied', () => {
    const lines = postLines('12; 801000 00 00001 7\n\n12А\t80100000000024\tЯшин', owners);
    expect(lines).toEqual([
      { owner: owner('Лебедева Анна'), number: '80100000000017' },
      { owner: owner('Яшин Пётр'), number: '80100000000024' },
    ]);
  });

  it.each([
    ['', 'хотя бы одну строку'],
    ['12; 123', 'Строка 1: Номер отправления — 14 цифр'],
    ['99; 80100000000017', 'Строка 1: помещения «99» в реестре нет'],
    ['12; 80100000000017; Иванов', 'нет собственника «Иванов»'],
    ['12а; 80100000000017', 'несколько собственников'],
    ['12а; 80100000000017; Громов', 'несколько собственников'],
    ['12; 80100000000017\n12; 80100000000017', 'Строка 2: номер 80100000000017 уже есть'],
  ])('are refused whole: %j', (typed, say) => {
    expect(() => postLines(typed, owners)).toThrow(
      expect.objectContaining({ code: 'post-lines', say: expect.stringContaining(say) }),
    );
  });

  it('keep the international form as well', () => {
    expect(postNumberOf('ra 123456789 ru')).toBe('RA123456789RU');
  });
});
