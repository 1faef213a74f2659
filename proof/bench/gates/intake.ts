import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnvironment } from '../../../bin/environment';
import { measure } from '../measure';
import { spent, usages } from '../usage';
import type { Gate, Row } from './gate';
import { waitUntilAsleep, AT_ONCE, benchHouse, post, timersSet, type BenchHouse } from './house';

const WRITERS = 80;
const ROUNDS = 4;
const ANSWERS_GATE = 0.9;
const DRAINED_GATE = 0.5;
const BARE_QUEUE = 'bare';

/**
 * Intake of appeals over HTTP (key, checks, idempotency, registry look-ups, one transaction, order) compared with the
 * bare start of a workflow, in turns, so that a slow moment of the machine affects both. First only the answers, while
 * no worker runs; then with everything running, until the last case is registered and has set its timer.
 */
export const intake: Gate = async ({ small, say }) => {
  const bench = await benchHouse({ writers: WRITERS });
  const each = small ? 60 : 200;
  try {
    await bareStarts(bench, each);
    await drained(bench, each);
    say('the answers alone, the worker stopped');
    const thaw = bench.house.freeze('worker');
    const left: string[] = [];
    const alone = await inTurn(bench, each, async () => {
      const { ids, seconds } = await post(bench, each);
      left.push(...ids);
      return seconds;
    });
    thaw();
    await waitUntilAsleep(bench, left);
    say('everything running, the backlog drained');
    const whole = await inTurn(bench, each, () => drained(bench, each));
    say('a trivial workflow, started and run to its timer by a bare worker');
    const run = await bareRuns(bench, each);
    return [
      line('intake over HTTP, the answers alone', alone, ANSWERS_GATE),
      line('intake over HTTP, registered and timer set', whole, DRAINED_GATE),
      { what: 'of that, CPU ms a case', figure: whole.cpu, gate: '', held: null },
      {
        what: 'the same beside a trivial workflow run to its timer',
        figure: `${whole.ours.toFixed(1)} /s`,
        bare: `${run.perSecond.toFixed(1)} /s (CPU ms: ${run.cpu})`,
        ratio: whole.ours / run.perSecond,
        gate: '',
        held: null,
      },
    ];
  } finally {
    await bench.stop();
  }
};

interface Rates {
  ours: number;
  bare: number;
  cpu: string;
}

async function inTurn(bench: BenchHouse, each: number, ours: () => Promise<number>): Promise<Rates> {
  let [ourSeconds, bareSeconds, cpu] = [0, 0, ''];
  for (let round = 0; round < ROUNDS; round += 1) {
    bareSeconds += await bareStarts(bench, each);
    const before = usages();
    ourSeconds += await ours();
    cpu = spent(before, usages(), each);
  }
  const all = each * ROUNDS;
  return { ours: all / ourSeconds, bare: all / bareSeconds, cpu };
}

/** A workflow that no worker runs: how fast the engine accepts starts. */
async function bareStarts(bench: BenchHouse, count: number): Promise<number> {
  return (await started(bench, 'nobody', count)).seconds;
}

async function started({ link }: BenchHouse, taskQueue: string, count: number) {
  const ids: string[] = [];
  const start = async (): Promise<void> => {
    const workflowId = `bare:${randomUUID()}`;
    await link.client.start('trivial', { workflowId, taskQueue, args: [] });
    ids.push(workflowId);
  };
  const { perSecond } = await measure(start, count, AT_ONCE);
  return { ids, seconds: count / perSecond };
}

/** The same workflow with a worker: what the engine and its worker need without our application. */
async function bareRuns(bench: BenchHouse, count: number): Promise<{ perSecond: number; cpu: string }> {
  const { child, ready } = bareWorker(bench.house.temporal);
  try {
    await ready;
    await timersSet(bench.link, (await started(bench, BARE_QUEUE, count)).ids);
    const [before, began] = [usages(), Date.now()];
    const { ids } = await started(bench, BARE_QUEUE, count);
    const perSecond = (count * 1_000) / ((await timersSet(bench.link, ids)) - began);
    return { perSecond, cpu: spent(before, usages(), count) };
  } finally {
    child.disconnect();
  }
}

function bareWorker(address: string): { child: ChildProcess; ready: Promise<unknown> } {
  const child = fork(join(__dirname, 'bare-worker.ts'), [address, BARE_QUEUE], {
    execArgv: ['--require', 'tsx/cjs'],
    env: childEnvironment(),
  });
  return { child, ready: once(child, 'message') };
}

/** Seconds from the first request to the last timer. */
async function drained(bench: BenchHouse, count: number): Promise<number> {
  const began = Date.now();
  const { ids } = await post(bench, count);
  return ((await waitUntilAsleep(bench, ids)) - began) / 1_000;
}

const line = (what: string, { ours, bare }: Rates, gate: number): Row => ({
  what,
  figure: `${ours.toFixed(1)} /s`,
  bare: `start ${bare.toFixed(1)} /s`,
  ratio: ours / bare,
  gate: `≥ ${gate} of a bare start`,
  held: ours / bare >= gate,
});
