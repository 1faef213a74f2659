import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import request from 'supertest';
import { callSite, type CallSite } from '../../proof/call-site';
import { demoHouse } from '../../proof/registry-site';

const DIGITS = '2043418';
const PHONE = `+7916${DIGITS}`;
const WORDS = 'КАНАРЕЙКА плохо ходит';

let site: CallSite;
const lines: string[] = [];
beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  site = await callSite({ log, metricsToken: 'token' });
}, 60_000);
afterAll(() => site.close());

/** Every value of every table but the one a phone or a note belongs in. */
async function elsewhere(): Promise<string> {
  const { rows } = await site.owner.raw<{ rows: { name: string }[] }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and relname not in ('call', 'contact', 'house_note')`,
  );
  const texts = await Promise.all(
    rows.map(async ({ name }) => {
      const found = await site.owner.raw<{ rows: { text: string }[] }>('select t::text as text from ?? t', [name]);
      return found.rows.map(({ text }) => text).join('\n');
    }),
  );
  return texts.join('\n');
}

it('a phone and the words of a note stand in their own tables and nowhere else: no log, figure, id or stored answer', async () => {
  const dispatcher = await site.as('dispatcher');
  const call = randomUUID();
  const { body } = await site.tell({ call, phone: PHONE, at: site.ago(20) });
  await dispatcher.send(`/calls/${body.id}/take`, {});
  await dispatcher.get(`/dispatch/find?q=${encodeURIComponent('8 916 204-34-18')}`).expect(200);
  await dispatcher.get('/calls?phone=204-34-18').expect(200);
  await dispatcher.send(`/houses/${demoHouse}/notes`, { kind: 'vulnerable', words: WORDS });
  await site.tell({ call: randomUUID(), phone: PHONE }, { key: { id: site.key.id, secret: 'forged' } }).expect(401);
  await site.tell({ call, phone: PHONE, kind: 'sung' as 'ringing' }).expect(422);
  expect((await site.db('call').where({ phone: PHONE })).length).toBe(1);
  const metrics = await request(site.app).get('/metrics').set('authorization', 'Bearer token');
  for (const text of [lines.join('\n'), metrics.text, await elsewhere()]) {
    expect(text).not.toContain(DIGITS);
    expect(text).not.toContain('204-34-18');
    expect(text).not.toContain('КАНАРЕЙКА');
  }
  expect(lines.length).toBeGreaterThan(5);
});
