import { ApplicationFailure } from '@temporalio/common';
import { Runtime, type LogEntry } from '@temporalio/worker';
import { freePort } from '../bin/engines/ports';
import { installRuntime, tell } from './runtime';

/** The SDK's own metrics are served at the address the operator has set. */
it('shows the figures of the SDK to Prometheus', async () => {
  const port = await freePort();
  installRuntime('ERROR', () => undefined, `127.0.0.1:${port}`);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  await Runtime.instance().shutdown();
});

describe('a line of the log', () => {
  const lineOf = (error: Error): unknown[] => {
    const meta = { workflowId: 'appeal:1', number: 'ОБР-2026-000001', args: ['Иванов'], error };
    let line: unknown[] = [];
    tell(
      { level: 'WARN', message: 'Activity failed', timestampNanos: 0n, meta } as LogEntry,
      (...told) => (line = told),
    );
    return line;
  };

  it('does not call a refusal a failure, and says which it was', () => {
    const refusal = ApplicationFailure.create({
      message: 'Такого номера нет.',
      type: 'number-unknown',
      nonRetryable: true,
    });
    expect(lineOf(refusal)).toEqual([
      'INFO',
      'an act was refused',
      { number: 'ОБР-2026-000001', workflowId: 'appeal:1', error: 'ApplicationFailure number-unknown' },
    ]);
  });

  it('tells of anything else with its code and the number of the case, never with words or values', () => {
    const broken = Object.assign(new Error('duplicate key: (Иванов)'), { code: '23505' });
    expect(lineOf(broken)).toEqual([
      'WARN',
      'Activity failed',
      { number: 'ОБР-2026-000001', workflowId: 'appeal:1', error: 'Error 23505' },
    ]);
  });
});
