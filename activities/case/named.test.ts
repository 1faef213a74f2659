import { randomUUID } from 'node:crypto';
import type { Context } from '@temporalio/activity';
import { testSite } from '../../proof/site';
import { namedByCase } from './named';

/** With the number a reader of the log can open the case's page. */
it('names the case of an activity that failed, and keeps what was wrong with it', async () => {
  const site = await testSite([]);
  const id = randomUUID();
  const file = { id, area: 'appeal', number: 'ОБР-2026-000001', zone: 'Europe/Moscow', phase: 'received' };
  await site.owner('case_file').insert({ ...file, opened_at: new Date(), law_date: '2026-11-01' });
  const execution = { workflow_id: `appeal:${id}`, case_id: id, type: 'appeal', input: '{}', offset_ms: 0 };
  await site.owner('execution').insert({ ...execution, started_at: new Date() });
  const named = namedByCase(site.db)({ info: { workflowExecution: { workflowId: `appeal:${id}` } } } as Context);
  const attributes = () => named.outbound?.getLogAttributes?.({ attempt: 1 }, (all) => all);
  const broken = new Error('broken');
  const run = named.inbound?.execute?.({ args: [], headers: {} }, () => Promise.reject(broken));
  await expect(run).rejects.toBe(broken);
  expect(attributes()).toEqual({ attempt: 1, number: 'ОБР-2026-000001' });
  await site.close();
});
