import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { readClock } from '../../store/clock/clock';
import { lastTravel, travelById, wantTravel, type Travel } from '../../store/clock/travels';

const LOOK_MS = 25;

/** Requests a travel as the training page does and waits until the worker has made it. */
export async function travelAndWait(
  db: Knex,
  to: Date,
  progress: (travel: Travel) => void = () => undefined,
  more = false,
): Promise<Travel> {
  // The travel we waited for may have led exactly here: after a restart the program finds its request done.
  const other = await otherTravel(db);
  if (other && (await readClock(db)).now >= to) return other;
  const id = randomUUID();
  await wantTravel(db, { id, to, personId: null, more });
  for (;;) {
    const travel = await travelById(db, id);
    if (travel?.problem) throw new Refusal('travel-stuck', `Часы остановились на полпути. ${travel.problem}`, 503);
    if (travel?.over) return travel;
    if (travel) progress(travel);
    await wait(LOOK_MS);
  }
}

/** A travel requested earlier is waited for first; it ends one way or the other. */
async function otherTravel(db: Knex): Promise<Travel | null> {
  for (let waited = false; ; waited = true) {
    const last = await lastTravel(db);
    if (!last || last.over) return waited ? last : null;
    await wait(LOOK_MS);
  }
}
