import type { Knex } from 'knex';
import { fileName, fileType, isZip } from '../http/files/type';
import { Refusal } from '../../law/base/refusal';
import { addDocument } from '../../store/case/documents';
import { idFrom } from '../../store/sql/ids';
import { reckon } from '../heavy/heavy';
import type { Call, Upload } from '../http/route';

/** How many files one text may carry. */
export const FILES_MOST = 10;
export const FILES_HINT = `До ${FILES_MOST} файлов, каждый до 10\u00a0МБ: PNG, JPEG, WebP, HEIC, PDF, DOCX, XLSX.`;

/** Made of the text it belongs to and its place: the same form sent twice files nothing twice. */
export const attachmentId = (textId: string, place: number): string => idFrom(textId, String(place));

export interface Sorted {
  name: string;
  /** Found in the bytes. */
  type: string;
  bytes: Buffer;
}

/** What each file is by its bytes; a refusal names the file. */
export function sorted(files: readonly Upload[]): Sorted[] {
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
 * Papers of Word and Excel are unpacked once, apart, to see whether they are what their heads promise: whoever opens them
 * later trusts those. Everything else is told by `sorted` from its first bytes.
 */
export async function soundPapers(call: Pick<Call, 'files' | 'services' | 'sender'>): Promise<void> {
  const papers = call.files.map(({ bytes }) => bytes).filter(isZip);
  if (papers.length === 0) return;
  // What they are at all is asked first: it costs nothing.
  sorted(call.files);
  await reckon(call, 'papers', { papers }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error;
    throw new Refusal(error.code, error.say, 422, { files: error.say });
  });
}

interface Owner {
  caseId: string;
  /** The text the files belong to. */
  textId: string;
  /** `request` stands at once; `answer` is shown once an act has told of its text. */
  kind: 'request' | 'answer';
  actorId: string;
  at: Date;
}

export async function attach(db: Knex, { textId, ...owner }: Owner, files: readonly Sorted[]): Promise<void> {
  const told = owner.kind === 'answer' ? textId : null;
  for (const [place, file] of files.entries())
    await addDocument(db, { ...owner, ...file, id: attachmentId(textId, place), textId: told });
}
