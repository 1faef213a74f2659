import { isTooLargePicture } from './picture';
import { Refusal } from '../../../law/base/refusal';
import { zipEntries } from './zip';
import { FILE_MOST, FILE_MOST_WORDS } from '../limits';

export interface FileType {
  type: string;
  extension: string;
}

interface Signature extends FileType {
  fits: (bytes: Uint8Array) => boolean;
}

const startsWith =
  (...head: number[]) =>
  (bytes: Uint8Array): boolean =>
    head.every((byte, index) => bytes[index] === byte);

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** The first bytes decide the type of a file; its name does not. */
const signatures: readonly Signature[] = [
  { type: 'image/png', extension: 'png', fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/jpeg', extension: 'jpg', fits: startsWith(0xff, 0xd8, 0xff) },
  { type: 'application/pdf', extension: 'pdf', fits: (bytes) => textAt(bytes, 0, 5) === '%PDF-' },
  {
    type: 'image/webp',
    extension: 'webp',
    fits: (bytes) => textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP',
  },
  { type: 'image/heic', extension: 'heic', fits: (bytes) => /^ftyp(heic|heix|mif1)$/.test(textAt(bytes, 4, 8)) },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    fits: (bytes) => isOffice(bytes, WORD),
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    fits: (bytes) => isOffice(bytes, SHEETS),
  },
];

/**
 * The types a document of a case may have: attached by people, or made by Domovoy (PDF, and XML for the state system).
 */
export const documentTypes: readonly string[] = [...signatures.map(({ type }) => type), 'application/xml'];

/** What makes a file an Office file, wherever its program has put the main part. */
const WORD = /^word\/document\d*\.xml$/;
const SHEETS = /^xl\/workbook\d*\.xml$/;
/** What no document of a case needs inside: programs, and nested archives that nobody checks. */
const UNFIT = /\.(zip|7z|rar|gz|jar|exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jse|hta|lnk)$|(^|\/)vbaproject\.bin$/i;

export const isZip = (bytes: Uint8Array): boolean => startsWith(0x50, 0x4b, 0x03, 0x04)(bytes);

/** An Office file is a ZIP with a list of its parts and a main part; only its directory is read here. */
function isOffice(bytes: Uint8Array, main: RegExp): boolean {
  if (!isZip(bytes)) return false;
  const names = zipEntries(bytes).map(({ name }) => name);
  if (names.some((name) => UNFIT.test(name))) return false;
  return names.includes('[Content_Types].xml') && names.some((name) => main.test(name));
}

/** The type of a file by its content; refuses types that a case never needs (programs, archives, web pages). */
export function fileType(bytes: Uint8Array): FileType {
  if (bytes.length === 0) throw refused('file-empty', 'Файл пустой. Выберите другой.');
  if (bytes.length > FILE_MOST)
    throw refused('file-too-big', `Файл больше ${FILE_MOST_WORDS}. Уменьшите его и приложите снова.`);
  const found = signatures.find(({ fits }) => fits(bytes));
  if (!found)
    throw refused('file-type', 'Такой файл приложить нельзя. Подойдут PNG, JPEG, WebP, HEIC, PDF, DOCX и XLSX.');
  const { type, extension } = found;
  if (isTooLargePicture(bytes, type))
    throw refused('picture-vast', 'В изображении слишком много точек. Уменьшите его и приложите снова.');
  return { type, extension };
}

const refused = (code: string, say: string): Refusal => new Refusal(code, say, 422, { files: say });

const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;
const NAME_LONGEST = 120;

const withoutFolders = (name: string): string => name.normalize('NFC').replace(/^.*[/\\]/, '');

/** A file name safe to show and to save: no paths, no hidden characters, not cut inside a character. */
export function plainName(name: string): string {
  const base = withoutFolders(name).replace(FORBIDDEN, '');
  const cut = base.replace(/^[\s.]+|[\s.]+$/g, '').slice(0, NAME_LONGEST);
  return cut.replace(/\p{Surrogate}/gu, '') || 'файл';
}

/** The same, with the extension of the detected type. */
export const fileName = (name: string, { extension }: FileType): string =>
  `${plainName(withoutFolders(name).replace(/\.[^.]*$/, ''))}.${extension}`;
