import type { Knex } from 'knex';

/**
 * Orders are claimed in batches by whoever carries them out, and nothing is held locked meanwhile: a claim is a lease on
 * the order's own `next_at`, so that a claimed order stands where nobody looks and comes back when its relay has died.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table outbox add column claimed_by uuid;
    comment on column outbox.claimed_by is 'who is carrying it out; next_at is then when the claim runs out';
    drop index outbox_open, outbox_first;
    create index outbox_due on outbox (kind, next_at, id) where done_at is null;
    create index outbox_first on outbox (workflow_id, kind, id) where done_at is null;
    alter table outbox set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
      autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table outbox reset (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
      autovacuum_analyze_scale_factor, autovacuum_analyze_threshold);
    drop index outbox_due, outbox_first;
    create index outbox_open on outbox (next_at, id) where done_at is null;
    create index outbox_first on outbox (workflow_id, id) where done_at is null;
    alter table outbox drop column claimed_by;
  `);
}
