import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Box, type Taken } from '../../bin/post/box';
import { MailServer, type MailFault } from '../../bin/post/mail-server';
import { SmsServer } from '../../bin/post/sms-server';
import { useTestDatabase } from '../../proof/database';
import { sendNow } from '../../proof/letters';
import { messageId, type Channel } from '../../store/letters/deliveries';
import { addReceipt } from '../../store/letters/letters';
import { gateways } from '.';
import { mailGateway, type OpenGateway } from './mail';
import { mustEncrypt, refuseOutside } from './outside';
import { serverKey } from './push/vapid';
import { smsGateway } from './sms';

const EMAIL = 'canary-7f3a@example.ru';
const PHONE = '+79005550199';
const publicUrl = 'https://domovoy.example.ru';

let db: Knex;
let box: Box;
let mail: MailServer;
let sms: SmsServer;
let ways: { email: OpenGateway; sms: OpenGateway };

useTestDatabase((opened) => ({ db } = opened));

beforeEach(async () => {
  box = new Box(null);
  mail = new MailServer((taken) => box.keepMail(taken));
  sms = new SmsServer({ name: 'domovoy', password: 'secret' }, (taken) => box.keepSms(taken));
  const [mailPort, smsPort] = await Promise.all([mail.listen(0), sms.listen(0)]);
  ways = {
    email: mailGateway(db, {
      url: `smtp://127.0.0.1:${mailPort}`,
      from: 'Домовой <noreply@localhost>',
      publicUrl,
      patienceMs: 400,
    }),
    sms: smsGateway(db, { url: `smpp://domovoy:secret@127.0.0.1:${smsPort}`, publicUrl, patienceMs: 400, gapMs: 1 }),
  };
});
afterEach(async () => {
  await Promise.all([ways.email.close(), ways.sms.close()]);
  await Promise.all([mail.close(), sms.close()]);
});

/** A case with one letter waiting for one person; called again, it adds a letter to the same case. */
async function waiting(
  channel: Channel,
  letter = 'appeal-registered',
  address = channel === 'sms' ? PHONE : EMAIL,
  known?: string,
) {
  const [personId, caseId, id] = [randomUUID(), known ?? randomUUID(), randomUUID()];
  const at = new Date('2026-12-09T10:00:00Z');
  await db('person').insert({
    id: personId,
    family_name: 'Канарейкина',
    given_name: 'Аполлинария',
    patronymic: 'Львовна',
  });
  const contact = {
    id: randomUUID(),
    person_id: personId,
    channel: channel === 'sms' ? 'phone' : 'email',
    value: address,
  };
  await db('contact').insert({ ...contact, confirmed_at: at });
  const file = {
    id: caseId,
    area: 'appeal',
    number: `ОБР-2026-${caseId.slice(0, 8)}`,
    zone: 'Europe/Moscow',
    phase: 'received',
    opened_at: at,
    law_date: '2026-12-09',
  };
  if (!known) await db('case_file').insert(file);
  const common = { case_id: caseId, person_id: personId, letter, facts: '{}', created_at: at, next_at: at };
  // Works at any hour of the day.
  await db('delivery').insert({ ...common, id, key: randomUUID(), channel, at_night: true });
  return { caseId, id };
}

const rowOf = (id: string) => db('delivery').where({ id }).first();
const push = { send: async () => ({}) };
const send = (caseId: string): Promise<void> => sendNow(db, { ...ways, push }, caseId);
const taken = (): Taken[] => box.list({});

