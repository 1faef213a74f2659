import type { Knex } from 'knex';
import { query, queryOne } from '../sql/query';

/** One request as it stood when the shift was handed over; names of people stand in no frozen sheet. */
export interface SheetRow {
  id: string;
  number: string;
  kind: string;
  address: string;
  entrance: number | null;
  phase: string;
  zone: string;
  dueAt: string | null;
  dueName: string | null;
  visitFrom: string | null;
  workerId: string | null;
  pauseGround: string | null;
  overdue: boolean;
  /** Promised for the next hours: a visit or a term. */
  promised: boolean;
  /** Said by whoever hands over, of what is overdue. */
  why?: string;
}

export interface Sheet {
  open: number;
  rows: SheetRow[];
}

export interface Handover {
  id: string;
  organisationId: string;
  givesId: string;
  gaveAt: Date;
  note: string;
  sheet: Sheet;
  takesId: string | null;
  tookAt: Date | null;
}

/** A sheet is read by a person: what stands on it is the most pressing, the rest is a number. */
const ROWS_MOST = 200;

/** What the next shift must know now. */
export async function sheetNow(
  db: Knex,
  { organisationId, now, till }: { organisationId: string; now: Date; till: Date },
): Promise<Sheet> {
  const desk = "f.area = 'request' and f.closed_at is null and f.organisation_id = :organisationId";
  const rows = await query<SheetRow>(
    db,
    `select f.id, f.number, q.kind, b.address, q.entrance, f.phase, f.zone, f.due_at as "dueAt",
       f.due_name as "dueName", q.visit_from as "visitFrom", coalesce(q.master_id, q.contractor_id) as "workerId",
       case when q.paused_until > :now then q.pause_ground end as "pauseGround",
       coalesce(f.due_at <= :now, false) as overdue,
       coalesce(f.due_at > :now and f.due_at <= :till, false)
         or coalesce(q.visit_from > :now and q.visit_from <= :till, false) as promised
     from case_file f join request q on q.case_id = f.id join building b on b.id = f.building_id
     where ${desk} and q.fixed_at is null
     order by coalesce(f.due_at, timestamptz '9999-01-01 00:00:00+00'), f.id limit :most`,
    { organisationId, now, till, most: ROWS_MOST },
  );
  const open = await queryOne<{ count: number }>(
    db,
    `select count(*)::int as count from case_file f join request q on q.case_id = f.id
     where ${desk} and q.fixed_at is null`,
    { organisationId },
  );
  // The same shape as it comes back out of a frozen sheet.
  return { open: open?.count ?? 0, rows: JSON.parse(JSON.stringify(rows)) as SheetRow[] };
}

export async function giveShift(
  trx: Knex,
  { id, organisationId, givesId, gaveAt, note, sheet }: Omit<Handover, 'takesId' | 'tookAt'>,
): Promise<void> {
  await trx('shift_handover').insert({
    id,
    organisation_id: organisationId,
    gives_id: givesId,
    gave_at: gaveAt,
    note,
    sheet: JSON.stringify(sheet),
  });
}

/** False when somebody has taken it already, or would take it from themselves. */
export async function takeShift(trx: Knex, id: string, takesId: string, at: Date): Promise<boolean> {
  const taken = await trx('shift_handover')
    .where({ id, takes_id: null })
    .whereNot({ gives_id: takesId })
    .update({ takes_id: takesId, took_at: at });
  return taken > 0;
}

const columns = `h.id, h.organisation_id as "organisationId", h.gives_id as "givesId", h.gave_at as "gaveAt", h.note,
  h.sheet, h.takes_id as "takesId", h.took_at as "tookAt"`;

export const handoverById = (db: Knex, id: string): Promise<Handover | null> =>
  queryOne<Handover>(db, `select ${columns} from shift_handover h where h.id = :id`, { id });

/** The last ones of a desk, newest first. */
export const handoversOf = (db: Knex, organisationId: string, most: number): Promise<Handover[]> =>
  query<Handover>(
    db,
    `select ${columns} from shift_handover h where h.organisation_id = :organisationId
     order by h.gave_at desc, h.id limit :most`,
    { organisationId, most },
  );
