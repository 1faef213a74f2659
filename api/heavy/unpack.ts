import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../../law/base/refusal';
import { zipBroken, zipEntries, zipTooBig, type ZipEntry } from '../http/files/zip';

/**
 * Unpacks each entry of an archive in turn and never beyond the size its header states: a few kilobytes may claim, or
 * hide, gigabytes. An archive that states a wrong size or content is refused for every later reader.
 */
export function* unpacked(bytes: Buffer, most: number): Generator<readonly [string, Buffer]> {
  const entries = zipEntries(bytes);
  if (entries.reduce((all, entry) => all + entry.unpacked, 0) > most) throw zipTooBig();
  for (const entry of entries) yield [entry.name, contentOf(bytes, entry)];
}

function contentOf(bytes: Buffer, entry: ZipEntry): Buffer {
  const data = bytes.subarray(entry.start, entry.start + entry.packed);
  const content = entry.stored ? data : inflated(data, entry.unpacked);
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw zipBroken();
  return content;
}

function inflated(data: Buffer, promised: number): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, promised) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? zipTooBig() : zipBroken();
  }
}

const PARTS_MOST = 200 * 1_024 * 1_024;

/** Checks an Office file: everything is unpacked once and thrown away. */
export function isSound(bytes: Buffer): true {
  for (const [name, content] of unpacked(bytes, PARTS_MOST)) if (name.endsWith('.xml')) refuseEntities(content);
  return true;
}

/**
 * Office never writes a document type. A file that has one wants to use entities: to exhaust memory or to read the
 * reader's files.
 */
export function refuseEntities(xml: Buffer): void {
  const at = xml.indexOf('<!DOCTYPE');
  if (at >= 0 || xml.includes('<!ENTITY')) {
    throw new Refusal('file-broken', 'В файле есть то, чего в документах не бывает. Сохраните его заново.');
  }
}

/** Bytes lose their Buffer type between threads; this restores it. */
export const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
