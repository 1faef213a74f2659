import { parseFraction } from '../../law/fraction';
import { enough } from './forecast';

const areas = (...texts: string[]) => texts.map(parseFraction);

describe('forecast', () => {
  it('takes the largest premises first', () => {
    expect(enough(areas('30', '50', '40'), parseFraction('10'), parseFraction('95'), true)).toBe(2);
  });

  it('counts one more where the edge must be passed', () => {
    expect(enough(areas('10', '10', '10'), parseFraction('80'), parseFraction('100'), true)).toBe(3);
    expect(enough(areas('10', '10', '10'), parseFraction('80'), parseFraction('100'), false)).toBe(2);
  });

  it('says so when everybody together is too few', () => {
    expect(enough(areas('1'), parseFraction('1'), parseFraction('9'), true)).toBeNull();
  });

  it('needs nobody where the edge is passed already', () => {
    expect(enough(areas('1'), parseFraction('9'), parseFraction('8'), true)).toBe(0);
  });
});
