import { createECDH, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Box } from '../../../bin/post/box';
import { PushServer, type PushFault, type TakenPush } from '../../../bin/post/push-server';
import { hostsOf, LOCAL_PUSH } from '../../../store/letters/push-services';
import { useTestDatabase } from '../../../proof/database';
import { sendNow } from '../../../proof/letters';
import { claimsOf, pushBrowser, type PushBrowser } from '../../../proof/push-browser';
import { addPerson } from '../../../proof/site';
import { writeLetters } from '../../../store/letters/deliveries';
import { browsersOf, forget, subscribe } from '../../../store/letters/push';
import type { Gateways } from '../../letters/gateway';
import { encrypt } from './encrypt';
import { pushGateway, type PushSettings } from './gateway';
import { serverKey } from './vapid';

const key = serverKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }).d ?? '');
const AT = new Date('2026-12-09T10:00:00Z');

let db: Knex;
let service: PushServer;
let settings: PushSettings;
let taken: TakenPush[];
const silent = { send: async () => ({}) };

useTestDatabase((opened) => ({ db } = opened));
beforeEach(async () => {
  taken = [];
  service = new PushServer((push) => taken.push(push));
  settings = {
    key,
    subject: 'mailto:noreply@example.ru',
    publicUrl: 'https://domovoy.example.ru',
    hosts: hostsOf(),
    localPort: await service.listen(0),
    patienceMs: 400,
  };
});
afterEach(() => service.close());

const switchOn = (personId: string, browser: PushBrowser, more: object = {}): Promise<string> =>
  subscribe(db, { id: randomUUID(), personId, serverKey: key.publicKey, agent: 'test', ...browser, ...more });

/** A person with one browser and an urgent letter that waits for it. */
async function waiting(letter = 'appeal-late-applicant', more: object = {}) {
  const [personId, caseId, browser] = [await addPerson(db, 'Канарейкина'), randomUUID(), pushBrowser()];
  await db('case_file').insert({
    id: caseId,
    area: 'appeal',
    number: `ОБР-2026-${caseId.slice(0, 8)}`,
    zone: 'Europe/Moscow',
    phase: 'received',
    opened_at: AT,
    law_date: '2026-12-09',
  });
  await switchOn(personId, browser, more);
  await write(caseId, personId, letter);
  return { personId, caseId, browser };
}

const write = (caseId: string, personId: string, letter: string, urgent = true): Promise<void> =>
  writeLetters(db, caseId, [{ key: `${caseId}:${letter}`, letter, personId, facts: {}, urgent, atNight: true }], AT);
const ways = (): Gateways => ({ email: silent, sms: silent, push: pushGateway(db, settings) });
const send = (caseId: string): Promise<void> => sendNow(db, ways(), caseId);
const rowsOf = (caseId: string) => db('delivery').where({ case_id: caseId, channel: 'push' }).orderBy('id');
const rowOf = async (caseId: string) => (await rowsOf(caseId))[0];

