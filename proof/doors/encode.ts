import type { Random } from '../../bin/seed/random';

export interface Encoded {
  type: string;
  body: Buffer;
}

type Fields = Record<string, unknown>;
export type Way = 'json' | 'form' | 'multipart' | 'broken';

const BOUNDARY = 'proof-of-doors';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const files: readonly [name: string, bytes: Buffer][] = [
  ['Лист.pdf', Buffer.from('%PDF-1.4 проба')],
  ['фото.png', PNG],
  ['реестр.csv', Buffer.from('Номер;Вид;Площадь\n1;жилое;50,00\n')],
  ['../../a\0b.exe', Buffer.from('MZ')],
  ['пустой.pdf', Buffer.alloc(0)],
  ['ложный.xlsx', Buffer.from('504b0304', 'hex')],
  ['собрание.json', Buffer.from('{"form":"electronic"}')],
];

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'string' ? one : (JSON.stringify(one) ?? '')));

function multipart(fields: Fields, fileFields: readonly string[], random: Random): Buffer {
  const parts: Buffer[] = [];
  const add = (head: string, bytes: Buffer): void => {
    parts.push(
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    );
  };
  for (const [name, value] of Object.entries(fields))
    for (const text of texts(value)) add(`name="${name.replace(/["\r\n]/g, '')}"`, Buffer.from(text));
  for (const name of random.chance(0.05) ? ['unknown'] : fileFields)
    for (let count = random.whole(0, 2); count > 0; count -= 1) {
      const [file, bytes] = random.pick(files);
      add(`name="${name}"; filename="${file}"\r\nContent-Type: application/octet-stream`, bytes);
    }
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function form(fields: Fields): Buffer {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const text of texts(value)) made.append(name, text);
  return Buffer.from(made.toString());
}

const BROKEN: readonly [type: string, body: string][] = [
  ['application/json', '{'],
  ['application/json', '[]'],
  ['application/json', 'null'],
  ['application/json', '"x"'],
  ['application/json', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['application/json', '{"__proto__":{"a":1},"a":1}'],
  ['application/json', `{"x":"${'я'.repeat(200_000)}"}`],
  ['application/x-www-form-urlencoded', 'a=%&b=%ff'],
  ['application/x-www-form-urlencoded', 'a=1&'.repeat(2_000)],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data\r\n\r\n'],
  ['multipart/form-data; boundary=x', 'нет'],
  ['text/plain', 'просто текст'],
];

/** Encodes fields as a program, a page, or a careless sender does. */
export function encode(
  way: Way,
  fields: Fields,
  fileFields: Readonly<Record<string, number>> = {},
  random: Random,
): Encoded {
  if (way === 'json') return { type: 'application/json', body: Buffer.from(JSON.stringify(fields)) };
  if (way === 'form') return { type: 'application/x-www-form-urlencoded', body: form(fields) };
  if (way === 'multipart')
    return {
      type: `multipart/form-data; boundary=${BOUNDARY}`,
      body: multipart(fields, Object.keys(fileFields), random),
    };
  const [type, body] = random.pick(BROKEN);
  return { type, body: Buffer.from(body) };
}
