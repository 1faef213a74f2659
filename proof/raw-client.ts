import { once } from 'node:events';
import type { Express } from 'express';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface Listening {
  port: number;
  url: string;
  /** Bytes the server has read, over all connections so far. */
  taken(): number;
  stop(): Promise<void>;
}

/** Serves the app on a port of its own and counts what it reads. */
export async function listening(app: Express): Promise<Listening> {
  const server: Server = app.listen(0, '127.0.0.1');
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => sockets.push(socket));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    taken: () => sockets.reduce((all, { bytesRead }) => all + bytesRead, 0),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface Heard {
  status: number;
  text: string;
  /** What the sender could send before the connection was closed. */
  sent: number;
}

/** A client that keeps sending whatever is answered, until the connection is closed or nothing is left. */
export async function sendWhatever(port: number, head: readonly string[], pieces: Iterable<Buffer>): Promise<Heard> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  let cut = false;
  const closed = new Promise<void>((done) => socket.on('close', () => ((cut = true), done())));
  socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(`${[...head, 'Host: 127.0.0.1'].join('\r\n')}\r\n\r\n`);
  let sent = 0;
  for (const piece of pieces) {
    if (cut) break;
    sent += piece.length;
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
  }
  if (!/^connection: close/im.test(text)) await Promise.race([answered(() => text), closed]);
  else await closed;
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, sent };
}

/** A client that goes away in the middle; resolves when the server has noticed. */
export async function sendPartly(port: number, head: readonly string[], piece: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${[...head, 'Host: 127.0.0.1'].join('\r\n')}\r\n\r\n`);
  socket.end(piece);
  socket.resume();
  await once(socket, 'close');
}

async function answered(text: () => string): Promise<void> {
  while (!text().includes('\r\n\r\n')) await new Promise((done) => setTimeout(done, 5));
}
