import type { Knex } from 'knex';
import { kernelFigures, type KernelFigures } from '../../store/metrics';
import { outboxAge } from '../../store/outbox';
import { gauge } from './metrics';

const figures: Readonly<Record<keyof KernelFigures, [name: string, help: string]>> = {
  casesOpen: ['domovoy_cases_open', 'Cases that are open'],
  deadlinesMissed: ['domovoy_deadlines_missed', 'Duties whose instant has passed and that are not done'],
  deadlinesSoon: ['domovoy_deadlines_soon', 'Duties that fall due within three days'],
  lettersWaiting: ['domovoy_letters_waiting', 'Letters that have not left yet'],
  lettersFailed: ['domovoy_letters_failed', 'Letters that will not go and wait for a person'],
  historiesWaiting: ['domovoy_histories_waiting', 'Closed executions whose history is not kept yet'],
};

const FRESH_MS = 1_000;

/** Gauges of the kernel; one look into the database serves all of them. */
export function watchKernel(db: Knex): void {
  let looked: { at: number; found: Promise<KernelFigures> } | undefined;
  const look = (): Promise<KernelFigures> => {
    if (!looked || performance.now() - looked.at > FRESH_MS)
      looked = { at: performance.now(), found: kernelFigures(db) };
    return looked.found;
  };
  for (const [key, [name, help]] of Object.entries(figures) as [keyof KernelFigures, [string, string]][])
    gauge(name, help, async () => (await look())[key]);
  gauge('domovoy_outbox_open', 'Orders to the engine that are not carried out', async () => (await outboxAge(db)).open);
  gauge('domovoy_outbox_seconds', 'Age of the oldest such order', async () => (await outboxAge(db)).oldestSeconds);
}
