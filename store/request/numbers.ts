import type { Knex } from 'knex';
import { unfinished } from '../../law/request/lifecycle';
import { isOverdue, wasLate } from '../case/list';
import { readerBindings } from '../case/sight';
import { listOf, query, queryOne, type Bindings } from '../sql/query';
import { requestList, type RequestFilter } from './list';

/** What figures are asked of: the same filter as the list of requests, so that sums and lists agree. */
export type NumbersFilter = Pick<
  RequestFilter,
  'scope' | 'answering' | 'inRegions' | 'organisationId' | 'buildingId' | 'kind' | 'from' | 'to'
>;

export interface Totals {
  all: number;
  finished: number;
  onTime: number;
  openLate: number;
  open: number;
  /** Cancelled or merged into another: nobody is late with them. */
  dropped: number;
  reopened: number;
  rating: number | null;
}

/** Minutes: half of all took no longer, nine of ten took no longer, the longest. */
export interface Spread {
  count: number;
  p50: number | null;
  p90: number | null;
  max: number | null;
}

export interface KindLine {
  kind: string;
  count: number;
  answer: Spread;
  localise: Spread;
  fix: Spread;
}

export interface WorkerLine {
  id: string;
  contractor: boolean;
  count: number;
  finished: number;
  onTime: number;
  declined: number;
  silent: number;
  returned: number;
  rating: number | null;
}

export interface RepeatLine {
  buildingId: string;
  address: string;
  kind: string;
  count: number;
}

export interface OfficeLine extends Pick<Totals, 'all' | 'finished' | 'onTime' | 'openLate'> {
  id: string;
  name: string;
}

const NARROWS = ['answering', 'inRegions', 'organisationId', 'buildingId', 'kind', 'from', 'to'] as const;

/** The rows the figures are made of, once, with what each of them was. */
const asked = (filter: NumbersFilter): string => {
  const narrow = NARROWS.filter((name) => filter[name] !== undefined).map((name) => requestList.narrowings[name]);
  const where = [requestList.sight.seen, ...narrow].join(' and ');
  return `with asked as materialized (
    select f.id, f.organisation_id, f.building_id, f.phase, f.opened_at, f.closed_at, f.due_at, f.zone, q.kind,
      q.master_id, q.contractor_id, q.clock_from, q.registered_at, q.accepted_at, q.localised_at, q.fixed_at,
      q.reopened, q.rating,
      f.phase in ('fixed', 'closed') as finished, f.phase in ('cancelled', 'merged') as dropped,
      ${isOverdue} and f.phase in (${listOf(unfinished)}) as open_late, ${wasLate} as was_late
    from request q join case_file f on f.id = q.case_id where ${where})`;
};

const bindingsOf = ({ scope, ...filter }: NumbersFilter, now: Date): Bindings => ({
  ...readerBindings(scope),
  ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  now,
});

const sums = `count(*)::int as "all", count(*) filter (where finished)::int as finished,
  count(*) filter (where finished and not was_late)::int as "onTime",
  count(*) filter (where open_late)::int as "openLate"`;

export async function totalsOf(db: Knex, filter: NumbersFilter, now: Date): Promise<Totals> {
  const row = await queryOne<Totals>(
    db,
    `${asked(filter)} select ${sums}, count(*) filter (where not finished and not dropped)::int as open,
       count(*) filter (where dropped)::int as dropped, count(*) filter (where reopened > 0)::int as reopened,
       round(avg(rating), 1)::float as rating from asked`,
    bindingsOf(filter, now),
  );
  if (!row) throw new Error('A count always has a row');
  return row;
}

/** The same by organisation, for whoever watches over several. */
export const officesOfNumbers = (db: Knex, filter: NumbersFilter, now: Date): Promise<OfficeLine[]> =>
  query<OfficeLine>(
    db,
    `${asked(filter)} select o.id, o.short_name as name, ${sums} from asked a
       join organisation o on o.id = a.organisation_id group by o.id, o.short_name order by o.short_name, o.id`,
    bindingsOf(filter, now),
  );

const spread = (until: string, from = 'clock_from'): string => {
  const minutes = `extract(epoch from ${until} - ${from}) / 60`;
  const part = (share: number) =>
    `round((percentile_cont(${share}) within group (order by ${minutes}) filter (where ${until} is not null))::numeric)::int`;
  return `jsonb_build_object('count', count(${until}), 'p50', ${part(0.5)}, 'p90', ${part(0.9)},
    'max', round(max(${minutes}))::int)`;
};

