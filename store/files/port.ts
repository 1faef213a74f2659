import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { lost, changed } from './trouble';

/**
 * Where the content of documents and kept histories stands: in its row, or beside the database under its sum. An object
 * is put before the row that speaks of it is written: one that nobody speaks of harms nothing.
 */
export interface Files {
  /** Keeps content under its sum; answers with what its row has to hold of it. */
  put(sha256: string, bytes: Buffer): Promise<Buffer | null>;
  /** `row`: what the row holds. */
  get(sha256: string, row: Buffer | null): Promise<Buffer>;
  has(sha256: string, row: Buffer | null): Promise<boolean>;
}

export const sumOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Postgres itself: all of it stands in the row. */
export const inRows: Files = {
  put: async (_, bytes) => bytes,
  get: async (_, row) => {
    if (!row) throw lost();
    return row;
  },
  has: async (_, row) => row !== null,
};

/** The store that this connection to the database, or the transaction on it, goes with. */
export function filesOf(db: Knex): Files {
  const { files } = (db.userParams ?? {}) as { files?: Files };
  return files ?? inRows;
}

/** The content of a row, held against its sum. */
export async function contentOf(db: Knex, sha256: string, row: Buffer | null): Promise<Buffer> {
  const bytes = await filesOf(db).get(sha256, row);
  if (sumOf(bytes) !== sha256) throw changed(sha256);
  return bytes;
}

/**
 * Puts what is about to be written while no transaction is open: whoever waits for a slow store holds no connection.
 * Whoever then writes the rows finds it put.
 */
export async function putAhead(db: Knex, contents: readonly Buffer[]): Promise<void> {
  const files = filesOf(db);
  if (files === inRows) return;
  for (const bytes of contents) await files.put(sumOf(bytes), bytes);
}
