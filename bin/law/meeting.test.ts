import { spawnSync } from 'node:child_process';
import { lawfulMeeting } from '../../proof/lawful-meeting';

const sheet = { ...lawfulMeeting, questions: [{ kind: 'CAP_REPAIR', for: '6152.43', against: '0', abstained: '0' }] };

function law(input: string, ...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  const argv = ['--import', 'tsx', 'bin/law.ts', 'meeting', ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('law meeting', () => {
  it('answers one JSON document with the quorum, the questions and the checks', () => {
    const { status, stdout } = law(JSON.stringify(sheet), '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(['quorum', 'questions', 'checks', 'law']);
    expect(answer).toMatchObject({
      quorum: { met: true, needed: '4689.65' },
      questions: [{ kind: 'CAP_REPAIR', rule: 'TWO_THIRDS_ALL', passed: false, missing: '30131/300' }],
    });
  });

  it('tells the same to a person', () => {
    const { status, stdout } = law(JSON.stringify(sheet));
    expect(status).toBe(0);
    expect(stdout).toContain('Кворум есть');
  });

  it.each([
    ['no JSON', '{'],
    ['nothing at all', ''],
    ['an unknown kind', JSON.stringify({ ...sheet, questions: [{ ...sheet.questions[0], kind: 'PARADE' }] })],
    ['an unknown form', JSON.stringify({ ...sheet, form: 'telepathy' })],
    ['a negative area', JSON.stringify({ ...sheet, total: '-9379.3' })],
    ['a day that does not exist', JSON.stringify({ ...sheet, opensAt: '2026-02-30T10:00' })],
    ['a zone that does not exist', JSON.stringify({ ...sheet, zone: 'Mars/Olympus' })],
  ])('leaves with 2 and one line for %s', (_, input) => {
    const { status, stdout, stderr } = law(input, '--json');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/[А-Яа-яё]/);
  });
});
