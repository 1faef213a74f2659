import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const labelNames = ['method', 'route', 'status'] as const;
const requests = new Counter({
  name: 'domovoy_requests_total',
  help: 'Answered requests',
  labelNames,
  registers: [registry],
});
const seconds = new Histogram({
  name: 'domovoy_request_seconds',
  help: 'Time to answer',
  labelNames: ['route'],
  registers: [registry],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

export function countRequest(method: string, route: string, status: number, ms: number): void {
  requests.inc({ method, route, status });
  seconds.observe({ route }, ms / 1_000);
}

export interface Measured {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** A gauge that is read when asked for, e.g. the age of the outbox. */
export function gauge(name: string, help: string, collect: () => Promise<number>): void {
  gaugeOf(name, help, [], async () => [{ labels: {}, value: await collect() }]);
}

/** One value for each label; a label that was not measured this time is left out. */
export function gaugeOf(
  name: string,
  help: string,
  labelNames: readonly string[],
  collect: () => Promise<readonly Measured[]>,
): void {
  registry.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    async collect() {
      const measured = await collect();
      this.reset();
      for (const { labels, value } of measured) this.set(labels, value);
    },
  });
}
