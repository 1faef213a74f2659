import type { Knex } from 'knex';

/**
 * Every write enters by one round trip: past the door, alone with its key, and with the answer that key got before.
 * The locks and the reading are two statements: the second sees what a holder of the key before us has committed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function enter_write(p_door bigint, p_actor text, p_route text, p_key uuid)
    returns table (open boolean, mine boolean, fingerprint bytea, answer jsonb)
    language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    declare
      is_open boolean;
      is_mine boolean;
    begin
      is_open := case when p_door is null then true
        when pg_try_advisory_xact_lock_shared(p_door) then (select not doors_closed from installation) else false end;
      is_mine := pg_try_advisory_xact_lock(hashtextextended(p_actor || ' ' || p_route || ' ' || p_key, 0));
      return query select is_open, is_mine, w.fingerprint, w.answer
        from (values (1)) one left join write_key w
          on is_open and is_mine and w.actor = p_actor and w.route = p_route and w.key = p_key;
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function enter_write');
}
