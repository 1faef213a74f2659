import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Refusal } from '../../law/refusal';
import { travelById, wantTravel, type Travel } from '../../store/travels';

const LOOK_MS = 10;

/** Asks for a travel as the training page does and waits until the worker has made it. */
export async function journey(
  db: Knex,
  to: Date,
  progress: (travel: Travel) => void = () => undefined,
  more = false,
): Promise<Travel> {
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
