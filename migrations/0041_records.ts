import type { Knex } from 'knex';

/**
 * The log of records: whenever a row that a verdict, a count or a proof rests on changes, a digest of the whole row is
 * kept here, by trigger and under the owner's rights. Each step of a case pins what has gathered into the chain of its
 * events. Who changes a row behind the triggers' back is found by the digest, who mends the digest too, by the pin.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(log);
  for (const row of tables) await knex.raw(recorded(row));
  await knex.raw(found(tables));
}

interface Recorded {
  table: string;
  key: readonly string[];
  /** Of a row that holds a file: what beside its bytes; all of it when absent. */
  columns?: readonly string[];
  /** Changes often and says nothing of what was done. */
  skip?: readonly string[];
}

const tables: readonly Recorded[] = [
  {
    table: 'case_document',
    key: ['id'],
    columns: ['id', 'case_id', 'kind', 'version', 'name', 'type', 'size', 'sha256', 'actor_id', 'at', 'text_id'],
  },
  {
    table: 'case_run',
    key: ['run_id'],
    columns: [
      'run_id',
      'workflow_id',
      'case_id',
      'first_run_id',
      'next_run_id',
      'closed_at',
      'events',
      'bytes',
      'sha256',
    ],
  },
  { table: 'case_party', key: ['part', 'person_id', 'organisation_id'] },
  { table: 'delivery', key: ['id'], skip: ['attempts', 'next_at', 'problem', 'push_subscription_id'] },
  { table: 'appeal', key: ['case_id'] },
  { table: 'appeal_subject', key: ['place'] },
  { table: 'appeal_text', key: ['id'] },
  { table: 'meeting', key: ['case_id'] },
  { table: 'meeting_question', key: ['id'] },
  { table: 'meeting_material', key: ['document_id'] },
  { table: 'meeting_text', key: ['id'] },
  { table: 'meeting_signature', key: ['person_id'] },
  { table: 'meeting_right', key: ['id'] },
  { table: 'meeting_holder', key: ['right_id', 'ownership_id'] },
  { table: 'meeting_refusal', key: ['right_id'] },
  { table: 'meeting_proxy', key: ['id'] },
  { table: 'meeting_notice', key: ['id'] },
  { table: 'meeting_reminder', key: ['id'] },
  { table: 'meeting_ballot_entry', key: ['id'] },
  { table: 'meeting_checkpoint', key: ['size', 'at'] },
  { table: 'meeting_result', key: ['question_id'] },
  { table: 'meeting_count', key: ['case_id'] },
  { table: 'meeting_protocol', key: ['case_id'] },
  { table: 'meeting_protocol_signature', key: ['part', 'person_id'] },
  { table: 'meeting_council_member', key: ['person_id'] },
  { table: 'meeting_inspection', key: ['id'] },
  { table: 'meeting_finding', key: ['id'] },
];

const log = `
  create table case_record (
    id bigint generated always as identity,
    case_id uuid not null,
    table_name text not null,
    rows jsonb not null,
    at timestamptz not null,
    pin int,
    primary key (case_id, id)
  ) with (fillfactor = 70);
  comment on table case_record is 'a line a statement, however many rows it wrote: a notice tells ten thousand owners at once';
  comment on column case_record.rows is 'key → digest of the whole row as one statement wrote it; null: it was taken away';
  comment on column case_record.pin is 'the event of the case that holds the digest of this line';

  create function case_record_stays() returns trigger language plpgsql as $$
  begin raise exception 'case_record is append-only'; end $$;
  create trigger settled before delete on case_record for each row execute function case_record_stays();
  create trigger settled_line before update on case_record for each row
    when (old.pin is not null or row(new.id, new.case_id, new.table_name, new.rows, new.at)
      is distinct from row(old.id, old.case_id, old.table_name, old.rows, old.at))
    execute function case_record_stays();
  create trigger stays_whole before truncate on case_record for each statement execute function append_only();
  revoke all on case_record from domovoy_app;
  grant select, update (pin) on case_record to domovoy_app;

  create function row_digest(p_row jsonb) returns text language sql immutable parallel safe as $$
    select left(encode(sha256(convert_to(jsonb_strip_nulls(p_row)::text, 'UTF8')), 'hex'), 32)
  $$;
  comment on function row_digest is 'of what is there: a column that comes later changes no digest until it is filled';
  create function record_line(p_table text, p_rows jsonb) returns text
    language sql immutable parallel safe as $$ select p_table || ' ' || p_rows::text $$;
  create function records_digest(p_lines text[]) returns text language sql immutable parallel safe as $$
    select encode(sha256(convert_to(coalesce(array_to_string(p_lines, E'\\n'), ''), 'UTF8')), 'hex')
  $$;
`;

const keyOf = ({ key }: Recorded, row: string): string =>
  `concat_ws('|', ${key.map((column) => `coalesce(${row}.${column}::text, '')`).join(', ')})`;

function digestOf({ columns, skip = [] }: Recorded, row: string): string {
  const whole = columns
    ? `jsonb_build_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    : `to_jsonb(${row})`;
  return `row_digest(${skip.reduce((left, column) => `${left} - '${column}'`, whole)})`;
}

/** A digest must not hang on the settings of whoever writes: the functions have their own. */
const ALIKE = `set timezone = 'UTC' set datestyle = 'ISO, YMD' set search_path = public, pg_temp`;

const recorded = (row: Recorded): string => `
  create function record_${row.table}() returns trigger language plpgsql security definer ${ALIKE} as $$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, '${row.table}', jsonb_object_agg(${keyOf(row, 'o')}, null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, '${row.table}', jsonb_object_agg(${keyOf(row, 'n')}, ${digestOf(row, 'n')}), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, '${row.table}', jsonb_object_agg(${keyOf(row, 'n')}, ${digestOf(row, 'n')}), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and ${keyOf(row, 'o')} = ${keyOf(row, 'n')}
        where n.case_id is not null and ${digestOf(row, 'o')} is distinct from ${digestOf(row, 'n')}
        group by n.case_id;
    end if;
    return null;
  end $$;
  create trigger record_insert after insert on ${row.table} referencing new table as new_rows
    for each statement execute function record_${row.table}();
  create trigger record_update after update on ${row.table} referencing old table as old_rows new table as new_rows
    for each statement execute function record_${row.table}();
  create trigger record_delete after delete on ${row.table} referencing old table as old_rows
    for each statement execute function record_${row.table}();
`;

const compared = (row: Recorded): string => `
  select '${row.table}' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = '${row.table}' order by e.key, c.id desc) l
  full join (select ${keyOf(row, 'r')} as row_key, ${digestOf(row, 'r')} as digest
    from ${row.table} r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest`;

const found = (all: readonly Recorded[]): string => `
  create function records_wrong(p_case uuid) returns table (table_name text, row_key text, what text)
    language sql stable ${ALIKE} as $$
    ${all.map(compared).join(' union all ')}
    union all
    select 'case_document', d.id::text, 'bytes' from case_document d
    where d.case_id = p_case and (encode(sha256(d.bytes), 'hex') <> d.sha256 or length(d.bytes) <> d.size)
  $$;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    `drop function records_wrong, ${tables.map(({ table }) => `record_${table}`).join(', ')} cascade;
     drop table case_record;
     drop function case_record_stays, row_digest, record_line, records_digest;`,
  );
}
