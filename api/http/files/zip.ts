import { Refusal } from '../../../law/base/refusal';

/** One entry of an archive, as its directory describes it and its own header confirms. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly stored: boolean;
  readonly crc: number;
  /** Position of its first byte. */
  readonly start: number;
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22];
const [STORED, DEFLATED] = [0, 8];
const [LOCKED, SIZES_FOLLOW] = [1, 8];
const COMMENT_MOST = 0xffff;
/** The most a writer puts after an entry whose size it did not know before: signature, checksum and two sizes. */
const DESCRIPTOR_MOST = 24;

const ENTRIES_MOST = 1_000;
const NAME_MOST = 300;
const UNPACKED_MOST = 200 * 1_024 * 1_024;
/** A spreadsheet of equal rows compresses about this well; more than that is an attack. */
const RATIO_MOST = 250;
const RATIO_FREE = 1_024 * 1_024;

export const zipBroken = (): Refusal =>
  new Refusal('file-broken', 'Файл повреждён и не читается. Сохраните его заново и приложите снова.');
export const zipTooBig = (): Refusal =>
  new Refusal('file-too-big', 'Файл разворачивается в слишком большой. Разделите его.', 413);
const locked = (): Refusal => new Refusal('file-locked', 'Файл защищён паролем. Снимите пароль и отправьте снова.');

/**
 * Reads the directory of an archive without unpacking anything. Two readers of one archive must see the same, so
 * entries and directory must fill the file from its first byte to its last, none may overlap, and each header must
 * agree with the directory. Only unpacking shows whether the stated sizes are true; here they are limited.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, from, end } = directoryOf(view);
  const entries: (ZipEntry & { at: number })[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    const { next, ...entry } = entryAt(view, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw zipBroken();
  demandWhole(entries, from);
  demandNames(entries);
  if (entries.reduce((all, { unpacked }) => all + unpacked, 0) > UNPACKED_MOST) throw zipTooBig();
  return entries;
}

/** The directory's end record is the last thing in the file, followed at most by a comment of the stated length. */
function directoryOf(view: DataView): { count: number; from: number; end: number } {
  const least = Math.max(0, view.byteLength - END_SIZE - COMMENT_MOST);
  for (let at = view.byteLength - END_SIZE; at >= least; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_SIZE + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const count = view.getUint16(at + 10, true);
    const [size, from] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const disks = view.getUint32(at + 4, true);
    if (disks !== 0 || count !== view.getUint16(at + 8, true) || from + size !== at) throw zipBroken();
    if (count === 0) throw zipBroken();
    if (count > ENTRIES_MOST) throw zipTooBig();
    return { count, from, end: at };
  }
  throw zipBroken();
}

function entryAt(view: DataView, at: number, end: number): ZipEntry & { at: number; next: number } {
  if (at + CENTRAL_SIZE > end || view.getUint32(at, true) !== CENTRAL) throw zipBroken();
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [crc, packed, unpacked] = [16, 20, 24].map((field) => view.getUint32(at + field, true)) as Three;
  const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as Three;
  const [local, next] = [view.getUint32(at + 42, true), at + CENTRAL_SIZE + nameLength + extra + comment];
  if (next > end || nameLength === 0 || nameLength > NAME_MOST) throw zipBroken();
  if ((flags & LOCKED) !== 0) throw locked();
  if (method !== STORED && method !== DEFLATED) throw zipBroken();
  if (method === STORED && packed !== unpacked) throw zipBroken();
  if (unpacked > RATIO_FREE && unpacked > packed * RATIO_MOST) throw zipTooBig();
  const name = textOf(view, at + CENTRAL_SIZE, nameLength);
  const told = { name, packed, unpacked, crc, flags, method };
  return { name, packed, unpacked, crc, stored: method === STORED, at: local, next, start: startOf(view, local, told) };
}
type Three = [number, number, number];

interface Told {
  name: string;
  packed: number;
  unpacked: number;
  crc: number;
  flags: number;
  method: number;
}

function startOf(view: DataView, at: number, told: Told): number {
  if (at + LOCAL_SIZE > view.byteLength || view.getUint32(at, true) !== LOCAL) throw zipBroken();
  const [flags, method] = [view.getUint16(at + 6, true), view.getUint16(at + 8, true)];
  const [crc, packed, unpacked] = [14, 18, 22].map((field) => view.getUint32(at + field, true)) as Three;
  const [nameLength, extra] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
  const start = at + LOCAL_SIZE + nameLength + extra;
  if (start + told.packed > view.byteLength) throw zipBroken();
  const later = (flags & SIZES_FOLLOW) !== 0;
  const agrees = (said: number, known: number): boolean => said === known || (later && said === 0);
  const same =
    method === told.method &&
    (flags & LOCKED) === 0 &&
    textOf(view, at + LOCAL_SIZE, nameLength) === told.name &&
    agrees(crc, told.crc) &&
    agrees(packed, told.packed) &&
    agrees(unpacked, told.unpacked);
  if (!same) throw zipBroken();
  return start;
}

/** Names of Office parts are plain text; other names are only compared, never shown. */
const textOf = (view: DataView, at: number, length: number): string =>
  length > NAME_MOST || at + length > view.byteLength
    ? ''
    : String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));

function demandWhole(entries: readonly (ZipEntry & { at: number })[], from: number): void {
  let at = 0;
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const gap = entry.at - at;
    if (gap < 0 || gap > (at === 0 ? 0 : DESCRIPTOR_MOST)) throw zipBroken();
    at = entry.start + entry.packed;
  }
  if (from < at || from - at > DESCRIPTOR_MOST) throw zipBroken();
}

function demandNames(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const plain = name.toLowerCase();
    if (seen.has(plain) || /(^|[/\\])\.\.([/\\]|$)|^[/\\]|[\0:]/.test(plain)) throw zipBroken();
    seen.add(plain);
  }
}
