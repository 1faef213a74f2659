import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../environment';
import { takeLock } from './lock';

describe('a lock', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'domovoy-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has one holder, and is free after him', () => {
    const first = takeLock(path);
    expect(takeLock(path)).toEqual({ heldBy: process.pid });
    if ('release' in first) first.release();
    expect(existsSync(path)).toBe(false);
    expect(takeLock(path)).toHaveProperty('release');
  });

  it('is not kept by a dead holder, nor by another who got his number', () => {
    writeFileSync(path, '999999999 a-boot 12345');
    const taken = takeLock(path);
    expect(taken).toHaveProperty('release');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
    );
    expect(takeLock(path)).toHaveProperty('release');
  });

  it('goes to exactly one of many who come at once to a stale one', async () => {
    writeFileSync(path, '999999999 a-boot 12345');
    const text = `const { takeLock } = require(${JSON.stringify(join(__dirname, 'lock.ts'))});
      console.log('release' in takeLock(${JSON.stringify(path)}) ? 'mine' : 'theirs'); setTimeout(() => {}, 1500);`;
    const tries = Array.from(
      { length: 6 },
      () =>
        new Promise<string>((done) => {
          const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', text], {
            env: { ...childEnvironment(), NODE_OPTIONS: '' },
          });
          let said = '';
          child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
          child.once('close', () => done(said.trim()));
        }),
    );
    const said = await Promise.all(tries);
    expect(said.filter((word) => word === 'mine')).toHaveLength(1);
  });
});
