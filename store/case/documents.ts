import type { Knex } from 'knex';
import { contentOf, filesOf, sumOf } from '../files/port';
import { keyReused } from '../access/writes';

export interface NewDocument {
  /** The form's key, or an id made from it: filing it again changes nothing. */
  id: string;
  caseId: string;
  kind: string;
  /** Shown to people; cleaned by api/http/files/type. */
  name: string;
  /** Detected from the bytes, never taken from the sender. */
  type: string;
  bytes: Buffer;
  actorId: string | null;
  at: Date;
  /** The text it came with: shown once an act refers to that text. A document without a text is always shown. */
  textId?: string | null;
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

/**
 * Files a document, which is then immutable, with its checksum. The next one of the same kind and name is its next
 * version.
 */
export async function addDocument(trx: Knex, document: NewDocument): Promise<void> {
  const { caseId, actorId, bytes, textId = null, ...rest } = document;
  const version = trx.raw(
    '(select coalesce(max(version), 0) + 1 from case_document where case_id = ? and kind = ? and name = ?)',
    [caseId, rest.kind, rest.name],
  );
  const sha256 = sumOf(bytes);
  const held = await filesOf(trx).put(sha256, bytes);
  const row = { ...rest, case_id: caseId, actor_id: actorId, text_id: textId, bytes: held, version, sha256 };
  const written = await trx('case_document')
    .insert({ ...row, size: bytes.length })
    .onConflict('id')
    .ignore()
    .returning('id');
  if (written.length > 0) return;
  const same = await trx('case_document').where({ id: rest.id, case_id: caseId, sha256 }).first('id');
  if (!same) throw keyReused();
}

/** Files of an act that the case refused are shown to nobody: over `case_document d`. */
const stands = `(d.text_id is null or exists (
  select from case_event e where e.case_id = d.case_id and e.facts ->> 'text' = d.text_id::text))`;

/** Documents of a case and of the cases it was made from: what was attached to the whole belongs to its parts. */
export async function documentsOf(db: Knex, caseId: string): Promise<CaseDocument[]> {
  return db('case_document as d')
    .whereRaw(stands)
    .whereIn(
      'd.case_id',
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
    .orderBy('d.at')
    .select(...columns);
}

export async function documentById(db: Knex, id: string): Promise<(CaseDocument & { bytes: Buffer }) | null> {
  const row = await db('case_document as d')
    .where({ id })
    .whereRaw(stands)
    .first<(CaseDocument & { bytes: Buffer | null }) | undefined>(...columns, 'bytes');
  return row ? { ...row, bytes: await contentOf(db, row.sha256, row.bytes) } : null;
}
