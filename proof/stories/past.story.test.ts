import { seedAppeals } from '../../bin/seed/appeal';
import type { SeedArea } from '../../bin/seed/agenda';
import { runAgain, type Diary, type LivingRegion } from '../../bin/seed/living';
import { meetingTasks } from '../../bin/seed/meeting';
import { meetingPlans } from '../../bin/seed/meeting/plan';
import { seedMonths } from '../../bin/seed/months';
import { seedRegistry } from '../../bin/seed/registry';
import { DAY_MS } from '../../law/base/zone';
import { testRegion } from '../region';
import { Refusal } from '../../law/base/refusal';

/** Only the last days of the months of history, so that the test does not take minutes. */
const DAYS = 9;
const until = new Date('2026-11-20T12:00:00Z');
const begin = new Date(until.getTime() - DAYS * DAY_MS);

/** Meetings that begin within these days. */
const meetings = meetingPlans.filter(({ draft }) => draft < DAYS);
const meetingLives: SeedArea = async ({ region, cast, agenda }) => {
  for (const task of meetingTasks(region, cast, until, meetings)) agenda.add(task);
};

class Killed extends Error {}

/** Plays the last days, killed at every so many acts, sometimes before and sometimes after one; returns the result. */
async function lived(killedEvery: number): Promise<{ kills: number; cases: object[]; acts: object[] }> {
  const region = await testRegion({ bornAt: begin });
  try {
    await seedRegistry(region.db);
    let [done, kills, doneTo] = [0, 0, begin];
    const dies = (): boolean => ++done % killedEvery === 0;
    const mortal: LivingRegion = {
      ...region,
      travelTo: (instant) => region.travelTo(instant),
      engine: {
        ...region.engine,
        async carryOut(asked) {
          if (dies()) throw new Killed();
          const outcome = await region.engine.carryOut(asked);
          if (dies()) throw new Killed();
          return outcome;
        },
      },
    };
    for (;;) {
      const diary: Diary = { doneTo, note: async (to) => void (doneTo = to) };
      try {
        await seedMonths(mortal, until, diary, { appeal: seedAppeals, meeting: meetingLives });
        break;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills += 1;
      }
    }
    // A case made by another has a new id each time; its key says whose act it was.
    const cases = await region.db('case_file').select('area', 'phase', 'due_at').orderBy(['area', 'phase', 'due_at']);
    const acts = await region.db('case_command').select('name', 'key').whereNot('key', 'like', '%:%').orderBy('key');
    return { kills, cases, acts };
  } finally {
    await region.stop();
  }
}

describe('a past that is killed again and again', () => {
  it('goes on where it was and comes to the same end as one that nobody disturbed', async () => {
    const [whole, broken] = [await lived(Infinity), await lived(5)];
    expect(broken.kills).toBeGreaterThan(2);
    expect(broken.cases).toEqual(whole.cases);
    expect(broken.acts).toEqual(whole.acts);
    expect(whole.cases.length).toBeGreaterThan(8);
  }, 240_000);
});

describe('a deed of an interrupted past', () => {
  const refusing = (at: Date) => ({
    at,
    caseId: 'x',
    run: async () => {
      throw new Refusal('phase-wrong', 'Этого здесь уже нельзя.', 409);
    },
  });

  it('stands when the law refuses it a second time, and fails when it is new', async () => {
    await runAgain(refusing(begin), until);
    await expect(runAgain(refusing(until), begin)).rejects.toThrow();
  });
});
