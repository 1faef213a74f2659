import { randomUUID } from 'node:crypto';
import { testRegion, type Region } from '../../proof/region';
import { openSample, sampleDeciders } from '../../proof/samplecase';
import { addPerson } from '../../proof/site';
import { claimOrders } from '../../store/engine/claims';
import { sendCaseMessage } from '../../store/case/accept';
import { eventsOf } from '../../store/case/events';
import { openDatabase } from '../../store/sql/database';
import { orderExport } from '../../store/engine/outbox';
import type { EngineLink } from './connect';
import { startLoop } from './loop';
import { relay } from './relay';

const HISTORIES = 2_000;
const STRANGERS = 200;

/** The same engine, except that it does not answer about some workflows until released. */
function silentAbout(link: EngineLink, prefix: string): { link: EngineLink; letGo: () => void } {
  let letGo: () => void = () => undefined;
  const hung = new Promise<void>((free) => (letGo = free));
  const service = link.connection.workflowService;
  const workflowService = new Proxy(service, {
    get: (target, key: 'describeWorkflowExecution') =>
      key !== 'describeWorkflowExecution'
        ? target[key]
        : async (asked: { execution: { workflowId: string } }) => {
            if (asked.execution.workflowId.startsWith(prefix)) await hung;
            return target.describeWorkflowExecution(asked);
          },
  });
  const connection = Object.create(link.connection, { workflowService: { value: workflowService } });
  return { link: { ...link, connection }, letGo };
}

