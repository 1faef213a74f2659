import { withoutMetadata } from './metadata';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const SECRET = '55.75';

/** EXIF as a telephone writes it: which way is up, and where it was taken. */
function exif(orientation: number, little = true): Buffer {
  const part = Buffer.alloc(64);
  const [u16, u32] = little
    ? [part.writeUInt16LE.bind(part), part.writeUInt32LE.bind(part)]
    : [part.writeUInt16BE.bind(part), part.writeUInt32BE.bind(part)];
  part.write(little ? 'II' : 'MM', 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  u16(2, 8);
  [0x0112, 3].forEach((value, place) => u16(value, 10 + place * 2));
  u32(1, 14);
  u16(orientation, 18);
  [0x8825, 4].forEach((value, place) => u16(value, 22 + place * 2));
  u32(1, 26);
  u32(38, 30);
  // The directory of the place: one text of eight bytes that stands apart.
  u16(1, 38);
  [0x0002, 2].forEach((value, place) => u16(value, 40 + place * 2));
  u32(8, 44);
  u32(56, 48);
  part.write(SECRET, 56, 'latin1');
  return part;
}

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const JFIF = segment(0xe0, latin('JFIF\0rest'));
const ICC = segment(0xe2, latin('ICC_PROFILE\0colours'));
const TABLE = segment(0xdb, latin('table'));
const SCAN = Buffer.concat([segment(0xda, latin('scan')), Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])]);
const END = Buffer.from([0xff, 0xd9]);
const START = Buffer.from([0xff, 0xd8]);
const told = (orientation: number): Buffer[] => [
  segment(0xe1, Buffer.concat([latin('Exif\0\0'), exif(orientation)])),
  segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>${SECRET}`)),
  segment(0xed, latin(`Photoshop 3.0\0${SECRET}`)),
  segment(0xfe, latin(SECRET)),
];
const photo = (orientation: number): Buffer =>
  Buffer.concat([START, JFIF, ...told(orientation), ICC, TABLE, SCAN, TABLE, SCAN, END]);

const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
};
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const riff = (...parts: [string, Buffer][]): Buffer => {
  const body = Buffer.concat(
    parts.map(([name, held]) => {
      const head = Buffer.alloc(8);
      head.write(name, 0, 'latin1');
      head.writeUInt32LE(held.length, 4);
      return Buffer.concat([head, held, Buffer.alloc(held.length % 2)]);
    }),
  );
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, body]);
};

describe('what a photo tells besides its picture', () => {
  it('is taken off a JPEG with everything but its colours and points', () => {
    expect(withoutMetadata(photo(1))).toEqual(Buffer.concat([START, JFIF, ICC, TABLE, SCAN, TABLE, SCAN, END]));
  });

  it.each([3, 6, 8])('leaves which way is up (%s)', (orientation) => {
    const kept = withoutMetadata(photo(orientation));
    expect(kept.includes(SECRET)).toBe(false);
    const part = kept.subarray(kept.indexOf('Exif\0\0') + 6);
    expect([part.toString('latin1', 0, 2), part.readUInt16BE(10), part.readUInt16BE(18)]).toEqual([
      'MM',
      0x0112,
      orientation,
    ]);
    // Nothing is left to take off a second time.
    expect(withoutMetadata(kept)).toEqual(kept);
  });

  it('goes with a second picture that hides behind the first', () => {
    expect(withoutMetadata(Buffer.concat([photo(1), photo(1)])).includes(SECRET)).toBe(false);
  });

  it('goes from one that was cut short in its points', () => {
    const short = photo(1).subarray(0, -3);
    expect(withoutMetadata(short)).toEqual(Buffer.concat([START, JFIF, ICC, TABLE, SCAN, TABLE, SCAN]).subarray(0, -1));
  });

  it('is taken off a PNG', () => {
    const ends = [chunk('IHDR', Buffer.alloc(13)), chunk('IDAT', latin('points')), chunk('IEND', Buffer.alloc(0))];
    const [head = Buffer.alloc(0), ...rest] = ends;
    const whole = [
      PNG,
      head,
      chunk('eXIf', exif(6)),
      chunk('iTXt', latin(SECRET)),
      chunk('tEXt', latin(SECRET)),
      ...rest,
    ];
    expect(withoutMetadata(Buffer.concat(whole))).toEqual(Buffer.concat([PNG, ...ends]));
  });

  it('is taken off a WebP, and its head no longer promises it', () => {
    const long = (flags: number): [string, Buffer] => ['VP8X', Buffer.from([flags, 0, 0, 0, 1, 0, 0, 1, 0, 0])];
    const points: [string, Buffer] = ['VP8 ', latin('odd')];
    const whole = riff(long(0x1c), points, ['EXIF', exif(1)], ['XMP ', latin(SECRET)]);
    expect(withoutMetadata(whole)).toEqual(riff(long(0x10), points));
  });

  it.each([true, false])('is blanked in a HEIC where it stands (little end first: %s)', (little) => {
    const whole = Buffer.concat([
      latin('\0\0\0\u0018ftypheic'),
      latin('meta'),
      latin('Exif\0\0'),
      exif(6, little),
      latin('points'),
    ]);
    const kept = withoutMetadata(whole);
    expect([kept.length, kept.includes(SECRET), kept.subarray(-6).toString()]).toEqual([whole.length, false, 'points']);
  });

  it('keeps nobody waiting with parts without end', () => {
    const endless = [
      Buffer.concat([START, Buffer.alloc(8_000_000, Buffer.from([0xff, 0xe1, 0, 2]))]),
      Buffer.concat([START, Buffer.alloc(8_000_000, 0xff)]),
      Buffer.concat([PNG, Buffer.alloc(8_000_000)]),
      Buffer.concat([riff(['VP8 ', latin('odd')]), Buffer.alloc(8_000_000)]),
      Buffer.concat([
        latin('\0\0\0\u0018ftypheic'),
        Buffer.alloc(8_000_000, 'Exif\0\0II*\0\u0008\0\0\0\u00ff\u00ff', 'latin1'),
      ]),
    ];
    for (const bytes of endless) expect(withoutMetadata(bytes).length).toBeLessThanOrEqual(bytes.length);
  });

  it.each([
    ['cut short', photo(6).subarray(0, 90)],
    ['with a length that lies', Buffer.concat([START, Buffer.from([0xff, 0xe1, 0xff, 0xff, 1])])],
    ['only a head', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['a PNG of a head', PNG],
    ['a paper', latin('%PDF-1.7 Exif\0\0')],
    ['nothing', Buffer.alloc(0)],
  ])('of a file that is no whole picture stays as it is: %s', (_, bytes) => {
    expect(withoutMetadata(bytes)).toEqual(bytes);
  });
});
