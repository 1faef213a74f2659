import type { Knex } from 'knex';
import { withWorker } from '../../law/request/lifecycle';
import { readerBindings } from '../case/sight';
import { likeText, listOf, query, queryOne, type Bindings } from '../sql/query';
import { requestList, type RequestLine } from './list';

/** What a dispatcher looks for first; a request may stand in several. */
export const queues = ['overdue', 'soon', 'new', 'mine', 'given', 'waiting', 'later'] as const;
export type Queue = (typeof queues)[number];

/** What the whole desk shares: the queue of one's own is counted for everybody at once (mineCounts). */
export type SharedCounts = Record<Exclude<Queue, 'mine'> | 'open', number>;

export interface BoardFilter {
  organisationId: string;
  queue?: Queue;
  /** Whose own queue is meant. */
  personId?: string;
  buildingId?: string;
  kind?: string;
  /** A master or a contractor. */
  workerId?: string;
  /** Part of the number, the address or the words. */
  text?: string;
}

/** The same filter without its queue: by it the counters of all queues are counted. */
export const anyQueue = ({ organisationId, buildingId, kind, workerId, text }: BoardFilter): BoardFilter => ({
  ...{ organisationId, buildingId, kind, workerId, text },
});

/** The place after which the next rows stand: the end of a term and the case. */
export type BoardCursor = readonly [due: string, id: string];

export interface BoardLine extends RequestLine {
  workerId: string | null;
}

export interface BoardPage {
  rows: BoardLine[];
  after: BoardCursor | null;
}

export interface BoardTime {
  now: Date;
  /** Until when a term counts as ending soon. */
  soonBy: Date;
}

/** The expression of the index case_file_board: what has no term stands last. */
const due = "coalesce(f.due_at, timestamptz '9999-01-01 00:00:00+00')";

const inQueue: Readonly<Record<Queue, string>> = {
  overdue: 'f.due_at <= :now',
  soon: 'f.due_at > :now and f.due_at <= :soonBy',
  new: "f.phase = 'registered'",
  mine: '(q.acknowledged_by = :personId or f.id in (select o.case_id from request_offer o where o.by_id = :personId))',
  given: `f.phase in (${listOf(withWorker)})`,
  waiting: "f.phase = 'fixed'",
  later: '(q.paused_until > :now or q.visit_from > :now)',
};

const narrowings: Readonly<Partial<Record<keyof BoardFilter, string>>> = {
  buildingId: 'f.building_id = :buildingId',
  kind: 'q.kind = :kind',
  workerId: '(q.master_id = :workerId or q.contractor_id = :workerId)',
  text: '(lower(f.number) like :textLike or lower(q.summary) like :textLike or lower(b.address) like :textLike)',
};

const from = 'from case_file f join request q on q.case_id = f.id join building b on b.id = f.building_id';

function whereOf(filter: BoardFilter): string {
  const asked = Object.entries(narrowings).filter(([name]) => filter[name as keyof BoardFilter] !== undefined);
  return [
    "f.area = 'request' and f.closed_at is null and f.organisation_id = :organisationId",
    ...asked.map(([, sql]) => sql),
    ...(filter.queue ? [inQueue[filter.queue]] : []),
  ].join(' and ');
}

function bindingsOf({ queue: _, text, ...filter }: BoardFilter, time: BoardTime): Bindings {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(text !== undefined && { textLike: `%${likeText(text)}%` }), ...time };
}

/** The rows whose terms end first: their ids by the index, then everything shown of just those. */
export async function boardPage(
  db: Knex,
  filter: BoardFilter,
  { after, limit }: { after?: BoardCursor; limit: number },
  time: BoardTime,
): Promise<BoardPage> {
  const begins = after ? `and (${due}, f.id) > (:afterDue::timestamptz, :afterId::uuid)` : '';
  const found = await query<{ id: string; due: string }>(
    db,
    `select f.id, to_char(${due} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as due
     ${from} where ${whereOf(filter)} ${begins} order by ${due}, f.id limit :rowsPlusOne`,
    { ...bindingsOf(filter, time), rowsPlusOne: limit + 1, ...(after && { afterDue: after[0], afterId: after[1] }) },
  );
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    rows: await linesOf(
      db,
      filter.organisationId,
      shown.map(({ id }) => id),
      time,
    ),
    after: last ? [last.due, last.id] : null,
  };
}

async function linesOf(
  db: Knex,
  organisationId: string,
  ids: readonly string[],
  { now }: BoardTime,
): Promise<BoardLine[]> {
  if (ids.length === 0) return [];
  const rows = await query<BoardLine>(
    db,
    `select ${requestList.columns}, coalesce(q.master_id, q.contractor_id) as "workerId"
     ${requestList.from} where f.id = any(:ids)`,
    { ...readerBindings({ organisations: [organisationId] }), ids, now },
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** How many open requests stand in each queue under the same filter, in one look. */
export async function sharedCounts(db: Knex, filter: BoardFilter, time: BoardTime): Promise<SharedCounts> {
  const wide = anyQueue(filter);
  const counted = (Object.keys(inQueue) as Queue[])
    .filter((name) => name !== 'mine')
    .map((name) => `count(*) filter (where ${inQueue[name]})::int as ${name}`);
  const row = await queryOne<SharedCounts>(
    db,
    `select count(*)::int as open, ${counted.join(', ')} ${from} where ${whereOf(wide)}`,
    bindingsOf(wide, time),
  );
  if (!row) throw new Error('A count always has a row');
  return row;
}

/** How many requests stand in the own queue of each dispatcher of the desk; who has none is not named. */
export async function mineCounts(db: Knex, filter: BoardFilter, time: BoardTime): Promise<ReadonlyMap<string, number>> {
  const wide = anyQueue(filter);
  const rows = await query<{ person: string; count: number }>(
    db,
    `with open as materialized (select f.id, q.acknowledged_by ${from} where ${whereOf(wide)})
     select person, count(*)::int as count from (
       select acknowledged_by as person, id from open where acknowledged_by is not null
       union select o.by_id, o.case_id from request_offer o join open on open.id = o.case_id where o.by_id is not null
     ) own group by person`,
    bindingsOf(wide, time),
  );
  return new Map(rows.map(({ person, count }) => [person, count]));
}

export interface BoardHouse {
  id: string;
  address: string;
}

/** Houses where something is open, for the filter. */
export const boardHouses = (db: Knex, organisationId: string): Promise<BoardHouse[]> =>
  query<BoardHouse>(
    db,
    `select b.id, b.address from building b where b.id in (select f.building_id from case_file f
       where f.area = 'request' and f.closed_at is null and f.organisation_id = :organisationId)
     order by b.address, b.id`,
    { organisationId },
  );
