import type { Knex } from 'knex';
import { casesStanding } from '../../store/executions';
import { STANDING, caseWorkflowId, type Standing } from '../../workflows/contract';
import type { Facts } from '../../store/case/chain';
import type { EngineLink } from './connect';

/** Case numbers, so that a person can look each up. The reconciler reports; it never repairs silently. */
export interface Findings extends Facts {
  casesWithoutWorkflow: readonly string[];
  workflowsWithoutCase: readonly string[];
  phasesThatDisagree: readonly string[];
}

const ASK_MS = 5_000;

export async function reconcile(db: Knex, link: EngineLink): Promise<Findings> {
  const running = new Set<string>();
  for await (const { workflowId } of link.client.list({ query: 'ExecutionStatus = "Running"' }))
    running.add(workflowId);
  const open = await casesStanding(db);
  const known = new Set(open.map((file) => caseWorkflowId(file.area, file.id)));
  const found = open.filter((file) => running.has(caseWorkflowId(file.area, file.id)));
  const apart: string[] = [];
  for (const file of found) {
    const standing = await ask(link, caseWorkflowId(file.area, file.id));
    if (standing && standing.seq >= file.seq && standing.phase !== file.phase) apart.push(file.number);
  }
  return {
    casesWithoutWorkflow: open.filter((file) => !found.includes(file)).map((file) => file.number),
    workflowsWithoutCase: [...running].filter((id) => !known.has(id) && !id.startsWith('calendar:')),
    phasesThatDisagree: apart,
  };
}

/** A workflow that is busy or just closed does not answer; it is asked again the next day. */
async function ask(link: EngineLink, workflowId: string): Promise<Standing | null> {
  try {
    return await link.connection.withDeadline(Date.now() + ASK_MS, () =>
      link.client.getHandle(workflowId).query<Standing>(STANDING),
    );
  } catch {
    return null;
  }
}
