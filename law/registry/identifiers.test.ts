import {
  completeInn,
  completeOgrn,
  completeSnils,
  isCadastral,
  isFias,
  isInn,
  isOgrn,
  isSnils,
  snilsDigits,
} from './identifiers';

const DIGITS = '0123456789';
const slipsOf = (text: string): string[] =>
  [...text].flatMap((digit, place) =>
    [...DIGITS].filter((other) => other !== digit).map((other) => text.slice(0, place) + other + text.slice(place + 1)),
  );

/** A sample of bodies, the same on every run. */
const bodies = (length: number): string[] =>
  Array.from({ length: 60 }, (_, index) =>
    String((BigInt(index) * 987_654_321_987n + 123_456_789_123_456n) % 10n ** BigInt(length)).padStart(length, '1'),
  );

const weighted = (nine: string): number =>
  [...nine].reduce((sum, digit, place) => sum + Number(digit) * (9 - place), 0);

describe('СНИЛС', () => {
  it('accepts the published sample, and any body completed by its check', () => {
    expect(isSnils('11223344595')).toBe(true);
    for (const body of bodies(9)) expect(isSnils(completeSnils(body))).toBe(true);
  });

  it('accepts early numbers without a check', () => {
    expect(isSnils('00100199800')).toBe(true);
    expect(isSnils('00100199899')).toBe(true);
  });

  it('writes a remainder of one hundred as 00', () => {
    const body = bodies(9)
      .map((nine) => nine.slice(0, 6))
      .flatMap((six) => Array.from({ length: 1000 }, (_, last) => six + String(last).padStart(3, '0')))
      .find((nine) => weighted(nine) % 101 === 100);
    expect(completeSnils(body ?? '').slice(9)).toBe('00');
  });

  it('catches every slip of one digit, save those between the two remainders the rule writes alike', () => {
    for (const right of bodies(9).map(completeSnils)) {
      for (const slip of slipsOf(right)) {
        const alike = slip.endsWith('00') && right.endsWith('00') && [0, 100].includes(weighted(slip) % 101);
        expect({ slip, passes: isSnils(slip) }).toEqual({ slip, passes: alike });
      }
    }
  });

  it('reads the way people write it', () => {
    expect(snilsDigits('112-233-445 95')).toBe('11223344595');
  });
});

describe('ИНН', () => {
  it('accepts well-known numbers of both lengths', () => {
    expect(isInn('7707083893')).toBe(true);
    expect(isInn('500100732259')).toBe(true);
  });

  it('catches every slip of one digit, save between remainders 10 and 0 that the rule writes alike', () => {
    const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    const rest = (text: string): number =>
      weights.reduce((sum, weight, place) => sum + weight * Number(text[place]), 0) % 11;
    for (const right of bodies(9).map(completeInn)) {
      for (const slip of slipsOf(right)) {
        const alike = slip[9] === '0' && right[9] === '0' && rest(slip) % 10 === 0;
        expect({ slip, passes: isInn(slip) }).toEqual({ slip, passes: alike });
      }
    }
  });

  it('catches every slip of one digit in the sample of a person', () => {
    for (const slip of slipsOf('500100732259')) expect({ slip, passes: isInn(slip) }).toEqual({ slip, passes: false });
  });

  it.each(['', '0000000000', '770708389', '77070838933', '7707O83893', '٧٧٠٧٠٨٣٨٩٣'])('refuses «%s»', (text) => {
    expect(isInn(text)).toBe(false);
  });
});

describe('ОГРН', () => {
  it('accepts well-known numbers of both lengths', () => {
    expect(isOgrn('1027700132195')).toBe(true);
    expect(isOgrn('304500116000157')).toBe(true);
  });

  it('catches every slip of one digit, save between remainders 10 and 0 that the rule writes alike', () => {
    for (const right of bodies(12).map(completeOgrn)) {
      for (const slip of slipsOf(right)) {
        const rest = BigInt(slip.slice(0, 12)) % 11n;
        const alike = slip[12] === '0' && right[12] === '0' && rest % 10n === 0n;
        expect({ slip, passes: isOgrn(slip) }).toEqual({ slip, passes: alike });
      }
    }
  });
});

describe('numbers of houses', () => {
  it('knows a cadastral number from a date that slipped into its column', () => {
    expect(isCadastral('89:11:050103:1204')).toBe(true);
    expect(isCadastral('2011-04-28')).toBe(false);
    expect(isCadastral('89:11:050103')).toBe(false);
  });

  it('refuses a masked ФИАС code', () => {
    expect(isFias('00000000-0000-0000-0000-000000000000')).toBe(false);
    expect(isFias('2c7d1c1e-6e5f-4f37-9f31-0d6f0ab6c0aa')).toBe(true);
  });
});
