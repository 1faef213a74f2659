import type { Knex } from 'knex';
import { kernelFigures, type KernelFigures } from '../../store/watch/metrics';
import { outboxAge, type OutboxAge } from '../../store/engine/outbox';
import { lastTravel } from '../../store/clock/travels';
import { readWatch, type Watch } from '../../store/watch/standing';
import type { Machine } from '../operator/machine';
import { watchInstallation } from './installation';
import { cachedForSecond } from './cached';
import { gauge } from './metrics';

type Figures<T> = Readonly<Record<string, [help: string, value: (found: T) => number]>>;

const kernel: Figures<KernelFigures> = {
  domovoy_cases_open: ['Cases that are open', (found) => found.casesOpen],
  domovoy_deadlines_missed: ['Duties whose instant has passed and that are not done', (found) => found.deadlinesMissed],
  domovoy_deadlines_soon: ['Duties that fall due within three days', (found) => found.deadlinesSoon],
  domovoy_letters_waiting: ['Letters that have not left yet', (found) => found.lettersWaiting],
  domovoy_letters_failed: ['Letters that will not go and wait for a person', (found) => found.lettersFailed],
  domovoy_histories_waiting: ['Closed executions whose history is not kept yet', (found) => found.historiesWaiting],
};

const outbox: Figures<OutboxAge> = {
  domovoy_outbox_open: ['Orders to the engine that are not carried out', (found) => found.open],
  domovoy_outbox_seconds: ['Age of the oldest such order', (found) => found.oldestSeconds],
  domovoy_orders_parked: ['Orders that could not be done and are tried on rarely', (found) => found.parked],
};

const agoSeconds = (at: Date | null): number => (at ? (Date.now() - at.getTime()) / 1_000 : 0);
const watch: Figures<Watch> = {
  domovoy_doors_closed_seconds: [
    'For how long nothing can be written; 0 when it can',
    (found) => agoSeconds(found.doorsSince),
  ],
  domovoy_daily_late_seconds: ['By how much the daily work is late', (found) => found.dailyLateSeconds],
  domovoy_wakes_overdue: ['Executions that should have woken minutes ago', (found) => found.wakesOverdue],
  domovoy_disagreements: ['Cases on which Postgres and the engine do not agree', (found) => found.disagreements],
  domovoy_reconciled_seconds: [
    'Age of the last whole comparison; 0 when there was none',
    (found) => agoSeconds(found.reconciledAt),
  ],
};

/** All gauges; one query serves all gauges of a kind. Without `machine` the program reports nothing of itself. */
export function watchKernel(db: Knex, machine?: Machine): void {
  gauges(kernel, () => kernelFigures(db));
  gauges(outbox, () => outboxAge(db));
  gauges(watch, () => readWatch(db));
  gauge('domovoy_travel_failed', 'Whether the last travel of the clock did not arrive', async () =>
    (await lastTravel(db))?.problem ? 1 : 0,
  );
  watchInstallation(db, machine);
}

function gauges<T>(figures: Figures<T>, look: () => Promise<T>): void {
  const found = cachedForSecond(look);
  for (const [name, [help, value]] of Object.entries(figures)) gauge(name, help, async () => value(await found()));
}
