import { isOverdue } from '../case/list';
import type { Knex } from 'knex';
import { queryOne } from '../sql/query';

export interface AppealCounts {
  open: number;
  /** Registered and not assigned to anybody. */
  unrouted: number;
  overdue: number;
  /** The answer falls due within a day / three days. */
  dueDay: number;
  dueThreeDays: number;
  extended: number;
  reopened: number;
  /** Answered; the applicant may still rate it. */
  answered: number;
  /** In the last thirty days: answers given, and how many of them late. */
  answersLately: number;
  lateLately: number;
  averageRating: number | null;
}

/** The dashboard of one organisation at an instant. */
export async function countsFor(db: Knex, organisationId: string, now: Date): Promise<AppealCounts> {
  const row = await queryOne<AppealCounts>(
    db,
    `with own as (
       select f.*, a.routed_to, a.rating, a.answered_at from case_file f join appeal a on a.case_id = f.id
       where f.organisation_id = :organisationId and f.area = 'appeal'
     ), answers as (
       select d.met_at >= d.due_at as late from case_deadline d join own on own.id = d.case_id
       where d.duty and d.name = 'answer' and d.met_at > :now::timestamptz - interval '30 days' and d.met_at <= :now
     )
     select count(*) filter (where closed_at is null)::int as open,
       count(*) filter (where phase = 'registered' and routed_to is null)::int as unrouted,
       count(*) filter (where ${isOverdue})::int as overdue,
       count(*) filter (where closed_at is null and due_at > :now and due_at <= :now::timestamptz + interval '1 day')::int as "dueDay",
       count(*) filter (where closed_at is null and due_at > :now and due_at <= :now::timestamptz + interval '3 days')::int as "dueThreeDays",
       count(*) filter (where phase = 'extended')::int as extended,
       count(*) filter (where phase = 'reopened')::int as reopened,
       count(*) filter (where phase = 'answered')::int as answered,
       (select count(*)::int from answers) as "answersLately",
       (select count(*)::int from answers where late) as "lateLately",
       round(avg(rating) filter (where answered_at > :now::timestamptz - interval '30 days'), 1)::float as "averageRating"
     from own f`,
    { organisationId, now },
  );
  if (!row) throw new Error('A count always has a row');
  return row;
}