describe('a letter by mail', () => {
  it('arrives with a Russian subject, text, HTML and the delivery’s own Message-ID', async () => {
    const { caseId, id } = await waiting('email');
    await send(caseId);
    const [letter] = taken();
    expect(letter).toMatchObject({ to: [EMAIL], messageId: messageId(id), at: '2026-12-09T10:00:00.000Z' });
    expect(letter?.subject).toMatch(/^Обращение ОБР-2026-.{8} зарегистрировано$/);
    expect(letter?.text).toContain('Здравствуйте, Аполлинария Львовна!');
    expect(letter?.html).toContain('Здравствуйте, Аполлинария Львовна!');
    expect(await rowOf(id)).toMatchObject({
      attempts: 1,
      problem: null,
      proof: { messageId: messageId(id), response: 250 },
    });
  });

  it.each<MailFault>(['refuse', 'silent', '421', '451', 'drop'])(
    'survives «%s»: it waits, then leaves',
    async (fault) => {
      const { caseId, id } = await waiting('email');
      mail.fault = fault;
      await send(caseId);
      const problem = fault === '451' ? 'email-not-taken' : 'email-not-reachable';
      expect(await rowOf(id)).toMatchObject({ sent_at: null, failed_at: null, attempts: 1, problem });
      mail.fault = null;
      await send(caseId);
      expect((await rowOf(id)).sent_at).not.toBeNull();
      // Only the drop after DATA is ambiguous, and then the second copy is the same message.
      expect(new Set(taken().map((one) => one.messageId))).toEqual(new Set([messageId(id)]));
      expect(taken()).toHaveLength(fault === 'drop' ? 2 : 1);
    },
  );

  it('fails for ever, and visibly, when the mailbox does not exist', async () => {
    const { caseId, id } = await waiting('email');
    mail.fault = '550';
    await send(caseId);
    expect(await rowOf(id)).toMatchObject({ sent_at: null, attempts: 1, problem: 'refused-by-the-other-side' });
    expect((await rowOf(id)).failed_at).not.toBeNull();
  });

  it.each(['a@example.ru\r\nBcc: all@example.ru', 'a@example.ru, b@example.ru', 'Имя <a@example.ru>', 'no-address'])(
    'does not go to «%s»',
    async (address) => {
      const { caseId, id } = await waiting('email', 'appeal-registered', address);
      await send(caseId);
      expect(taken()).toEqual([]);
      expect((await rowOf(id)).failed_at).not.toBeNull();
    },
  );

  it('does not let one that fails hold up the others', async () => {
    const first = await waiting('email', 'no-such-letter');
    const second = await waiting('email', undefined, undefined, first.caseId);
    await send(first.caseId);
    expect(await rowOf(first.id)).toMatchObject({ sent_at: null, failed_at: null, problem: 'email-not-taken' });
    expect((await rowOf(second.id)).sent_at).not.toBeNull();
  });

  it('loses none of many, and doubles only what it could not know about', async () => {
    const first = await waiting('email');
    for (let more = 1; more < 20; more++) await waiting('email', undefined, undefined, first.caseId);
    for (const fault of ['refuse', '421', '451', 'drop', null] as const) {
      mail.fault = fault;
      await send(first.caseId);
    }
    const rows = await db('delivery').where({ case_id: first.caseId }).select('id', 'sent_at');
    expect(rows.every((row) => row.sent_at !== null)).toBe(true);
    expect(new Set(taken().map((one) => one.messageId))).toEqual(new Set(rows.map(({ id }) => messageId(id))));
    // After four hang-ups in a row the server gets only the messages already in progress.
    expect(taken().length).toBeLessThanOrEqual(20 + 4 + 3);
  });

  it('tells nobody’s name or address in what may be logged', async () => {
    const { caseId, id } = await waiting('email');
    mail.fault = '451';
    await send(caseId);
    const told = JSON.stringify([await rowOf(id)]);
    expect(told).not.toMatch(/canary|Канарейкина|Аполлинария|79005550199/);
  });
});