describe('the relay of orders', () => {
  let region: Region;
  let actorId: string;
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders } });
    actorId = await addPerson(region.owner);
    await region.stopLoop();
  });
  afterAll(() => region.stop());

  const kinds = async (id: string): Promise<string[]> => (await eventsOf(region.db, id)).map(({ kind }) => kind);
  const order = async (where: object): Promise<{ done_at: Date | null; attempts: number; parked_at: Date | null }> =>
    region.db('outbox').where(where).first('done_at', 'attempts', 'parked_at');
  const say = (caseId: string): Promise<void> =>
    region.db.transaction((trx) =>
      sendCaseMessage(trx, { area: 'appeal', caseId, key: randomUUID(), act: 'note', args: {} }),
    );
  const inAnHour = async (): Promise<Date> =>
    (await region.db.raw(`select clock_timestamp() + interval '1 hour' as at`)).rows[0].at;
  const hurry = () =>
    region
      .owner('outbox')
      .whereNull('done_at')
      .update({ next_at: new Date(0) });
  const heard = (id: string) => region.eventually(async () => (await kinds(id)).includes('noted'));

  it('keeps a word for a case whose start has not been carried out, and gives it to the case once it is', async () => {
    const id = await openSample(region.db, await region.now());
    await region
      .owner('outbox')
      .where({ case_id: id, kind: 'start' })
      .update({ next_at: await inAnHour() });
    await say(id);
    expect(await relay(region.db, region.link)).toBe(0);
    expect(await order({ kind: 'signal', case_id: id })).toMatchObject({ done_at: null, attempts: 0 });
    await hurry();
    await relay(region.db, region.link);
    expect((await order({ kind: 'signal', case_id: id })).done_at).not.toBeNull();
    await heard(id);
    expect((await kinds(id)).filter((kind) => kind === 'noted')).toHaveLength(1);
  });

  it('keeps a word for which there is nobody at all', async () => {
    await region.db('outbox').insert({ kind: 'signal', workflow_id: 'appeal:nobody', payload: '{}' });
    await relay(region.db, region.link);
    const lonely = { workflow_id: 'appeal:nobody' };
    expect(await order(lonely)).toMatchObject({ done_at: null, attempts: 1, parked_at: null });
    await region
      .owner('outbox')
      .where(lonely)
      .update({ done_at: new Date(0) });
  });

  it('keeps a word for a case whose execution the engine has lost', async () => {
    const id = await openSample(region.db, await region.now());
    await relay(region.db, region.link);
    await region.link.client.getHandle(`appeal:${id}`).terminate('lost');
    await say(id);
    await relay(region.db, region.link);
    expect(await order({ kind: 'signal', case_id: id })).toMatchObject({ done_at: null, attempts: 1 });
  });

  it('has done with a word for a case that is closed', async () => {
    const id = await openSample(region.db, await region.now());
    await region
      .owner('outbox')
      .where({ case_id: id })
      .update({ done_at: new Date(0) });
    await region.owner.raw('alter table case_file disable trigger user');
    await region
      .owner('case_file')
      .where({ id })
      .update({ closed_at: new Date(), outcome: 'answered', phase: 'closed' });
    await region.owner.raw('alter table case_file enable trigger user');
    await say(id);
    await relay(region.db, region.link);
    expect((await order({ kind: 'signal', case_id: id })).done_at).not.toBeNull();
  });

  it('looks at nobody but the case a word is for', async () => {
    const id = await openSample(region.db, await region.now());
    await relay(region.db, region.link);
    await region
      .owner('execution')
      .insert(
        Array.from({ length: STRANGERS }, (_, n) => ({
          workflow_id: `stranger:${n}`,
          type: 'appeal',
          input: '{}',
          offset_ms: 0,
          started_at: new Date(),
          wake_at: new Date(),
        })),
      );
    await say(id);
    let rows = 0;
    const db = openDatabase(region.url, 'counting');
    db.on('query-response', (answer: unknown) => void (rows += Array.isArray(answer) ? answer.length : 1));
    await relay(db, region.link);
    await db.destroy();
    await region.owner('execution').where('workflow_id', 'like', 'stranger:%').delete();
    await heard(id);
    expect(rows).toBeLessThan(20);
  });

  it('shares its orders with others like it: each is carried out by one of them', async () => {
    const before = Number((await region.db('execution').count('* as n').first())?.n);
    for (let n = 0; n < 24; n += 1) await openSample(region.db, await region.now());
    let starts = 0;
    const { client } = region.link;
    const counting = {
      ...region.link,
      client: Object.create(client, {
        start: { value: (...given: Parameters<typeof client.start>) => ((starts += 1), client.start(...given)) },
      }) as typeof client,
    };
    await Promise.all(Array.from({ length: 3 }, () => relay(region.db, counting)));
    expect(starts).toBe(24);
    expect(Number((await region.db('execution').count('* as n').first())?.n)).toBe(before + 24);
  });

  it('takes over what a relay held that was killed', async () => {
    const id = await openSample(region.db, await region.now());
    const { orders } = await claimOrders(region.db, 'cases', randomUUID(), 100);
    expect(orders.map(({ caseId }) => caseId)).toContain(id);
    expect(await relay(region.db, region.link)).toBe(0);
    await hurry();
    await relay(region.db, region.link);
    expect((await order({ kind: 'start', case_id: id })).done_at).not.toBeNull();
  });

  it('carries out what comes while a slow one is under way', async () => {
    const slow = await openSample(region.db, await region.now());
    await relay(region.db, region.link);
    const { link, letGo } = silentAbout(region.link, `appeal:${slow}`);
    await say(slow);
    const going = relay(region.db, link);
    await region.eventually(() => region.db('outbox').where({ case_id: slow }).whereNotNull('claimed_by').first());
    const quick = await openSample(region.db, await region.now());
    await region.eventually(async () => (await order({ kind: 'start', case_id: quick })).done_at);
    expect((await order({ kind: 'signal', case_id: slow })).done_at).toBeNull();
    letGo();
    await going;
    await heard(slow);
  });

  it('lets no flood of histories delay a case: it is born, hears its commands and words, and they all still wait', async () => {
    const { link, letGo } = silentAbout(region.link, 'gone:');
    await region.db.transaction(async (trx) => {
      for (let n = 0; n < HISTORIES; n += 1) await orderExport(trx, `gone:${n}`, null);
    });
    const open = async (): Promise<number> =>
      Number((await region.db('outbox').where({ kind: 'export' }).whereNull('done_at').count('* as n').first())?.n);
    const loop = await startLoop(region.db, link, region.url, () => undefined);
    const id = await openSample(region.db, await region.now());
    await region.eventually(async () => (await order({ kind: 'start', case_id: id })).done_at);
    await region.engine.command({ area: 'appeal', caseId: id, key: randomUUID(), name: 'answer', actorId, args: {} });
    expect(await kinds(id)).toContain('answered');
    expect(await open()).toBe(HISTORIES);
    letGo();
    await region.eventually(async () => (await open()) < HISTORIES);
    await loop.stop();
  });
});
