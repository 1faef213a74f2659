import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { MailServer } from '../../bin/post/mail-server';
import { openTestDatabase, type OpenTestDatabase } from '../../proof/database';
import { writeMany } from '../../proof/letters';
import { openDatabase } from '../../store/sql/database';
import { messageId } from '../../store/letters/deliveries';
import { mailGateway } from '../gateways/mail';
import type { Loop } from '../engine/loop';
import { Away, Undeliverable, type Gateway, type Gateways } from './gateway';
import { startLanes } from '.';
import { laneOf } from './lane';
import { lettersLate } from '../../proof/letter-states';

const MINUTE_MS = 60_000;
const PATIENCE_MS = 20_000;

let database: OpenTestDatabase;
let db: Knex;
let owner: Knex;
let running: Loop[];
beforeEach(async () => {
  database = await openTestDatabase();
  ({ db, owner } = database);
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((lanes) => lanes.stop()));
  await database.close();
});

const at = (): Date => new Date(Date.now() - MINUTE_MS);
const all = (gateway: Gateway): Gateways => ({ email: gateway, sms: gateway, push: gateway });
const start = async (gateway: Gateway): Promise<void> =>
  void running.push(await startLanes(db, database.url, all(gateway), () => undefined));
const open = async (): Promise<number> =>
  Number((await db('delivery').whereNull('sent_at').whereNull('failed_at').count('* as n').first())?.n);
async function comes(look: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await look())) {
    if (performance.now() > end) throw new Error('What was waited for did not come');
    await wait(10);
  }
}
/** Records the ids of the letters it accepted. */
function taker(before: (id: string) => Promise<void> | void = () => undefined) {
  const taken: string[] = [];
  const gateway: Gateway = {
    async send({ id }) {
      await before(id);
      taken.push(id);
      return { n: taken.length };
    },
  };
  return { taken, gateway };
}

describe('lanes of letters', () => {
  it('send each letter once, however many senders there are', async () => {
    const { taken, gateway } = taker(() => wait(1));
    await Promise.all([start(gateway), start(gateway), start(gateway)]);
    const ids = await writeMany(owner, { channel: 'email', count: 900, at: at() });
    await comes(async () => (await open()) === 0);
    expect([...taken].sort()).toEqual([...ids].sort());
    const rows = await db('delivery').select('attempts', 'claimed_by', 'claimed_until');
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ attempts: 1, claimed_by: null, claimed_until: null })]),
    );
  });

  it('send what is written while letters leave', async () => {
    const { taken, gateway } = taker(() => wait(2));
    await start(gateway);
    let written = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      written += (await writeMany(owner, { channel: 'email', count: 15, at: at() })).length;
      await wait(5);
    }
    await comes(async () => (await open()) === 0);
    expect(new Set(taken).size).toBe(written);
    expect(taken).toHaveLength(written);
  });

  it('take over what a dead sender had in hand', async () => {
    const ids = await writeMany(owner, { channel: 'email', count: 12, at: at() });
    const mortal = openDatabase(database.url, 'mortal', 2);
    const hangs: Gateway = { send: () => new Promise(() => undefined) };
    const death = new AbortController();
    const dying = laneOf({ db: mortal, channel: 'email', gateway: hangs, markMs: 0, ended: death.signal });
    void dying.turn().catch(() => undefined);
    await comes(async () => (await db('delivery').whereNotNull('claimed_by')).length === ids.length);
    await mortal.destroy();
    const { taken, gateway } = taker();
    await start(gateway);
    await wait(100);
    expect(taken).toEqual([]);
    await db('delivery').update({ claimed_until: new Date(0) });
    await comes(async () => (await open()) === 0);
    expect([...taken].sort()).toEqual([...ids].sort());
  });

  it('are held up by no letter that the other side never takes, nor by one without an address', async () => {
    const bad = new Set(await writeMany(owner, { channel: 'email', count: 150, at: at() }));
    const homeless = await writeMany(owner, { channel: 'email', count: 30, at: at(), address: null });
    const good = await writeMany(owner, { channel: 'email', count: 50, at: new Date(Date.now() - 1_000) });
    const { taken, gateway } = taker((id) => {
      if (bad.has(id)) throw new Undeliverable('never');
    });
    await start(gateway);
    await comes(async () => (await open()) === 0);
    expect([...taken].sort()).toEqual([...good].sort());
    const failed = await db('delivery').whereNotNull('failed_at').select('id', 'problem', 'attempts');
    expect(failed).toHaveLength(bad.size + homeless.length);
    expect(failed.every(({ attempts }) => attempts === 1)).toBe(true);
    expect(failed.filter(({ problem }) => problem === 'no-address')).toHaveLength(homeless.length);
  });

  it('go on past a letter of which the server dies each time', async () => {
    const [poison] = await writeMany(owner, { channel: 'email', count: 1, at: at() });
    const good = await writeMany(owner, { channel: 'email', count: 200, at: new Date(Date.now() - 1_000) });
    const { taken, gateway } = taker((id) => {
      if (id === poison) throw new Away('hung up');
    });
    await start(gateway);
    await comes(async () => (await open()) === 1);
    expect([...taken].sort()).toEqual([...good].sort());
  });

  it('rest as a whole while nobody answers: one letter asks, the others lose no try, another channel goes on', async () => {
    let away = true;
    const { taken, gateway } = taker(() => {
      if (away) throw new Away('nobody');
    });
    const sms = taker();
    running.push(
      await startLanes(db, database.url, { email: gateway, sms: sms.gateway, push: gateway }, () => undefined),
    );
    const ids = await writeMany(owner, { channel: 'email', count: 500, at: at() });
    const phones = await writeMany(owner, { channel: 'sms', count: 20, at: at(), atNight: true });
    await comes(async () =>
      (await lettersLate(db)).some(({ channel, downSince }) => channel === 'email' && downSince !== null),
    );
    await wait(1_500);
    const { tries } = await db('delivery')
      .where({ channel: 'email' })
      .sum('attempts as tries')
      .first<{ tries: string }>();
    expect(Number(tries)).toBeLessThan(20);
    expect([...sms.taken].sort()).toEqual([...phones].sort());
    away = false;
    await comes(async () => (await db('delivery').where({ channel: 'email', sent_at: null })).length === 0);
    expect(new Set(taken)).toEqual(new Set(ids));
    expect(await lettersLate(db)).toContainEqual({
      channel: 'email',
      due: 0,
      later: 0,
      oldestSeconds: 0,
      downSince: null,
      alive: true,
    });
  });

  it('reach a real mail server that comes back, each letter once', async () => {
    const arrived: string[] = [];
    const server = new MailServer(({ raw }) => void arrived.push(/message-id: (\S+)/i.exec(raw.toString())?.[1] ?? ''));
    const url = `smtp://127.0.0.1:${await server.listen(0)}`;
    const mail = mailGateway(db, { url, from: 'a@example.test', publicUrl: 'http://localhost', patienceMs: 500 });
    server.fault = 'refuse';
    await start(mail);
    const ids = await writeMany(owner, { channel: 'email', count: 30, at: at() });
    await comes(async () => (await lettersLate(db)).some(({ downSince }) => downSince !== null));
    server.fault = null;
    await comes(async () => (await open()) === 0);
    expect([...arrived].sort()).toEqual(ids.map(messageId).sort());
    await mail.close();
    await server.close();
  });
});
