import { CONTENT_TYPES, wordFile, zipOf, type Part } from '../../../proof/zip';
import { FILE_MOST } from '../limits';
import { fileName, fileType } from './type';

const bytes = (...parts: (string | number[])[]): Uint8Array => {
  const flat = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
  );
  return Uint8Array.from([...flat, ...Array.from({ length: 64 }, () => 0)]);
};
const PNG = bytes([0x89], 'PNG\r\n', [0x1a], '\n');
const office = (main: string): Uint8Array => zipOf({ '[Content_Types].xml': CONTENT_TYPES, [main]: '<main/>' });

describe('the type of a file', () => {
  it.each([
    ['image/png', PNG],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['application/pdf', bytes('%PDF-1.7')],
    ['image/webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['image/heic', bytes([0, 0, 0, 24], 'ftypheic')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', office('word/document.xml')],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', office('xl/workbook.xml')],
  ])('%s is told by its first bytes', (type, content) => {
    expect(fileType(content).type).toBe(type);
  });

  it.each([
    ['a program', bytes('MZ', [0x90, 0])],
    ['a page', bytes('<!doctype html><script>')],
    ['a drawing with scripts', bytes('<svg xmlns=')],
    ['an archive', zipOf({ 'photo.jpg': 'x' })],
    ['an archive without a list of its parts', zipOf({ 'word/document.xml': '<w/>' })],
    ['a program within a paper', wordFile({ 'word/media/run.EXE': 'MZ' })],
    ['an archive within a paper', wordFile({ 'word/embeddings/more.zip': 'PK' })],
    ['macros', wordFile({ 'word/vbaProject.bin': 'x' })],
    ['the text every scanner knows', bytes('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*')],
    ['a program of another house', bytes([0x7f], 'ELF')],
    ['text', bytes('hello')],
  ])('refuses %s', (_what, content) => {
    expect(() => fileType(content)).toThrow('file-type');
  });

  it('refuses nothing and too much', () => {
    expect(() => fileType(new Uint8Array(0))).toThrow('file-empty');
    expect(() => fileType(new Uint8Array(FILE_MOST + 1))).toThrow('file-too-big');
  });
});

const lying = (part: Omit<Part, 'content'>): Buffer =>
  wordFile({ 'word/styles.xml': { content: Buffer.from('<w:styles/>'), ...part } });
const sizes = (width: number, height: number): number[] =>
  [width, height].flatMap((side) => [side >>> 24, (side >>> 16) & 255, (side >>> 8) & 255, side & 255]);

describe('a file that lies', () => {
  const good = wordFile();
  it.each<[string, Uint8Array, string]>([
    [
      'a signature and names, but no archive',
      bytes('PK', [3, 4], '[Content_Types].xml word/document.xml'),
      'file-broken',
    ],
    ['half an archive', good.subarray(0, good.length / 2), 'file-broken'],
    ['an archive with something before it', Buffer.concat([Buffer.from('PK\u0003\u0004MZ'), good]), 'file-broken'],
    ['an archive with something after it', Buffer.concat([good, Buffer.from('<script>')]), 'file-broken'],
    ['another size in the directory', lying({ claimed: 5, directoryOnly: true }), 'file-broken'],
    ['another name in the head', lying({ otherName: 'word/stylus.xml' }), 'file-broken'],
    ['a size no packing gives', lying({ claimed: 150_000_000 }), 'file-too-big'],
    ['a way out of its folder', wordFile({ '../../etc/passwd': 'x' }), 'file-broken'],
    ['one name twice', wordFile({ 'WORD/document.xml': 'x' }), 'file-broken'],
    [
      'a thousand and one parts',
      wordFile(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`w/${n}`, 'x']))),
      'file-too-big',
    ],
    ['a password', lying({ locked: true }), 'file-locked'],
    [
      'a picture wider than any',
      bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR', sizes(50_000, 10)),
      'picture-vast',
    ],
    [
      'a picture of too many points',
      bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR', sizes(29_000, 29_000)),
      'picture-vast',
    ],
    [
      'a photo of too many points',
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0xff, 0xff, 0xff, 0xff]),
      'picture-vast',
    ],
    [
      'a web picture of too many points',
      bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 255, 255, 0]),
      'picture-vast',
    ],
    [
      'an Apple picture of too many points',
      bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'ispe', [0, 0, 0, 0], sizes(90_000, 9)),
      'picture-vast',
    ],
  ])('is refused: %s', (_, content, code) => {
    expect(() => fileType(content)).toThrow(code);
  });

  it('has only its heads looked at, however much it is', () => {
    let read = 0;
    const watched = (content: Uint8Array): Uint8Array =>
      new Proxy(content, {
        get: (target, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) read += 1;
          const value: unknown = Reflect.get(target, key);
          return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
        },
      });
    const large = Buffer.alloc(FILE_MOST, '[Content_Types]');
    large.write('PK\u0003\u0004', 0, 'latin1');
    expect(() => fileType(watched(large))).toThrow('file-broken');
    expect(read).toBeLessThan(1_000);
  });
});

describe('the name of a file', () => {
  const png = fileType(PNG);
  it.each([
    ['акт.png', 'акт.png'],
    ['акт.exe', 'акт.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\тайна\\фото.jpg', 'фото.png'],
    ['', 'файл.png'],
    ['...', 'файл.png'],
    ['фото\u202Egnp.exe', 'фотоgnp.png'],
    ['a\u0000b<c>.png', 'abc.png'],
  ])('%j becomes %j', (given, shown) => {
    expect(fileName(given, png)).toBe(shown);
  });

  it('is not longer than a person reads', () => {
    expect(fileName(`${'я'.repeat(500)}.png`, png).length).toBeLessThanOrEqual(124);
  });
});
