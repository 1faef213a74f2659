import { deadline, dueInstant, partOfTerm, term } from './terms';

const zone = 'Europe/Moscow';
const due = (norm: string, event: string, on?: string) => deadline({ norm, event, zone, on });
const lastDay = (norm: string, event: string, on?: string) => due(norm, event, on).lastDay;
const dueAt = (norm: string, event: string, on?: string) => due(norm, event, on).dueAt;

describe('a term in calendar days', () => {
  it('starts on the day after the event and ends at 24:00 of its last day', () => {
    for (const norm of ['P-03', 'P-10', 'P-14']) {
      expect(due(norm, '2026-12-20T18:00')).toMatchObject({
        lastDay: '2026-12-30',
        dueAt: '2026-12-31T00:00:00+03:00',
        provisional: false,
      });
    }
  });

  it('moves a last day that is not working, and says that the calendar is provisional', () => {
    expect(due('K-05', '2026-11-20T12:00')).toMatchObject({
      lastDay: '2027-01-11',
      dueAt: '2027-01-12T00:00:00+03:00',
      provisional: true,
    });
  });

  it('does not move what is no duty to act', () => {
    expect(lastDay('P-15', '2026-11-21')).toBe('2029-11-21');
    expect(lastDay('PEN-02.from', '2026-04-15')).toBe('2026-05-16');
    expect(lastDay('PEN-03.from', '2026-04-15')).toBe('2026-07-15');
  });

  it('of no length ends with the day of the event, even a Sunday', () => {
    expect(lastDay('AP-04', '2026-11-22T23:30')).toBe('2026-11-22');
  });

  it('belongs to the house, not to Moscow', () => {
    const kamchatka = deadline({ norm: 'P-03', event: '2026-12-07T22:00+03:00', zone: 'Asia/Kamchatka' });
    expect(kamchatka).toMatchObject({ lastDay: '2026-12-18', event: '2026-12-08T07:00:00+12:00' });
  });

  it('crosses the leap day', () => {
    expect(lastDay('P-11', '2028-02-25')).toBe('2028-03-01');
  });
});

describe('a term in working days', () => {
  it.each([
    ['AP-01', '2026-11-20', '2026-12-04'],
    ['AP-01', '2026-04-28', '2026-05-14'],
    ['AP-11', '2026-12-30', '2027-01-13'],
    ['P-22', '2026-12-28', '2027-01-13'],
    ['AP-10', '2026-11-20', '2026-11-23'],
    ['AD-03', '2022-06-30', '2022-07-05'],
    ['AD-03', '2022-07-01', '2022-07-04'],
    ['AD-04', '2022-06-30', '2022-07-12'],
    ['AP-10', '2025-10-31', '2025-11-01'],
  ])('%s from %s ends on %s', (norm, event, expected) => expect(lastDay(norm, event)).toBe(expected));

  it('counts a worked Saturday', () => {
    expect(lastDay('AP-11', '2024-12-26')).toBe('2025-01-09');
  });
});

describe('a backward term', () => {
  it('leaves full days between the act and the event, and shows the letter of the law', () => {
    expect(due('N-01', '2026-12-15')).toMatchObject({
      lastDay: '2026-12-04',
      literalDay: '2026-12-05',
      dueAt: '2026-12-05T00:00:00+03:00',
    });
    expect(due('N-01', '2026-12-11T10:00')).toMatchObject({ lastDay: '2026-11-30', literalDay: '2026-12-01' });
    expect(due('E-04', '2026-12-15T10:00')).toMatchObject({ lastDay: '2026-11-30', literalDay: '2026-12-01' });
  });

  it('stays on an ordinary weekend', () => {
    expect([lastDay('E-04', '2027-01-04'), lastDay('N-01', '2027-01-04')]).toEqual(['2026-12-20', '2026-12-24']);
    expect([lastDay('E-04', '2026-12-28'), lastDay('N-01', '2026-12-28')]).toEqual(['2026-12-13', '2026-12-17']);
  });

  it('is never shortened by holidays: they are advice (ГК РФ ст. 193 moves ends forward only)', () => {
    expect([lastDay('N-01', '2027-01-15'), lastDay('N-01', '2026-06-23')]).toEqual(['2027-01-04', '2026-06-12']);
    expect(due('N-01', '2027-01-15')).toMatchObject({ literalDay: '2027-01-05', provisional: false });
    expect(due('N-01', '2027-01-15').derivation.join('\n')).toMatch(
      /^Совет: пн\s04\.01\.2027 — праздник, отправьте раньше, ср\s30\.12\.2026\. Срок тот же\.$/m,
    );
    expect(due('N-01', '2026-12-15').derivation.join(' ')).not.toContain('Совет');
    expect([lastDay('E-04', '2027-01-19'), lastDay('K-09', '2027-02-05')]).toEqual(['2027-01-04', '2027-01-04']);
  });

  it('in working days ends on the N-th working day before', () => {
    expect(due('PL-01', '2026-05-18')).toMatchObject({ lastDay: '2026-04-30', dueAt: '2026-05-01T00:00:00+03:00' });
    expect(lastDay('PL-03', '2026-05-12')).toBe('2026-05-06');
  });

  it('finds the notice of seed 000 too late: 5 March for 14 March 2019', () => {
    expect(dueInstant(due('N-01', '2019-03-14')).getTime()).toBeLessThan(Date.parse('2019-03-05T00:00:00+03:00'));
  });

  it('in months keeps the number of the day', () => {
    expect(due('K-09', '2026-12-31')).toMatchObject({ lastDay: '2026-11-29', literalDay: '2026-11-30' });
  });
});

