import type { Knex } from 'knex';

/**
 * Since 01.03.2025 an electronic meeting is lawful only in ГИС ЖКХ or in a regional system, so an installation says by
 * which act it is one. Statements are only added: the ground of a past meeting stays readable.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table electronic_ground (
      id uuid primary key,
      region text not null,
      system text,
      act text,
      number text,
      day date,
      stated_by uuid not null references person,
      stated_at timestamptz not null default domovoy_now(),
      check (num_nulls(system, act, number, day) in (0, 4))
    );
    comment on table electronic_ground is 'the last row of a region is in force; without an act: there is none';
    create index electronic_ground_region on electronic_ground (region, stated_at desc);
    create trigger append_only before update or delete or truncate on electronic_ground
      for each statement execute function append_only();
    grant select, insert on electronic_ground to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table electronic_ground');
}
