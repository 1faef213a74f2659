import { once } from 'node:events';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { MailServer, type TakenMail } from './mail-server';

const DIALOGUE = ['EHLO sender', 'MAIL FROM:<a@dom.example>', 'RCPT TO:<b@dom.example>', 'DATA', 'Subject: half a let'];

describe('the mail server of a training region', () => {
  // An unhandled rejection would end the program; here it fails the file.
  it('outlives a sender that is killed in the middle of a mail', async () => {
    const taken: TakenMail[] = [];
    const server = new MailServer((mail) => void taken.push(mail));
    const port = await server.listen(0);
    const socket = connect(port, '127.0.0.1');
    for (const line of DIALOGUE) {
      await once(socket, 'data');
      socket.write(`${line}\r\n`);
    }
    socket.destroy();
    const transport = createTransport({ host: '127.0.0.1', port });
    await transport.sendMail({ from: 'a@dom.example', to: 'b@dom.example', text: 'Целое письмо' });
    transport.close();
    expect(taken).toHaveLength(1);
    await server.close();
  });
});