describe('a term in hours and minutes', () => {
  it.each([
    ['E-05', '2026-12-15T10:00', '2026-12-05T10:00:00+03:00'],
    ['E-09', '2026-12-22T10:00', '2026-12-20T10:00:00+03:00'],
    ['E-14', '2026-12-22T10:00', '2026-12-22T11:00:00+03:00'],
    ['E-06.min', '2026-12-15T10:00', '2026-12-22T10:00:00+03:00'],
    ['E-06.max', '2026-12-15T10:00', '2027-02-13T10:00:00+03:00'],
    ['ADS-04', '2026-12-31T23:58', '2027-01-01T00:03:00+03:00'],
    ['ADS-12', '2026-12-30T12:15', '2027-01-02T12:15:00+03:00'],
    ['ADS-08', '2026-11-20T23:45', '2026-11-21T00:15:00+03:00'],
    ['AP-08', '2026-11-20T12:00', '2026-11-20T12:00:00+03:00'],
    ['F02', '2026-11-20T12:00', '2026-11-20T12:00:00+03:00'],
  ])('%s from %s is over at %s and never moves', (norm, event, expected) => {
    expect(due(norm, event)).toMatchObject({ dueAt: expected, lastDay: null, provisional: false });
  });

  it('was shorter for the sample of seed 000, which is lawful in 2019 and not today', () => {
    const least = (on: string) => dueInstant(due('E-06.min', '2019-03-27T10:00', on)).getTime();
    const end = Date.parse('2019-03-31T10:00:00+03:00');
    expect([least('2019-03-27') <= end, least('2026-11-20') <= end]).toEqual([true, false]);
  });

  it('runs by elapsed hours over a change of clocks', () => {
    const berlin = deadline({ norm: 'QV-02', event: '2026-03-28T12:00', zone: 'Europe/Berlin' });
    expect(berlin.dueAt).toBe('2026-03-29T13:00:00+02:00');
  });

  it('from a bare date starts with the day and says so', () => {
    expect(dueAt('ADS-09', '2026-11-20')).toBe('2026-11-20T02:00:00+03:00');
    expect(due('ADS-09', '2026-11-20').derivation.join()).toContain('время не указано');
  });
});

describe('a term with a window', () => {
  it.each([
    ['2026-11-20T12:00', '2026-11-20T14:00:00+03:00'],
    ['2026-11-20T21:00', '2026-11-20T23:00:00+03:00'],
    ['2026-11-20T22:30', '2026-11-21T09:30:00+03:00'],
    ['2026-11-20T23:00', '2026-11-21T10:00:00+03:00'],
    ['2026-11-20T03:00', '2026-11-20T10:00:00+03:00'],
    ['2026-12-31T23:59', '2027-01-01T10:00:00+03:00'],
  ])('counts only the hours from 8 to 23: from %s to %s', (event, expected) => {
    expect(dueAt('ADS-10', event)).toBe(expected);
  });
});

