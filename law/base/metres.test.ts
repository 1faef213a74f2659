import { percentOf } from './metres';

describe('a share as people read it', () => {
  it.each([
    ['6152.43', '9379.3', '65,60 %'],
    ['1', '3', '33,33 %'],
    ['1', '2', '50,00 %'],
    ['4689.41', '9379.3', '49,9974 %'],
    ['4689.89', '9379.3', '50,0026 %'],
    ['999999999', '1000000000', '99,99999990 %'],
    ['0', '10', '0,00 %'],
    ['0', '0', '0 %'],
  ])('%s of %s is %s: never a whole percent that it is not', (part, whole, expected) => {
    expect(percentOf(part, whole).replaceAll('\u00a0', ' ')).toBe(expected);
  });
});
