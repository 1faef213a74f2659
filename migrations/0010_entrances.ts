import type { Knex } from 'knex';

/** A house may be counted anew later; a meeting keeps the entrances it was called with, as it keeps its register. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table meeting add column entrances int;
    comment on column meeting.entrances is 'of the house when the notice froze: some thresholds are asked per entrance';
    create function meeting_keeps_entrances() returns trigger language plpgsql as $$
    begin
      if old.frozen_at is null and new.frozen_at is not null then
        select b.entrances into new.entrances from building b where b.id = new.building_id;
      elsif new.entrances is distinct from old.entrances then
        raise exception 'what the notice said cannot change';
      end if;
      return new;
    end $$;
    update meeting m set entrances = b.entrances from building b where b.id = m.building_id and m.frozen_at is not null;
    create trigger keeps_entrances before update on meeting for each row execute function meeting_keeps_entrances();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger keeps_entrances on meeting;
    drop function meeting_keeps_entrances;
    alter table meeting drop column entrances;
  `);
}
