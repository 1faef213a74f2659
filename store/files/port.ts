import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { lost, changed } from './trouble';

/**
 * Where the content of documents and histories is stored: in its row, or outside the database under its checksum. An
 * object is put before the row that refers to it is written: an object without a row does no harm.
 */
export interface Files {
  /** Stores content under its checksum; returns what its row has to hold. */
  put(sha256: string, bytes: Buffer): Promise<Buffer | null>;
  /** `row`: what the row holds. */
  get(sha256: string, row: Buffer | null): Promise<Buffer>;
  has(sha256: string, row: Buffer | null): Promise<boolean>;
}

export const sumOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Postgres itself: the row holds everything. */
export const inRows: Files = {
  put: async (_, bytes) => bytes,
  get: async (_, row) => {
    if (!row) throw lost();
    return row;
  },
  has: async (_, row) => row !== null,
};

/** The file store of this database connection or transaction. */
export function filesOf(db: Knex): Files {
  const { files } = (db.userParams ?? {}) as { files?: Files };
  return files ?? inRows;
}

/** The content of a row, checked against its checksum. */
export async function contentOf(db: Knex, sha256: string, row: Buffer | null): Promise<Buffer> {
  const bytes = await filesOf(db).get(sha256, row);
  if (sumOf(bytes) !== sha256) throw changed(sha256);
  return bytes;
}

/**
 * Puts content in the store before any transaction is open, so that a slow store holds no database connection. The
 * later write of the rows finds it there.
 */
export async function putAhead(db: Knex, contents: readonly Buffer[]): Promise<void> {
  const files = filesOf(db);
  if (files === inRows) return;
  for (const bytes of contents) await files.put(sumOf(bytes), bytes);
}
