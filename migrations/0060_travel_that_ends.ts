import type { Knex } from 'knex';

/**
 * Doors are closed on a lease that the traveller renews: when it dies, or can go no further, they open by themselves.
 * A travel tells when it last moved on; an order that cannot be done is parked and waited for by nobody.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table installation drop constraint live_time_cannot_move, drop column doors_closed,
      add column doors_by uuid, add column doors_since timestamptz, add column doors_until timestamptz,
      add constraint live_time_cannot_move check (kind = 'training' or (offset_ms = 0 and doors_by is null)),
      add constraint doors_closed_by_somebody check (num_nonnulls(doors_by, doors_since, doors_until) in (0, 3));
    comment on column installation.doors_by is 'who closed them: whoever comes later with another mark moves no time';
    grant update (doors_by, doors_since, doors_until) on installation to domovoy_app;
    create function doors_closed() returns boolean language sql volatile parallel safe as $$
      select coalesce(doors_until > clock_timestamp(), false) from installation
    $$;
    ${enterWrite('not doors_closed()')}

    alter table travel add column beat_at timestamptz not null default clock_timestamp(),
      add column unmet int not null default 0;
    comment on column travel.beat_at is 'when it last moved on, by the real clock';
    comment on column travel.unmet is 'orders that stood parked when it ended: it did not wait for them';

    alter table outbox add column parked_at timestamptz;
    comment on column outbox.parked_at is 'tried often enough in vain: tried on rarely, told of, waited for by nobody';
    create index outbox_first on outbox (workflow_id, id) where done_at is null;
    create index outbox_done on outbox (done_at) where done_at is not null;
    create function outbox_keeps_open() returns trigger language plpgsql as $$
    begin
      if old.done_at is null then raise exception 'order % is not carried out yet', old.id; end if;
      return old;
    end $$;
    create trigger outbox_keeps_open before delete on outbox for each row execute function outbox_keeps_open();
    grant delete on outbox to domovoy_app;
  `);
  await wakeWhereItSleeps(knex);
}

/** A late attempt could move the wake of a calendar back: it is set anew to the first instant after the last day kept. */
async function wakeWhereItSleeps(knex: Knex): Promise<void> {
  await knex.raw(`
    update execution e set wake_at = late.at from (
      select m.workflow_id, min(i.at::timestamptz) as at
      from execution m join (select region, max(at) as at from calendar_day group by region) kept
          on kept.region = m.input ->> 'region' and m.wake_at <= kept.at,
        jsonb_array_elements_text(m.input -> 'instants') i(at)
      where m.type = 'calendar' and m.ended_at is null and i.at::timestamptz > kept.at group by m.workflow_id
    ) late where e.workflow_id = late.workflow_id
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    revoke delete on outbox from domovoy_app;
    drop trigger outbox_keeps_open on outbox;
    drop function outbox_keeps_open;
    drop index outbox_first, outbox_done;
    alter table outbox drop column parked_at;
    alter table travel drop column beat_at, drop column unmet;
    alter table installation drop constraint live_time_cannot_move, drop constraint doors_closed_by_somebody,
      drop column doors_by, drop column doors_since, drop column doors_until,
      add column doors_closed boolean not null default false,
      add constraint live_time_cannot_move check (kind = 'training' or (offset_ms = 0 and not doors_closed));
    grant update (doors_closed) on installation to domovoy_app;
    ${enterWrite('(select not doors_closed from installation)')}
    drop function doors_closed;
  `);
}

/** As 0012 made it; only how one learns that the doors are open has changed. */
const enterWrite = (doorsOpen: string): string => `
  create or replace function enter_write(p_door bigint, p_actor text, p_route text, p_key uuid)
  returns table (open boolean, mine boolean, fingerprint bytea, answer jsonb)
  language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
  #variable_conflict use_column
  declare
    is_open boolean;
    is_mine boolean;
  begin
    is_open := case when p_door is null then true
      when pg_try_advisory_xact_lock_shared(p_door) then ${doorsOpen} else false end;
    is_mine := pg_try_advisory_xact_lock(hashtextextended(p_actor || ' ' || p_route || ' ' || p_key, 0));
    return query select is_open, is_mine, w.fingerprint, w.answer
      from (values (1)) one left join write_key w
        on is_open and is_mine and w.actor = p_actor and w.route = p_route and w.key = p_key;
  end $$;
`;
