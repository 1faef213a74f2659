import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnvironment } from '../../bin/environment';

/** Starts a separate process that accepts ballots: our app, or the bare one. */
export async function server(mode: 'ours' | 'bare', url: string): Promise<{ port: number; child: ChildProcess }> {
  const child = fork(join(__dirname, 'ballot-server.ts'), [mode], {
    execArgv: ['--import', 'tsx'],
    env: childEnvironment({ DATABASE_URL: url }),
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, child };
}
