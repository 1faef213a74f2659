import type { Knex } from 'knex';
import { Refusal } from '../law/refusal';
import { DOOR_LOCK, readClock } from './clock';

export interface Travel {
  id: string;
  fromAt: Date;
  toAt: Date;
  reachedAt: Date | null;
  hops: number;
  moved: number;
  doneAt: Date | null;
  problem: string | null;
  /** Another travel follows at once. */
  more: boolean;
}

const columns = [
  'id',
  'from_at as fromAt',
  'to_at as toAt',
  'reached_at as reachedAt',
  'hops',
  'moved',
  'done_at as doneAt',
  'problem',
  'more',
];
const FURTHEST_YEARS = 5;
/** Advisory lock of the one that moves time. */
const TRAVEL_LOCK = 715_002;

/** Asks for the region's clock to be moved to an instant ahead. The worker does it; the row tells how far it is. */
export async function wantTravel(
  trx: Knex,
  want: { id: string; to: Date; personId: string | null; more?: boolean },
): Promise<Travel> {
  const clock = await readClock(trx);
  if (clock.kind !== 'training')
    throw new Refusal('clock-live', 'В рабочей установке время не переводится: здесь идут настоящие сроки.', 403);
  if (want.to <= clock.now)
    throw new Refusal('clock-back', 'Часы переводятся только вперёд. Выберите время позже нынешнего.');
  const furthest = new Date(clock.now);
  furthest.setUTCFullYear(furthest.getUTCFullYear() + FURTHEST_YEARS);
  if (want.to > furthest)
    throw new Refusal(
      'clock-too-far',
      `За один раз можно перейти не дальше чем на ${FURTHEST_YEARS} лет. Выберите дату ближе.`,
    );
  const going = await trx('travel').whereNull('done_at').whereNot({ id: want.id }).first('id');
  if (going) throw new Refusal('clock-travelling', 'Часы уже переводятся. Дождитесь конца и повторите.', 409);
  await trx('travel')
    .insert({
      id: want.id,
      wanted_by: want.personId,
      wanted_at: clock.now,
      from_at: clock.now,
      to_at: want.to,
      more: want.more ?? false,
    })
    .onConflict('id')
    .ignore();
  const travel = await travelById(trx, want.id);
  if (!travel) throw new Error('The travel just wanted is not there');
  return travel;
}

export async function travelById(db: Knex, id: string): Promise<Travel | null> {
  return (
    (await db('travel')
      .where({ id })
      .first(...columns)) ?? null
  );
}

export async function travelUnderway(db: Knex): Promise<Travel | null> {
  return (
    (await db('travel')
      .whereNull('done_at')
      .first(...columns)) ?? null
  );
}

export async function noteHop(db: Knex, id: string, reachedAt: Date, moved: number): Promise<void> {
  await db('travel')
    .where({ id })
    .update({ reached_at: reachedAt, hops: db.raw('hops + 1'), moved: db.raw('moved + ?', [moved]) });
}

/** Ends a travel and opens the doors in one statement: they are never left closed with nobody travelling. */
export async function endTravel(db: Knex, id: string, problem: string | null): Promise<void> {
  await db.raw(
    `with over as (update travel set done_at = clock_timestamp(), problem = ? where id = ?)
     update installation set doors_closed = false`,
    [problem, id],
  );
}

/** Moves the region's one clock so that it shows `to`; never back. */
export async function moveClockTo(db: Knex, to: Date): Promise<void> {
  await db.raw(
    `update installation set offset_ms = greatest(offset_ms,
       ceil(extract(epoch from ?::timestamptz - clock_timestamp()) * 1000)::bigint)`,
    [to],
  );
}

/** New writes are refused from now on; those under way are waited for. */
export async function closeDoors(db: Knex): Promise<void> {
  await db('installation').update({ doors_closed: true });
  await db.transaction((trx) => trx.raw('select pg_advisory_xact_lock(?)', [DOOR_LOCK]));
}

/** One traveller at a time, however many workers there are; who comes second goes away. */
export async function travelAlone(db: Knex, work: () => Promise<void>): Promise<void> {
  await db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { got: boolean }[] }>('select pg_try_advisory_xact_lock(?) as got', [
      TRAVEL_LOCK,
    ]);
    if (rows[0]?.got) await work();
  });
}

/** Whether somebody is living the region through and will travel on at once: heavy work had better wait. */
export async function travelsOn(db: Knex): Promise<boolean> {
  const last = await db('travel').orderByRaw('done_at desc nulls first').first('more');
  return last?.more ?? false;
}