describe('a letter by SMS', () => {
  it('arrives whole, however many parts it took, and its receipts become its proof', async () => {
    const { caseId, id } = await waiting('sms', 'appeal-forwarded');
    await send(caseId);
    const [message] = taken();
    expect(message).toMatchObject({ kind: 'sms', to: [PHONE] });
    expect(message?.text).toContain(`Номер нового обращения пришлём отдельно. ${publicUrl}/appeals/${caseId}`);
    const row = await told(id);
    expect(row.proof.parts.length).toBeGreaterThan(1);
    expect(Object.keys(row.proof.receipts).sort()).toEqual([...row.proof.parts].sort());
    expect(row.effective_at).not.toBeNull();
  });

  it('keeps every receipt when all parts are told of at once', async () => {
    const { id } = await waiting('sms');
    const parts = Array.from({ length: 4 }, () => randomUUID());
    await db('delivery')
      .where({ id })
      .update({ proof: JSON.stringify({ parts }) });
    const held = await db.transaction();
    await held('delivery').where({ id }).forUpdate().first('id');
    const told = parts.map((part) => addReceipt(db, part, 'DELIVRD'));
    await pause(200);
    await held.commit();
    await Promise.all(told);
    const { proof, effective_at: effective } = await rowOf(id);
    expect(Object.keys(proof.receipts).sort()).toEqual([...parts].sort());
    expect(effective).not.toBeNull();
  });

  it('fails visibly when the phone never got it', async () => {
    const { caseId, id } = await waiting('sms');
    sms.fault = 'undelivered';
    await send(caseId);
    expect(await told(id)).toMatchObject({ problem: 'not-delivered', effective_at: null });
  });

  it('slows down when asked to, and leaves', async () => {
    const { caseId, id } = await waiting('sms');
    Object.assign(sms, { fault: 'throttle', faults: 1 });
    await send(caseId);
    expect((await rowOf(id)).sent_at).not.toBeNull();
  });

  it.each(['refuse', 'silent', 'broken'] as const)('survives «%s»: it waits, then leaves', async (fault) => {
    const { caseId, id } = await waiting('sms', 'appeal-closed');
    sms.fault = fault;
    await send(caseId);
    expect(await rowOf(id)).toMatchObject({ sent_at: null, failed_at: null, attempts: 1 });
    sms.fault = null;
    await send(caseId);
    expect(await rowOf(id)).toMatchObject({ attempts: 2, problem: null });
  });

  it('binds again after the centre hung up', async () => {
    await send((await waiting('sms')).caseId);
    sms.hangUp();
    const { caseId, id } = await waiting('sms');
    for (let tries = 0; tries < 2; tries += 1) await send(caseId);
    expect((await rowOf(id)).sent_at).not.toBeNull();
  });

  it('fails for ever for a number that is none', async () => {
    const { caseId, id } = await waiting('sms');
    sms.fault = 'bad-number';
    await send(caseId);
    expect((await rowOf(id)).failed_at).not.toBeNull();
  });
});

/** The row once the SMS centre has reported on every part. */
async function told(id: string) {
  for (;;) {
    const row = await rowOf(id);
    if (Object.keys(row.proof?.receipts ?? {}).length === row.proof?.parts.length) return row;
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe('the ways out of the house', () => {
  it.each([
    'smtp://mail.example.ru',
    'smtp://10.0.0.5:25',
    'smtp://127.0.0.1.example.ru',
    'smtps://[2001:db8::1]',
    'smtp://127.0.0.1/?proxy=http://10.0.0.5',
  ])('stay shut towards %s in a training installation', (url) => {
    expect(() => refuseOutside('training', 'SMTP_URL', url)).toThrow('outside-in-training');
    expect(() => refuseOutside('live', 'SMTP_URL', url)).not.toThrow();
  });

  it.each(['smtp://127.0.0.1:2525', 'smtp://localhost:25', 'smpp://a:b@[::1]:2775'])('open towards %s', (url) => {
    expect(() => refuseOutside('training', 'SMPP_URL', url)).not.toThrow();
  });

  it('carry letters encrypted beyond this machine unless told otherwise', () => {
    const urls = ['smtp://mail.example.ru', 'smtp://mail:1025/?ignoreTLS=true', 'smtp://127.0.0.1:25'];
    expect(urls.map(mustEncrypt)).toEqual([true, false, false]);
  });

  it('do not open with two halves of different keys, or with a key that is none', async () => {
    const [one, other] = [serverKey('A'.repeat(42) + 'E'), serverKey('A'.repeat(42) + 'I')];
    const env = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'a@b.ru', PUSH_PRIVATE_KEY: 'A'.repeat(42) + 'E' };
    await expect(gateways({ ...env, PUSH_PUBLIC_KEY: other.publicKey }, db)).rejects.toThrow('push-keys-apart');
    await expect(gateways({ ...env, PUSH_PRIVATE_KEY: 'short' }, db)).rejects.toThrow('push-key-wrong');
    await (await gateways({ ...env, PUSH_PUBLIC_KEY: one.publicKey }, db)).close();
  });

  it('read from the database what this installation is', async () => {
    const env = { SMTP_URL: 'smtp://mail.example.ru', MAIL_FROM: 'Домовой <noreply@localhost>' };
    await expect(gateways(env, db)).rejects.toThrow('outside-in-training');
    await expect(gateways({ ...env, SMTP_URL: undefined }, db)).rejects.toThrow('environment-missing');
    await (await gateways({ ...env, SMTP_URL: 'smtp://127.0.0.1:9' }, db)).close();
  });
});
