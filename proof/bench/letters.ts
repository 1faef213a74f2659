import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { mailGateway } from '../../activities/gateways/mail';
import { startLanes } from '../../activities/letters';
import { MailServer } from '../../bin/post/mail-server';
import { openDatabase } from '../../store/sql/database';
import { testDatabase } from '../database';
import { writeMany } from '../letters';
import { openSample } from '../samplecase';
import setUp from '../setup';
import tearDown from '../teardown';
import { machine, measure, print } from './measure';
import { failedLetters } from '../letter-states';

const LETTERS = Number(process.argv[2] ?? 10_000);
const FROM = 'Домовой <noreply@localhost>';
/** As many connections as the mail gateway keeps. */
const CONNECTIONS = 4;
const MINUTE_MS = 60_000;

/** A mail server in its own process: it accepts every mail and counts them. */
async function serve(): Promise<void> {
  let taken = 0;
  const server = new MailServer(() => void (taken += 1));
  process.on('message', () => process.send?.(taken));
  process.send?.(await server.listen(0));
  await once(process, 'disconnect');
}

const answer = async (sink: ChildProcess): Promise<number> => (await once(sink, 'message'))[0] as number;

/** The same mails sent with the bare library: what the server and the machine can do. */
async function bare(port: number): Promise<number> {
  const transport = createTransport({ url: `smtp://127.0.0.1:${port}`, pool: true, maxConnections: CONNECTIONS });
  const mail = {
    from: FROM,
    to: 'petr@example.test',
    subject: 'Обращение',
    text: 'а'.repeat(600),
    html: 'а'.repeat(2_000),
  };
  const { perSecond } = await measure(async () => void (await transport.sendMail(mail)), LETTERS, CONNECTIONS);
  transport.close();
  return perSecond;
}

/** One lane, one worker: from the rows of a mass mailing to mails accepted and recorded. */
async function lane(port: number): Promise<{ perSecond: number; failed: number }> {
  const database = await testDatabase();
  const db = openDatabase(database.url, 'bench');
  const owner = openDatabase(database.ownerUrl, 'bench owner', 2);
  const at = new Date(Date.now() - MINUTE_MS);
  const caseId = await openSample(db, at);
  await writeMany(owner, { channel: 'email', count: LETTERS, caseId, at });
  const mail = mailGateway(db, { url: `smtp://127.0.0.1:${port}`, from: FROM, publicUrl: 'http://localhost:8080' });
  const began = performance.now();
  const lanes = await startLanes(db, database.url, { email: mail, sms: mail, push: mail }, console.error);
  while (await db('delivery').whereNull('sent_at').whereNull('failed_at').first('id')) await wait(50);
  const perSecond = (LETTERS / (performance.now() - began)) * 1_000;
  const { counts } = await failedLetters(db, 1);
  await lanes.stop();
  await Promise.all([mail.close(), db.destroy(), owner.destroy()]);
  await database.drop();
  return { perSecond, failed: counts.reduce((sum, { count }) => sum + count, 0) };
}

async function main(): Promise<void> {
  if (process.argv[2] === 'sink') return serve();
  await setUp();
  const sink = fork(__filename, ['sink'], { execArgv: process.execArgv });
  const port = await answer(sink);
  const without = await bare(port);
  sink.send('how many');
  const before = await answer(sink);
  const ours = await lane(port);
  sink.send('how many');
  const arrived = (await answer(sink)) - before;
  console.log(machine());
  print(
    ['letters by SMTP', 'a second', 'of bare', 'arrived', 'failed'],
    [
      ['bare nodemailer', without.toFixed(0), '', String(before), ''],
      [
        'one lane',
        ours.perSecond.toFixed(0),
        (ours.perSecond / without).toFixed(2),
        String(arrived),
        String(ours.failed),
      ],
    ],
  );
  sink.kill();
  await tearDown();
  if (arrived !== LETTERS || ours.failed > 0) process.exitCode = 1;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
