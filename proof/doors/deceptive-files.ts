import { deflateRawSync } from 'node:zlib';
import { Random } from '../../bin/seed/random';
import { CONTENT_TYPES, wordFile, zipOf, type Part } from '../zip';

/** A file that is not what it claims, or costs more than its size. */
export interface DeceptiveFile {
  what: string;
  name: string;
  make: () => Buffer;
}

const MB = 1_048_576;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n',
);
const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const LAUGHS = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join('')}]>`;
const OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';

const noise = (random: Random, length: number): Buffer =>
  Buffer.from(Uint32Array.from({ length: Math.ceil(length / 4) }, () => random.next() * 2 ** 32).buffer).subarray(
    0,
    length,
  );
const text = (random: Random, length: number): string => noise(random, length / 2).toString('hex');
const ihdr = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(25);
  bytes.writeUInt32BE(13, 0);
  bytes.write('IHDR', 4);
  bytes.writeUInt32BE(width, 8);
  bytes.writeUInt32BE(height, 12);
  return Buffer.concat([PNG, bytes]);
};

type Parts = Readonly<Record<string, Part | Buffer | string>>;
const RELS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/></Relationships>';
const workbook = (sheet: Part | Buffer | string, more: Parts = {}): Buffer =>
  zipOf({
    '[Content_Types].xml': CONTENT_TYPES,
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': RELS,
    'xl/worksheets/s.xml': sheet,
    ...more,
  });
const sheetOf = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const cellOf = (value: string): string =>
  sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row>`);
