import { orderCalendars } from '../../activities/calendar';
import { seedAppeals } from './appeals';
import type { LivingRegion } from './living';
import { seedPast } from './past';
import { seedRegistry } from './registry';

export interface Step {
  /** What has been done, said when something was. */
  say: string;
  /** True when something was written, false when it was there already. A long step tells how far it is. */
  run: (region: LivingRegion, progress: (sentence: string) => void) => Promise<boolean>;
}

/** What makes an empty training region a living one, in the order it depends on. Each may be run again. */
export const steps: readonly Step[] = [
  { say: 'Демонстрационный регион заселён.', run: ({ db }) => seedRegistry(db) },
  { say: 'Регион прожил 2019 год: его собрания в архиве.', run: (region) => seedPast(region, new Date()) },
  {
    say: 'Регион прожил последние месяцы: в нём есть дела.',
    async run(region, progress) {
      await orderCalendars(region.db);
      return seedAppeals(withProgress(region, progress), new Date());
    },
  },
];

const TOLD_EVERY_MS = 5_000;

/** Living months through takes a while: every few seconds it is said what day it is there. */
function withProgress(region: LivingRegion, progress: (sentence: string) => void): LivingRegion {
  let told = performance.now();
  return {
    ...region,
    async travelTo(instant, more) {
      await region.travelTo(instant, more);
      if (performance.now() - told < TOLD_EVERY_MS) return;
      told = performance.now();
      progress(
        `Регион проживает последние месяцы: там уже ${instant.toISOString().slice(0, 10).split('-').reverse().join('.')}…`,
      );
    },
  };
}
