import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { readClock } from './clock';

export interface Travel {
  id: string;
  fromAt: Date;
  toAt: Date;
  reachedAt: Date | null;
  hops: number;
  moved: number;
  doneAt: Date | null;
  /** No process moves the clock for it any more. */
  over: boolean;
  /** Why it did not arrive: a message for people. */
  problem: string | null;
  /** Orders that could not be done: it did not wait for them. */
  unmet: number;
  /** Another travel follows at once. */
  more: boolean;
}

/** A travel without progress for this long has no process working on it, whatever its row says. */
const ABANDONED_SECONDS = 90;
const ABANDONED =
  'Часы полторы минуты никто не двигает: исполнитель процессов или движок не отвечает. Переведите часы ещё раз; если не поможет, позовите оператора.';
const abandoned = `(done_at is null and beat_at < clock_timestamp() - interval '${ABANDONED_SECONDS} seconds')`;

const columns = `id, from_at as "fromAt", to_at as "toAt", reached_at as "reachedAt", hops, moved, done_at as "doneAt",
  done_at is not null or ${abandoned} as over, case when ${abandoned} then '${ABANDONED}' else problem end as problem,
  unmet, more`;

const FURTHEST_YEARS = 5;
/** Advisory lock of the process that moves time. */
const TRAVEL_LOCK = 715_002;

const travelling = (): Refusal =>
  new Refusal('clock-travelling', 'Часы уже переводятся. Дождитесь конца и повторите.', 409);

/** Time goes on, and not further at once than a person can look through. */
export function mustLieAhead(now: Date, to: Date): void {
  if (to <= now) throw new Refusal('clock-back', 'Часы переводятся только вперёд. Выберите время позже нынешнего.');
  const furthest = new Date(now);
  furthest.setUTCFullYear(furthest.getUTCFullYear() + FURTHEST_YEARS);
  if (to > furthest)
    throw new Refusal(
      'clock-too-far',
      `За один раз можно перейти не дальше чем на ${FURTHEST_YEARS} лет. Выберите дату ближе.`,
    );
}

/** Asks for the region's clock to be moved to a future instant. The worker does it; the row shows its progress. */
export async function wantTravel(
  trx: Knex,
  want: { id: string; to: Date; personId: string | null; more?: boolean },
): Promise<Travel> {
  const clock = await readClock(trx);
  if (clock.kind !== 'training')
    throw new Refusal('clock-live', 'В рабочей установке время не переводится: здесь идут настоящие сроки.', 403);
  mustLieAhead(clock.now, want.to);
  await endAbandoned(trx);
  const going = await trx('travel').whereNull('done_at').whereNot({ id: want.id }).first('id');
  if (going) throw travelling();
  await trx('travel')
    .insert({
      id: want.id,
      wanted_by: want.personId,
      wanted_at: clock.now,
      from_at: clock.now,
      to_at: want.to,
      more: want.more ?? false,
    })
    .onConflict()
    .ignore();
  const travel = await travelById(trx, want.id);
  // Two who ask at once both saw no travel: the one row that may be open belongs to the other.
  if (!travel) throw travelling();
  return travel;
}

/** A travel that no process works on is ended when the next one is requested. */
async function endAbandoned(trx: Knex): Promise<void> {
  await trx.raw(`update travel set done_at = clock_timestamp(), problem = ? where ${abandoned}`, [ABANDONED]);
}

export const travelById = (db: Knex, id: string): Promise<Travel | null> => oneTravel(db, 'where id = ?', [id]);

/** The travel whose row is still open, even if no process works on it. */
export const travelUnderway = (db: Knex): Promise<Travel | null> => oneTravel(db, 'where done_at is null', []);

export const lastTravel = (db: Knex): Promise<Travel | null> =>
  oneTravel(db, 'order by done_at desc nulls first limit 1', []);

async function oneTravel(db: Knex, which: string, values: readonly string[]): Promise<Travel | null> {
  const { rows } = await db.raw<{ rows: Travel[] }>(`select ${columns} from travel ${which}`, [...values]);
  return rows[0] ?? null;
}

export async function noteHop(db: Knex, id: string, reachedAt: Date, moved: number): Promise<void> {
  await db.raw(
    `update travel set reached_at = ?, hops = hops + 1, moved = moved + ?, beat_at = clock_timestamp()
     where id = ? and done_at is null`,
    [reachedAt, moved, id],
  );
}

/** Whether the travel is still wanted; `moved` records progress. */
export async function beatTravel(db: Knex, id: string, moved: boolean): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'update travel set beat_at = case when ? then clock_timestamp() else beat_at end where id = ? and done_at is null',
    [moved, id],
  );
  return rowCount === 1;
}

/** Ends a travel and opens its doors in one statement, so they never stay closed without a travel. */
export async function endTravel(
  db: Knex,
  id: string,
  { problem, mark }: { problem: string | null; mark: string | null },
): Promise<void> {
  await db.raw(
    `with over as (update travel set done_at = clock_timestamp(), problem = :problem,
       reached_at = case when :problem::text is null then reached_at else least(domovoy_now(), to_at) end,
       unmet = (select count(*) from outbox where done_at is null and parked_at is not null)
         + (select count(*) from parked_alarm where parked_at is not null)
         + (select count(*) from accepted_act where done_at is null and refused_at is null and parked_at is not null)
       where id = :id and done_at is null)
     update installation set doors_by = null, doors_since = null, doors_until = null where doors_by = :mark`,
    { problem, id, mark },
  );
}

/**
 * One traveller at a time, however many workers there are; others return at once. `still` confirms that this process is
 * still the one, and keeps its connection from being closed as idle.
 */
export async function travelAlone(db: Knex, work: (still: () => Promise<boolean>) => Promise<void>): Promise<void> {
  await db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { got: boolean }[] }>('select pg_try_advisory_xact_lock(?) as got', [
      TRAVEL_LOCK,
    ]);
    const still = (): Promise<boolean> =>
      trx.raw('select 1').then(
        () => true,
        () => false,
      );
    if (rows[0]?.got) await work(still);
  });
}

/** Whether the region is being moved and will travel on at once: heavy work should wait. */
export async function travelsOn(db: Knex): Promise<boolean> {
  const last = await lastTravel(db);
  return last !== null && last.more && last.problem === null;
}
