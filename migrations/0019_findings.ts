import type { Knex } from 'knex';

/** What an inspector found at a point of the checklist, in their own words; a later word stands over an earlier one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table meeting_finding (
      id uuid primary key,
      case_id uuid not null references meeting,
      point int not null check (point > 0),
      verdict text not null check (verdict in ('holds', 'breach', 'unseen')),
      reason text check (verdict = 'holds' or reason is not null),
      found_by uuid not null references person,
      found_at timestamptz not null
    );
    comment on table meeting_finding is 'points of the checklist as the inspectorate judged them; the last row of a point counts';
    create index meeting_finding_case on meeting_finding (case_id, point, found_at desc);
    create trigger append_only before update or delete or truncate on meeting_finding
      for each statement execute function append_only();
    grant select, insert on meeting_finding to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table meeting_finding');
}
