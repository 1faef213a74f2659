import { Worker } from 'node:worker_threads';
import { Refusal } from '../../law/base/refusal';
import type { Jobs, JobOrder, ThreadMessage } from './serve';

export interface ThreadPoolOptions {
  /** The file a thread runs; it calls `serve`. */
  entry: string;
  threads: number;
  /** The most jobs that may wait, in all and of one person. */
  waiting: number;
  waitingEach: number;
  /** The most time one job may take, counted from its start. */
  patienceMs: number;
  /** The memory limit of one thread; exceeding it ends only that thread. */
  heapMb: number;
}

/** Time to load the programs; usually half a second, on a busy machine much more. */
const START_MS = 30_000;

interface Waiting {
  order: JobOrder;
  who: string;
  done: (value: unknown) => void;
  fail: (error: Error) => void;
}

const busy = (say: string): Refusal => new Refusal('busy', say, 503);
const tooHeavy = (): Refusal =>
  new Refusal('too-heavy', 'Это считается слишком долго. Уменьшите файл или отбор и отправьте снова.');

/**
 * Threads for long computations, so that small requests never wait for large ones. Everything is limited: threads,
 * waiting jobs, time and memory of a job; one person has one job running at a time, even if threads are idle.
 */
export class ThreadPool<J extends Jobs> {
  private readonly queue: Waiting[] = [];
  private readonly seats: Seat[];
  private closed = false;

  constructor(private readonly options: ThreadPoolOptions) {
    this.seats = Array.from({ length: options.threads }, () => new Seat(options, () => this.next()));
  }

  /** Takes the name of a person or an address, so that nobody alone can fill the queue. */
  async run<N extends keyof J & string>(
    name: N,
    who: string,
    input: Parameters<J[N]>[0],
  ): Promise<Awaited<ReturnType<J[N]>>> {
    const { waiting, waitingEach } = this.options;
    if (this.queue.filter((one) => one.who === who).length >= waitingEach) {
      throw busy('Ваши прежние отправки ещё считаются. Дождитесь их и повторите.');
    }
    if (this.closed || this.queue.length >= waiting) {
      throw busy('Сейчас очень много расчётов. Повторите через несколько секунд.');
    }
    const value = await new Promise<unknown>((done, fail) => {
      this.queue.push({ order: { name, input }, who, done, fail });
      this.next();
    });
    return value as Awaited<ReturnType<J[N]>>;
  }

  /** Starts a thread now, so that the first person does not wait for it to load. */
  warm(): void {
    for (const seat of this.seats) seat.warm();
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { fail } of this.queue.splice(0)) fail(busy('Сервис останавливается. Повторите через минуту.'));
    await Promise.all(this.seats.map((seat) => seat.close()));
  }

  private next(): void {
    for (const seat of this.seats) {
      if (seat.job) continue;
      const at = this.queue.findIndex(({ who }) => !this.seats.some(({ job }) => job?.who === who));
      const [job] = at < 0 ? [] : this.queue.splice(at, 1);
      if (job) seat.take(job);
    }
  }
}

/** One thread: started when first needed, and started again when a job has broken it. */
class Seat {
  job: Waiting | null = null;
  private worker: Worker | null = null;
  private ready = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ThreadPoolOptions,
    private readonly freed: () => void,
  ) {}

  take(job: Waiting): void {
    this.job = job;
    this.warm();
    if (this.ready) this.hand();
    else this.limit(START_MS);
  }

  warm(): void {
    if (this.worker) return;
    const { entry, heapMb } = this.options;
    const worker = new Worker(entry, {
      execArgv: ['--require', require.resolve('tsx/cjs')],
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.on('message', (said: ThreadMessage) => this.hear(worker, said));
    worker.on('error', (error: NodeJS.ErrnoException) => {
      this.lose(worker, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy() : error);
    });
    worker.on('exit', () => this.lose(worker, new Error('A thread ended by itself.')));
    // An idle thread must not keep the process alive: a waiting request does that. Adding a listener undoes `unref`, so
    // it comes last.
    worker.unref();
    this.worker = worker;
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.lose(worker, busy('Сервис останавливается. Повторите через минуту.'));
    await worker.terminate();
  }

  private hand(): void {
    const { job, worker } = this;
    if (!job || !worker) return;
    this.limit(this.options.patienceMs);
    worker.postMessage(job.order);
  }

  /** A thread that takes too long is terminated: nothing else stops an endless loop. */
  private limit(ms: number): void {
    const { worker } = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (worker) this.lose(worker, tooHeavy());
      void worker?.terminate();
    }, ms);
  }

  private hear(worker: Worker, said: ThreadMessage): void {
    if (worker !== this.worker) return;
    if ('ready' in said) {
      this.ready = true;
      this.hand();
      return;
    }
    const job = this.release();
    if ('done' in said) job?.done(said.done);
    else if ('failed' in said) job?.fail(new Error(said.failed));
    else job?.fail(new Refusal(said.refused.code, said.refused.say, said.refused.status, said.refused.fields));
    this.freed();
  }

  private lose(worker: Worker, reason: Error): void {
    if (worker !== this.worker) return;
    this.worker = null;
    this.ready = false;
    this.release()?.fail(reason);
    this.freed();
  }

  private release(): Waiting | null {
    const { job } = this;
    clearTimeout(this.timer);
    this.job = null;
    return job;
  }
}
