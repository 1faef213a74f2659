import { ATTACHMENT_MAX_BYTES, fileName, fileType } from './filetype';

const bytes = (...parts: (string | number[])[]): Uint8Array => {
  const flat = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
  );
  return Uint8Array.from([...flat, ...Array.from({ length: 64 }, () => 0)]);
};
const PNG = bytes([0x89], 'PNG\r\n', [0x1a], '\n');
const zip = (folder: string): Uint8Array => bytes('PK', [3, 4], '....[Content_Types].xml....', folder);

describe('the type of a file', () => {
  it.each([
    ['image/png', PNG],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['application/pdf', bytes('%PDF-1.7')],
    ['image/webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['image/heic', bytes([0, 0, 0, 24], 'ftypheic')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip('word/document.xml')],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip('xl/workbook.xml')],
  ])('%s is told by its first bytes', (type, content) => {
    expect(fileType(content).type).toBe(type);
  });

  it.each([
    ['a program', bytes('MZ', [0x90, 0])],
    ['a page', bytes('<!doctype html><script>')],
    ['a drawing with scripts', bytes('<svg xmlns=')],
    ['an archive', bytes('PK', [3, 4], 'photo.jpg')],
    ['a program of another house', bytes([0x7f], 'ELF')],
    ['an archive with a telling name in it', bytes('PK', [3, 4], 'word/evil.exe')],
    ['text', bytes('hello')],
  ])('refuses %s', (_what, content) => {
    expect(() => fileType(content)).toThrow('file-type');
  });

  it('refuses nothing and too much', () => {
    expect(() => fileType(new Uint8Array(0))).toThrow('file-empty');
    expect(() => fileType(new Uint8Array(ATTACHMENT_MAX_BYTES + 1))).toThrow('file-too-big');
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
