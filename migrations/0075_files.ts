import type { Knex } from 'knex';

/**
 * Content may stand beside the database: a document's bytes and a kept history leave their row for a store that keeps
 * them under their sum. Nothing else of such a row ever changes, and no role of the programs may do it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_document alter column bytes drop not null;
    comment on column case_document.bytes is 'null: in the store of files, under sha256';
    alter table case_run alter column history drop not null, add column file text,
      add constraint history_stands_somewhere check (num_nonnulls(history, file) = 1);
    comment on column case_run.file is 'sha256 of the packed history, which stands in the store of files';

    create function document_moves() returns trigger language plpgsql as $$
    declare kept case_document := new;
    begin
      kept.bytes := old.bytes;
      if kept is distinct from old or encode(sha256(coalesce(new.bytes, old.bytes)), 'hex') is distinct from old.sha256
        then raise exception 'case_document is append-only'; end if;
      return new;
    end $$;
    create function history_moves() returns trigger language plpgsql as $$
    declare kept case_run := new;
    begin
      kept.history := old.history;
      kept.file := old.file;
      if kept is distinct from old or encode(sha256(coalesce(new.history, old.history)), 'hex')
        is distinct from coalesce(new.file, old.file) then raise exception 'case_run is append-only'; end if;
      return new;
    end $$;
    ${appendOnly('case_document', 'delete or truncate')}
    ${appendOnly('case_run', 'delete or truncate')}
    create trigger content_moves before update on case_document for each row execute function document_moves();
    create trigger content_moves before update on case_run for each row execute function history_moves();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger content_moves on case_document;
    drop trigger content_moves on case_run;
    ${appendOnly('case_document', 'update or delete or truncate')}
    ${appendOnly('case_run', 'update or delete or truncate')}
    drop function document_moves, history_moves;
    alter table case_run drop constraint history_stands_somewhere, drop column file, alter column history set not null;
    alter table case_document alter column bytes set not null;
  `);
}

const appendOnly = (table: string, on: string): string => `
  drop trigger append_only on ${table};
  create trigger append_only before ${on} on ${table} for each statement execute function append_only();
`;
