import busboy from 'busboy';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../law/refusal';
import type { Upload } from './route';

const JSON_LIMIT = '256kb';
const FIELD_LIMIT = 64 * 1024;
const FIELDS_MOST = 1_000;
const FILES_MOST = 10;
const FILE_LIMIT = 10 * 1024 * 1024;

export interface Body {
  fields: Record<string, unknown>;
  files: Upload[];
  /** A program sends JSON, a page sends a form. */
  kind: 'json' | 'form' | 'none';
}

const json = express.json({ limit: JSON_LIMIT, strict: true });
const form = express.urlencoded({ limit: JSON_LIMIT, extended: false, parameterLimit: FIELDS_MOST });

/** Reads what was sent, within limits; anything else than JSON and forms is refused by its type. */
export async function readBody(
  request: Request,
  response: Response,
  fileFields: Readonly<Record<string, number>> = {},
): Promise<Body> {
  if (request.is('application/json')) {
    await run(json, request, response);
    const sent: unknown = request.body;
    if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) throw malformed();
    return { kind: 'json', fields: sent as Record<string, unknown>, files: [] };
  }
  if (request.is('application/x-www-form-urlencoded')) {
    await run(form, request, response);
    return { kind: 'form', fields: { ...(request.body as Record<string, unknown>) }, files: [] };
  }
  if (request.is('multipart/form-data')) return readMultipart(request, fileFields);
  if (!hasBody(request)) return { kind: 'none', fields: {}, files: [] };
  throw new Refusal('type-unknown', 'Отправьте данные формой или как application/json.', 415);
}

const malformed = (): Refusal => new Refusal('body-malformed', 'Тело запроса не разобрать: нужен объект JSON.', 400);
const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

function run(parse: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((done, fail) => {
    void parse(request, response, (error?: unknown) => (error ? fail(error as Error) : done()));
  });
}

function opened(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: FILES_MOST,
        fileSize: FILE_LIMIT,
        fieldSize: FIELD_LIMIT,
        fields: FIELDS_MOST,
        headerPairs: 100,
      },
    });
  } catch {
    throw new Refusal('body-malformed', 'Форма с файлами повреждена. Отправьте её ещё раз.', 400);
  }
}

const tooLarge = (say: string): Refusal => new Refusal('body-too-large', say, 413);

function readMultipart(request: Request, fileFields: Readonly<Record<string, number>>): Promise<Body> {
  const parser = opened(request);
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const files: Upload[] = [];
  return new Promise((done, fail) => {
    const refuse = (refusal: Refusal): void => {
      request.unpipe(parser);
      request.resume();
      fail(refusal);
    };
    parser.on('field', (name, value, info) => {
      if (info.valueTruncated) refuse(tooLarge('Одно из полей слишком длинное.'));
      const held = fields[name];
      fields[name] = held === undefined ? value : Array.isArray(held) ? [...(held as unknown[]), value] : [held, value];
    });
    parser.on('file', (field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => refuse(tooLarge('Файл больше 10\u00a0МБ. Уменьшите его.')));
      stream.on('error', () => refuse(malformed()));
      stream.on('close', () => {
        const bytes = Buffer.concat(chunks);
        // An empty file input still sends a nameless file of no bytes.
        if (info.filename || bytes.length > 0) files.push({ field, name: info.filename ?? '', bytes });
      });
    });
    parser.on('filesLimit', () => refuse(tooLarge(`За один раз не больше ${FILES_MOST} файлов.`)));
    parser.on('fieldsLimit', () => refuse(tooLarge('В форме слишком много полей.')));
    parser.on('error', () =>
      refuse(new Refusal('body-malformed', 'Форма с файлами повреждена. Отправьте её ещё раз.', 400)),
    );
    parser.on('close', () => {
      const wrong = wrongFiles(files, fileFields);
      if (wrong) fail(wrong);
      else done({ kind: 'form', fields: { ...fields }, files });
    });
    request.pipe(parser);
  });
}

function wrongFiles(files: readonly Upload[], allowed: Readonly<Record<string, number>>): Refusal | null {
  const fields: Record<string, string> = {};
  for (const { field, bytes } of files) {
    const most = Object.hasOwn(allowed, field) ? (allowed[field] ?? 0) : 0;
    const count = files.filter((file) => file.field === field).length;
    if (most === 0) fields[field] = 'Сюда файл приложить нельзя.';
    else if (count > most) fields[field] = `Не больше ${most} файлов.`;
    else if (bytes.length === 0) fields[field] = 'Файл пустой. Выберите другой.';
  }
  const say = 'Проверьте приложенные файлы.';
  return Object.keys(fields).length ? new Refusal('files-wrong', say, 422, fields) : null;
}
