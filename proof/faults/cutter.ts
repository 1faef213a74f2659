import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A proxy to Postgres that can swallow the answer to a commit: the commit happens, but the client never hears of it. It
 * can also fall silent, as after a failover: sockets stay open and nothing passes any more.
 */
export interface Cutter {
  readonly url: string;
  /** The next COMMIT is passed on, but its answer is not. */
  arm(): void;
  /** Present connections never get an answer again; new ones are served. */
  silence(): void;
  close(): Promise<void>;
}

const isCommit = (part: Buffer): boolean => /commit/i.test(part.toString('latin1'));

export async function startCutter(url: string): Promise<Cutter> {
  let armed = false;
  const to = new URL(url);
  let generation = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    const born = generation;
    let deaf = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (part) => {
      if (born < generation) return;
      if (armed && isCommit(part)) [armed, deaf] = [false, true];
      far.write(part);
    });
    far.on('data', (part) => (deaf ? near.destroy() : near.write(part)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const here = new URL(url);
  here.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: here.href,
    arm: () => void (armed = true),
    silence: () => void (generation += 1),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
