import type { Knex } from 'knex';
import { fileName, fileType, isZip } from '../http/files/type';
import { Refusal } from '../../law/base/refusal';
import { addDocument } from '../../store/case/documents';
import { idFrom } from '../../store/sql/ids';
import { computeApart } from '../heavy/heavy';
import type { Call, Upload } from '../http/route';
import { FILE_MOST_WORDS } from '../http/limits';

/** The most files one text may have. */
export const FILES_MOST = 10;
export const FILES_HINT = `До ${FILES_MOST} файлов, каждый до ${FILE_MOST_WORDS}: PNG, JPEG, WebP, HEIC, PDF, DOCX, XLSX.`;

/** The id is made from the text and the file's position, so a form sent twice stores its files once. */
export const attachmentId = (textId: string, place: number): string => idFrom(textId, String(place));

export interface TypedUpload {
  name: string;
  /** Detected from the bytes. */
  type: string;
  bytes: Buffer;
}

/** Detects the type of each file from its bytes; a refusal names the file. */
export function withFileTypes(files: readonly Upload[]): TypedUpload[] {
  return files.map(({ name, bytes }) => {
    try {
      const found = fileType(bytes);
      return { name: fileName(name, found), type: found.type, bytes };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const say =
        files.length > 1 ? `Файл ${files.findIndex((file) => file.bytes === bytes) + 1}: ${error.say}` : error.say;
      throw new Refusal(error.code, say, 422, { files: say });
    }
  });
}

/**
 * Word and Excel files are unpacked once, outside the main thread, to check that they are what their headers say: later
 * readers trust the headers. Other types are recognised by `sorted` from the first bytes.
 */
export async function checkedUploads(call: Pick<Call, 'files' | 'services' | 'sender'>): Promise<void> {
  const papers = call.files.map(({ bytes }) => bytes).filter(isZip);
  if (papers.length === 0) return;
  // The type is checked first, because that is cheap.
  withFileTypes(call.files);
  await computeApart(call, 'papers', { papers }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error;
    throw new Refusal(error.code, error.say, 422, { files: error.say });
  });
}

interface Owner {
  caseId: string;
  /** The text these files belong to. */
  textId: string;
  /** `request` is visible at once; `answer` only after an act has used its text. */
  kind: 'request' | 'answer';
  actorId: string;
  at: Date;
}

export async function attach(db: Knex, { textId, ...owner }: Owner, files: readonly TypedUpload[]): Promise<void> {
  const told = owner.kind === 'answer' ? textId : null;
  for (const [place, file] of files.entries())
    await addDocument(db, { ...owner, ...file, id: attachmentId(textId, place), textId: told });
}
