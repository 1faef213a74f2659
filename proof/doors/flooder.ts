import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { childEnvironment } from '../../bin/environment';
import { anonymous, oversized, type Visitor } from './anonymous';

/** Where the flood goes, and who sends it. */
export interface Aim {
  pages: string;
  /** One signed-in person with a case of their own. */
  one: { token: string; appeal: string };
  visitor: Visitor;
}

export const act = ({ pages, one }: Aim, path: string, body: object): Promise<Response> =>
  fetch(pages + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${one.token}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'idempotency-key': randomUUID(),
    },
  });

/** Each is one request of a sender that starts the next as soon as it is answered. */
export const floods: Readonly<Record<string, { atOnce: number; turn: (aim: Aim) => Promise<unknown> }>> = {
  'acts by one person': {
    atOnce: 20,
    turn: async (aim) => (await act(aim, `/appeals/${aim.one.appeal}/rate`, { rating: 5 })).arrayBuffer(),
  },
  'law checks of 7 MB by nobody': { atOnce: 4, turn: ({ pages, visitor }) => anonymous.lawCheck(pages, visitor) },
  'bodies of 100 MB by nobody': { atOnce: 10, turn: ({ pages }) => oversized(pages) },
  'tries to sign in': { atOnce: 20, turn: ({ pages, visitor }) => anonymous.signIn(pages, visitor) },
};

/** Floods from a separate process until stopped, so that the measuring process stays free. */
export async function startFlood(name: string, aim: Aim): Promise<() => Promise<number>> {
  const child = fork(__filename, [], { execArgv: ['--import', 'tsx'], env: childEnvironment({}) });
  child.send({ name, aim });
  await once(child, 'message');
  return async () => {
    child.send('stop');
    const [sent] = (await once(child, 'message')) as [number];
    child.disconnect();
    return sent;
  };
}

async function flood(name: string, aim: Aim): Promise<number> {
  const { atOnce = 0, turn } = floods[name] ?? {};
  let [going, sent] = [true, 0];
  process.once('message', () => (going = false));
  process.send?.('pouring');
  const sender = async (): Promise<void> => {
    while (going) {
      await turn?.(aim).catch(() => wait(20));
      sent += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return sent;
}

if (require.main === module && process.send) {
  process.once('message', ({ name, aim }: { name: string; aim: Aim }) => {
    void flood(name, aim).then((sent) => process.send?.(sent));
  });
  process.on('disconnect', () => process.exit(0));
}
