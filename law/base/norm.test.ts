import { addDays } from './day';
import { areas, isClock, type Norm, norm, normHistory, norms } from './norm';
import { deadline, isTerm } from './terms';
import { valueWords } from './term-words';

const rows = norms();
const ids = [...new Set(rows.map((row) => row.id))];

/** Copied from the acts, not from the table: id, the last day of the old value, the old value, the new value. */
const changes: readonly [string, string, number | string | null, number | string | null][] = [
  ['DUE-01', '2026-02-28', 1, 5],
  ['DUE-02', '2026-02-28', 10, 15],
  ['DUE-04', '2026-02-28', 10, 15],
  ['DI-07', '2026-02-28', 1, 5],
  ['DUE-03', '2026-02-28', 'можно', 'нельзя'],
  ['AD-03', '2022-06-30', 3, 1],
  ['AD-04', '2022-06-30', 8, 6],
  ['E-06', '2020-05-24', '3–5', '7–60'],
  ['E-06.min', '2020-05-24', 72, 168],
  ['E-06.max', '2020-05-24', 120, 1440],
  ['E-09', '2025-02-28', 0, 48],
  ['MGMT_METHOD', '2022-08-31', 'MAJ_PART', 'ABS_MAJ'],
  ['MC_CHOICE', '2022-08-31', 'MAJ_PART', 'ABS_MAJ'],
  ['N-02', '2025-02-28', null, 1],
  ['V-20', '2025-08-31', 'голосующий, документ о праве, ответы', 'голосующий, документ о праве, ответы, СНИЛС'],
  ['N-08', '2025-08-31', null, 1],
  ['N-07', '2025-08-24', null, 240],
  ['P-02', '2025-08-31', 'приказ Минстроя от 28.01.2019 № 44/пр', null],
  ['P-01', '2025-08-31', 'приказ Минстроя от 28.01.2019 № 44/пр', 'приказ Минстроя от 30.04.2025 № 266/пр'],
  ['P-01', '2016-04-28', null, 'приказ Минстроя от 25.12.2015 № 937/пр'],
  ['P-01', '2019-03-04', 'приказ Минстроя от 25.12.2015 № 937/пр', 'приказ Минстроя от 28.01.2019 № 44/пр'],
  ['P-02', '2019-03-04', 'приказ Минстроя от 25.12.2015 № 937/пр', 'приказ Минстроя от 28.01.2019 № 44/пр'],
  ['P-03', '2016-04-28', null, 10],
  ['P-05', '2016-04-28', null, 'порядковый номер в течение года'],
  ['P-05', '2025-08-31', 'порядковый номер в течение года', 'идентификатор сообщения в ГИС ЖКХ'],
  ['P-10', '2015-06-29', null, 10],
  ['P-11', '2015-06-29', null, 5],
  ['P-12', '2015-06-29', null, 10],
  ['P-15', '2015-06-29', null, 3],
  ['P-08', '2025-12-27', null, 'избранные члены совета'],
  ['N-10', '2018-04-10', null, 30],
  ['K-11', '2018-01-10', null, 1],
  ['E-01', '2014-07-20', null, 'ГИС ЖКХ, РИС или иная система по решению собрания'],
  ['E-05', '2014-07-20', null, 240],
  ['E-06.min', '2014-07-20', null, 72],
  ['E-10', '2025-02-28', 1, 'до конца голосования'],
  ['AP-01', '2018-04-10', null, 10],
  ['AP-02', '2018-04-10', null, 30],
  ['AP-03', '2018-04-10', null, 1],
  ['AP-04', '2018-04-10', null, 0],
  ['AP-05', '2018-04-10', null, 'тем, каким пришёл запрос'],
  ['AP-06', '2018-04-10', null, 3],
  ['AP-20.sense', '2017-12-07', null, 7],
  ['P-24', '2018-04-02', null, 10],
  ['P-25', '2018-04-02', null, 3],
  ['K-20', '2020-05-24', null, 5],
  ['ADS-04', '2019-02-28', null, 5],
  ['ADS-12', '2019-02-28', null, 72],
  ['K-01', '2019-12-31', '06-30', '12-31'],
  ['K-01', '2020-12-31', '12-31', '06-30'],
  ['MR-13', '2014-12-31', null, 1.1],
  ['MR-13', '2015-06-30', 1.1, 1.2],
  ['MR-13', '2015-12-31', 1.2, 1.4],
  ['MR-13', '2016-12-31', 1.4, 1.5],
  ['PEN-01', '2015-12-31', null, 30],
  ['PEN-08', '2022-02-27', null, 9.5],
  ['PEN-08', '2026-12-31', 9.5, null],
  ['PEN-10', '2020-04-05', null, 0],
  ['PEN-10', '2020-12-31', 0, null],
  ['PEN-11', '2022-03-31', null, 0],
  ['PEN-11', '2022-10-01', 0, null],
  ['KEY-RATE', '2022-02-27', 9.5, 20],
  ['KEY-RATE', '2024-10-27', 19, 21],
  ['KEY-RATE', '2025-06-08', 21, 20],
  ['KEY-RATE', '2026-02-15', 16, 15.5],
  ['AP-17', '2025-03-29', null, 'ЕПГУ, сайт или система органа с идентификацией'],
  ['DB-19.lawsuit', '2024-09-08', null, 400_000],
  ['QUORUM_4_5_SINGLE', '2019-06-08', null, '2/3'],
];

