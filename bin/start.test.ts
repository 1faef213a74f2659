jest.setTimeout(120_000);
import { createServer } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHouse, type House, type Run } from '../proof/house';
import { freePort } from './engines/ports';

const STACK = /^\s+at .+:\d+:\d+\)?$/m;

/** The shell that guards an engine ends a moment after it. */
async function untilNoneIsLeft(run: Run): Promise<string[]> {
  for (let tries = 0; tries < 100 && run.left().length; tries += 1) await pause(100);
  return run.left();
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(50);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function ask(run: Run): Promise<{ made: string; pid: number }> {
  return (await (await fetch(run.address)).json()) as { made: string; pid: number };
}

describe('npm start', () => {
  let house: House;
  beforeEach(() => {
    house = buildHouse();
  });
  afterEach(() => house.clear());

  it('says once that it is ready, stops cleanly on Ctrl-C, and finds its data again', async () => {
    const first = await house.start();
    await first.ready();
    const { made } = await ask(first);
    expect(first.words().match(/^Ready: /gm)).toHaveLength(1);
    expect(first.words()).toContain('Temporal Web UI: http://localhost:');
    first.interrupt();
    expect(await first.ended).toBe('0');
    expect(await untilNoneIsLeft(first)).toEqual([]);
    expect(first.words()).not.toMatch(STACK);

    const second = await house.start();
    await second.ready();
    expect((await ask(second)).made).toBe(made);
    second.interrupt('SIGTERM');
    expect(await second.ended).toBe('0');
    expect(await untilNoneIsLeft(second)).toEqual([]);
  });

  it('stops at any moment of the start and leaves nobody behind', async () => {
    const moments = ['Postgres', 'схему', 'Temporal', 'приёмник', 'исполнителя', 'вход', 'страницы'];
    for (const word of moments) {
      const run = await house.start();
      await until(() => run.words().includes(word) || run.child.exitCode !== null);
      run.interrupt();
      expect(await run.ended).toBe('0');
      expect(await untilNoneIsLeft(run)).toEqual([]);
      expect(run.words()).not.toMatch(/Ready:|^\s+at /m);
    }
  });

  it('takes nobody along when it is killed without a word: all end by themselves', async () => {
    const run = await house.start();
    await run.ready();
    expect(run.left().length).toBeGreaterThan(6);
    run.child.kill('SIGKILL');
    await run.ended;
    expect(await untilNoneIsLeft(run)).toEqual([]);
    const again = await house.start();
    await again.ready();
    again.interrupt();
    expect(await again.ended).toBe('0');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves nobody behind when npm alone gets %s',
    async (signal) => {
      const run = await house.startByNpm();
      await run.ready();
      run.child.kill(signal);
      const deaf = signal === 'SIGHUP' || signal === 'SIGKILL';
      expect(await run.ended).toBe(deaf ? signal : '0');
      expect(await untilNoneIsLeft(run)).toEqual([]);
      if (!deaf) expect(run.words()).toContain('Остановлено, данные сохранены.');
      expect(run.words()).not.toMatch(STACK);
    },
  );

  it('starts a program and an engine again when they die, and says so', async () => {
    const run = await house.start();
    await run.ready();
    const { pid, made } = await ask(run);
    process.kill(pid, 'SIGKILL');
    await until(() => run.words().includes('api снова работает'));
    const after = await ask(run);
    expect(after.pid).not.toBe(pid);
    const postmaster = Number(
      readFileSync(join(house.folder, '.data', 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0],
    );
    process.kill(postmaster, 'SIGKILL');
    await until(() => run.words().includes('Postgres снова работает'));
    expect((await ask(run)).made).toBe(made);
    run.interrupt();
    expect(await run.ended).toBe('0');
    expect(await untilNoneIsLeft(run)).toEqual([]);
  });

  it('says plainly that the port is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port);
    const run = await house.start({ PORT: String(port) });
    expect(await run.ended).toBe('1');
    expect(run.words()).toContain(`Порт ${port} занят`);
    expect(run.words()).not.toMatch(STACK);
    other.close();
  });

  it('says plainly that it runs already on the same data', async () => {
    const first = await house.start();
    await first.ready();
    const second = await house.start();
    expect(await second.ended).toBe('1');
    expect(second.words()).toContain('уже работает с этими данными');
    expect((await ask(first)).pid).toBeGreaterThan(0);
    first.interrupt();
    expect(await first.ended).toBe('0');
  });

  it('gives a live installation no local stand-ins for sign-in, mail and SMS', async () => {
    const run = await house.start({ INSTALLATION_KIND: 'live' });
    expect(await run.ended).toBe('1');
    expect(run.words()).toContain('Задайте переменную OIDC_ISSUER');
    const later = await house.start({ INSTALLATION_KIND: 'training' });
    expect(await later.ended).toBe('1');
    expect(later.words()).toContain('Задайте переменную OIDC_ISSUER');
  });

  it('says plainly which variable is wrong', async () => {
    const run = await house.start({ INSTALLATION_KIND: 'demo' });
    expect(await run.ended).toBe('1');
    expect(run.words()).toContain('INSTALLATION_KIND');
    expect(run.words()).not.toMatch(STACK);
  });
});

describe('npm start with a program that cannot start', () => {
  it('ends all with the sentence of the program and no stack', async () => {
    const house = buildHouse({
      worker: `import { Refusal } from '../law/base/refusal'; import { runProgram } from './program';
        runProgram('worker', async () => { throw new Refusal('no-hands', 'У исполнителя нет рук.'); });`,
    });
    const run = await house.start();
    expect(await run.ended).toBe('1');
    expect(run.words()).toContain('У исполнителя нет рук.');
    expect(run.words()).not.toMatch(STACK);
    expect(await untilNoneIsLeft(run)).toEqual([]);
    expect(existsSync(join(house.folder, '.data', 'lock'))).toBe(false);
    house.clear();
  });
});

/**
 * Plays its past through like the seed: houses and people first, then, while the pages are open, a row with its
 * progress.
 */
const livingSeed = (
  life: string,
): string => `import { runProgram } from './program'; import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../store/sql/database'; import { beginPast, endPast, notePast, readPast } from '../store/clock/past';
runProgram('seed', async (env, progress) => {
  const db = openDatabase(env.DATABASE_URL ?? '', 'seed', 2);
  const begun = await beginPast(db, new Date(Date.now() + 86_400_000), 0);
  if (!begun) return db.destroy();
  const note = (share: number) => notePast(db, { doneTo: begun.doneTo, share });
  const ended = (async () => { ${life} })();
  return { ended, stop: () => db.destroy() };
});`;

const pastTeller = `import { createServer } from 'node:http'; import { runProgram } from './program';
import { openDatabase } from '../store/sql/database'; import { readPast } from '../store/clock/past';
runProgram('api', async (env) => {
  const db = openDatabase(env.DATABASE_URL ?? '', 'api', 2);
  const server = createServer(async (_request, response) => response.end(JSON.stringify(await readPast(db))));
  await new Promise<void>((done, failed) => server.once('error', failed).listen(env.PORT, env.HOST, done));
  return { stop: async () => { server.close(); server.closeAllConnections(); await db.destroy(); } };
});`;

const pastOf = async (run: Run): Promise<{ share: number } | null> =>
  (await (await fetch(run.address)).json()) as { share: number } | null;

describe('npm start of a region that has a past to live', () => {
  it('opens the pages first; what Ctrl-C interrupts goes on at the next start, with its progress on the console', async () => {
    const house = buildHouse({
      api: pastTeller,
      seed: livingSeed(
        `await note(0.5); progress('half of it'); await new Promise(() => setInterval(() => undefined, 1_000));`,
      ),
    });
    const first = await house.start();
    await first.ready();
    await until(() => first.words().includes('half of it'));
    expect(await pastOf(first)).toMatchObject({ share: 0.5 });
    first.interrupt();
    expect(await first.ended).toBe('0');
    expect(await untilNoneIsLeft(first)).toEqual([]);
    expect(first.words()).not.toMatch(STACK);

    writeFileSync(
      join(house.folder, 'bin', 'seed.ts'),
      livingSeed(
        `const past = await readPast(db); progress('goes on from ' + past?.share); await endPast(db); progress('all of it');`,
      ),
    );
    const second = await house.start();
    await second.ready();
    await until(() => second.words().includes('all of it'));
    expect(second.words()).toContain('goes on from 0.5');
    expect(await pastOf(second)).toBeNull();
    second.interrupt();
    expect(await second.ended).toBe('0');
    expect(await untilNoneIsLeft(second)).toEqual([]);
    house.clear();
  });

  it('lives on by itself when it is killed, while the pages answer', async () => {
    const house = buildHouse({
      api: pastTeller,
      seed: livingSeed(`const past = await readPast(db); if (past?.share) { await endPast(db); progress('all of it'); return; }
        await note(0.25); process.kill(process.pid, 'SIGKILL');`),
    });
    const run = await house.start();
    await run.ready();
    expect(await pastOf(run)).toMatchObject({ share: 0.25 });
    await until(() => run.words().includes('all of it'));
    expect(run.words()).toContain('SIGKILL');
    expect(await pastOf(run)).toBeNull();
    run.interrupt();
    expect(await run.ended).toBe('0');
    house.clear();
  });

  it('opens the pages also when the past cannot begin, says why, and stops cleanly', async () => {
    const house = buildHouse({
      seed: `import { Refusal } from '../law/base/refusal'; import { runProgram } from './program';
        runProgram('seed', async () => { throw new Refusal('no-houses', 'У региона нет домов.'); });`,
    });
    const run = await house.start();
    await run.ready();
    expect((await ask(run)).pid).toBeGreaterThan(0);
    expect(run.words()).toContain('У региона нет домов.');
    expect(run.words()).not.toMatch(STACK);
    run.interrupt();
    expect(await run.ended).toBe('0');
    expect(await untilNoneIsLeft(run)).toEqual([]);
    house.clear();
  });
});
