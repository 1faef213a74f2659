import { isOwed } from './list';
import type { Knex } from 'knex';
import { areaTables, caseAssigned, caseSeen } from '../areas';
import { readerBindings, type CaseReader } from './sight';
import { heldOn, query, queryOne, type Bindings } from '../sql/query';

export interface CaseLine {
  id: string;
  area: string;
  number: string;
  phase: string;
  outcome: string | null;
  /** The topic: a code or a text of its area. */
  topic: string;
  address: string | null;
  organisation: string | null;
  zone: string;
  openedAt: Date;
  closedAt: Date | null;
  dueAt: Date | null;
  dueTitle: string | null;
}

export const caseLine = `
  f.id, f.area, f.number, f.phase, f.outcome, f.topic, b.address, o.short_name as organisation, f.zone,
  f.opened_at as "openedAt", f.closed_at as "closedAt", f.due_at as "dueAt",
  (select d.title from case_deadline d where d.case_id = f.id and d.name = f.due_name
    and d.met_at is null and d.dropped_at is null) as "dueTitle"`;

export const caseTables = `
  case_file f left join building b on b.id = f.building_id left join organisation o on o.id = f.organisation_id
  ${areaTables}`;

/** The first few of a list, and how many it has in all. */
export interface Few<Line> {
  lines: Line[];
  count: number;
}

async function few(db: Knex, where: string, order: string, bindings: Bindings): Promise<Few<CaseLine>> {
  const rows = await query<CaseLine & { count: number }>(
    db,
    `select ${caseLine}, count(*) over ()::int as count from ${caseTables} where ${where} and ${caseSeen}
     order by ${order}, f.id limit :limit`,
    bindings,
  );
  return { lines: rows.map(({ count: _, ...line }) => line), count: rows[0]?.count ?? 0 };
}

/** Duties that were given to this very reader, the earliest first. */
export const assignedTo = (db: Knex, reader: CaseReader, limit: number): Promise<Few<CaseLine>> =>
  few(db, `${isOwed} and ${caseAssigned}`, 'f.due_at', { ...readerBindings(reader), limit });

/** Duties of the organisations where the reader works that were given to others or to nobody, the earliest first. */
export const dutiesOf = (db: Knex, reader: CaseReader, limit: number): Promise<Few<CaseLine>> =>
  few(db, `${isOwed} and f.organisation_id = any(:offices) and not ${caseAssigned}`, 'f.due_at', {
    ...readerBindings(reader),
    limit,
  });

/** Open cases of watched regions in phases that wait for the watching body («area:phase»), the oldest first. */
export const awaitingWatch = (
  db: Knex,
  reader: CaseReader,
  phases: readonly string[],
  limit: number,
): Promise<Few<CaseLine>> =>
  few(
    db,
    `f.closed_at is null and f.region = any(:watched) and f.area || ':' || f.phase = any(:phases)`,
    'f.opened_at',
    { ...readerBindings(reader), phases, limit },
  );

/** Open cases in which the reader is a party, in phases that wait for a party («area:phase»), the soonest first. */
export const awaitingParty = (
  db: Knex,
  reader: CaseReader,
  phases: readonly string[],
  limit: number,
): Promise<Few<CaseLine>> =>
  few(
    db,
    `f.closed_at is null and f.id in (select case_id from case_party where person_id = :self)
       and f.area || ':' || f.phase = any(:phases)`,
    'f.due_at nulls last, f.opened_at desc',
    { ...readerBindings(reader), phases, limit },
  );

/** Cases in which the reader is a party: open ones first, the newest first among them. */
export async function casesOfPerson(db: Knex, reader: CaseReader, limit: number): Promise<CaseLine[]> {
  return query<CaseLine>(
    db,
    `select ${caseLine} from ${caseTables}
     where f.id in (select case_id from case_party where person_id = :self) and ${caseSeen}
     order by f.closed_at is not null, f.opened_at desc, f.id limit :limit`,
    { ...readerBindings(reader), limit },
  );
}

export interface EventLine {
  caseId: string;
  area: string;
  number: string;
  zone: string;
  kind: string;
  at: Date;
  bySystem: boolean;
}

/** Only the most recently active cases are read: the page shows the last few facts, not an archive. */
const ACTIVE_CASES = 200;

