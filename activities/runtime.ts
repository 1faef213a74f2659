import { DefaultLogger, Runtime, type LogEntry, type LogLevel } from '@temporalio/worker';

export type LogLine = (level: string, message: string, meta: Readonly<Record<string, unknown>>) => void;

/** What a log line may carry of an activity or a workflow: ids and names of types, never arguments or results. */
const carried = [
  'workflowId',
  'runId',
  'workflowRunId',
  'workflowType',
  'activityId',
  'activityType',
  'attempt',
  'taskQueue',
  'durationMs',
];

/**
 * Must be called before anything of the worker is made: the SDK makes its own noisy runtime otherwise. `metricsAt`:
 * host:port where the SDK's own figures are shown.
 */
export function installRuntime(level: LogLevel, write: LogLine, metricsAt?: string): void {
  const logger = new DefaultLogger(level, (entry: LogEntry) => write(entry.level, entry.message, spare(entry)));
  Runtime.install({
    logger,
    telemetryOptions: {
      logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} },
      ...(metricsAt && { metrics: { prometheus: { bindAddress: metricsAt, useSecondsForDurations: true } } }),
    },
    shutdownSignals: [],
  });
}

function spare({ meta }: LogEntry): Record<string, unknown> {
  const kept = Object.fromEntries(carried.flatMap((key) => (meta?.[key] === undefined ? [] : [[key, meta[key]]])));
  const error: unknown = meta?.error;
  return error instanceof Error ? { ...kept, error: `${error.name}${codeOf(error)}` } : kept;
}

/** Messages of database errors quote values; the code says enough. */
function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? ` ${code}` : '';
}
