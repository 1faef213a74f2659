#!/usr/bin/env node
// `npm test`: installs, checks types and style, runs every test against real engines. The last line says how it went.
// `npm test -- <paths>` runs only these tests.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, nodeTrouble, root, whenOrphaned } from './install.mjs';

const paths = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
whenOrphaned(() => stop.abort());
process.chdir(root);

function run(name, command, args) {
  console.log(`${name}…`);
  const began = Date.now();
  const child = spawn(process.execPath, [join(root, 'node_modules', command), ...args], { stdio: 'inherit' });
  stop.signal.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((done) => {
    child.once('error', () => done(false));
    child.once('close', (code) => {
      console.log(`${name}: ${code === 0 ? 'в порядке' : 'есть ошибки'}, ${Math.round((Date.now() - began) / 1000)} с`);
      done(code === 0);
    });
  });
}

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-result-'));
  const result = join(folder, 'result.json');
  try {
    const fine = await run('Тесты', 'jest/bin/jest.js', [
      '--json',
      `--outputFile=${result}`,
      '--silent=false',
      ...paths,
    ]);
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(result, 'utf8'),
    );
    // A file that cannot be loaded counts as one failure.
    const failed = Math.max(numFailedTests, numFailedTestSuites, fine ? 0 : 1);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function test() {
  const trouble = nodeTrouble();
  if (trouble) throw new Error(trouble);
  await install({ production: false, signal: stop.signal, say: console.log });
  const checks =
    paths.length > 0
      ? []
      : await Promise.all([
          run('Типы', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
          run('Вёрстка кода', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
          run('Стиль', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']),
          run('Границы комнат', 'dependency-cruiser/bin/dependency-cruise.mjs', [
            '--config',
            '.dependency-cruiser.cjs',
            '.',
          ]),
        ]);
  if (stop.signal.aborted) return 130;
  const tests = await runTests();
  const passed = tests.passed + checks.filter(Boolean).length;
  const failed = tests.failed + checks.filter((fine) => !fine).length;
  console.log(`${passed} passed, ${failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ''}`);
  return failed === 0 && tests.passed > 0 ? 0 : 1;
}

test().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
