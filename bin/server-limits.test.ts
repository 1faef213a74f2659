import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { serverWithLimits, usualLimits } from './server-limits';

/** A sender of another address. */
const ANOTHER = '127.0.0.2';

describe('the limits of the server of pages', () => {
  let server: Server | undefined;
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server?.closeAllConnections();
    server?.close();
  });

  const open = async (more: Partial<typeof usualLimits>, behindProxy = false): Promise<number> => {
    server = serverWithLimits((_, response) => response.end('served'), behindProxy, { ...usualLimits, ...more });
    await new Promise<void>((done) => server?.listen(0, done));
    return (server.address() as AddressInfo).port;
  };
  const come = (
    port: number,
    from = '127.0.0.1',
  ): { socket: Socket; heard: () => string; closed: Promise<unknown> } => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    sockets.push(socket);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.on('error', () => undefined);
    return { socket, heard: () => heard, closed: once(socket, 'close') };
  };
  const request = (socket: Socket): boolean => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');

  const isServed = async (port: number, from?: string): Promise<boolean> => {
    const { socket, heard, closed } = come(port, from);
    request(socket);
    await Promise.race([once(socket, 'data').catch(() => undefined), closed]);
    return heard().includes('served');
  };

  it('wait for nobody who sends the head of a request a byte at a time, or never ends its body', async () => {
    const port = await open({ headMs: 300, requestMs: 600 });
    const slow = come(port);
    slow.socket.write('GET / HTTP/1.1\r\n');
    const drip = setInterval(() => slow.socket.writable && slow.socket.write('X-A: b\r\n'), 50);
    await slow.closed;
    clearInterval(drip);
    expect(slow.heard()).toMatch(/^HTTP\/1\.1 408 /);
    const endless = come(port);
    endless.socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n1');
    await endless.closed;
    expect(endless.heard()).not.toContain('500');
  });

  it('close on whoever falls silent, and do not open for more than there is room', async () => {
    const port = await open({ silentMs: 200, connectionsMost: 2 });
    const [one, two] = [come(port), come(port)];
    await Promise.all([one, two].map(({ socket }) => once(socket, 'connect')));
    await come(port).closed;
    await Promise.all([one.closed, two.closed]);
    expect(await isServed(port)).toBe(true);
  });

  it('give one sender only so many connections, and a proxy as many as it wants', async () => {
    const port = await open({ perSender: 3, countsOwn: true });
    const mine = Array.from({ length: 3 }, () => come(port));
    await Promise.all(mine.map(({ socket }) => once(socket, 'connect')));
    await come(port).closed;
    expect(await isServed(port, ANOTHER)).toBe(true);
    mine[0]?.socket.destroy();
    // The other side notices a moment later.
    while (!(await isServed(port))) await new Promise((done) => setTimeout(done, 20));
    server?.closeAllConnections();
    server?.close();
    const behind = await open({ perSender: 1, countsOwn: true }, true);
    expect(await Promise.all([isServed(behind), isServed(behind)])).toEqual([true, true]);
  });

  it('counts no program of this machine, unless asked to', async () => {
    const port = await open({ perSender: 1 });
    expect(await Promise.all([isServed(port), isServed(port)])).toEqual([true, true]);
  });
});