/** What changes in words, not in its number. */
const retold: readonly [string, string, string, string][] = [
  ['P-10', '2018-01-10', 'Копии', 'Подлинники'],
  ['P-11', '2018-01-10', 'Копии', 'Подлинники'],
  ['P-12', '2018-01-10', 'Копии', 'Подлинники'],
  ['P-15', '2018-01-10', 'копии', 'подлинники'],
  ['AP-18', '2025-12-27', 'ГИС ЖКХ или «Госуслуги Дом»', 'МАКС'],
];

function editionOn(id: string, on: string): Norm | null {
  try {
    return norm(id, on);
  } catch (error) {
    expect(error).toMatchObject({ code: 'norm-not-in-force' });
    return null;
  }
}

function valueOn(id: string, on: string): number | string | null {
  return editionOn(id, on)?.value ?? null;
}

describe('an edition of a norm', () => {
  const dated = rows.filter((row) => row.from !== null || row.to !== null);

  it.each(dated.map((row) => [`${row.id} ${row.from ?? '…'} – ${row.to ?? '…'}`, row] as const))(
    'holds from its first day to its last: %s',
    (_, row) => {
      if (row.from) {
        expect(norm(row.id, row.from)).toBe(row);
        expect(editionOn(row.id, addDays(row.from, -1))).not.toBe(row);
      }
      if (row.to) {
        expect(norm(row.id, row.to)).toBe(row);
        expect(editionOn(row.id, addDays(row.to, 1))).not.toBe(row);
      }
    },
  );

  it.each(changes)('changes as the acts say: %s after %s', (id, last, before, after) => {
    expect([valueOn(id, last), valueOn(id, addDays(last, 1))]).toEqual([before, after]);
  });

  it.each(retold)('is told in other words: %s after %s', (id, last, before, after) => {
    expect(editionOn(id, last)?.title).toContain(before);
    expect(editionOn(id, addDays(last, 1))?.title).toContain(after);
  });

  it.each(['P-01', 'P-03', 'P-05', 'P-10', 'P-15', 'E-01', 'E-05', 'AP-01', 'K-11'])(
    'is known on every day the region lives: %s',
    (id) => {
      for (const day of ['2019-01-28', '2019-03-05', '2022-09-01', '2025-09-01', '2026-11-28'])
        expect(editionOn(id, day)?.id).toBe(id);
    },
  );

  it('never overlaps another of the same norm', () => {
    for (const id of ids) {
      const history = normHistory(id);
      history.slice(1).forEach((row, index) => {
        expect([id, (history[index]?.to ?? '9999') < (row.from ?? '0000')]).toEqual([id, true]);
      });
    }
  });
});

