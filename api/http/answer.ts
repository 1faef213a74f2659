import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { shellFor, type Framing } from '../view/frame';
import { computeApart } from '../heavy/heavy';
import { wantsFragment } from './negotiate';
import type { Answer, Call, Frame, Route, Shape } from './route';
import { csvOf, sheetOf } from './sheet';
import { openStream } from './stream';
import { setFlash } from '../security/flash';
import { fragment, render } from '../../templates/engine/render';
import type { FormView } from '../../templates/engine/helpers';

export interface Reply {
  route: Route;
  call: Call;
  answer: Answer;
  as: Shape;
}

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends one answer in the requested format, so that the page and the API always agree. */
export async function send(framing: Framing, reply: Reply, request: Request, response: Response): Promise<void> {
  const { route, answer, as, call } = reply;
  response.set('Cache-Control', response.get('Cache-Control') ?? 'private, no-cache').vary('Accept');
  // In a training region, and so in every test, each answer is checked against its declaration in every format.
  if (call.visit.kind === 'training') promised(route, answer.data);
  if (answer.stream) return openStream(framing.db, { route, stream: answer.stream }, request, response);
  if (answer.file) return sendFile(promisedFile(route, answer.file), response);
  if (as === 'csv' && route.table) return sendSheet(route, 'csv', csvOf(sheetOf(route.table, answer.data)), response);
  if (as === 'xlsx' && route.table) {
    const sheet = await computeApart(call, 'sheet', sheetOf(route.table, answer.data));
    return sendSheet(route, 'xlsx', Buffer.from(sheet), response);
  }
  // After a write without a page or a redirect, a browser gets the same answer as a program.
  const drawn = route.page !== undefined || answer.see !== undefined;
  if (as === 'page' && drawn) return sendPage(framing, reply, request, response);
  response.status(answer.status ?? 200).json(promised(route, answer.data));
}

/** Only what `out` declares is sent: extra fields are removed, wrong ones are reported as an error. */
export function promised(route: Pick<Route, 'id' | 'out'>, data: unknown): unknown {
  const plain: unknown = JSON.parse(JSON.stringify(data ?? null));
  const result = route.out.safeParse(plain);
  if (result.success) return result.data ?? null;
  throw new Error(`The answer of ${route.id} breaks its own promise: ${result.error.message}`);
}

/** The media type without parameters: `text/csv; charset=utf-8` is `text/csv`. */
export const mediaType = (type: string): string => type.split(';')[0]?.trim() ?? '';

type SentFile = NonNullable<Answer['file']>;

function promisedFile({ id, file }: Route, sent: SentFile): SentFile {
  if (file?.types.includes(mediaType(sent.type))) return sent;
  throw new Error(`The answer of ${id} is a file it does not promise: ${sent.type}`);
}

async function sendPage(
  framing: Framing,
  { route, answer, call }: Reply,
  request: Request,
  response: Response,
): Promise<void> {
  if (answer.see !== undefined) {
    if (answer.say) setFlash(framing.cookies, response, answer.say);
    response.redirect(303, answer.see);
    return;
  }
  if (!route.page) throw new Error(`${route.id} has no page`);
  response.status(answer.status ?? 200);
  const view = route.view ? route.view(answer.data, call) : (answer.data as object);
  await page(framing, { page: route.page, view, form: blankForm(), frame: frameOf(route, answer) }, request, response);
}

export const frameOf = (route: Route, answer: Pick<Answer, 'frame'> = {}): Frame => ({
  title: route.summary,
  ...answer.frame,
});
const blankForm = (): FormView => ({ key: randomUUID(), values: {}, errors: {} });

interface Page {
  page: string;
  view: object;
  form: FormView;
  frame: Frame;
}

/** A page with its frame, or without it when htmx asks for a part. */
export async function page(framing: Framing, made: Page, request: Request, response: Response): Promise<void> {
  const shell = await shellFor(framing, request, response, made.frame);
  const failed = Object.keys(made.form.errors ?? {}).length > 0 || made.form.say !== undefined;
  const full = { ...shell, problem: failed ? { say: made.form.say ?? '' } : undefined };
  const view = { ...made.view, form: made.form };
  const draw = wantsFragment(request) ? fragment : render;
  response
    .vary('HX-Request')
    .type('html')
    .send(draw(made.page, view, full));
}

function sendSheet(route: Route, ending: 'csv' | 'xlsx', bytes: Buffer | string, response: Response): void {
  const name = `${route.id.replace('.', '-')}.${ending}`;
  sendFile({ name, type: ending === 'csv' ? `${CSV}; charset=utf-8` : XLSX, bytes }, response);
}

/** The browser must not run an uploaded file: it is saved, not shown, unless the handler knows it is harmless. */
function sendFile(file: SentFile, response: Response): void {
  const way = file.inline ? 'inline' : 'attachment';
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const plain = file.name.replace(/[^\w.-]+/g, '_');
  response.set({
    'Content-Type': file.type,
    'Content-Disposition': `${way}; filename="${plain}"; filename*=UTF-8''${name}`,
    'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  });
  response.send(file.bytes);
}
