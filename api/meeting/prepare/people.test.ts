import { peopleMatching } from './people';

const people = [
  { value: 'a', title: 'Алфёрова Вера Андреевна, кв. 1' },
  { value: 'b', title: 'Алферов Пётр Ильич, кв. 1, пом. Н2' },
  { value: 'c', title: 'Белов Пётр Ильич, кв. 11' },
  { value: 'd', title: 'Белов Пётр Ильич, кв. 12а' },
].map((one) => ({ ...one, fits: true }));
const meant = (typed: string): string[] => peopleMatching(typed, people).map(({ value }) => value);

describe('a person named by typing', () => {
  it.each([
    ['a line as it was picked', 'Белов Пётр Ильич, кв. 11', ['c']],
    ['the same typed by hand, with another space and without ё', 'белов петр ильич кв. 12А', ['d']],
    ['the whole name of nobody else', 'Алферов Петр Ильич', ['b']],
    ['a surname that is also the beginning of another one', 'Алферов', ['a', 'b']],
    ['beginnings of words', 'алф вер', ['a']],
    ['a flat of one owner', '11', ['c']],
    ['a flat with its word', 'кв. 12а', ['d']],
    ['premises that are no flat', 'пом. Н2', ['b']],
    ['a flat of several owners', 'кв 1', ['a', 'b']],
    ['namesakes', 'Белов Пётр Ильич', ['c', 'd']],
    ['a stranger', 'Сидоров', []],
    ['a flat that is not there', '2', []],
  ])('%s', (_, typed, expected) => {
    expect(meant(typed)).toEqual(expected);
  });
});
