import type { Knex } from 'knex';
import { contentOf, sumOf, type Files } from './port';

/** One kind of row with content, raw or compressed, and the checksum that names it outside the database. */
interface Holder {
  table: 'case_document' | 'case_run';
  key: 'id' | 'run_id';
  content: 'bytes' | 'history';
  sum: 'sha256' | 'file';
}

const holders: readonly Holder[] = [
  { table: 'case_document', key: 'id', content: 'bytes', sum: 'sha256' },
  { table: 'case_run', key: 'run_id', content: 'history', sum: 'file' },
];

interface Row {
  key: string;
  content: Buffer | null;
  sum: string | null;
}

export interface MoveOutcome {
  done: number;
  bytes: number;
  /** Rows whose content does not match its checksum or is missing. */
  wrong: string[];
}

const A_FEW = 20;

/** Rows with their content inside (or outside) the database, a few at a time and each once: failures are skipped. */
async function* rowsOf(db: Knex, { table, key, content, sum }: Holder, inside: boolean): AsyncGenerator<Row> {
  for (let last: string | null = null; ;) {
    const query = db(table)
      .whereRaw(`${content} is ${inside ? 'not null' : 'null'}`)
      .orderBy(key)
      .limit(A_FEW)
      .select<Row[]>({ key, content, sum });
    const rows: Row[] = await (last === null ? query : query.where(key, '>', last));
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end.key;
  }
}

type Deal = (holder: Holder, row: Row) => Promise<number | null>;

async function overAll(db: Knex, inside: boolean, deal: Deal): Promise<MoveOutcome> {
  const outcome: MoveOutcome = { done: 0, bytes: 0, wrong: [] };
  for (const holder of holders) {
    for await (const row of rowsOf(db, holder, inside)) {
      const bytes = await deal(holder, row);
      if (bytes === null) outcome.wrong.push(`${holder.table} ${row.key}`);
      else {
        outcome.done += 1;
        outcome.bytes += bytes;
      }
    }
  }
  return outcome;
}

/**
 * Moves content from rows into the store: put first, and only then removed from the row. When interrupted, call it
 * again to continue.
 */
export function moveOut(db: Knex, files: Files): Promise<MoveOutcome> {
  return overAll(db, true, async ({ table, key, content, sum }, { key: id, content: bytes, sum: told }) => {
    const sha256 = bytes && sumOf(bytes);
    if (!sha256 || (told !== null && told !== sha256)) return null;
    await files.put(sha256, bytes);
    await db(table)
      .where({ [key]: id })
      .update({ [content]: null, ...(sum === 'file' && { file: sha256 }) });
    return bytes.length;
  });
}

/** Moves content back into the rows, to stop using the store. */
export function moveBack(db: Knex): Promise<MoveOutcome> {
  return overAll(db, false, async ({ table, key, content, sum }, { key: id, sum: sha256 }) => {
    const bytes = sha256 && (await intactContent(db, sha256));
    if (!bytes) return null;
    await db(table)
      .where({ [key]: id })
      .update({ [content]: bytes, ...(sum === 'file' && { file: null }) });
    return bytes.length;
  });
}

/** Reads everything in the store and checks it against its checksums. */
export function checkAll(db: Knex): Promise<MoveOutcome> {
  return overAll(db, false, async (_, { sum }) => (sum && (await intactContent(db, sum)))?.length ?? null);
}

const WRONG: readonly string[] = ['file-lost', 'file-changed'];

/** Null: it is missing or different. A store that does not answer throws instead. */
export async function intactContent(db: Knex, sha256: string): Promise<Buffer | null> {
  try {
    return await contentOf(db, sha256, null);
  } catch (error) {
    if (WRONG.includes((error as { code?: string }).code ?? '')) return null;
    throw error;
  }
}
