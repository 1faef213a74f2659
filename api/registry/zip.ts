import { inflateRawSync } from 'node:zlib';
import { Refusal } from '../../law/refusal';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRIES_MOST = 400;
const UNPACKED_MOST = 64 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

export const broken = (): Refusal =>
  new Refusal('file-broken', 'Файл повреждён и не читается. Сохраните его заново как XLSX.');

/**
 * Unpacks an archive within bounds before any library sees it: a few kilobytes may claim, or hide, gigabytes. What the
 * headers say is checked against what really comes out.
 */
export function unpack(bytes: Buffer): Map<string, Buffer> {
  try {
    return entriesOf(bytes);
  } catch (error) {
    throw error instanceof Refusal ? error : broken();
  }
}

function entriesOf(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw broken();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === 0 || count > ENTRIES_MOST) throw broken();
  const entries = new Map<string, Buffer>();
  let left = UNPACKED_MOST;
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw broken();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const content = contentOf(bytes, at, left);
    left -= content.length;
    if (entries.has(name)) throw broken();
    entries.set(name, content);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

function contentOf(bytes: Buffer, at: number, left: number): Buffer {
  const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
  if (encrypted) throw new Refusal('file-locked', 'Файл защищён паролем. Снимите пароль и отправьте снова.');
  const method = bytes.readUInt16LE(at + 10);
  const [packed, unpacked, local] = [20, 24, 42].map((field) => bytes.readUInt32LE(at + field)) as [
    number,
    number,
    number,
  ];
  if (unpacked > left) throw tooBig();
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed) throw broken();
  if (method === STORED) return data;
  if (method !== DEFLATED) throw broken();
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooBig() : broken();
  }
}

const tooBig = (): Refusal =>
  new Refusal('file-too-big', 'Файл разворачивается в слишком большую таблицу. Разделите его.', 413);
