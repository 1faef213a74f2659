import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  content: Buffer;
  /** The size the headers state instead of the true one. */
  claimed?: number;
  crc?: number;
  /** Only in the directory: the entry's own header is correct. */
  directoryOnly?: boolean;
  /** The name in the entry's own header. */
  otherName?: string;
  stored?: boolean;
  locked?: boolean;
}

/** An archive as Office writes it, or one with false statements where the parts say so. */
export function zipOf(parts: Readonly<Record<string, Part | Buffer | string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, given] of Object.entries(parts)) {
    const part =
      typeof given === 'string' ? { content: Buffer.from(given) } : Buffer.isBuffer(given) ? { content: given } : given;
    const packed = part.stored ? part.content : deflateRawSync(part.content, { level: 9 });
    const local = head(30, 0x04034b50, part.otherName ?? name, 26);
    write(local, { flags: 6, method: 8, sums: 14 }, part, packed, part.directoryOnly ? part.content.length : undefined);
    const central = head(46, 0x02014b50, name, 28);
    write(central, { flags: 8, method: 10, sums: 16 }, part, packed);
    central.writeUInt32LE(at, 42);
    locals.push(local, packed);
    centrals.push(central);
    at += local.length + packed.length;
  }
  return Buffer.concat([...locals, ...centrals, endOf(centrals, at)]);
}

function head(size: number, signature: number, name: string, lengthAt: number): Buffer {
  const bytes = Buffer.alloc(size + Buffer.byteLength(name));
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(Buffer.byteLength(name), lengthAt);
  bytes.write(name, size);
  return bytes;
}

function write(
  bytes: Buffer,
  place: { flags: number; method: number; sums: number },
  { content, claimed, crc, stored, locked }: Part,
  packed: Buffer,
  size = claimed ?? content.length,
): void {
  bytes.writeUInt16LE(locked ? 1 : 0, place.flags);
  bytes.writeUInt16LE(stored ? 0 : 8, place.method);
  bytes.writeUInt32LE(crc ?? crc32(content), place.sums);
  bytes.writeUInt32LE(packed.length, place.sums + 4);
  bytes.writeUInt32LE(size, place.sums + 8);
}

function endOf(centrals: readonly Buffer[], at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(
    centrals.reduce((all, one) => all + one.length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return end;
}

export const CONTENT_TYPES =
  '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="xml" ContentType="application/xml"/></Types>';

/** The smallest valid Word file. */
export const wordFile = (more: Readonly<Record<string, Part | Buffer | string>> = {}): Buffer =>
  zipOf({ '[Content_Types].xml': CONTENT_TYPES, 'word/document.xml': '<w:document/>', ...more });