describe('the encryption', () => {
  it('is that of RFC 8291, section 5, byte for byte', () => {
    const sender = createECDH('prime256v1');
    sender.setPrivateKey('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url');
    const browser = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    const salt = Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url');
    const text = 'When I grow up, I want to be a watermelon';
    expect(encrypt(text, browser, { salt, sender }).toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_' +
        'yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });
});

describe('a notification', () => {
  it('is read by its browser and nobody else, and leads to the message of the cabinet', async () => {
    const { caseId, browser } = await waiting();
    await send(caseId);
    const [push] = taken;
    if (!push) throw new Error('nothing came');
    const beside = await db('delivery').where({ case_id: caseId, channel: 'cabinet' }).first();
    expect(browser.open(push)).toEqual({
      body: `На обращение ОБР-2026-${caseId.slice(0, 8)} не ответили в срок. Вы можете пожаловаться.`,
      link: `/messages/${beside.id}`,
      tag: beside.id,
    });
    expect(() => pushBrowser().open(push)).toThrow();
    expect(push).toMatchObject({ to: browser.name, at: AT.toISOString() });
    expect(push.headers).toMatchObject({ ttl: '604800', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(await rowOf(caseId)).toMatchObject({
      attempts: 1,
      problem: null,
      proof: { topic: push.topic, response: 201 },
      effective_at: null,
    });
  });

  it('is signed by us for this service and for less than a day', async () => {
    const { caseId } = await waiting();
    await send(caseId);
    const claims = claimsOf(taken[0]!, key.publicKey);
    expect(claims).toMatchObject({ aud: LOCAL_PUSH, sub: 'mailto:noreply@example.ru' });
    const left = (claims?.exp ?? 0) - Date.now() / 1_000;
    expect([left > 3_600, left < 86_400]).toEqual([true, true]);
    expect(claimsOf(taken[0]!, pushBrowser().p256dh)).toBeNull();
  });

  it('goes where a short message would go, to each browser of the person, and with no other letter', async () => {
    const { personId, caseId, browser } = await waiting();
    const second = pushBrowser();
    await switchOn(personId, second);
    await write(caseId, personId, 'appeal-late');
    await write(caseId, personId, 'appeal-registered', false);
    await send(caseId);
    const rows = await rowsOf(caseId);
    expect(rows.map(({ letter }) => letter).sort()).toEqual(['appeal-late', 'appeal-late', 'appeal-late-applicant']);
    expect(taken.map(({ to }) => to).sort()).toEqual([browser.name, browser.name, second.name].sort());
  });

  it.each<PushFault>([429, 500, 503, 403, 301, 'silent', 'refuse', 'drop'])(
    'survives «%s»: it waits, then leaves, and is shown once',
    async (fault) => {
      const { caseId } = await waiting();
      service.fault = fault;
      await send(caseId);
      const problem = typeof fault === 'number' ? 'push-not-taken' : 'push-not-reachable';
      expect(await rowOf(caseId)).toMatchObject({ sent_at: null, failed_at: null, problem });
      service.fault = null;
      await send(caseId);
      await send(caseId);
      expect(await rowOf(caseId)).toMatchObject({ attempts: 2, problem: null, sent_at: expect.any(Date) });
      expect(taken).toHaveLength(fault === 'drop' ? 2 : 1);
      const box = new Box(null);
      for (const push of taken) box.keepPush(push);
      expect(box.list({ kind: 'push' })).toHaveLength(1);
    },
  );

  it.each<PushFault>([404, 410])(
    'to a browser that is gone (%s) fails for ever, and the browser is removed',
    async (fault) => {
      const { personId, caseId } = await waiting();
      service.fault = fault;
      await send(caseId);
      expect(await rowOf(caseId)).toMatchObject({ problem: 'refused-by-the-other-side', push_subscription_id: null });
      expect((await rowOf(caseId)).failed_at).not.toBeNull();
      expect(await browsersOf(db, personId)).toEqual([]);
      await write(caseId, personId, 'appeal-late');
      expect(await rowsOf(caseId)).toHaveLength(1);
    },
  );

  it.each<PushFault>([400, 413])(
    'that the service will never take (%s) fails for ever, and the browser stays',
    async (fault) => {
      const { personId, caseId } = await waiting();
      service.fault = fault;
      await send(caseId);
      expect((await rowOf(caseId)).failed_at).not.toBeNull();
      expect(await browsersOf(db, personId)).toHaveLength(1);
    },
  );

  it.each([
    ['an address that was never allowed', { endpoint: 'https://169.254.169.254/latest/meta-data' }],
    ['a key that is no point', { p256dh: 'A'.repeat(87) }],
    ['a subscription made for another key of ours', { serverKey: pushBrowser().p256dh }],
  ])('does not go to %s', async (_, wrong) => {
    const { caseId } = await waiting('appeal-late', wrong);
    await send(caseId);
    expect(taken).toEqual([]);
    expect((await rowOf(caseId)).failed_at).not.toBeNull();
  });

  it('does not go to the local service where none is', async () => {
    const { caseId } = await waiting();
    settings = { ...settings, localPort: undefined };
    await send(caseId);
    expect((await rowOf(caseId)).failed_at).not.toBeNull();
  });

  it('to a browser switched off meanwhile fails for want of an address', async () => {
    const { personId, caseId } = await waiting();
    const [browser] = await browsersOf(db, personId);
    expect(await forget(db, await addPerson(db), browser?.id ?? '')).toBe(false);
    expect(await forget(db, personId, browser?.id ?? '')).toBe(true);
    await send(caseId);
    expect(await rowOf(caseId)).toMatchObject({ problem: 'no-address' });
    expect(taken).toEqual([]);
  });

  it('follows the browser to whoever switched it on last: the one before is not read by the next', async () => {
    const { personId, caseId, browser } = await waiting();
    const next = await addPerson(db, 'Следующий');
    await switchOn(next, browser);
    await send(caseId);
    expect(taken).toEqual([]);
    expect([await browsersOf(db, personId), await browsersOf(db, next)]).toEqual([[], [expect.anything()]]);
  });

  it('tells nobody’s address, key or name in what may be logged', async () => {
    const { caseId, browser } = await waiting();
    service.fault = 500;
    await send(caseId);
    const told = JSON.stringify(await rowOf(caseId));
    for (const secret of [browser.name, browser.auth, browser.p256dh, 'Канарейкина'])
      expect(told).not.toContain(secret);
  });
});