const rowsOf = (count: number, cells: string): string =>
  sheetOf(Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${cells}</row>`).join(''));
const SHARED = '<c t="s"><v>0</v></c>';
/** A part that begins as its header says and never ends. */
const endless = (claimed: number): Part => ({ content: Buffer.alloc(40 * MB), claimed });
const tail = (archive: Buffer, at: number, value: number): Buffer => {
  archive.writeUInt32LE(value, archive.length - at);
  return archive;
};
const both = (first: Buffer, second: Buffer): Buffer => Buffer.concat([first, second]);

const papers = (random: Random): DeceptiveFile[] => [
  { what: 'пустой файл', name: 'a.pdf', make: () => Buffer.alloc(0) },
  { what: 'один байт', name: 'a.png', make: () => noise(random, 1) },
  { what: 'проба антивируса', name: 'акт.pdf', make: () => Buffer.from(EICAR) },
  { what: 'проба антивируса в DOCX', name: 'a.docx', make: () => wordFile({ 'word/media/eicar.com': EICAR }) },
  { what: 'SVG со сценарием', name: 'a.svg', make: () => Buffer.from(SVG) },
  { what: 'SVG под видом PNG', name: 'a.png', make: () => Buffer.from(SVG) },
  {
    what: 'страница под видом PDF',
    name: 'a.pdf',
    make: () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  },
  { what: 'программа Windows', name: 'фото.jpg', make: () => both(Buffer.from('MZ'), noise(random, 4_096)) },
  { what: 'программа Linux', name: 'a.heic', make: () => both(Buffer.from('\u007fELF'), noise(random, 4_096)) },
  { what: 'PDF со сценарием', name: 'a.pdf', make: () => PDF },
  { what: 'половина PDF', name: 'a.pdf', make: () => PDF.subarray(0, 12) },
  { what: 'PDF и архив в одном', name: 'a.pdf', make: () => both(PDF, zipOf({ 'run.exe': 'MZ' })) },
  { what: 'PNG и архив в одном', name: 'a.png', make: () => both(PNG, zipOf({ 'run.exe': 'MZ' })) },
  { what: 'архив и страница в одном', name: 'a.docx', make: () => both(wordFile(), Buffer.from('<script>')) },
  { what: 'половина PNG', name: 'a.png', make: () => PNG.subarray(0, 6) },
  { what: 'PNG шире всех', name: 'a.png', make: () => ihdr(2 ** 31 - 1, 1) },
  { what: 'PNG из миллиардов точек', name: 'a.png', make: () => ihdr(29_000, 29_000) },
  { what: 'JPEG из кусков без конца', name: 'a.jpg', make: () => both(JPEG, Buffer.alloc(9 * MB, 'fffe0002', 'hex')) },
  { what: 'JPEG, где всё шум', name: 'a.jpg', make: () => both(JPEG, noise(random, 50_000)) },
  { what: 'WebP без размера', name: 'a.webp', make: () => Buffer.from('RIFF\0\0\0\0WEBPVP8X') },
  {
    what: 'HEIC из одних «ispe»',
    name: 'a.heic',
    make: () => both(Buffer.from('\0\0\0\u0018ftypheic'), Buffer.alloc(9 * MB, 'ispe')),
  },
  {
    what: 'гигабайты «[»',
    name: 'a.xlsx',
    make: () => both(Buffer.from('PK\u0003\u0004'), Buffer.alloc(9 * MB, '[Content_Types')),
  },
  {
    what: 'подписи конца архива без числа',
    name: 'a.docx',
    make: () => both(Buffer.from('PK\u0003\u0004'), Buffer.alloc(9 * MB, 'PK\u0005\u0006')),
  },
];

const archives = (random: Random): DeceptiveFile[] => [
  { what: 'архив под видом DOCX', name: 'a.docx', make: () => zipOf({ 'a.txt': text(random, 100) }) },
  { what: 'DOCX без перечня частей', name: 'a.docx', make: () => zipOf({ 'word/document.xml': '<w/>' }) },
  { what: 'DOCX с макросом', name: 'a.docx', make: () => wordFile({ 'word/vbaProject.bin': noise(random, 100) }) },
  { what: 'архив в архиве', name: 'a.docx', make: () => wordFile({ 'word/a.zip': zipOf({ b: Buffer.alloc(MB) }) }) },
  {
    what: 'DOCX под паролем',
    name: 'a.docx',
    make: () => wordFile({ 'word/s.xml': { content: noise(random, 99), locked: true } }),
  },
  { what: 'бомба, что скрыла размер', name: 'a.docx', make: () => wordFile({ 'word/s.xml': endless(900) }) },
  { what: 'бомба с честным размером', name: 'a.docx', make: () => wordFile({ 'word/s.xml': Buffer.alloc(180 * MB) }) },
  {
    what: 'размер лишь в оглавлении',
    name: 'a.docx',
    make: () => wordFile({ 'word/s.xml': { content: noise(random, 99), claimed: 5, directoryOnly: true } }),
  },
  {
    what: 'иное имя в заголовке',
    name: 'a.docx',
    make: () => wordFile({ 'word/s.xml': { content: noise(random, 99), otherName: 'word/t.xml' } }),
  },
  {
    what: 'иная сумма',
    name: 'a.docx',
    make: () => wordFile({ 'word/s.xml': { content: noise(random, 99), crc: 7 } }),
  },
  { what: 'имя наружу', name: 'a.docx', make: () => wordFile({ '../../../tmp/x': 'x' }) },
  { what: 'имя дважды', name: 'a.docx', make: () => wordFile({ 'word/Document.xml': 'x' }) },
  {
    what: 'две тысячи частей',
    name: 'a.docx',
    make: () => wordFile(Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`w/${n}`, 'x']))),
  },
  { what: 'оглавление за концом файла', name: 'a.docx', make: () => tail(wordFile(), 6, 0xfffffff0) },
  { what: 'оглавление указывает на себя', name: 'a.docx', make: () => tail(wordFile(), 6, 0) },
  { what: 'частей больше, чем есть', name: 'a.docx', make: () => tail(wordFile(), 14, 0xffffffff) },
  { what: 'архив с обрезанным хвостом', name: 'a.docx', make: () => wordFile().subarray(0, -random.whole(1, 60)) },
  { what: 'архив без начала', name: 'a.docx', make: () => wordFile().subarray(random.whole(1, 60)) },
  { what: 'сущности, что множатся', name: 'a.docx', make: () => wordFile({ 'word/s.xml': `${LAUGHS}<w>&a29;</w>` }) },
  { what: 'сущность из чужого файла', name: 'a.docx', make: () => wordFile({ 'word/s.xml': `${OUTSIDE}<w>&f;</w>` }) },
  {
    what: 'испорченное сжатие',
    name: 'a.docx',
    make: () => spoilt(wordFile({ 'word/s.xml': text(random, 9_000) }), random),
  },
];

/** A few bytes in the middle changed: checksums and sizes no longer fit. */
function spoilt(archive: Buffer, random: Random): Buffer {
  for (let count = 0; count < 5; count += 1) archive[random.whole(60, archive.length - 200)] = random.whole(0, 255);
  return archive;
}

const tables = (random: Random): DeceptiveFile[] => [
  { what: 'ячейка в 60 МБ', name: 'a.xlsx', make: () => workbook(cellOf('a'.repeat(60 * MB))) },
  { what: 'ячейка в 8 МБ', name: 'a.xlsx', make: () => workbook(cellOf(text(random, 8 * MB))) },
  { what: 'лист в 60 МБ из пустых строк', name: 'a.xlsx', make: () => workbook(rowsOf(1_000_000, '')) },
  { what: 'клетка в дальнем углу', name: 'a.xlsx', make: () => workbook(sheetOf('<row><c r="XFD1048576"/></row>')) },
  {
    what: 'угол за скобкой в кавычках',
    name: 'a.xlsx',
    make: () => workbook(sheetOf(`<row><c x=">" r="XFD1048576"/></row>`)),
  },
  {
    what: 'один текст в каждой ячейке',
    name: 'a.xlsx',
    make: () => workbook(rowsOf(20_000, SHARED.repeat(20)), shared(text(random, 30_000))),
  },
  { what: 'миллион пустых ячеек', name: 'a.xlsx', make: () => workbook(rowsOf(20_000, '<c/>'.repeat(50))) },
  { what: 'строка без конца', name: 'a.xlsx', make: () => workbook(sheetOf(`<row>${'<c/>'.repeat(1_000_000)}</row>`)) },
  { what: 'тысячи вложенных тегов', name: 'a.xlsx', make: () => workbook('<a>'.repeat(300_000)) },
  { what: 'тег без конца', name: 'a.xlsx', make: () => workbook(`<c ${text(random, 2 * MB)}`) },
  { what: 'сущности в таблице', name: 'a.xlsx', make: () => workbook(`${LAUGHS}${cellOf('&a29;')}`) },
  {
    what: 'формула',
    name: 'a.xlsx',
    make: () => workbook(sheetOf('<row><c r="A1"><f>WEBSERVICE("http://x")</f></c></row>')),
  },
  { what: 'бомба вместо листа', name: 'a.xlsx', make: () => workbook(endless(500)) },
  { what: 'бомба вместо темы', name: 'a.xlsx', make: () => workbook(cellOf('a'), { 'xl/theme/t.xml': endless(500) }) },
  {
    what: 'лист, которого нет',
    name: 'a.xlsx',
    make: () => zipOf({ '[Content_Types].xml': CONTENT_TYPES, 'xl/workbook.xml': '<workbook/>' }),
  },
  {
    what: 'старый XLS',
    name: 'a.xlsx',
    make: () => both(Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise(random, 9_000)),
  },
  { what: 'CSV из одной строки', name: 'a.csv', make: () => Buffer.alloc(9 * MB, 'a;') },
  { what: 'CSV из одних кавычек', name: 'a.csv', make: () => Buffer.alloc(9 * MB, '"') },
  { what: 'CSV из пустых строк', name: 'a.csv', make: () => Buffer.alloc(9 * MB, '\n') },
  { what: 'CSV из миллионов строк', name: 'a.csv', make: () => Buffer.alloc(9 * MB, '1;2\n') },
  { what: 'UTF-16, обрезанный на знаке', name: 'a.csv', make: () => Buffer.from('fffe3804d8', 'hex') },
];

const shared = (value: string): Parts => ({
  'xl/sharedStrings.xml': `<sst><si><t>${value}</t></si></sst>`,
  'xl/_rels/workbook.xml.rels': RELS.replace(
    '</Relationships>',
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
  ),
});

const QUESTION = '{"kind":"CAP_REPAIR","for":"1","against":"0","abstained":"0"}';
const meetingOf = (questions: string): string =>
  `{"form":"electronic","zone":"Europe/Moscow","noticeAt":"2026-12-04T10:00","opensAt":"2026-12-15T10:00",` +
  `"closesAt":"2026-12-22T10:00","total":"9","participating":"9","questions":[${questions}]}`;
const many = (count: number, one: string): string => Array.from({ length: count }, () => one).join(',');

const documents = (random: Random): DeceptiveFile[] => [
  { what: '80 000 вопросов', name: 'm.json', make: () => Buffer.from(meetingOf(many(80_000, QUESTION))) },
  { what: 'вопросов сколько влезет', name: 'm.json', make: () => Buffer.from(meetingOf(many(4_000, QUESTION))) },
  { what: 'JSON без дна', name: 'm.json', make: () => Buffer.from('['.repeat(250_000)) },
  {
    what: 'число без конца',
    name: 'm.json',
    make: () => Buffer.from(meetingOf(QUESTION).replace('"9"', '9'.repeat(200_000))),
  },
  {
    what: 'площадь без конца',
    name: 'm.json',
    make: () => Buffer.from(meetingOf(QUESTION).replace('"9"', `"${'9'.repeat(200_000)}"`)),
  },
  { what: 'чужой прообраз', name: 'm.json', make: () => Buffer.from('{"__proto__":{"admin":true},"constructor":1}') },
  {
    what: 'собрание в десятом тысячелетии',
    name: 'm.json',
    make: () => Buffer.from(meetingOf(QUESTION).replace('2026-12-22', '9999-12-22')),
  },
  { what: 'таблица из одних столбцов', name: 'm.csv', make: () => Buffer.from(`kind;${'for;'.repeat(60_000)}`) },
  { what: 'таблица из строк kind', name: 'm.csv', make: () => Buffer.from('kind;for\n'.repeat(25_000)) },
  { what: 'шум', name: 'm.json', make: () => noise(random, random.whole(1, 200_000)) },
];

/** Random bytes after each known signature, and without one: every reader must finish. */
function noisy(random: Random): DeceptiveFile[] {
  const heads = [
    PNG,
    JPEG,
    Buffer.from('%PDF-'),
    Buffer.from('PK\u0003\u0004'),
    Buffer.from('RIFF\0\0\0\0WEBP'),
    Buffer.alloc(0),
  ];
  return heads.map((head, at) => ({
    what: `шум после подписи ${at + 1}`,
    name: `a.${random.pick(['png', 'pdf', 'docx', 'xlsx', 'jpg', 'csv'])}`,
    make: () =>
      both(head, random.chance(0.5) ? noise(random, random.whole(1, 100_000)) : deflateRawSync(noise(random, 9_000))),
  }));
}

/** The same seed gives the same files. */
export function deceptiveFiles(seed: number): DeceptiveFile[] {
  const random = new Random(seed);
  return [...papers(random), ...archives(random), ...tables(random), ...documents(random), ...noisy(random)];
}
