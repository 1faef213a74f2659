import { STANDING, type WorkflowStanding } from '../../workflows/case/contract';
import type { EngineLink } from './connect';
import { describe } from './export';

const CALL_MS = 10_000;
const ASK_MS = 5_000;
const AT_ONCE = 10;
const PAGE = 500;

/** Which of these workflows the engine's list shows as running: one call for hundreds. */
export async function shownRunning(link: EngineLink, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const named = ids.map((id) => `'${id.replaceAll("'", "''")}'`).join();
  const { executions } = await list(link, `ExecutionStatus = "Running" and WorkflowId in (${named})`, ids.length);
  return new Set(executions?.map(({ execution }) => execution?.workflowId ?? ''));
}

/** Everything that runs, page by page. */
export async function* allRunning(link: EngineLink): AsyncGenerator<string[]> {
  let token: Uint8Array | undefined | null;
  do {
    const page = await list(link, 'ExecutionStatus = "Running"', PAGE, token ?? undefined);
    yield (page.executions ?? []).map(({ execution }) => execution?.workflowId ?? '');
    token = page.nextPageToken;
  } while (token?.length);
}

const list = ({ connection, namespace }: EngineLink, query: string, pageSize: number, nextPageToken?: Uint8Array) =>
  connection.withDeadline(Date.now() + CALL_MS, () =>
    connection.workflowService.listWorkflowExecutions({ namespace, query, pageSize, nextPageToken }),
  );

/** The list may lag behind, so each execution is asked directly. */
export async function reallyRunning(link: EngineLink, ids: readonly string[]): Promise<Set<string>> {
  const infos = await fewAtOnce(ids, (id) =>
    link.connection.withDeadline(Date.now() + CALL_MS, () => describe(link, id)),
  );
  return new Set(ids.filter((_, index) => infos[index] && !infos[index].closeTime));
}

/** What workflows report about themselves; null for one that is busy, silent or gone. */
export const workflowStandings = (link: EngineLink, ids: readonly string[]): Promise<(WorkflowStanding | null)[]> =>
  fewAtOnce(ids, async (id) => {
    try {
      return await link.connection.withDeadline(Date.now() + ASK_MS, () =>
        link.client.getHandle(id).query<WorkflowStanding>(STANDING),
      );
    } catch {
      return null;
    }
  });

async function fewAtOnce<T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < list.length; start += AT_ONCE)
    done.push(...(await Promise.all(list.slice(start, start + AT_ONCE).map(work))));
  return done;
}
