import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { openSample, sampleDeciders, sampleOrder } from '../../proof/samplecase';
import { addPerson } from '../../proof/site';
import { acceptAct, acceptedAct, forgetOldActs, actOutcomeOf } from './accept';
import { eventsOf } from './events';
import { bringUpToDate } from './step';

describe('an act that was given', () => {
  let db: Knex;
  let owner: Knex;
  let actorId: string;
  useTestDatabase((opened) => ({ db, owner } = opened));
  beforeAll(async () => {
    actorId = await addPerson(db);
  });

  const order = (caseId: string, name = 'note', key?: string) => sampleOrder(caseId, name, actorId, key);
  type Order = ReturnType<typeof order>;
  const give = (given: Order): Promise<void> =>
    db.transaction((trx) => acceptAct(trx, given, { see: '/', say: 'Готово.' }));
  const carry = ({ caseId, key, name, area }: Order) =>
    bringUpToDate(
      db,
      { area, caseId, key, act: name, actorId, at: new Date(0).toISOString(), args: {} },
      (act) => sampleDeciders[act],
    );
  const opened = (): Promise<string> => openSample(db, new Date());

  it('is kept with its instant, and twice is once', async () => {
    const given = order(await opened());
    await give(given);
    const first = await acceptedAct(db, given.caseId, given.key);
    await give(given);
    expect(await acceptedAct(db, given.caseId, given.key)).toEqual(first);
    await carry(given);
    await carry(given);
    const [noted, ...more] = (await eventsOf(db, given.caseId)).filter(({ kind }) => kind === 'noted');
    expect([noted?.at, more]).toEqual([first?.receivedAt, []]);
    expect(await actOutcomeOf(db, given.caseId, given.key)).toEqual({ phase: 'registered', seq: 3 });
  });

  it('is refused at once where the phase forbids it, the case is closed or there is none', async () => {
    const id = await opened();
    await expect(give(order(id, 'rate'))).rejects.toMatchObject({ code: 'phase-forbids', status: 409 });
    await expect(give(order(randomUUID()))).rejects.toMatchObject({ code: 'case-unknown', status: 404 });
    await expect(give({ ...order(id), area: 'meeting' })).rejects.toMatchObject({ code: 'case-unknown' });
    expect(await db('accepted_act').where({ case_id: id })).toEqual([]);
  });

  it('refused by the case is free to be given once more, and is judged by the new instant', async () => {
    const id = await opened();
    const [first, second] = [order(id, 'answer'), order(id, 'answer')];
    await give(first);
    await give(second);
    await carry(first);
    await expect(carry(second)).rejects.toMatchObject({ code: 'phase-forbids' });
    expect(await actOutcomeOf(db, id, second.key)).toMatchObject({ refusal: { code: 'phase-forbids', status: 409 } });
    await expect(give(second)).rejects.toMatchObject({ code: 'phase-forbids' });
    await expect(carry(second)).rejects.toMatchObject({ code: 'phase-forbids' });
  });

  it('is settled: neither its instant nor its words move, and it is not thrown away before it is done', async () => {
    const given = order(await opened());
    await give(given);
    const row = () => owner('accepted_act').where({ key: given.key });
    await expect(row().update({ received_at: new Date(0) })).rejects.toThrow(/settled/);
    await expect(row().update({ args: '{"days": 30}' })).rejects.toThrow(/settled/);
    await expect(row().delete()).rejects.toThrow(/not done yet/);
  });

  it('is forgotten a month after it was done, one that is open never', async () => {
    const [done, open] = [order(await opened()), order(await opened())];
    await give(done);
    await give(open);
    await carry(done);
    await owner('installation').update({ offset_ms: owner.raw('offset_ms + 40 * 86400000::bigint') });
    expect(await forgetOldActs(db)).toBeGreaterThan(0);
    expect(await acceptedAct(db, done.caseId, done.key)).toBeNull();
    expect(await acceptedAct(db, open.caseId, open.key)).not.toBeNull();
  });
});
