import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { organisationId } from '../../bin/seed/region';
import { callSite, type CallSite } from '../../proof/call-site';
import { makeExchangeKey } from '../../store/access/exchange-keys';
import type { EventBody } from './exchange';

let site: CallSite;
beforeAll(async () => {
  site = await callSite();
}, 60_000);
afterAll(() => site.close());

const rowOf = async (call: string) =>
  site.db('call').where({ organisation_id: site.organisationId, exchange_call: call }).first();
const codeOf = async (sent: request.Test): Promise<[number, string]> => {
  const { status, body } = await sent;
  return [status, body.code];
};
const WRONG: [number, string] = [401, 'signature-wrong'];

describe('the door of a telephone exchange', () => {
  it('takes a signed event and makes the call of it', async () => {
    const call = randomUUID();
    const { status, body } = await site.tell({ call, phone: '8 (916) 204-34-18', at: site.ago(3) });
    expect([status, body.repeated]).toEqual([200, false]);
    expect(await rowOf(call)).toMatchObject({ id: body.id, phone: '+79162043418', answered_at: null });
  });

  it('takes a number that is hidden or said in words as none', async () => {
    const call = randomUUID();
    await site.tell({ call, phone: 'anonymous' }).expect(200);
    expect((await rowOf(call)).phone).toBeNull();
  });

  it('answers forged, foreign, revoked and unknown alike, and keeps nothing of them', async () => {
    const call = randomUUID();
    const before = await site.db('call_event').count();
    const gone = { id: randomUUID(), secret: 'x' };
    const forged = { id: site.key.id, secret: 'another secret' };
    expect(await codeOf(site.tell({ call }, { key: forged }))).toEqual(WRONG);
    expect(await codeOf(site.tell({ call }, { key: gone }))).toEqual(WRONG);
    expect(await codeOf(site.tell({ call }, { body: JSON.stringify({ call, kind: 'answered' }) }))).toEqual(WRONG);
    expect(await codeOf(request(site.app).post('/calls/events').send({ call }))).toEqual(WRONG);
    const bare = request(site.app).post('/calls/events').set('X-Exchange-Key', site.key.id).type('form').send({ call });
    expect(await codeOf(bare)).toEqual(WRONG);
    const dead = await newKey();
    await site.tell({}, { key: dead }).expect(200);
    await site.db('exchange_key').where({ id: dead.id }).update({ revoked_at: new Date() });
    expect(await codeOf(site.tell({ call }, { key: dead }))).toEqual(WRONG);
    expect(await rowOf(call)).toBeUndefined();
    expect(Number((await site.db('call_event').count())[0]?.['count'])).toBe(Number(before[0]?.['count']) + 1);
  });

  it('refuses what was signed too long ago or by a clock that is fast', async () => {
    const at = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);
    expect(await codeOf(site.tell({}, { sentAt: at(-310) }))).toEqual([401, 'signature-old']);
    expect(await codeOf(site.tell({}, { sentAt: at(310) }))).toEqual([401, 'signature-old']);
    await site.tell({}, { sentAt: at(-290) }).expect(200);
  });

  it('refuses an event of the future, an unknown kind, a field too many', async () => {
    expect(await codeOf(site.tell({ at: site.ago(-3_600) }))).toEqual([422, 'fields-wrong']);
    expect(await codeOf(site.tell({ kind: 'sung' as EventBody['kind'] }))).toEqual([422, 'fields-wrong']);
    expect(await codeOf(site.tell({ organisation: 'x' } as Partial<EventBody>))).toEqual([422, 'fields-wrong']);
    expect(await codeOf(site.tell({ kind: 'recording', url: 'javascript:alert(1)' }))).toEqual([422, 'fields-wrong']);
  });

  it('hears a repeat once, also under a new signature, and refuses another event under the same name', async () => {
    const event = { event: randomUUID(), call: randomUUID(), kind: 'ringing' as const, at: site.ago(9) };
    const [first, second] = [await site.tell(event), await site.tell(event)];
    expect([first.body.repeated, second.body.repeated]).toEqual([false, true]);
    expect(await site.db('call_event').where({ exchange_event: event.event })).toHaveLength(1);
    expect(await codeOf(site.tell({ ...event, kind: 'answered' }))).toEqual([409, 'event-reused']);
  });

  it('makes the same row of events in any order, told twice and at once', async () => {
    const told: Partial<EventBody>[] = [
      { kind: 'ringing', at: site.ago(100), phone: '+79162043418' },
      { kind: 'answered', at: site.ago(58) },
      { kind: 'ended', at: site.ago(8) },
      { kind: 'recording', at: site.ago(7), url: 'https://exchange.example/7' },
    ];
    const made = async (order: readonly number[]) => {
      const call = randomUUID();
      const events = told.map((one) => ({ ...one, call, event: randomUUID() }));
      for (const index of order) await site.tell(events[index] ?? {}).expect(200);
      await Promise.all(events.map((one) => site.tell(one)));
      return { ...(await rowOf(call)), id: null, exchange_call: null };
    };
    const straight = await made([0, 1, 2, 3]);
    expect(straight.recording_until.getTime()).toBeGreaterThan(Date.now() + 3 * 364 * 86_400_000);
    expect(straight).toMatchObject({ phone: '+79162043418', recording_url: 'https://exchange.example/7' });
    expect(await made([3, 2, 1, 0])).toEqual(straight);
    expect(await made([2, 0, 3, 1])).toEqual(straight);
  });

  it('keeps the calls of two exchanges apart, whatever they call them', async () => {
    const other = await newKey('uyut');
    const call = randomUUID();
    const [one, two] = [await site.tell({ call }), await site.tell({ call }, { key: other })];
    expect(one.body.id).not.toBe(two.body.id);
  });

  it('takes ten thousand events, each once', async () => {
    const calls = Array.from({ length: 2_500 }, () => randomUUID());
    const kinds = ['ringing', 'answered', 'ended', 'ringing'] as const;
    const events = kinds.flatMap((kind, place) =>
      calls.map((call) => ({ call, kind, event: `${call} ${kind}`, at: site.ago(300 - place * 10) })),
    );
    let lost = 0;
    const queue = [...events];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let one = queue.pop(); one; one = queue.pop()) lost += (await site.tell(one)).status === 200 ? 0 : 1;
      }),
    );
    expect(lost).toBe(0);
    const rows = await site.db('call').whereIn('exchange_call', calls);
    expect(rows).toHaveLength(2_500);
    expect(rows.every(({ answered_at, ended_at }) => answered_at !== null && ended_at !== null)).toBe(true);
    expect(
      await site.db('call_event').whereIn(
        'call_id',
        rows.map(({ id }) => id),
      ),
    ).toHaveLength(7_500);
  }, 180_000);
});

async function newKey(organisation = 'dom') {
  const id = randomUUID();
  const { made_by: personId } = await site.db('exchange_key').where({ id: site.key.id }).first('made_by');
  return { id, secret: await makeExchangeKey(site.db, { id, organisationId: organisationId(organisation), personId }) };
}
