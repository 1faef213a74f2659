import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../law/refusal';
import { Defect, defectOf } from './defects';
import { shellFor, type Framing } from './frame';
import { wantsPage } from './negotiate';
import { TooOften } from './security/rates';
import { fragment, render } from './view/render';
import { problemView } from './view/problem';
import { visitorOf } from './visitor';

/** Errors of the parsers and of Express carry a status and a type; nothing else of them is shown. */
const known: Record<string, [code: string, say: string]> = {
  'entity.too.large': ['body-too-large', 'Слишком большой запрос. Уменьшите его.'],
  'entity.parse.failed': ['body-malformed', 'Тело запроса не разобрать: нужен объект JSON.'],
  'encoding.unsupported': ['encoding-unknown', 'Такое сжатие тела запроса не принимается.'],
  'charset.unsupported': ['charset-unknown', 'Отправьте данные в UTF-8.'],
  'parameters.too.many': ['body-too-large', 'В форме слишком много полей.'],
  'request.aborted': ['body-broken', 'Запрос оборвался. Отправьте его ещё раз.'],
  'request.size.invalid': ['body-broken', 'Длина тела не равна обещанной.'],
};

const BUSY = 'busy';
const TOO_MANY = 'Сейчас очень много обращений, ваше ещё не принято. Повторите через несколько секунд.';
const [BUSY_SECONDS, AWAY_SECONDS] = [5, 60];

/** Whoever is sent away for now is told for how long: in the closing minute a blind wait may cost a vote. */
function waitOf(error: unknown, { status, code }: Refusal): number | null {
  if (error instanceof TooOften) return error.retryAfter;
  if (status !== 503) return null;
  return code === BUSY ? BUSY_SECONDS : AWAY_SECONDS;
}

/** Any error → the refusal a stranger may see. Null: unexpected, and only its request id is told. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { status, type } = error as { status?: unknown; type?: unknown };
  const [code, say] = known[String(type)] ?? ['request-malformed', 'Запрос записан неверно. Проверьте адрес и данные.'];
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal(code, say, status);
  const defect = defectOf(error);
  if (defect) return defect;
  if (error instanceof URIError) return new Refusal('request-malformed', 'Адрес записан неверно.', 400);
  // A database that shuts down or is out of reach is an outage, not a mistake of ours or theirs.
  const reason = String((error as { code?: unknown }).code);
  // Every connection of the pool was taken for as long as we wait for one: nothing has been begun, nothing is lost.
  if (error instanceof Error && error.name === 'KnexTimeoutError') return new Refusal(BUSY, TOO_MANY, 503);
  const away = ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53300'].includes(reason);
  return away ? new Refusal('unavailable', 'Сервис ненадолго недоступен. Попробуйте через минуту.', 503) : null;
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
  // A crowd is no fault of the code: a stack for each of a thousand would slow down those who are being served.
  if (refusal.code === BUSY) log.warn(about, BUSY);
  else if (refusal instanceof Defect) log.error({ ...about, err: error }, 'defect');
  else if (refusal.status >= 500) log.error({ ...about, err: error }, 'failed');
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
  const made = problemView(refusal.status, { say: refusal.say, request: requestId });
  const view = { ...made, say: [...made.say, ...Object.values(refusal.fields)] };
  const { title } = made;
  try {
    const shell = await shellFor(framing, request, response, { title });
    response.type('html').send(render('problem', view, shell));
  } catch {
    // The frame itself needs the database; without one the page comes bare.
    const bare = {
      title,
      lang: 'ru' as const,
      path: request.path,
      nav: [],
      csrf: '',
      nonce: visitorOf(response).nonce,
    };
    response.type('html').send(fragment('problem', view, bare));
  }
}
