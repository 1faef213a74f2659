/**
 * A photo tells where and when it was taken, and on whose telephone. None of it is needed here and the place may be
 * somebody's home, so it is taken off where files come in; only which way is up stays. A picture that cannot be walked
 * to its end is left as it is: whatever reads it later will refuse it, or find nothing in it either.
 */
export function withoutMetadata(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 3).equals(JPEG)) return jpeg(bytes) ?? bytes;
  if (bytes.subarray(0, 8).equals(PNG)) return png(bytes) ?? bytes;
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return webp(bytes) ?? bytes;
  if (/^ftyp(heic|heix|mif1)$/.test(bytes.toString('latin1', 4, 12))) return heic(bytes);
  return bytes;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EXIF = Buffer.from('Exif\0\0', 'latin1');

const ORIENTATION = 0x0112;
const PLACE = 0x8825;
const ENTRY = 12;

interface Tiff {
  view: DataView;
  little: boolean;
  /** Where the entries of the first directory begin, and how many there are. */
  first: number;
  count: number;
}

/** The head of the TIFF inside an EXIF part; null when it is none. */
function tiffOf(part: Buffer): Tiff | null {
  if (part.length < 14) return null;
  const order = part.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const little = order === 'II';
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  if (view.getUint16(2, little) !== 42) return null;
  const directory = view.getUint32(4, little);
  return directory + 2 > part.length
    ? null
    : { view, little, first: directory + 2, count: view.getUint16(directory, little) };
}

function* entriesOf({ view, little, first, count }: Tiff): Generator<{ at: number; tag: number }> {
  for (let place = 0; place < count; place += 1) {
    const at = first + place * ENTRY;
    if (at + ENTRY > view.byteLength) return;
    yield { at, tag: view.getUint16(at, little) };
  }
}

/** Which way is up: 1 is as it lies. */
function orientationOf(part: Buffer): number {
  const tiff = tiffOf(part);
  if (!tiff) return 1;
  for (const { at, tag } of entriesOf(tiff)) if (tag === ORIENTATION) return tiff.view.getUint16(at + 8, tiff.little);
  return 1;
}

/** An EXIF part that says only which way is up. */
function exifOf(orientation: number): Buffer {
  const part = Buffer.alloc(26);
  part.write('MM\0*', 0, 'latin1');
  part.writeUInt32BE(8, 4);
  part.writeUInt16BE(1, 8);
  part.writeUInt16BE(ORIENTATION, 10);
  part.writeUInt16BE(3, 12);
  part.writeUInt32BE(1, 14);
  part.writeUInt16BE(orientation, 18);
  return part;
}

const turned = (orientation: number): boolean => orientation > 1 && orientation <= 8;

const [SOS, APP0, APP1, APP2, APP14, COMMENT] = [0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xfe];
const isApp = (marker: number): boolean => marker >= APP0 && marker <= 0xef;
/** What colours need: JFIF, the ICC profile, Adobe's transform. Another picture behind the first one is dropped. */
const needed = (marker: number, body: Buffer): boolean =>
  marker === APP0 || marker === APP14 || (marker === APP2 && body.toString('latin1', 0, 11) === 'ICC_PROFILE');

/** No picture has more parts; one that claims more must not keep us busy. */
const SEGMENTS_MOST = 1_000;
const END = Buffer.from([0xff, 0xd9]);

/**
 * Segment by segment to the points, which never spell the end inside; what stands behind the end may be another picture
 * with an EXIF of its own.
 */
function jpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let orientation = 1;
  let at = 2;
  for (let count = 0; count < SEGMENTS_MOST && at + 4 <= bytes.length; count += 1) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (bytes[at] !== 0xff || marker === 0 || marker === 0xff || end > bytes.length) return null;
    const body = bytes.subarray(at + 4, end);
    if (marker === APP1 && body.subarray(0, 6).equals(EXIF)) orientation = orientationOf(body.subarray(6));
    if (marker === SOS) {
      const stop = bytes.indexOf(END, end);
      const points = bytes.subarray(at, stop < 0 ? bytes.length : stop + END.length);
      return Buffer.concat([...headOf(orientation), ...kept, points]);
    }
    if (marker !== COMMENT && (!isApp(marker) || needed(marker, body))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

function headOf(orientation: number): Buffer[] {
  const start = JPEG.subarray(0, 2);
  if (!turned(orientation)) return [start];
  const body = Buffer.concat([EXIF, exifOf(orientation)]);
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return [start, head, body];
}

/** A picture of this size is cut into far fewer. */
const CHUNKS_MOST = 20_000;
const TOLD = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];

function png(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (!TOLD.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

/** Bits of the long head that say «EXIF follows» and «XMP follows». */
const WEBP_TOLD = 0x0c;

function webp(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  const stop = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  let at = 12;
  for (let count = 0; at + 8 <= stop; count += 1) {
    if (count === CHUNKS_MOST) return null;
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (end > bytes.length) return null;
    const name = bytes.toString('latin1', at, at + 4);
    if (name !== 'EXIF' && name !== 'XMP ')
      kept.push(name === 'VP8X' ? quiet(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  if (kept.length === 0) return null;
  const body = Buffer.concat(kept);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

function quiet(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk);
  copy[8] = (copy[8] ?? 0) & ~WEBP_TOLD;
  return copy;
}

/** No camera writes more; a file that claims more must not keep us busy. */
const [PARTS_MOST, ENTRIES_MOST] = [4, 500];
/** Bytes of one value of each type of TIFF. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** The parts of a HEIC are found by their distance from its beginning, so the place is blanked where it stands. */
function heic(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  let at = copy.indexOf(EXIF);
  for (let count = 0; at >= 0 && count < PARTS_MOST; count += 1) {
    blankPlace(copy.subarray(at + EXIF.length));
    at = copy.indexOf(EXIF, at + EXIF.length);
  }
  return copy;
}

function blankPlace(part: Buffer): void {
  const tiff = tiffOf(part);
  const found = tiff && [...entriesOf({ ...tiff, count: Math.min(tiff.count, ENTRIES_MOST) })].find(isPlace);
  if (!tiff || !found) return;
  const { view, little } = tiff;
  const directory = view.getUint32(found.at + 8, little);
  part.fill(0, found.at + 4, found.at + ENTRY);
  if (directory + 2 > part.length) return;
  const count = Math.min(view.getUint16(directory, little), ENTRIES_MOST);
  for (const { at } of entriesOf({ ...tiff, first: directory + 2, count })) {
    const size = (SIZES[view.getUint16(at + 2, little)] ?? 0) * view.getUint32(at + 4, little);
    if (size > 4)
      part
        .subarray(view.getUint32(at + 8, little))
        .subarray(0, size)
        .fill(0);
    part.fill(0, at, at + ENTRY);
  }
  view.setUint16(directory, 0, little);
}

const isPlace = ({ tag }: { tag: number }): boolean => tag === PLACE;
