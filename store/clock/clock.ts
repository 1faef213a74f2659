import type { Knex } from 'knex';

/** Advisory lock: every write holds it shared; a travel takes it exclusively before it moves time. */
export const DOOR_LOCK = 715_001;

export interface Clock {
  kind: 'training' | 'live';
  offsetMs: number;
  doorsClosed: boolean;
  now: Date;
}

export interface ClockRow {
  kind: Clock['kind'];
  offset_ms: string;
  doors_closed: boolean;
  now: Date;
}

export function clockOf(row: ClockRow | undefined): Clock {
  if (!row) throw new Error('The database has no installation row: run the migrations.');
  return { kind: row.kind, offsetMs: Number(row.offset_ms), doorsClosed: row.doors_closed, now: row.now };
}

/** The region's current time; the only source of it (docs/architecture.md, «The clock»). */
export async function readClock(db: Knex): Promise<Clock> {
  const { rows } = await db
    .raw<{ rows: ClockRow[] }>('select kind, offset_ms, doors_closed(), domovoy_now() as now from installation')
    .options({ name: 'clock' });
  return clockOf(rows[0]);
}
