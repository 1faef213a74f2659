import type { Knex } from 'knex';

/**
 * Wrong passwords, counted for all processes: of one account from one place (a sender's network, or a browser the account
 * knows), of one account from all strange places, of one place against all accounts. By the real clock; whatever a
 * crash takes of it is only a wait.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table guess (
      account text not null,
      place text not null,
      failures integer not null,
      until timestamptz not null,
      forget_at timestamptz not null,
      primary key (account, place)
    );
    create index guess_forget on guess (forget_at);
    comment on table guess is 'wrong passwords and how long the next one has to wait; hashes only';
    grant select, insert, update, delete on guess to domovoy_app;
    revoke all on guess from domovoy_reader;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table guess');
}
