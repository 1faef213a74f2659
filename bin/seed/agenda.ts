import type { Cast } from './cast';
import { runAgain, type Diary, type LivingRegion, type SeedTask } from './living';

const SECOND_MS = 1_000;

/** What people of a region are going to do, case by case. */
export class Agenda {
  private tasks: SeedTask[] = [];

  constructor(
    private readonly region: LivingRegion,
    private readonly diary: Diary,
  ) {}

  /** Tasks done before this run are not done again. */
  add(task: SeedTask): void {
    if (task.at > this.diary.doneTo) this.tasks.push(task);
  }

  /** Moves from one planned instant to the next; at each, tasks run case by case, all cases at once. */
  async runUntil(until: Date): Promise<void> {
    const reached = await this.region.now();
    for (;;) {
      const next = Math.min(...this.tasks.map(({ at }) => at.getTime()));
      if (next >= until.getTime()) break;
      if (next > (await this.region.now()).getTime()) await this.region.travelTo(new Date(next), true);
      const due = this.tasks.filter(({ at }) => at.getTime() <= next);
      this.tasks = this.tasks.filter((task) => !due.includes(task));
      const cases = [...new Set(due.map(({ caseId }) => caseId))];
      await Promise.all(
        cases.map(async (caseId) => {
          for (const task of due.filter((one) => one.caseId === caseId)) await runAgain(task, reached);
        }),
      );
      await this.diary.note(new Date(next));
    }
    // The last travel brings every case to the region's instant.
    const now = await this.region.now();
    await this.region.travelTo(until > now ? until : new Date(now.getTime() + SECOND_MS));
  }
}

/** A region with its people, their plans, and the progress made so far. */
export interface SeedWorld {
  region: LivingRegion;
  cast: Cast;
  agenda: Agenda;
  diary: Diary;
}

/** Puts on the agenda what the people of one area do until `until`. */
export type SeedArea = (living: SeedWorld, until: Date) => Promise<void>;
