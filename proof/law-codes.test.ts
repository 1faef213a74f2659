import { FILE, lawCodes } from './law-codes';
import { textOf } from './sources';

/** Lines that stand in one text only. */
const differences = (one: string, other: string): string[] => {
  const known = new Set(other.split('\n'));
  return one.split('\n').filter((line) => !known.has(line));
};

describe('the index of the codes of the law', () => {
  it('is what the rows of law/norms and their uses make; `npm run law:codes` writes it anew', () => {
    const [written, made] = [textOf(FILE), lawCodes()];
    expect({ missing: differences(made, written), stale: differences(written, made) }).toEqual({
      missing: [],
      stale: [],
    });
    expect(written).toBe(made);
  });

  it('tells of a code its rule, its act and where it is used', () => {
    const line = lawCodes()
      .split('\n')
      .find((one) => one.startsWith('| K-05 |'));
    expect(line).toMatch(/\| 45\sкалендарных дней \| ЖК РФ, ст. 45 ч. 6 \|/u);
    expect(line).toMatch(/activities\/meeting\/decide/);
  });
});
