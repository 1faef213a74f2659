import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testDatabase } from '../proof/database';
import { childEnvironment, environment } from './environment';
import { freePort } from './engines/ports';

const SECRET = 'a secret of 32 characters or more!';

describe('the api program', () => {
  it('starts, serves, and ends cleanly when it is told to', async () => {
    const database = await testDatabase();
    const port = await freePort();
    const program = fork(join(__dirname, 'api.ts'), {
      execArgv: ['--require', 'tsx/cjs'],
      silent: true,
      env: childEnvironment({
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: environment().TEST_TEMPORAL_ADDRESS,
        SESSION_SECRET: SECRET,
        PORT: String(port),
      }),
    });
    const messages: { ready?: boolean; failed?: string }[] = [];
    program.on('message', (message) => messages.push(message as { ready?: boolean }));
    while (!messages.some(({ ready, failed }) => ready || failed)) await once(program, 'message');
    expect(messages.at(-1)).toMatchObject({ ready: true, say: `Страницы: http://localhost:${port}` });
    const answer = await fetch(`http://127.0.0.1:${port}/ready`);
    expect(await answer.json()).toMatchObject({ ready: true, database: true, engine: true });
    program.kill('SIGTERM');
    const [code] = (await once(program, 'exit')) as [number];
    expect(code).toBe(0);
    await database.drop();
  });
});
