import type { Knex } from 'knex';
import { fileName, fileType } from '../../law/filetype';
import { Refusal } from '../../law/refusal';
import { addDocument } from '../../store/case/documents';
import { idFrom } from '../../store/ids';
import type { Upload } from '../route';

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
