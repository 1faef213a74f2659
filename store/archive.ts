import { escapeIdentifier, type Client } from 'pg';

/** What an archive of the database begins with. */
export interface ArchiveHead {
  /** Migrations the tables were made by, in order: rows fit only the same tables. */
  migrations: readonly string[];
  /** The database clock at the snapshot. */
  at: string;
}

/** One line of an archive: a table, a row of the table named last, or where a sequence stands. */
export type ArchiveLine =
  | { head: ArchiveHead }
  | { table: string; columns: readonly string[] }
  | { row: string }
  | { sequence: string; value: string; called: boolean };

const BATCH = 1_000;
const BATCH_CHARACTERS = 4_000_000;
/** Knex's own notes: restored by migrating. */
const SKIPPED = ['migration', 'migration_lock'];

/** Text forms that mean the same wherever they are read back. */
const FORMS = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`;

/** The whole database as of one instant, line by line. Writers are not held up. */
export async function* readArchive(client: Client): AsyncGenerator<ArchiveLine> {
  await client.query('begin isolation level repeatable read read only');
  await client.query(FORMS);
  yield { head: { migrations: await readMigrations(client), at: await readNow(client) } };
  for (const table of await readTables(client)) {
    const columns = await readColumns(client, table);
    yield { table, columns };
    // A row's own text form is exact for every type, as COPY's is.
    await client.query(`declare reader no scroll cursor for select t::text as row from ${escapeIdentifier(table)} t`);
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from reader`);
      if (rows.length === 0) break;
      for (const { row } of rows) yield { row };
    }
    await client.query('close reader');
  }
  for (const sequence of await readSequences(client)) yield sequence;
  await client.query('commit');
}

/**
 * Fills freshly migrated tables from an archive, all or nothing. Triggers rest meanwhile (facts are not made anew), and
 * references are taken away and put back, so that the order of tables does not matter and every one is checked.
 */
export async function writeArchive(client: Client, lines: AsyncIterable<ArchiveLine>): Promise<number> {
  await client.query('begin');
  await client.query(FORMS);
  const tables = await readTables(client);
  const references = await takeReferences(client);
  for (const table of tables) await client.query(`alter table ${escapeIdentifier(table)} disable trigger user`);
  if (tables.length) await client.query(`truncate ${tables.map(escapeIdentifier).join(', ')}`);
  const total = await writeLines(client, lines);
  for (const table of tables) await client.query(`alter table ${escapeIdentifier(table)} enable trigger user`);
  for (const { statement } of references) await client.query(statement);
  await client.query('commit');
  return total;
}

export async function readMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by id');
  return rows.map(({ name }) => name);
}

/** Whether anything stands in this database yet. */
export async function isEmpty(client: Client): Promise<boolean> {
  return (await readTables(client)).length === 0;
}

async function writeLines(client: Client, lines: AsyncIterable<ArchiveLine>): Promise<number> {
  let insert = '';
  let batch: string[] = [];
  let characters = 0;
  let total = 0;
  const flush = async (): Promise<void> => {
    if (batch.length) await client.query(insert, [batch]);
    total += batch.length;
    batch = [];
    characters = 0;
  };
  for await (const line of lines) {
    if ('row' in line) {
      batch.push(line.row);
      characters += line.row.length;
      if (batch.length >= BATCH || characters > BATCH_CHARACTERS) await flush();
    } else {
      await flush();
      if ('table' in line) insert = insertInto(line.table, line.columns);
      if ('sequence' in line) {
        await client.query('select setval($1::regclass, $2, $3)', [
          escapeIdentifier(line.sequence),
          line.value,
          line.called,
        ]);
      }
    }
  }
  await flush();
  return total;
}

function insertInto(table: string, columns: readonly string[]): string {
  const name = escapeIdentifier(table);
  const names = columns.map(escapeIdentifier);
  return `insert into ${name} (${names.join(', ')}) overriding system value
    select ${names.map((column) => `(r).${column}`).join(', ')}
    from (select line::${name} as r from unnest($1::text[]) line offset 0) rows`;
}

async function readTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and not relispartition and relname <> all ($1) order by relname`,
    [SKIPPED],
  );
  return rows.map(({ name }) => name);
}

/** Generated columns come by themselves. */
async function readColumns(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
     and attgenerated = '' order by attnum`,
    [escapeIdentifier(table)],
  );
  return rows.map(({ name }) => name);
}

async function readSequences(client: Client): Promise<ArchiveLine[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
     and relname not like 'migration%' order by relname`,
  );
  const lines: ArchiveLine[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text, is_called from ${escapeIdentifier(name)}`,
    );
    const { last_value: value = '1', is_called: called = false } = state.rows[0] ?? {};
    lines.push({ sequence: name, value, called });
  }
  return lines;
}

async function takeReferences(client: Client): Promise<{ statement: string }[]> {
  const { rows } = await client.query<{ drop: string; statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
              as statement
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { drop } of rows) await client.query(drop);
  return rows;
}

async function readNow(client: Client): Promise<string> {
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  return rows[0]?.now.toISOString() ?? '';
}
