import type { Knex } from 'knex';
import { createHash } from 'node:crypto';

export interface NewDocument {
  /** The form's key (or one made of it): twice is once. */
  id: string;
  caseId: string;
  kind: string;
  /** Shown to people; made fit by law/filetype. */
  name: string;
  /** Found in the bytes, never taken from the sender. */
  type: string;
  bytes: Buffer;
  actorId: string | null;
  at: Date;
}

export interface CaseDocument {
  id: string;
  caseId: string;
  kind: string;
  version: number;
  name: string;
  type: string;
  size: number;
  sha256: string;
  actorId: string | null;
  at: Date;
}

const columns = [
  'id',
  'case_id as caseId',
  'kind',
  'version',
  'name',
  'type',
  'size',
  'sha256',
  'actor_id as actorId',
  'at',
] as const;

/** Files a document: immutable, with its checksum. The next one of the same kind and name is its next version. */
export async function addDocument(trx: Knex, { caseId, actorId, bytes, ...rest }: NewDocument): Promise<void> {
  const version = trx.raw(
    '(select coalesce(max(version), 0) + 1 from case_document where case_id = ? and kind = ? and name = ?)',
    [caseId, rest.kind, rest.name],
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await trx('case_document')
    .insert({ ...rest, case_id: caseId, actor_id: actorId, bytes, version, size: bytes.length, sha256 })
    .onConflict('id')
    .ignore();
}

/** Documents of a case and of the cases it came out of: what was attached to the whole belongs to its parts. */
export async function documentsOf(db: Knex, caseId: string): Promise<CaseDocument[]> {
  return db('case_document')
    .whereIn(
      'case_id',
      db
        .withRecursive('line', (line) => {
          void line
            .select('id', 'parent_id')
            .from('case_file')
            .where({ id: caseId })
            .unionAll((up) => {
              void up.select('f.id', 'f.parent_id').from('case_file as f').join('line', 'line.parent_id', 'f.id');
            });
        })
        .select('id')
        .from('line'),
    )
    .orderBy('at')
    .select(...columns);
}

export async function documentById(db: Knex, id: string): Promise<(CaseDocument & { bytes: Buffer }) | null> {
  return (
    (await db('case_document')
      .where({ id })
      .first(...columns, 'bytes')) ?? null
  );
}