describe('a norm', () => {
  it('is found whatever the case of its letters', () => {
    expect(norm('n-01', '2026-11-20').id).toBe('N-01');
  });

  it('that does not exist is refused', () => {
    expect(() => norm('N-99', '2026-11-20')).toThrow('norm-unknown');
    expect(() => normHistory('__proto__')).toThrow('norm-unknown');
  });

  it('not yet in force is refused with the day it starts', () => {
    expect(() => norm('N-02', '2019-03-05')).toThrow('с 01.03.2025');
  });

  it('no longer in force is refused with its last day', () => {
    expect(() => norm('P-02', '2026-01-01')).toThrow('по 31.08.2025');
  });

  it('asked on an impossible day is refused', () => {
    expect(() => norm('N-01', '2026-02-30')).toThrow('day-impossible');
  });
});

describe('the table of norms', () => {
  it('gives every clock of every area', () => {
    const clocks = [
      'N-01',
      'N-09',
      'E-04',
      'E-05',
      'E-09',
      'E-14',
      'P-03',
      'P-10',
      'P-11',
      'P-14',
      'P-15',
      'P-16',
      'P-17',
      'K-05',
      'ADS-04',
      'ADS-05',
      'ADS-06',
      'ADS-07',
      'ADS-08',
      'ADS-09',
      'ADS-10',
      'ADS-12',
      'QV-02',
      'QV-06',
      'QV-13',
      'QV-14',
      'PL-01',
      'PL-03',
      'MR-03',
      'DUE-01',
      'DUE-02',
      'ABS-02',
      'ABS-03',
      'DB-02',
      'DB-04',
      'DB-07',
      'DB-07g',
      'DB-18',
      'DB-23',
      'AP-01',
      'AP-02',
      'AP-03',
      'AP-04',
      'AP-07',
      'AP-09',
      'AP-11',
      'AP-13',
      'AP-15',
      'AD-01',
      'AD-02',
      'AD-03',
      'AD-04',
      'AD-07',
      'DI-05',
      'DI-07',
    ];
    expect(clocks.filter((id) => !isTerm(norm(id, '2026-11-20')))).toEqual([]);
  });

  it('computes every term it calls one', () => {
    for (const row of rows.filter(isTerm)) {
      const on = row.to ?? row.from ?? '2026-11-20';
      const answer = deadline({ norm: row.id, event: '2026-11-20T09:30', zone: 'Asia/Omsk', on });
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      expect(answer.derivation.length).toBeGreaterThan(2);
    }
  });

  it('refuses to count from a norm that is no term', () => {
    for (const row of rows.filter((candidate) => !isTerm(candidate))) {
      const on = row.to ?? row.from ?? '2026-11-20';
      expect(() => deadline({ norm: row.id, event: '2026-11-20', zone: 'UTC', on })).toThrow('norm-not-a-term');
    }
  });

  it('names an act, an area and a Russian title in every row', () => {
    for (const row of rows) {
      expect(row.title).toMatch(/^[А-ЯЁ]/);
      expect(row.title.length).toBeLessThanOrEqual(90);
      expect(row.citation).not.toBe('');
      expect(areas).toContain(row.area);
      expect(valueWords(row)).not.toMatch(/undefined|NaN|\[object/);
      expect(isClock(row.unit) && row.direction !== 'none' && row.event === undefined).toBe(false);
    }
  });

  it('is filtered by area, day and words', () => {
    expect(norms({ area: 'residence', on: '2020-01-01' }).map((row) => row.id)).toContain('AD-03');
    expect(norms({ area: 'residence' }).every((row) => row.area === 'residence')).toBe(true);
    expect(norms({ search: 'МУСОРОПРОВОД засор' }).map((row) => row.id)).toEqual(['ADS-10', 'S03', 'S05']);
    expect(norms({ search: 'такого слова нет' })).toEqual([]);
    expect(norms({ area: 'meeting', on: '2019-03-05' }).some((row) => row.id === 'N-02')).toBe(false);
  });

  it('marks what is not confirmed', () => {
    expect([norm('E-10', '2026-11-20').confidence, norm('AD-07', '2026-11-20').confidence]).toEqual(['U', 'M?']);
  });
});
