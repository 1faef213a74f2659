import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../../law/base/refusal';
import { outageOf } from '../../store/sql/outage';
import { Defect, defectOf } from './defects';
import { shellFor, type Framing } from '../view/frame';
import { wantsPage } from './negotiate';
import { BUSY, busy } from '../security/busy';
import { TooOften } from '../security/rates';
import { fragment, render } from '../../templates/engine/render';
import { problemView } from '../view/problem';
import { visitorOf } from '../security/visitor';

const AWAY = 'unavailable';
const NO_DATABASE = 'Связь с базой прервалась. Повторите через несколько секунд: дважды одно и то же не запишется.';
/** Longer for services that are not ours: they do not come back within seconds. */
const [SOON_SECONDS, LATER_SECONDS] = [5, 60];

/**
 * Everybody who is turned away for now is told how long to wait: in the last minute of a voting a wrong guess may cost
 * a vote.
 */
function waitOf(error: unknown, { status, code }: Refusal): number | null {
  if (error instanceof TooOften) return error.retryAfter;
  if (status !== 503) return null;
  return code === BUSY || code === AWAY ? SOON_SECONDS : LATER_SECONDS;
}

/** Turns any error into the refusal that may be shown. Null: unexpected, so only the request id is shown. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  // Express puts a status on its errors; nothing else of them is shown.
  const { status } = error as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal('request-malformed', 'Запрос записан неверно. Проверьте адрес и данные.', status);
  const defect = defectOf(error);
  if (defect) return defect;
  if (error instanceof URIError) return new Refusal('request-malformed', 'Адрес записан неверно.', 400);
  const outage = outageOf(error);
  if (!outage) return null;
  return outage === 'away' ? new Refusal(AWAY, NO_DATABASE, 503) : busy();
}

/** Removes the row from a database error, because it may contain personal data. */
function withoutRows(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  const { cause } = error;
  return { type: name, message, stack, code, table, constraint, cause: cause instanceof Error ? cause.message : cause };
}

export async function refuse(
  framing: Framing,
  log: Logger,
  error: unknown,
  request: Request,
  response: Response,
): Promise<void> {
  const visitor = visitorOf(response);
  const refusal =
    refusalOf(error) ?? new Refusal('unexpected', 'Что-то сломалось. Сообщите оператору номер запроса.', 500);
  const about = { request: visitor.requestId, route: visitor.routeId };
  visitor.refused = refusal.code;
  // Overload and outages are not defects of the code: a stack trace for each request would slow down those being
  // served.
  if (refusal.code === BUSY || refusal.code === AWAY) log.warn(about, refusal.code);
  else if (refusal instanceof Defect) log.error({ ...about, err: withoutRows(error) }, 'defect');
  else if (refusal.status >= 500) log.error({ ...about, err: withoutRows(error) }, 'failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(refusal.status).set('Cache-Control', 'no-store');
  const wait = waitOf(error, refusal);
  if (wait !== null) response.set('Retry-After', String(wait));
  if (refusal.status === 401 && visitor.program) response.set('WWW-Authenticate', 'Bearer');
  const { code, say, fields } = refusal;
  if (!wantsPage(request)) {
    response.json({ code, say, fields, requestId: visitor.requestId });
    return;
  }
  await problemPage(framing, refusal, request, response);
}

async function problemPage(framing: Framing, refusal: Refusal, request: Request, response: Response): Promise<void> {
  const { requestId } = visitorOf(response);
  const made = problemView(refusal.status, { say: refusal.say, request: requestId, code: refusal.code });
  const view = { ...made, say: [...made.say, ...Object.values(refusal.fields)] };
  const { title } = made;
  try {
    const shell = await shellFor(framing, request, response, { title });
    response.type('html').send(render('problem', view, shell));
  } catch {
    // The frame itself needs the database; without it the page is shown without a frame.
    const bare = {
      title,
      lang: 'ru' as const,
      path: request.path,
      nav: [],
      more: [],
      csrf: '',
      nonce: visitorOf(response).nonce,
    };
    response.type('html').send(fragment('problem', view, bare));
  }
}
