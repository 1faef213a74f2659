/** No photo or scan is this large; a small file may claim such a size to make its reader allocate gigabytes. */
const SIDE_MOST = 30_000;
const POINTS_MOST = 250_000_000;
const SEGMENTS_MOST = 1_000;

interface Size {
  width: number;
  height: number;
}

/** Only headers are read; a picture that does not state its size is left to its reader. */
export function isTooLargePicture(bytes: Uint8Array, type: string): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = readers[type]?.(view) ?? null;
  return size !== null && (Math.max(size.width, size.height) > SIDE_MOST || size.width * size.height > POINTS_MOST);
}

const readers: Readonly<Record<string, (view: DataView) => Size | null>> = {
  'image/png': (view) => (view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) }),
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/heic': heic,
};

/** Goes from marker to marker to the start of a frame: SOF0 to SOF15, except three markers with another meaning. */
function jpeg(view: DataView): Size | null {
  let at = 2;
  for (let count = 0; count < SEGMENTS_MOST && at + 9 < view.byteLength; count += 1) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Only the long form can exceed the limit. */
function webp(view: DataView): Size | null {
  if (view.byteLength < 30 || view.getUint32(12) !== 0x56503858) return null;
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  return { width: three(24) + 1, height: three(27) + 1 };
}

const HEIC_HEAD = 64 * 1_024;
const ISPE = 0x69737065;

/** Sizes are in `ispe` boxes near the beginning; the largest one counts. */
function heic(view: DataView): Size | null {
  let found: Size | null = null;
  for (let at = 8; at + 16 <= Math.min(view.byteLength, HEIC_HEAD); at += 1) {
    if (view.getUint32(at) !== ISPE) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!found || size.width * size.height > found.width * found.height) found = size;
  }
  return found;
}
