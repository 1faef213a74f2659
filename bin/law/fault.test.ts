import { spawnSync } from 'node:child_process';
import { faultKinds } from '../../law/dispatch/kinds';

const burst = { kind: 'S02.heating', registeredAt: '2026-11-20T22:30', zone: 'Europe/Moscow' };

function law(input: string, ...argv: string[]): { status: number | null; stdout: string; stderr: string } {
  const call = ['--import', 'tsx', 'bin/law.ts', ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, call, { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

interface Told {
  clocks: { name: string; norm: string; dueAt: string; derivation: string[] }[];
  script: string[];
}

describe('law fault', () => {
  it('answers one JSON document with every clock and the script', () => {
    const { status, stdout } = law(JSON.stringify(burst), 'fault', '--json');
    expect(status).toBe(0);
    const { clocks, script } = JSON.parse(stdout) as Told;
    const due = Object.fromEntries(clocks.map(({ name, norm, dueAt }) => [name, [norm, dueAt]]));
    expect(due).toMatchObject({
      localise: ['ADS-08', '2026-11-20T23:00:00+03:00'],
      fix: ['ADS-12', '2026-11-23T22:30:00+03:00'],
    });
    for (const { derivation } of clocks) expect(derivation.length).toBeGreaterThan(2);
    expect(script.join(' ')).toContain('Закройте краны');
  });

  it('takes what else is known', () => {
    const asked = { ...burst, damagedAt: '2026-11-20T10:00', harmAt: '2026-11-20T22:45', on: '2026-11-20' };
    const { clocks } = JSON.parse(law(JSON.stringify(asked), 'fault', '--json').stdout) as Told;
    const due = Object.fromEntries(clocks.map(({ name, dueAt }) => [name, dueAt]));
    expect(due).toMatchObject({ fix: '2026-11-23T10:00:00+03:00', 'damage-act': '2026-11-21T10:45:00+03:00' });
  });

  it('tells the same to a person', () => {
    const { status, stdout } = law(JSON.stringify(burst), 'fault');
    expect(status).toBe(0);
    expect(stdout).toContain('Локализовать');
    expect(stdout).toContain('23.11.2026, 22:30');
  });

  it.each([
    ['no JSON', '{', 'не JSON'],
    ['nothing at all', '', 'не JSON'],
    ['a list', '[]', 'объект JSON'],
    ['no kind', JSON.stringify({ ...burst, kind: undefined }), 'Не указан вид'],
    ['a kind half written', JSON.stringify({ ...burst, kind: 'S02' }), 'S02.heating'],
    ['a kind in words', JSON.stringify({ ...burst, kind: 'застрял лифт' }), 'L0'],
    ['a kind nobody knows', JSON.stringify({ ...burst, kind: '__proto__' }), 'law faults'],
    ['a kind that is a number', JSON.stringify({ ...burst, kind: 5 }), 'строка'],
    ['no time', JSON.stringify({ ...burst, registeredAt: undefined }), 'время заявки'],
    ['a day without its time', JSON.stringify({ ...burst, registeredAt: '2026-11-20' }), 'время'],
    ['a day that does not exist', JSON.stringify({ ...burst, registeredAt: '2026-02-30T10:00' }), '2026-02-30'],
    ['a zone that does not exist', JSON.stringify({ ...burst, zone: 'Mars/Olympus' }), 'Mars/Olympus'],
    ['damage after the request', JSON.stringify({ ...burst, damagedAt: '2026-11-21T10:00' }), 'позже заявки'],
    ['a field that is not there', JSON.stringify({ ...burst, color: 'red' }), 'color'],
  ])('leaves with 2 and one line for %s', (_, input, words) => {
    const { status, stdout, stderr } = law(input, 'fault', '--json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(words);
  });
});

describe('law faults', () => {
  it('lists every kind, for people and programs', () => {
    const text = law('', 'faults').stdout;
    const listed = JSON.parse(law('', 'faults', '--json').stdout) as { code: string }[];
    expect(listed.map(({ code }) => code)).toEqual(faultKinds.map(({ code }) => code));
    for (const { code, title } of faultKinds)
      expect(text).toMatch(new RegExp(`^${code.replace('.', '\\.')} .*${title.slice(0, 12)}`, 'm'));
  });
});