describe('a day of the month', () => {
  it('gives the due days of 2026 and 2027', () => {
    const periods = Array.from({ length: 23 }, (_, index) => index + 1).map(
      (index) => `${2026 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-10`,
    );
    expect(periods.map((period) => lastDay('DUE-02', period))).toEqual([
      '2026-03-16',
      '2026-04-15',
      '2026-05-15',
      '2026-06-15',
      '2026-07-15',
      '2026-08-17',
      '2026-09-15',
      '2026-10-15',
      '2026-11-16',
      '2026-12-15',
      '2027-01-15',
      '2027-02-15',
      '2027-03-15',
      '2027-04-15',
      '2027-05-17',
      '2027-06-15',
      '2027-07-15',
      '2027-08-16',
      '2027-09-15',
      '2027-10-15',
      '2027-11-15',
      '2027-12-15',
      '2028-01-17',
    ]);
  });

  it('keeps the 10th for periods before the reform', () => {
    expect([lastDay('DUE-02', '2025-11-30'), lastDay('DUE-02', '2026-01-31')]).toEqual(['2025-12-10', '2026-02-10']);
    expect(lastDay('DUE-02', '2026-02-28', '2026-02-28')).toBe('2026-03-10');
  });

  it('closes the readings on the 25th even on a Sunday', () => {
    expect([lastDay('MR-03', '2026-10-01'), dueAt('MR-04', '2026-02-11')]).toEqual([
      '2026-10-25',
      '2026-02-26T00:00:00+03:00',
    ]);
  });

  it('of the next year is the report of the first quarter', () => {
    expect([lastDay('DI-05', '2026-12-31'), lastDay('K-01', '2026-07-01'), lastDay('K-01', '2019-07-01')]).toEqual([
      '2027-03-31',
      '2027-06-30',
      '2020-12-31',
    ]);
  });
});

describe('a term in months and years', () => {
  it.each([
    ['P-17', '2026-08-31', '2027-03-01'],
    ['P-18', '2024-02-29', '2026-03-02'],
    ['K-06', '2025-12-31', '2026-03-31'],
    ['DB-23', '2026-03-16', '2029-03-16'],
    ['DB-24', '2026-08-30', '2027-03-01'],
  ])('%s from %s ends on %s', (norm, event, expected) => expect(lastDay(norm, event)).toBe(expected));
});

describe('the law date', () => {
  it('is the day of the event unless another is given', () => {
    expect([due('AD-03', '2022-06-30').value, due('AD-03', '2022-06-30', '2026-01-01').value]).toEqual([3, 1]);
  });

  it('refuses a norm that was not there yet', () => {
    expect(() => due('N-07', '2020-01-01T10:00')).toThrow('norm-not-in-force');
  });
});

describe('a derivation', () => {
  it('tells the days one by one', () => {
    expect(due('AP-03', '2026-12-30').derivation).toEqual([
      'Основные сведения об организации (норма AP-03): 1 рабочий день; ПП РФ 416, раздел VIII, п. 34.'.replace(
        '1 рабочий',
        '1\u00a0рабочий',
      ),
      'Событие: 30.12.2026 (Europe/Moscow); время не указано, считаем с начала дня.',
      'ср\u00a030.12.2026 — день события, не считается (ГК РФ, ст. 191).',
      '31.12.2026–10.01.2027 — нерабочие дни, не считаются.',
      'пн\u00a011.01.2027 — день 1.',
      'Последний день — 11.01.2027 до 24:00: с 12.01.2027, 00:00 — поздно. ' +
        'Календарь предварительный: после его утверждения срок посчитают снова.',
    ]);
  });

  it('tells long terms by ranges and the move to a working day', () => {
    const { derivation } = due('K-05', '2026-11-20T12:00');
    expect(derivation).toContain('21.11.2026–04.01.2027 — дни 1–45.');
    expect(derivation.join('\n')).toContain('переносится на пн\u00a011.01.2027 (ГК РФ, ст. 193)');
  });
});

describe('parts of a term', () => {
  const answer = due('QV-02', '2026-11-20T12:00');

  it('are instants between the event and the end', () => {
    expect([50, 80, 100].map((percent) => partOfTerm(answer, percent).toISOString())).toEqual([
      '2026-11-20T21:00:00.000Z',
      '2026-11-21T04:12:00.000Z',
      '2026-11-21T09:00:00.000Z',
    ]);
  });

  it('of a backward term need a start', () => {
    const notice = due('N-01', '2026-12-15');
    expect(() => partOfTerm(notice, 50)).toThrow('term-start-missing');
    expect(partOfTerm(notice, 50, '2026-12-03T00:00:00+03:00').toISOString()).toBe('2026-12-03T21:00:00.000Z');
  });
});

describe('a term of a case', () => {
  it('needs no norm', () => {
    expect(term({ value: 30, unit: 'cd', event: '2026-11-20', zone })).toMatchObject({
      lastDay: '2026-12-21',
      confidence: 'P',
      norm: '',
    });
    expect(term({ value: 2, unit: 'wd', event: '2026-11-20', zone, direction: 'backward' }).lastDay).toBe('2026-11-18');
  });

  it.each([-1, 1.5, Number.NaN, 1e9])('refuses the length %p', (value) => {
    expect(() => term({ value, unit: 'cd', event: '2026-11-20', zone })).toThrow('term-size');
  });
});
