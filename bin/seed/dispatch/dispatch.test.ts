import type { Knex } from 'knex';
import { isLateCall } from '../../../law/dispatch/call';
import { useTestDatabase } from '../../../proof/database';
import { callStandings } from '../../../store/dispatch/call-list';
import type { SeedTask } from '../living';
import { seedRegistry } from '../registry';
import { organisationId } from '../region';
import { seedDispatch } from '.';

let db: Knex;
let owner: Knex;
useTestDatabase((opened) => {
  ({ db, owner } = opened);
});

/** The calls and notes of the demo region, lived once and once more after an interruption. */
it('rings the same calls however often the past is played through', async () => {
  await seedRegistry(owner);
  const until = new Date('2026-11-28T12:00:00Z');
  const live = async () => {
    const tasks: SeedTask[] = [];
    let now = until;
    const region = { db, now: async () => now };
    const agenda = { add: (task: SeedTask) => void tasks.push(task) };
    await seedDispatch({ region, agenda } as unknown as Parameters<typeof seedDispatch>[0], until);
    for (const task of tasks) {
      now = task.at;
      await task.run();
    }
    const day = 86_400_000;
    const span = { from: new Date(until.getTime() - 30 * day), until, now: until };
    return callStandings(db, { organisations: [organisationId('dom')], ...span });
  };
  const first = await live();
  expect(first.length).toBeGreaterThan(12);
  expect(first.filter(isLateCall).length).toBeGreaterThanOrEqual(4);
  expect(new Set(first.map(({ state }) => state))).toEqual(
    new Set(['answered', 'answered-late', 'called-back', 'reviewed', 'settled-late', 'late']),
  );
  expect(await live()).toHaveLength(first.length);
  const [notes] = await db('house_note').count();
  expect(Number(notes?.['count'])).toBe(6);
});