/** By kind: until a master answered, until it was localised, until it was fixed. */
export const kindsOf = (db: Knex, filter: NumbersFilter, now: Date): Promise<KindLine[]> =>
  query<KindLine>(
    db,
    `${asked(filter)} select kind, count(*)::int as count, ${spread('accepted_at', 'registered_at')} as answer,
       ${spread('localised_at')} as localise, ${spread('fixed_at')} as fix
     from asked group by kind order by count(*) desc, kind`,
    bindingsOf(filter, now),
  );

/** How many came in each hour of each weekday (1: Monday), by the clock of the house. */
export const arrivalsOf = (
  db: Knex,
  filter: NumbersFilter,
  now: Date,
): Promise<{ weekday: number; hour: number; count: number }[]> =>
  query(
    db,
    `${asked(filter)} select extract(isodow from opened_at at time zone zone)::int as weekday,
       extract(hour from opened_at at time zone zone)::int as hour, count(*)::int as count
     from asked group by 1, 2 order by 1, 2`,
    bindingsOf(filter, now),
  );

/** Upper bounds in hours of how long open requests stand; the last bucket has none. */
export const ages = [2, 24, 72, 168] as const;

/** How long the unfinished ones have stood, by bucket. */
export async function ageingOf(db: Knex, filter: NumbersFilter, now: Date): Promise<number[]> {
  const rows = await query<{ bucket: number; count: number }>(
    db,
    `${asked(filter)} select width_bucket(extract(epoch from :now::timestamptz - opened_at) / 3600,
         array[${ages.join(', ')}]::numeric[]::float8[]) as bucket, count(*)::int as count
     from asked where not finished and not dropped group by 1`,
    bindingsOf(filter, now),
  );
  return [...ages, null].map((_, bucket) => rows.find((row) => row.bucket === bucket)?.count ?? 0);
}

/** Masters and contractors: what they have or had in hand, and what they refused or left unanswered. */
export const workersOf = (db: Knex, filter: NumbersFilter, now: Date): Promise<WorkerLine[]> =>
  query<WorkerLine>(
    db,
    `${asked(filter)}, given as (
       select coalesce(master_id, contractor_id) as id, bool_or(contractor_id is not null) as contractor,
         count(*)::int as count, count(*) filter (where finished)::int as finished,
         count(*) filter (where finished and not was_late)::int as on_time,
         count(*) filter (where reopened > 0)::int as returned, round(avg(rating), 1)::float as rating
       from asked where coalesce(master_id, contractor_id) is not null group by 1
     ), refused as (
       select coalesce(o.person_id, o.contractor_id) as id, bool_or(o.contractor_id is not null) as contractor,
         count(*) filter (where o.answer = 'declined')::int as declined,
         count(*) filter (where o.answer = 'silent')::int as silent
       from request_offer o join asked on asked.id = o.case_id where o.answer in ('declined', 'silent') group by 1
     )
     select coalesce(g.id, r.id) as id, coalesce(g.contractor, r.contractor) as contractor,
       coalesce(g.count, 0) as count, coalesce(g.finished, 0) as finished, coalesce(g.on_time, 0) as "onTime",
       coalesce(r.declined, 0) as declined, coalesce(r.silent, 0) as silent, coalesce(g.returned, 0) as returned,
       g.rating
     from given g full join refused r on r.id = g.id order by coalesce(g.count, 0) desc, 1`,
    bindingsOf(filter, now),
  );

/** The same fault in the same house again and again: what a plan of repairs should look at. */
export const repeatsOf = (
  db: Knex,
  filter: NumbersFilter,
  { least, now }: { least: number; now: Date },
): Promise<RepeatLine[]> =>
  query<RepeatLine>(
    db,
    `${asked(filter)} select b.id as "buildingId", b.address, a.kind, count(*)::int as count
     from asked a join building b on b.id = a.building_id where not a.dropped
     group by b.id, b.address, a.kind having count(*) >= :least order by count(*) desc, b.address, a.kind limit 100`,
    { ...bindingsOf(filter, now), least },
  );
