import type { Knex } from 'knex';
import { fileName, fileType } from '../../http/files/type';
import { Refusal } from '../../../law/base/refusal';
import { addDocument, documentById } from '../../../store/case/documents';
import { idFrom } from '../../../store/sql/ids';
import type { Answer, Upload } from '../../http/route';
import { notFound } from '../../security/permission';
import { FILE_MOST_WORDS } from '../../http/limits';

/** A scan must be a picture or a PDF; other files show no signature. */
const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/heic'];
const SHOWN: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];
export const SCAN_TYPES: readonly string[] = [...PICTURES, 'application/pdf'];

export const SCAN_HINT = `Фото или скан листа: PNG, JPEG, WebP, HEIC, PDF, до ${FILE_MOST_WORDS}.`;
export const SCAN_ACCEPT = SCAN_TYPES.join(',');

const NO_SCAN = 'Это не скан и не фото. Подойдут PNG, JPEG, WebP, HEIC и PDF.';

export interface Scan {
  name: string;
  type: string;
  bytes: Buffer;
}

export const scanOf = (files: readonly Upload[]): Scan | null => scansOf(files)[0] ?? null;

export const scansOf = (files: readonly Upload[]): Scan[] => files.map(checked);

function checked(file: Upload): Scan {
  try {
    const found = fileType(file.bytes);
    if (!SCAN_TYPES.includes(found.type)) throw new Refusal('scan-not-image', NO_SCAN);
    return { name: fileName(file.name, found), type: found.type, bytes: file.bytes };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const say = error.code === 'file-type' ? NO_SCAN : error.say;
    throw new Refusal(error.code, say, 422, { [file.field]: say });
  }
}

interface Filing {
  caseId: string;
  key: string;
  kind: 'ballot' | 'proxy' | 'notice-proof';
  actorId: string;
  at: Date;
}

/** Stores the scan under an id made from the form's key: a form sent twice stores it once. */
export async function keepScan(trx: Knex, scan: Scan, filing: Filing, place = 0): Promise<string> {
  const { caseId, key, kind, actorId, at } = filing;
  const id = place === 0 ? idFrom(key, 'scan') : idFrom(key, 'scan', String(place));
  await addDocument(trx, { id, caseId, kind, actorId, at, ...scan });
  return id;
}

export const isShown = (type: string): boolean => SHOWN.includes(type);

type File = NonNullable<Answer['file']>;

export async function scanFile(db: Knex, caseId: string, documentId: string | null): Promise<File> {
  const found = documentId === null ? null : await documentById(db, documentId);
  if (!found || found.caseId !== caseId) throw notFound();
  return { name: found.name, type: found.type, bytes: found.bytes, inline: isShown(found.type) };
}
