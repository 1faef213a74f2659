import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export interface TakenMail {
  from: string;
  to: string[];
  raw: Buffer;
}

/** Faults of the server, for tests: see where each name is used. */
export type MailFault = 'refuse' | 'silent' | '421' | '451' | '550' | 'drop';

const SIZE_MOST = 10_000_000;

class Reply extends Error {
  constructor(
    readonly responseCode: number,
    say: string,
  ) {
    super(say);
  }
}

/** A real SMTP server that accepts every mail and sends none on. */
export class MailServer {
  fault: MailFault | null = null;
  private readonly smtp: SMTPServer;
  private readonly sockets = new Map<number | undefined, Socket>();

  constructor(private readonly keep: (mail: TakenMail) => void | Promise<void>) {
    this.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      size: SIZE_MOST,
      logger: false,
      disableReverseLookup: true,
      onConnect: (_, answer) => {
        if (this.fault === '421') answer(new Reply(421, 'Come back later'));
        else if (this.fault !== 'silent') answer();
      },
      onRcptTo: (_, __, answer) => {
        const refused = this.fault === '451' || this.fault === '550';
        answer(refused ? new Reply(Number(this.fault), 'Not this one') : undefined);
      },
      // When a sender dies in the middle of a mail, only that mail is lost.
      onData: (stream, session, answer) => void this.take(stream, session, answer).catch(answer),
    });
    this.smtp.on('error', () => undefined);
  }

  async listen(port: number, host = '127.0.0.1'): Promise<number> {
    const server = await new Promise<ReturnType<SMTPServer['listen']>>((done, fail) => {
      this.smtp.once('error', fail);
      const opened = this.smtp.listen(port, host, () => done(opened));
    });
    server.prependListener('connection', (socket: Socket) => {
      if (this.fault === 'refuse') socket.destroy();
      this.sockets.set(socket.remotePort, socket);
      socket.once('close', () => this.sockets.delete(socket.remotePort));
    });
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    await new Promise<void>((done) => this.smtp.close(() => done()));
  }

  private async take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    answer: (error?: Error | null, say?: string) => void,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (stream.sizeExceeded) return answer(new Reply(552, 'Too large'));
    const { mailFrom, rcptTo } = session.envelope;
    await this.keep({
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      raw: Buffer.concat(chunks),
    });
    // The mail is accepted and the sender cannot know it.
    if (this.fault === 'drop') this.sockets.get(session.remotePort)?.destroy();
    else answer(null, 'Taken');
  }
}