/** Facts of `inner` kinds are shown only to the answering office and to those who watch. */
export async function lastEvents(
  db: Knex,
  reader: CaseReader,
  inner: readonly string[],
  limit: number,
): Promise<EventLine[]> {
  return query<EventLine>(
    db,
    `select f.id as "caseId", f.area, f.number, f.zone, e.kind, e.at, e.actor_id is null as "bySystem"
     from (select f.* from case_file f ${areaTables} where ${caseSeen}
       order by greatest(f.opened_at, f.closed_at) desc limit :active) f
     cross join lateral (select kind, at, seq, actor_id from case_event where case_id = f.id
       and (kind <> all(:inner) or f.organisation_id = any(:offices) or f.region = any(:watched))
       order by seq desc limit 5) e
     order by e.at desc, f.id, e.seq desc limit :limit`,
    { ...readerBindings(reader), inner, active: ACTIVE_CASES, limit },
  );
}

export interface AlarmLine {
  caseId: string;
  area: string;
  number: string;
  zone: string;
  title: string;
  act: string;
  at: Date;
}

/** Alarms that are still ahead (store/case/state), over the cases a reader may see; of one case when it is given. */
export async function alarmsAhead(
  db: Knex,
  reader: CaseReader,
  limit: number,
  caseId: string | null = null,
): Promise<AlarmLine[]> {
  return query<AlarmLine>(
    db,
    `select f.id as "caseId", f.area, f.number, f.zone, d.title, alarm ->> 'act' as act,
       (alarm ->> 'at')::timestamptz as at
     from case_file f ${areaTables} join case_deadline d on d.case_id = f.id
     cross join jsonb_array_elements(d.alarms) alarm
     where f.closed_at is null and d.met_at is null and d.dropped_at is null and ${caseSeen}
       and (:caseId::uuid is null or f.id = :caseId)
       and not exists (select from case_command c where c.case_id = f.id and c.key = d.id || ':' || (alarm ->> 'act'))
     order by at, f.number limit :limit`,
    { ...readerBindings(reader), caseId, limit },
  );
}

export interface CaseHead extends CaseLine {
  buildingId: string | null;
  organisationId: string | null;
  region: string | null;
  lawDate: string;
  parentId: string | null;
  parentNumber: string | null;
}

export async function caseHead(db: Knex, id: string): Promise<CaseHead | null> {
  return queryOne<CaseHead>(
    db,
    `select ${caseLine}, f.building_id as "buildingId", f.organisation_id as "organisationId", f.region,
       f.law_date as "lawDate", f.parent_id as "parentId",
       (select number from case_file up where up.id = f.parent_id) as "parentNumber"
     from ${caseTables} where f.id = :id`,
    { id },
  );
}

export async function caseArea(db: Knex, id: string): Promise<string | null> {
  return (await queryOne<{ area: string }>(db, 'select area from case_file where id = :id', { id }))?.area ?? null;
}

export interface ActorName {
  id: string;
  name: string;
  /** The post held on that day in one of the case's organisations, e.g. «clerk» at «УО «Заря»». */
  role: string | null;
  organisation: string | null;
}

/** Who acted in a case, with the post they acted in. */
export async function actorsOf(db: Knex, caseId: string, day: string): Promise<Map<string, ActorName>> {
  const rows = await query<ActorName>(
    db,
    `select p.id, concat_ws(' ', p.given_name, p.family_name) as name, post.role, post.organisation
     from person p left join lateral (
       select s.role, o.short_name as organisation from staff s join organisation o on o.id = s.organisation_id
       where s.person_id = p.id and ${heldOn('s')}
         and (o.id = (select organisation_id from case_file where id = :caseId)
         or o.id in (select organisation_id from case_event where case_id = :caseId))
       order by s.from_day limit 1) post on true
     where p.id in (select actor_id from case_event where case_id = :caseId)`,
    { caseId, day },
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The act and the last event of each step, by its key. */
export async function stepsOf(db: Knex, caseId: string): Promise<Map<string, { act: string; seq: number }>> {
  const rows = await query<{ key: string; name: string; seq: number }>(
    db,
    'select key, name, seq from case_command where case_id = :caseId order by at, seq',
    { caseId },
  );
  return new Map(rows.map(({ key, name, seq }) => [key, { act: name, seq }]));
}
