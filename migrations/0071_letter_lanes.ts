import type { Knex } from 'knex';

/**
 * Letters leave by lanes of their own, one a channel: a sender claims what is due under a lease, whoever died with it
 * loses it. A lane whose server is away rests as a whole. A letter that was given up stays so; when people order it to
 * be tried again, it is written once more, with a line back to the first.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table delivery
      add claimed_by uuid,
      add claimed_until timestamptz,
      add at_night boolean,
      add again_of uuid unique references delivery,
      add again_at timestamptz,
      add check ((again_of is null) = (again_at is null));
    comment on column delivery.claimed_by is 'the sender that has it in hand';
    comment on column delivery.claimed_until is 'real time: until then nobody else takes it';
    comment on column delivery.at_night is 'may disturb at night, and goes first: somebody waits for it just now';
    comment on column delivery.again_of is 'the given-up letter this one was written again for';
    comment on column delivery.again_at is 'when people ordered it to be tried again; its two days count from here';
    comment on column delivery.next_at is 'by the clock of the region: it is tried no earlier';
    -- Nulls come last: what somebody waits for stands before everything else.
    create index delivery_due on delivery (channel, at_night, next_at)
      where sent_at is null and failed_at is null and channel in ('email', 'sms', 'push');
    create index delivery_failed on delivery (channel, failed_at) where failed_at is not null;
    drop index delivery_open;

    drop trigger settled on delivery;
    create trigger settled before update or delete on delivery for each row execute function settled_stays(
      'attempts next_at problem push_subscription_id proof failed_at claimed_by claimed_until',
      'sent_at read_at effective_at');
    grant update (claimed_by, claimed_until) on delivery to domovoy_app;

    create function delivery_knock() returns trigger language plpgsql as $$
    declare due text;
    begin
      for due in select distinct channel from new_rows where sent_at is null and next_at <= domovoy_now() loop
        perform pg_notify('letters', due);
      end loop;
      return null;
    end $$;
    create trigger delivery_knock after insert on delivery referencing new table as new_rows
      for each statement execute function delivery_knock();

    create table letter_lane (
      channel text primary key check (channel in ('email', 'sms', 'push')),
      beat_at timestamptz,
      down_since timestamptz,
      tries int not null default 0,
      probe_at timestamptz,
      check ((down_since is null) = (probe_at is null))
    );
    comment on column letter_lane.beat_at is 'real time: when somebody who sends for this channel was last alive';
    comment on column letter_lane.down_since is 'by the clock of the region: since then nobody answers on the other side';
    comment on column letter_lane.probe_at is 'by the clock of the region: one letter finds out no earlier whether it is back';
    insert into letter_lane (channel) values ('email'), ('sms'), ('push');
    grant select, update on letter_lane to domovoy_app;
  `);
  await reskip(knex, `- 'push_subscription_id'`, `- 'push_subscription_id' - 'claimed_by' - 'claimed_until'`);
}

/** Who has a letter in hand says nothing of what was done: it is no part of the digest of the row (migration 0041). */
async function reskip(knex: Knex, from: string, to: string): Promise<void> {
  for (const name of ['record_delivery()', 'records_wrong(uuid)']) {
    const { rows } = await knex.raw<{ rows: { source: string }[] }>(
      'select pg_get_functiondef(?::regprocedure) as source',
      [name],
    );
    const [before = ''] = rows.map(({ source }) => source);
    const after = before.replaceAll(from, to);
    if (after === before) throw new Error(`${name} digests other columns than it did`);
    await knex.raw(after.replaceAll('?', '\\?'));
  }
}

export async function down(knex: Knex): Promise<void> {
  await reskip(knex, `- 'push_subscription_id' - 'claimed_by' - 'claimed_until'`, `- 'push_subscription_id'`);
  await knex.raw(`
    drop table letter_lane;
    drop trigger delivery_knock on delivery;
    drop function delivery_knock;
    drop trigger settled on delivery;
    create trigger settled before update or delete on delivery for each row execute function settled_stays(
      'attempts next_at problem push_subscription_id proof failed_at', 'sent_at read_at effective_at');
    drop index delivery_due, delivery_failed;
    alter table delivery drop claimed_by, drop claimed_until, drop at_night, drop again_of, drop again_at;
    create index delivery_open on delivery (case_id) where sent_at is null and failed_at is null;
  `);
}
