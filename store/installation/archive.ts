import { isDeepStrictEqual } from 'node:util';
import { escapeIdentifier, type Client } from 'pg';
import { Refusal } from '../../law/base/refusal';

/** The first line of a database archive. */
export interface ArchiveHead {
  /** Applied migrations, in order: the rows fit only the same tables. */
  migrations: readonly string[];
  /** The database clock at the snapshot. */
  at: string;
}

/** One line of an archive: a table, a row of the last named table, or the value of a sequence. */
export type ArchiveLine =
  | { head: ArchiveHead }
  | { table: string; columns: readonly string[] }
  | { row: string }
  | { sequence: string; value: string; called: boolean };

/** Totals recorded by the maker of an archive; the reader checks them against the content. */
export interface ArchiveSummary {
  head: ArchiveHead;
  tables: Readonly<Record<string, number>>;
}

const BATCH = 1_000;
const BATCH_CHARACTERS = 4_000_000;
/** Knex's own tables: migrating restores them. */
const SKIPPED = ['migration', 'migration_lock'];

/** Text formats that mean the same wherever they are read back. */
const FORMS = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`;

/** The whole database at one instant, line by line. Writers are not blocked. */
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
 * Fills freshly migrated tables from an archive, all or nothing. Triggers are disabled meanwhile (facts are not created
 * again); foreign keys are removed and added back, so that the order of tables does not matter and every key is
 * checked.
 */
export async function writeArchive(
  client: Client,
  lines: AsyncIterable<ArchiveLine>,
  summary: ArchiveSummary,
): Promise<number> {
  try {
    return await filled(client, lines, summary);
  } catch (error) {
    // Values that do not fit, duplicate rows, missing references: the totals may agree while the rows are wrong.
    const { code, table } = error as { code?: unknown; table?: string };
    throw /^(22|23)...$/.test(String(code)) ? spoiled(`строки таблицы ${table ?? ''} не подходят`) : error;
  }
}

async function filled(client: Client, lines: AsyncIterable<ArchiveLine>, summary: ArchiveSummary): Promise<number> {
  await client.query('begin');
  await client.query(FORMS);
  const tables = await readTables(client);
  const references = await takeReferences(client);
  for (const table of tables) await client.query(`alter table ${escapeIdentifier(table)} disable trigger user`);
  if (tables.length) await client.query(`truncate ${tables.map(escapeIdentifier).join(', ')}`);
  const known = { tables, sequences: await sequenceNames(client) };
  demandTables(tables, summary);
  const total = await writeLines(client, checkedLines(lines, known, summary));
  for (const table of tables) await client.query(`alter table ${escapeIdentifier(table)} enable trigger user`);
  for (const { statement } of references) await client.query(statement);
  await client.query('commit');
  return total;
}

export async function readMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by id');
  return rows.map(({ name }) => name);
}

/** Whether this database contains no data yet. */
export async function isEmpty(client: Client): Promise<boolean> {
  return (await readTables(client)).length === 0;
}

const spoiled = (what: string): Refusal =>
  new Refusal('backup-spoiled', `Копия не сходится сама с собой: ${what}. Возьмите другую копию.`);

/** The copy contains every table of this version and no other. */
function demandTables(tables: readonly string[], summary: ArchiveSummary): void {
  const said = Object.keys(summary.tables);
  const odd = tables.find((name) => !said.includes(name)) ?? said.find((name) => !tables.includes(name));
  if (odd) throw spoiled(`таблица ${odd} есть только с одной стороны`);
}

/** Passes lines on and checks them against the recorded totals; it finishes only when everything was there. */
async function* checkedLines(
  lines: AsyncIterable<ArchiveLine>,
  known: { tables: readonly string[]; sequences: readonly string[] },
  { head, tables }: ArchiveSummary,
): AsyncGenerator<ArchiveLine> {
  const rows = new Map<string, number>();
  let table: string | undefined;
  let begun = false;
  for await (const line of lines) {
    if (!begun && !('head' in line && isDeepStrictEqual(line.head, head))) throw spoiled('начало другое');
    if (begun && 'head' in line) throw spoiled('два начала');
    begun = true;
    if ('table' in line) {
      if (!known.tables.includes(line.table) || rows.has(line.table)) throw spoiled(`лишняя таблица ${line.table}`);
      rows.set((table = line.table), 0);
    } else if ('row' in line) {
      if (table === undefined) throw spoiled('строка без таблицы');
      rows.set(table, (rows.get(table) ?? 0) + 1);
    } else if ('sequence' in line) {
      table = undefined;
      if (!known.sequences.includes(line.sequence)) throw spoiled(`лишний счётчик ${line.sequence}`);
    }
    yield line;
  }
  const wrong = Object.entries(tables).find(([name, count]) => rows.get(name) !== count);
  if (!begun || wrong) throw spoiled(wrong ? `в таблице ${wrong[0]} строк не ${wrong[1]}` : 'в ней ничего нет');
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

/** Without generated columns: Postgres computes them. */
async function readColumns(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
     and attgenerated = '' order by attnum`,
    [escapeIdentifier(table)],
  );
  return rows.map(({ name }) => name);
}

async function sequenceNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
     and relname not like 'migration%' order by relname`,
  );
  return rows.map(({ name }) => name);
}

async function readSequences(client: Client): Promise<ArchiveLine[]> {
  const lines: ArchiveLine[] = [];
  for (const name of await sequenceNames(client)) {
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
