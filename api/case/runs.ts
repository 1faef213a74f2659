import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { historiesOf } from '../../store/engine/executions';
import { caseWorkflowId } from '../../workflows/case/contract';
import type { Services } from '../http/route';

export interface Run {
  runId: string;
  sha256: string;
  json: string;
}

/** Stored histories; one that does not match its checksum is reported as damaged, never shown as correct. */
export async function runsOf(db: Knex, caseId: string): Promise<Run[]> {
  try {
    return await historiesOf(db, caseId);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('checksum')) throw error;
    throw new Refusal(
      'history-broken',
      'Сохранённая история машины не сходится с контрольной суммой. Сообщите оператору.',
      409,
    );
  }
}

export interface MachineRecord {
  /** kept: closed and stored; live: read from the engine now; none: the engine does not answer or has deleted it. */
  source: 'kept' | 'live' | 'none';
  histories: string[];
}

/** The workflow history of a case: the stored one, or the engine's own while the case is running. */
export async function machineRecord(services: Services, ask: { id: string; area: string }): Promise<MachineRecord> {
  const kept = await runsOf(services.db, ask.id);
  const histories = kept.map(({ json }) => json);
  const live = await liveHistory(services, caseWorkflowId(ask.area, ask.id));
  if (live && !histories.includes(live) && !isKept(live, histories))
    return { source: 'live', histories: [...histories, live] };
  return { source: histories.length ? 'kept' : 'none', histories };
}

/** A page about the past must also work when the engine does not answer. */
async function liveHistory({ engine }: Services, workflowId: string): Promise<string | null> {
  try {
    return (await engine.history?.(workflowId)) ?? null;
  } catch {
    return null;
  }
}

interface Began {
  workflowExecutionStartedEventAttributes?: { originalExecutionRunId?: string };
}

const runIdOf = (json: string): unknown => {
  const { events = [] } = JSON.parse(json) as { events?: Began[] };
  return events[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId;
};

const isKept = (live: string, kept: readonly string[]): boolean => kept.some((json) => runIdOf(json) === runIdOf(live));
