import type { Knex } from 'knex';
import { callStanding, type CallFacts, type CallStanding } from '../../law/dispatch/call';
import { instantKey } from '../case/list';
import { heldOn, likeText, pageOf, type Page, pageSql, type Paging, query } from '../sql/query';
import { callColumns, standingOf, type CallAtDesk, type CallRow } from './call';

export const callFilters = ['unanswered', 'answered', 'message', 'unlinked'] as const;
export type CallFilter = (typeof callFilters)[number];

export interface CallSearch extends Paging<'at'> {
  organisations: readonly string[];
  from: Date;
  until: Date;
  only?: CallFilter;
  /** The end of the number. */
  phoneEnd?: string;
  now: Date;
}

const conditions: Record<CallFilter, string> = {
  unanswered: 'c.answered_at is null',
  answered: 'c.answered_at is not null',
  message: 'c.message_at is not null',
  unlinked: 'c.case_id is null',
};

const among = (only: CallFilter | undefined): string => `
  c.organisation_id = any(:organisations) and c.arrived_at >= :from and c.arrived_at < :until
  and (:end::text is null or reverse(c.phone) like :end || '%')
  and ${only ? conditions[only] : 'true'}`;

const reversed = (text: string): string => [...text].reverse().join('');

const bound = ({ organisations, from, until, phoneEnd }: Omit<CallSearch, keyof Paging<'at'>>) => ({
  organisations,
  from,
  until,
  end: phoneEnd === undefined ? null : reversed(likeText(phoneEnd)),
});

const SORTS = { at: { by: 'at', is: 'text' } } as const;

/** Calls of a span of time, the last first. */
export async function listCalls(db: Knex, search: CallSearch): Promise<Page<CallAtDesk>> {
  const { where, order, bindings } = pageSql(SORTS, search);
  const rows = await query<CallRow & { at: string }>(
    db,
    `select * from (
       select ${callColumns}, ${instantKey('c.arrived_at')} as at
       from call c join organisation o on o.id = c.organisation_id where ${among(search.only)}
     ) line where ${where} ${order}`,
    { ...bindings, ...bound(search) },
  );
  const counts = await query<{ count: number }>(
    db,
    `select count(*)::int as count from call c where ${among(search.only)}`,
    bound(search),
  );
  const page = pageOf(rows, counts[0]?.count ?? 0, ({ at }) => at, search);
  return { ...page, rows: page.rows.map((row) => standingOf(row, search.now)) };
}

/** How every call of the span stands, for the figures: the rule of law/dispatch/call judges each of them. */
export async function callStandings(
  db: Knex,
  { organisations, from, until, now }: Pick<CallSearch, 'organisations' | 'from' | 'until' | 'now'>,
): Promise<CallStanding[]> {
  const rows = await query<CallFacts & { zone: string }>(
    db,
    `select o.zone, c.arrived_at as "arrivedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt",
       c.called_back_at as "calledBackAt", c.message_at as "messageAt", c.reviewed_at as "reviewedAt"
     from call c join organisation o on o.id = c.organisation_id
     where c.organisation_id = any(:organisations) and c.arrived_at >= :from and c.arrived_at < :until`,
    { organisations, from, until },
  );
  return rows.map((row) => callStanding(row, row.zone, now));
}

/** Phones of people of the organisation's houses, for the stand-in exchange of a training installation. */
export async function phonesOfHouses(db: Knex, organisationId: string, day: string): Promise<string[]> {
  const rows = await query<{ phone: string }>(
    db,
    `select distinct c.value as phone from organisation_building ob join premises r on r.building_id = ob.building_id
       join residence l on l.premises_id = r.id and ${heldOn('l')}
       join contact c on c.person_id = l.person_id and c.channel = 'phone'
     where ob.organisation_id = :organisationId and ob.part = 'manages' and ${heldOn('ob')}
     order by c.value limit 500`,
    { organisationId, day },
  );
  return rows.map(({ phone }) => phone);
}
