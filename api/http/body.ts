import { parse } from 'node:querystring';
import type { Request } from 'express';
import { Refusal } from '../../law/base/refusal';
import type { MemoryShare } from './body/body-memory';
import { readMultipart, type Form } from './body/multipart';
import { hasBody, refuseUnfit, tooLarge, wholeBody } from './body/read';
import { limitJson } from './body/json-limits';
import { bodyMost, limitsOf, type Limits } from './limits';
import type { Route } from './route';
import { notSigned } from '../security/signature';

export interface BodyTaking {
  route: Pick<Route, 'allowed' | 'limits' | 'files'>;
  /** Counts the memory this request uses. */
  share: MemoryShare;
  /** Throws when the form's token does not belong to this browser; called before any file is read. */
  admit: (token: unknown) => void;
  /** Throws when the bytes are not signed as the route asks; called before they are parsed. */
  prove?: (bytes: Buffer) => Promise<void>;
}

/** Reads the body within the limits the route declares; any type other than JSON and forms is refused. */
export async function readBody(request: Request, { route, share, admit, prove }: BodyTaking): Promise<Form> {
  const limits = limitsOf(route);
  const files = request.is('multipart/form-data') ? route.files : undefined;
  const most = bodyMost(limits, files);
  refuseUnfit(request, most);
  if (request.is('multipart/form-data') && !prove) {
    return readMultipart(request, { limits, most, share, admit, fileFields: files ?? {} });
  }
  const read = async (): Promise<Buffer> => {
    const bytes = await wholeBody(request, { most, share });
    await prove?.(bytes);
    return bytes;
  };
  if (prove && !request.is('application/json')) throw notSigned();
  const { _csrf: token, ...fields } = await fieldsOf(request, limits, read);
  if (!prove) admit(token);
  return { fields, files: [] };
}

async function fieldsOf(
  request: Request,
  limits: Limits,
  read: () => Promise<Buffer>,
): Promise<Record<string, unknown>> {
  if (request.is('application/json')) return jsonOf(utf8(request, await read()), limits);
  if (request.is('application/x-www-form-urlencoded')) return formOf(utf8(request, await read()), limits);
  if (!hasBody(request)) return {};
  throw new Refusal('type-unknown', 'Отправьте данные формой или как application/json.', 415);
}

function utf8(request: Request, bytes: Buffer): Buffer {
  const charset = /;\s*charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (/^utf-?8$/i.test(charset)) return bytes;
  throw new Refusal('charset-unknown', 'Отправьте данные в UTF-8.', 415);
}

const malformed = (): Refusal => new Refusal('body-malformed', 'Тело запроса не разобрать: нужен объект JSON.', 400);

function jsonOf(bytes: Buffer, limits: Limits): Record<string, unknown> {
  if (bytes.length === 0) return {};
  limitJson(bytes, limits);
  const sent = parsed(new TextDecoder().decode(bytes));
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) throw malformed();
  return sent as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

function formOf(bytes: Buffer, { fields, field }: Limits): Record<string, unknown> {
  const text = bytes.toString('utf8');
  if (text.split('&').length > fields) throw tooLarge('В форме слишком много полей.');
  const sent = parse(text, '&', '=', { maxKeys: 0 });
  const long = Object.values(sent)
    .flat()
    .some((value) => value !== undefined && Buffer.byteLength(value) > field);
  if (long) throw tooLarge('Одно из полей слишком длинное.');
  return { ...sent };
}
