import { crc32 } from 'node:zlib';

/** Writes a ZIP archive without compression: whoever reads it does not have to decompress a stranger's data. */
export function packed(parts: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const tail = tailOf(name, content);
    const local = Buffer.concat([signed(0x04034b50), tail, Buffer.alloc(2), Buffer.from(name)]);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(at, 12);
    centrals.push(Buffer.concat([signed(0x02014b50), Buffer.alloc(2), tail, place, Buffer.from(name)]));
    locals.push(local, content);
    at += local.length + content.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(
    centrals.reduce((all, { length }) => all + length, 0),
    8,
  );
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, ...centrals, signed(0x06054b50), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

/** The fields both headers of an entry share: version, flags, method, time, checksum, sizes, length of the name. */
function tailOf(name: string, content: Buffer): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt32LE(crc32(content), 10);
  bytes.writeUInt32LE(content.length, 14);
  bytes.writeUInt32LE(content.length, 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), 22);
  return bytes;
}
