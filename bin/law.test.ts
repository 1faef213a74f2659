import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runLaw } from './law';

const call = (line: string) => runLaw(line.split(' ').filter(Boolean));
const json = (line: string) => JSON.parse(call(`${line} --json`).output);

describe('law deadline', () => {
  it('answers with one JSON document', () => {
    expect(json('deadline N-01 --event 2026-12-11T10:00 --zone Europe/Moscow')).toMatchObject({
      norm: 'N-01',
      value: 10,
      unit: 'cd',
      event: '2026-12-11T10:00:00+03:00',
      lastDay: '2026-11-30',
      dueAt: '2026-12-01T00:00:00+03:00',
      provisional: false,
      derivation: expect.arrayContaining(['пт\u00a011.12.2026 — день события, не считается.']),
    });
  });

  it('takes a date, a local time and a time with offset', () => {
    const lastDay = (event: string) => json(`deadline AP-01 --zone Asia/Kamchatka --event ${event}`).lastDay;
    expect([lastDay('2026-11-19'), lastDay('2026-11-19T23:59'), lastDay('2026-11-19T23:59+03:00')]).toEqual([
      '2026-12-03',
      '2026-12-03',
      '2026-12-04',
    ]);
  });

  it('counts by the edition of the day asked for', () => {
    expect(json('deadline AD-03 --event 2026-11-20 --on 2020-01-01').value).toBe(3);
  });

  it('tells a person the days', () => {
    expect(call('deadline AP-01 --event 2026-11-20').output).toContain('день 10.');
  });
});

describe('law norms', () => {
  it('lists an area as of a day', () => {
    const rows: { id: string; area: string }[] = json('norms --area meeting --on 2019-03-05');
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.every((row) => row.area === 'meeting' && row.id !== 'N-02')).toBe(true);
  });

  it('tells a person when nothing matches', () => {
    expect(call('norms --search нетакого').output).toBe('Таких норм нет.');
  });

  it('names the mark and the document of each row, and how many stand on what', () => {
    const rows: { confidence: string; source?: { title: string; publisher: string; kind: string } }[] = json('norms');
    const seen = rows.filter(({ confidence }) => confidence === 'V' || confidence === 'V2');
    expect(seen.length).toBeGreaterThan(300);
    expect(seen.filter(({ source }) => !source?.title || !source.publisher || !source.kind)).toEqual([]);
    expect(rows.filter(({ confidence, source }) => confidence === 'M' && source)).toEqual([]);
    const { output } = call('norms --area debt');
    expect(output).toContain('Гражданский процессуальный кодекс РФ — КонсультантПлюс');
    expect(output).toMatch(/Всего \d+: подтверждено источником \d+, по прессе и комментариям \d+, по памяти \d+/);
  });
});

describe('law norm', () => {
  it('gives the edition and the history', () => {
    expect(json('norm DUE-02 --on 2026-02-28')).toMatchObject({ value: 10, history: [{ value: 10 }, { value: 15 }] });
  });

  it('shows a person the confidence and the past', () => {
    expect(call('norm E-10').output).toContain('U — не подтверждено');
    expect(call('norm DUE-02').output).toContain('История:');
  });

  it('names the document, and says plainly that there is none', () => {
    expect(call('norm V-11').output).toContain('Источник: Гражданский кодекс РФ, часть первая — КонсультантПлюс');
    expect(call('norm DB-24').output).toContain('Источник: нет — по памяти');
    expect(json('norm V-11')).toMatchObject({
      source: { id: 'gk-1', kind: 'text' },
      history: [{ source: { id: 'gk-1' } }],
    });
  });
});

describe('a bad call', () => {
  it.each([
    '',
    'foo',
    'norm',
    'norm N-99',
    'norm N-02 --on 2019-03-05',
    'norm K-05 --on 2026-02-30',
    'norm K-05 K-06',
    'norms --foo',
    'norms --area кухня',
    'norms --json=1',
    'norms -x',
    'norms --area',
    'deadline N-01',
    'deadline N-01 --event',
    'deadline N-01 --event 2026-02-30',
    'deadline N-01 --event вчера',
    'deadline N-01 --event 2026-02-03 --event 2026-02-04',
    'deadline N-01 --event 2026-02-03 --zone Mars/Olympus',
    'deadline N-01 --event 2026-02-03T25:00',
    'deadline K-02 --event 2026-02-03',
    'deadline --event 2026-02-03',
    'deadline N-01 --event 2026-02-03 --on завтра',
    'constructor',
    '__proto__',
    'norm __proto__',
  ])('leaves with 2 and one sentence: %j', (line) => {
    const { output, error, exit } = call(line);
    expect([output, exit]).toEqual(['', 2]);
    expect(error).toMatch(/^[А-ЯЁ«].*\.$/);
    expect(error).not.toContain('\n');
  });

  it('speaks on the error stream of the program', () => {
    const program = [join(process.cwd(), 'node_modules/.bin/tsx'), join(process.cwd(), 'bin/law.ts')] as const;
    const bad = spawnSync(program[0], [program[1], 'norm', 'N-99'], { encoding: 'utf8' });
    expect([bad.status, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toContain('Нормы «N-99» нет.');
    const good = spawnSync(program[0], [program[1], 'norm', 'N-01', '--json'], { encoding: 'utf8' });
    expect([good.status, good.stderr, JSON.parse(good.stdout).id]).toEqual([0, '', 'N-01']);
  });

  it('is told how to call', () => {
    expect(call('--help')).toMatchObject({ exit: 0, output: expect.stringContaining('law deadline КОД') });
  });
});
