import type { Knex } from 'knex';
import type { MeetingForm } from '../../law/meeting/forms';
import { likeText, pageOf, pageSql, query, queryOne, type Bindings, type Page, type Paging } from '../registry/query';
import type { InitiatorKind } from './rows';

/** What a reader may see: any one of these is enough. Nothing given, nothing seen. */
export interface MeetingScope {
  everything?: boolean;
  regions?: readonly string[];
  /** Of the manager, the administration of the place, or whoever called or administers it. */
  organisations?: readonly string[];
  /** Called it, administers it or stands in its register. */
  personId?: string;
  /** Neighbours see a meeting of their house from its notice on. */
  houses?: readonly string[];
}

export interface MeetingFilter {
  scope: MeetingScope;
  buildingId?: string;
  organisationId?: string;
  phases?: readonly string[];
  open?: boolean;
  form?: MeetingForm;
  overdue?: boolean;
  /** Part of the human number. */
  number?: string;
}

export type MeetingSort = 'opened' | 'closes' | 'due' | 'number';

export interface MeetingLine {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
  title: string;
  form: MeetingForm;
  initiatorKind: InitiatorKind;
  zone: string;
  buildingId: string;
  address: string;
  organisationId: string | null;
  organisation: string | null;
  openedAt: Date;
  opensAt: Date | null;
  closesAt: Date | null;
  dueAt: Date | null;
  dueName: string | null;
  questions: number;
  total: string | null;
  /** Of the sealed count; null until the close. */
  participating: string | null;
  quorum: boolean | null;
  repeatsId: string | null;
  overdue: boolean;
  late: boolean;
}

type Row = MeetingLine & { openedKey: string; closesKey: string; dueKey: string };

const columns: Readonly<Record<MeetingSort, string>> = {
  opened: '"openedKey"',
  closes: '"closesKey"',
  due: '"dueKey"',
  number: 'number',
};

/** One page of meetings by keyset, with the number of all that fit the filter. */
export async function listMeetings(
  db: Knex,
  filter: MeetingFilter,
  paging: Paging<MeetingSort>,
  now: Date,
): Promise<Page<MeetingLine>> {
  const conditions = conditionsOf(filter);
  const bindings = { ...bindingsOf(filter), now };
  const page = pageSql(columns, paging);
  const [rows, total] = await Promise.all([
    query<Row>(db, `select * from (${select} where ${conditions}) found where ${page.where} ${page.order}`, {
      ...bindings,
      ...page.bindings,
    }),
    queryOne<{ count: number }>(db, `select count(*)::int as count ${from} where ${conditions}`, bindings),
  ]);
  const sort = paging.sort.replace(/^-/, '');
  const key = (row: Row): string =>
    ({ opened: row.openedKey, closes: row.closesKey, due: row.dueKey, number: row.number })[sort as MeetingSort];
  const { rows: lines, ...rest } = pageOf(rows, total?.count ?? 0, key, paging);
  return { ...rest, rows: lines.map(({ openedKey: _, closesKey: __, dueKey: ___, ...line }) => line) };
}

const from = `from meeting m join case_file f on f.id = m.case_id join building b on b.id = m.building_id
  left join organisation o on o.id = f.organisation_id left join meeting_count c on c.case_id = m.case_id`;

// Keys of the cursor are texts that sort as the instants do, to the microsecond.
const keyText = (instant: string): string =>
  `coalesce(to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '9999')`;

const select = `select f.id, f.number, f.phase, f.outcome, m.title, m.form, m.initiator_kind as "initiatorKind", f.zone,
    m.building_id as "buildingId", b.address, f.organisation_id as "organisationId", o.short_name as organisation,
    f.opened_at as "openedAt", m.opens_at as "opensAt", m.closes_at as "closesAt", f.due_at as "dueAt", f.due_name as "dueName",
    (select count(*)::int from meeting_question q where q.case_id = m.case_id) as questions, m.total, c.participating, c.quorum,
    m.repeats_id as "repeatsId", f.closed_at is null and coalesce(f.due_at <= :now, false) as overdue,
    exists (select from case_deadline d where d.case_id = f.id and d.duty
      and (d.missed_at is not null or d.met_at >= d.due_at)) as late,
    ${keyText('f.opened_at')} as "openedKey", ${keyText('m.closes_at')} as "closesKey", ${keyText('f.due_at')} as "dueKey"
  ${from}`;

const scopeSql = `(:everything or f.region = any(:regions) or f.organisation_id = any(:organisations::uuid[])
  or m.initiator_organisation_id = any(:organisations::uuid[]) or m.administrator_organisation_id = any(:organisations::uuid[])
  or f.municipality_id in (select o2.municipality_id from organisation o2
    where o2.id = any(:organisations::uuid[]) and o2.kind = 'municipality')
  or m.initiator_person_id = :personId::uuid or m.administrator_person_id = :personId::uuid
  or (m.building_id = any(:houses::uuid[]) and m.noticed_at is not null)
  or exists (select from meeting_holder h where h.case_id = m.case_id and h.person_id = :personId::uuid))`;

/** Each condition stands in the query only when it is asked for. */
const narrowings: Readonly<Record<Exclude<keyof MeetingFilter, 'scope'>, string>> = {
  buildingId: 'm.building_id = :buildingId',
  organisationId: 'f.organisation_id = :organisationId',
  phases: 'f.phase = any(:phases)',
  open: '(f.closed_at is null) = :open',
  form: 'm.form = :form',
  overdue: '(f.closed_at is null and coalesce(f.due_at <= :now, false)) = :overdue',
  number: 'lower(f.number) like :numberLike',
};

function conditionsOf({ scope: _, ...filter }: MeetingFilter): string {
  const asked = Object.entries(narrowings).filter(([name]) => filter[name as keyof typeof filter] !== undefined);
  return [scopeSql, ...asked.map(([, sql]) => sql)].join(' and ');
}

function bindingsOf({ scope, number, ...filter }: MeetingFilter): Bindings {
  const { everything = false, regions = [], organisations = [], houses = [], personId = null } = scope;
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return {
    everything,
    regions,
    organisations,
    houses,
    personId,
    ...asked,
    ...(number !== undefined && { numberLike: `%${likeText(number)}%` }),
  };
}
