import { randomUUID } from 'node:crypto';
import { callSite, type CallSite } from '../../proof/call-site';
import { personByLogin } from '../../store/registry/people';

const PHONE = '+79162043418';
const TOLD = '8\u00a0916\u00a0204-34-18';

let site: CallSite;
beforeAll(async () => {
  site = await callSite();
}, 60_000);
afterAll(() => site.close());

const ring = async (seconds: number, phone = PHONE): Promise<{ id: string; call: string }> => {
  const call = randomUUID();
  const { body } = await site.tell({ call, phone, at: site.ago(seconds) });
  return { id: body.id, call };
};
const hangUp = (call: string, seconds: number) => site.tell({ call, kind: 'missed', at: site.ago(seconds) });
const asked = async (path: string) => (await (await site.as('dispatcher')).get(path).accept('json')).body;

describe('the calls of a desk', () => {
  it('stand on the page with their phone, what is to be done and until when', async () => {
    const [waits, missed, over] = [await ring(70), await ring(200), await ring(700)];
    await hangUp(missed.call, 190);
    await hangUp(over.call, 600);
    const text = await site.textOf('dispatcher', '/calls');
    expect(text).toContain(TOLD.replaceAll('\u00a0', ' '));
    expect(text).toMatch(/ждёт 1:1\d, ответить до 5:00/);
    expect(text).toMatch(/пропущен 3:2\d, перезвонить до 10:00/);
    expect(text).toMatch(/просрочен на 1:4\d, надо перезвонить/);
    const { atDesk } = await asked('/calls');
    expect(atDesk.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([waits.id, missed.id, over.id]));
  });

  it('count as late at once when nobody has touched them', async () => {
    const before = (await asked('/calls')).figures;
    const { call } = await ring(1_200);
    await hangUp(call, 1_190);
    const after = (await asked('/calls')).figures;
    expect([after.late - before.late, after.settleDue - before.settleDue]).toEqual([1, 1]);
  });

  it('are taken by one dispatcher: the second is told who has it', async () => {
    const { id } = await ring(42);
    const dispatcher = await site.as('dispatcher');
    const taken = await dispatcher.send(`/calls/${id}/take`, {});
    expect(taken.status).toBe(303);
    const second = await (await site.as('head')).send(`/calls/${id}/take`, {});
    expect([second.status, /Этим звонком уже занимается/.test(second.text)]).toEqual([409, true]);
    expect((await dispatcher.send(`/calls/${id}/take`, {})).status).toBe(303);
    const { state, answerMs, answerer } = await asked(`/calls/${id}`);
    expect([state, Math.floor(answerMs / 1_000)]).toEqual(['talking', 42]);
    expect(answerer).toBeTruthy();
    expect(await site.textOf('dispatcher', `/calls/${id}`)).toMatch(/ответили за 0:42/);
  });

  it('are marked called back in time or late, and reviewed when a message was left', async () => {
    const dispatcher = await site.as('dispatcher');
    const [soon, late, message] = [await ring(120), await ring(900), await ring(120)];
    for (const { call } of [soon, late, message]) await hangUp(call, 100);
    await site.tell({ call: message.call, kind: 'message', at: site.ago(99), url: 'https://exchange.example/1' });
    const marked = async (id: string, step: string) => {
      expect((await dispatcher.send(`/calls/${id}/${step}`, {})).status).toBe(303);
      return (await asked(`/calls/${id}`)).state;
    };
    expect(await marked(soon.id, 'call-back')).toBe('called-back');
    expect(await marked(late.id, 'call-back')).toBe('settled-late');
    expect(await marked(message.id, 'review')).toBe('reviewed');
    expect((await dispatcher.send(`/calls/${soon.id}/review`, {})).status).toBe(409);
    expect((await dispatcher.send(`/calls/${soon.id}/take`, {})).status).toBe(409);
  });

  it('say why a term ends when it does, with the norm', async () => {
    const { id } = await ring(30);
    const text = await site.textOf('dispatcher', `/calls/${id}`);
    expect(text).toContain('ПП РФ 416, п. 13');
    expect(text).toContain('Часы и минуты считаем подряд');
  });

  it('are found by the end of the number, and a file of them carries no number away', async () => {
    const { id } = await ring(20, '+79031112233');
    const found = await asked('/calls?phone=111-22-33');
    expect(found.calls.map((one: { id: string }) => one.id)).toEqual([id]);
    const { text } = await (await site.as('dispatcher')).get('/calls?as=csv');
    expect(text).toContain('Нарушен срок');
    expect(text).not.toMatch(/1112233|111-22-33|\+7\d{10}/);
    expect((await (await site.as('dispatcher')).get('/calls?phone=12').accept('json')).status).toBe(422);
  });

  it('belong to the desk that answers: others see neither page nor call', async () => {
    const { id } = await ring(10);
    const statusOf = async (login: string, path: string) => (await (await site.as(login)).get(path)).status;
    expect(await statusOf('owner', `/calls/${id}`)).toBe(404);
    expect(await statusOf('owner', '/calls')).toBe(403);
    expect(await statusOf('inspector', '/calls')).toBe(403);
    expect(await statusOf('dispatcher', `/calls/${id}`)).toBe(200);
    expect(await statusOf('dispatcher', `/calls/${randomUUID()}`)).toBe(404);
  });

  it('page by page are all there', async () => {
    for (let count = 0; count < 35; count += 1) await ring(2 + count);
    const first = await asked('/calls');
    const second = await asked(`/calls?after=${first.after}`);
    const ids = [...first.calls, ...second.calls].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(first.count);
  });

  it('ring in training at the press of a button, through the same signature', async () => {
    const before = (await asked('/calls')).count;
    expect((await (await site.as('dispatcher')).send('/calls/ring', {})).status).toBe(303);
    const after = await asked('/calls');
    expect(after.count).toBe(before + 1);
    expect(after.calls[0].phone).toMatch(/^\+7/);
  });
});

describe('the keys of an exchange', () => {
  it('are made by the head of the organisation, shown once, and revoked for good', async () => {
    const head = await site.as('head');
    const made = await head.send('/calls/exchange', { organisation: site.organisationId });
    expect(made.status).toBe(201);
    const [, id = ''] = /Имя: <code>([\da-f-]{36})/.exec(made.text) ?? [];
    const [, secret = ''] = /Секрет: <code>([\w-]{43})/.exec(made.text) ?? [];
    await site.tell({}, { key: { id, secret } }).expect(200);
    expect((await head.get('/calls/exchange')).text).not.toContain(secret);
    expect((await head.send(`/calls/exchange/${id}/revoke`, {})).status).toBe(303);
    await site.tell({}, { key: { id, secret } }).expect(401);
  });

  it('are nobody else’s: not a dispatcher’s, not another head’s', async () => {
    expect((await (await site.as('dispatcher')).get('/calls/exchange')).status).toBe(403);
    const person = (await personByLogin(site.db, 'head'))?.id ?? '';
    const { organisation_id: own } = await site.db('staff').where({ person_id: person, role: 'head' }).first();
    const other = await site.db('organisation').where({ kind: 'manager' }).whereNot({ id: own }).first('id');
    const sent = await (await site.as('head')).send('/calls/exchange', { organisation: other.id });
    expect([sent.status, /Вы не руководите/.test(sent.text)]).toEqual([422, true]);
  });
});
