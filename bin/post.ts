import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { need } from './environment';
import { Box } from './post/box';
import { MailServer } from './post/mail-server';
import { BoxServer } from './post/box-server';
import { SmsServer } from './post/sms-server';
import { runProgram } from './program';

/** Local servers of mail, SMS and push: they accept everything, send nothing on, and show it on a page. */
runProgram('post', async (env) => {
  mkdirSync(env.DATA_DIR, { recursive: true });
  const box = new Box(join(env.DATA_DIR, 'post.jsonl'));
  const server = new BoxServer(box);
  const open: { close(): Promise<void> }[] = [server];
  await server.listen(need(env, 'POST_PORT'));
  if (env.SMTP_URL) {
    const mail = new MailServer((taken) => box.keepMail(taken));
    open.push(mail);
    await mail.listen(Number(new URL(env.SMTP_URL).port));
  }
  if (env.SMPP_URL) {
    const { port, username, password } = new URL(env.SMPP_URL);
    const sign = { name: decodeURIComponent(username), password: decodeURIComponent(password) };
    const sms = new SmsServer(sign, (taken) => box.keepSms(taken));
    open.push(sms);
    await sms.listen(Number(port));
  }
  return {
    say: env.PUBLIC_URL ? `Почта учебного контура: ${env.PUBLIC_URL}/post` : undefined,
    stop: async () => {
      await Promise.all(open.map((server) => server.close()));
    },
  };
});
