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

/** A gauge read from the database when it is asked for, e.g. the age of the outbox. */
export function gauge(name: string, help: string, collect: () => Promise<number>): void {
  registry.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await collect());
    },
  });
}
