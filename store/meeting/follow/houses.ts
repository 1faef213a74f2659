import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { readerBindings, type CaseReader } from '../../case/sight';
import {
  addressWords,
  hasWords,
  heldOn,
  inScope,
  type Page,
  pageOf,
  pageSql,
  type Paging,
  query,
  queryOne,
  type Scope,
  scopeBindings,
} from '../../sql/query';
import { managerName } from '../../registry/houses';
import { meetingSight } from '../sight';

/**
 * A house as an administration follows it: how ready it is to vote in the system, and the result of its last meeting.
 */
export interface MeetingHouse {
  id: string;
  address: string;
  municipality: string;
  manager: string | null;
  zone: string;
  premises: number;
  /** Square metres known to the registry, exact. */
  area: string;
  unmeasured: number;
  untitled: number;
  /** Area of premises where a holder has an account or a confirmed contact, exact. */
  reached: string;
  /** A meeting has decided to vote in the system (ЖК ст. 44 ч. 2 п. 3.2). */
  electronic: boolean;
  meetingId: string | null;
  number: string | null;
  phase: string | null;
  endedAt: Date | null;
  closesAt: Date | null;
  wordings: string[] | null;
  passed: number | null;
  quorum: boolean | null;
  dueName: string | null;
  dueAt: Date | null;
  repeatedBy: string | null;
}

export const houseStandings = ['none', 'running', 'no-quorum', 'held'] as const;
export type HouseStanding = (typeof houseStandings)[number];

export interface HouseFilter {
  scope: Scope;
  /** Only meetings that this reader may see are used. */
  reader: CaseReader;
  day: Day;
  text?: string;
  municipalityId?: string;
  standing?: HouseStanding;
}

const area = 'coalesce(r.area_hand, r.area_egrn)';

const premisesSql = `
  select count(*)::int as premises, coalesce(sum(${area}), 0) as area,
    count(*) filter (where ${area} is null)::int as unmeasured, count(*) filter (where not h.held)::int as untitled,
    coalesce(sum(${area}) filter (where h.reached), 0) as reached
  from premises r cross join lateral (
    select count(*) > 0 as held, coalesce(bool_or(o.organisation_id is not null
      or exists (select from contact c where c.person_id = o.person_id and c.confirmed_at is not null)
      or exists (select from account a where a.person_id = o.person_id and a.activated_at is not null)), false) as reached
    from ownership o where o.premises_id = r.id and ${heldOn('o')}) h
  where r.building_id = b.id`;

/** The last notified meeting of the house, if the reader may see it. */
const lastSql = `
  select f.id as "meetingId", f.number, f.phase, t.sealed_at as "endedAt", t.closes_at as "closesAt", c.quorum,
    f.due_name as "dueName", f.due_at as "dueAt",
    (select array_agg(q.wording order by q.number) from meeting_question q where q.case_id = t.case_id) as wordings,
    (select count(*) filter (where s.passed)::int from meeting_result s where s.case_id = t.case_id) as passed,
    (select max(f.number) from meeting m join case_file f on f.id = m.case_id
      where m.repeats_id = t.case_id and ${meetingSight.seen}) as "repeatedBy"
  from meeting t join case_file f on f.id = t.case_id left join meeting_count c on c.case_id = t.case_id
  where t.case_id = (select m.case_id from meeting m join case_file f on f.id = m.case_id
    where m.building_id = b.id and m.noticed_at is not null and ${meetingSight.seen} order by m.noticed_at desc limit 1)`;

const linesSql = `
  select b.id, b.address, m.id as "municipalityId", m.name as municipality, b.zone, p.premises, p.area, p.unmeasured,
    p.untitled, p.reached,
    ${managerName} as manager,
    exists (select from meeting e join meeting_question q on q.case_id = e.case_id
      join meeting_result s on s.question_id = q.id and s.passed
      where e.building_id = b.id and q.kind = 'IS_USE') as electronic,
    l.*, coalesce(to_char(l."endedAt" at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), '') as "endedKey",
    case when l.phase is null or l.phase in ('cancelled', 'halted') then 'none'
      when l.phase in ('noticed', 'voting') then 'running' when l.quorum then 'held' else 'no-quorum' end as standing
  from building b join municipality m on m.id = b.municipality_id
  cross join lateral (${premisesSql}) p left join lateral (${lastSql}) l on true
  where ${inScope} and (:municipalityId::uuid is null or b.municipality_id = :municipalityId)
    and ${hasWords('lower(b.address)')}`;

const filtered = `select * from (${linesSql}) line where (:standing::text is null or standing = :standing)`;

const bindingsOf = ({ scope, reader, day, text = '', municipalityId, standing }: HouseFilter) => ({
  ...scopeBindings(scope),
  ...readerBindings(reader),
  day,
  municipalityId: municipalityId ?? null,
  standing: standing ?? null,
  words: addressWords(text),
});

const SORTS = { address: { by: 'address', is: 'text' }, ended: { by: '"endedKey"', is: 'text' } } as const;
export type HouseSort = keyof typeof SORTS;
type Row = MeetingHouse & { endedKey: string };

export async function listMeetingHouses(
  db: Knex,
  filter: HouseFilter,
  paging: Paging<HouseSort>,
): Promise<Page<MeetingHouse>> {
  const { where, order, bindings } = pageSql(SORTS, paging);
  const all = bindingsOf(filter);
  const [rows, total] = await Promise.all([
    query<Row>(db, `select * from (${filtered}) found where ${where} ${order}`, { ...all, ...bindings }),
    queryOne<{ count: number }>(db, `select count(*)::int as count from (${filtered}) found`, all),
  ]);
  const key = (row: Row): string => (paging.sort.endsWith('ended') ? row.endedKey : row.address);
  return pageOf(rows, total?.count ?? 0, key, paging);
}

export interface PlaceTotal {
  municipality: string;
  houses: number;
  area: string;
  held: number;
  noQuorum: number;
  running: number;
}

/** The same houses, summed by municipality. */
export async function placeTotals(db: Knex, filter: HouseFilter): Promise<PlaceTotal[]> {
  return query<PlaceTotal>(
    db,
    `
    select municipality, count(*)::int as houses, sum(area) as area,
      count(*) filter (where standing = 'held')::int as held,
      count(*) filter (where standing = 'no-quorum')::int as "noQuorum",
      count(*) filter (where standing = 'running')::int as running
    from (${filtered}) found group by municipality order by municipality`,
    bindingsOf(filter),
  );
}
