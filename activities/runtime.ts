import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, Runtime, type LogEntry, type LogLevel } from '@temporalio/worker';

export type LogLine = (level: string, message: string, meta: Readonly<Record<string, unknown>>) => void;

/** What a log line may contain about an activity or a workflow: ids and type names, never arguments or results. */
const carried = [
  'number',
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
 * Must be called before any part of the worker is created: otherwise the SDK makes its own noisy runtime. `metricsAt`:
 * host:port where the SDK's own metrics are served.
 */
export function installRuntime(level: LogLevel, write: LogLine, metricsAt?: string): void {
  const logger = new DefaultLogger(level, (entry: LogEntry) => tell(entry, write));
  Runtime.install({
    logger,
    telemetryOptions: {
      logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} },
      ...(metricsAt && { metrics: { prometheus: { bindAddress: metricsAt, useSecondsForDurations: true } } }),
    },
    shutdownSignals: [],
  });
}

/** A «no» that a person was given is not a failure of the worker: it is logged as normal work. */
export function tell(entry: LogEntry, write: LogLine): void {
  if (isRefusal(entry.meta?.error)) write('INFO', 'an act was refused', spare(entry));
  else write(entry.level, entry.message, spare(entry));
}

const isRefusal = (error: unknown): error is ApplicationFailure =>
  error instanceof ApplicationFailure && error.nonRetryable === true && typeof error.type === 'string';

function spare({ meta }: LogEntry): Record<string, unknown> {
  const kept = Object.fromEntries(carried.flatMap((key) => (meta?.[key] === undefined ? [] : [[key, meta[key]]])));
  const error: unknown = meta?.error;
  return error instanceof Error ? { ...kept, error: `${error.name}${codeOf(error)}` } : kept;
}

/** Messages of database errors may quote personal data; the code is enough. For an engine failure, its type. */
function codeOf(error: Error): string {
  const { code, type } = error as { code?: unknown; type?: unknown };
  const found = code ?? type;
  return typeof found === 'string' ? ` ${found}` : '';
}
