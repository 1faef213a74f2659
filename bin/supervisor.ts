import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../law/base/refusal';
import { inBackground } from './background';
import { startChild, runJob, type ChildProgram } from './child';
import { environment, environmentFor, need, type Environment } from './environment';
import type { Reader } from './variables';
import { startEngines } from './engines/start';
import { takeLock } from './engines/lock';
import { portIsFree } from './engines/ports';
import { keepAlive, type Living } from './keep-alive';
import { explain } from './program';
import { announce, settleSettings, type Settings } from './settings';

type Say = (sentence: string) => void;

/** One step of the start: a service keeps running; a `lived` step goes on after the start and fails nothing else. */
interface Step {
  program: Reader;
  kind: 'service' | 'lived';
  say: string;
  /** Not started when the operator has one already. */
  unless?: (env: Environment) => boolean;
  /** Settings this program must not see: services that the operator runs. */
  hide?: (env: Environment) => Settings;
}

/**
 * Started side by side: none waits for another. The start waits for all of them; for the seed, until its houses and
 * people exist.
 */
const steps: readonly Step[] = [
  { program: 'api', kind: 'service', say: 'Запускаем страницы…' },
  { program: 'worker', kind: 'service', say: 'Запускаем исполнителя процессов…' },
  {
    program: 'identity',
    kind: 'service',
    say: 'Запускаем вход (OpenID Connect)…',
    unless: (env) => Boolean(env.OIDC_ISSUER),
  },
  { program: 'seed', kind: 'lived', say: 'Проверяем демонстрационный регион…' },
  {
    program: 'post',
    kind: 'service',
    say: 'Запускаем приёмник писем и СМС…',
    unless: (env) => Boolean(env.SMTP_URL && env.SMPP_URL),
    hide: (env) => ({ ...(env.SMTP_URL && { SMTP_URL: '' }), ...(env.SMPP_URL && { SMPP_URL: '' }) }),
  },
];

const PAST_STOPPED = (why: string): string =>
  `Регион не прожил своё прошлое до конца: ${why} Страницы работают, показывают то, что есть. ` +
  'Остановите Домовой (Ctrl-C) и запустите npm start снова: регион продолжит с того же дня.';

/** A live installation has no local stand-ins: with ours, anyone may sign in as anyone. */
const outside = ['OIDC_ISSUER', 'SMTP_URL', 'SMPP_URL'] as const;

/** Runs everything until `signal`; returns the exit code. */
export async function supervise(signal: AbortSignal, say: Say): Promise<number> {
  const undo: Undo = { lived: [], others: [] };
  const stopped = new Promise<void>((done) => signal.addEventListener('abort', () => done()));
  const start = bringUp(signal, say, undo);
  try {
    say(`Ready: ${await start}`);
    await stopped;
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    console.error(explain(error));
    return 1;
  } finally {
    say('Останавливаемся…');
    // The seed stops first; of the others the last started, so that the engines stop last.
    for (const stops of [undo.lived, undo.others]) while (stops.length) await stops.pop()?.();
    say('Остановлено, данные сохранены.');
  }
}

type Stop = () => Promise<void>;
type Undo = Record<'lived' | 'others', Stop[]>;

async function bringUp(signal: AbortSignal, say: Say, undo: Undo): Promise<string> {
  const env = environment();
  const data = resolve(env.DATA_DIR);
  mkdirSync(data, { recursive: true });
  takeData(data, undo.others);
  await checkPort(env.PORT);
  const logOf = (name: string): string => join(data, 'log', `${name}.log`);
  for (const name of ['postgres', 'temporal', 'migrate', ...steps.map(({ program }) => program)]) turn(logOf(name));
  // Everything started is recorded first; then a stop that came meanwhile is handled.
  const register = (stop: Stop, to: Stop[] = undo.others): void => {
    to.push(stop);
    signal.throwIfAborted();
  };
  const job = async (program: Reader, values: Settings): Promise<void> => {
    await runJob(program, { env: environmentFor(program, values), log: logOf(program), say, signal });
    signal.throwIfAborted();
  };
  const own = await settleSettings(env, data);
  const migrate = (values: Settings): Promise<void> => job('migrate', { ...own, ...values });
  const settings = { ...own, ...(await startEngines({ env, data, say, signal, logOf, register, migrate })) };
  if (settings.INSTALLATION_KIND === 'live') for (const name of outside) need(env, name);
  const take = async ({ program, kind, say: sentence, hide }: Step): Promise<void> => {
    say(sentence);
    const values = { ...settings, ...hide?.(env) };
    const service = { program, settings: values, log: logOf(program), say, signal };
    if (kind === 'service') return register(await serve(service));
    const { begun, stop } = inBackground(() => begin(service), { say, givenUp: PAST_STOPPED });
    register(stop, undo.lived);
    await begun;
    signal.throwIfAborted();
  };
  await all(steps.filter(({ unless }) => !unless?.(env)).map(take));
  register(announce(data, settings));
  if (settings.TEMPORAL_UI_URL) say(`Temporal Web UI: ${settings.TEMPORAL_UI_URL}`);
  return settings.PUBLIC_URL ?? '';
}

/**
 * Waits for every one before it fails with the first error: everything started must be known, so that it can be
 * stopped.
 */
async function all(steps: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(steps)) if (outcome.status === 'rejected') throw outcome.reason;
}

interface Service {
  program: Reader;
  settings: Settings;
  log: string;
  say: Say;
  signal: AbortSignal;
}

const begin = ({ program, settings, ...options }: Service): Promise<ChildProgram> =>
  startChild(program, { env: environmentFor(program, settings), ...options });

async function serve(service: Service): Promise<Stop> {
  let first = true;
  const beginAndTell = async (): Promise<Living> => {
    const child = await begin(service);
    if (first && child.said) service.say(child.said);
    first = false;
    return child;
  };
  return keepAlive(service.program, beginAndTell, service);
}

/** Two starts on one folder would damage each other's data. */
function takeData(data: string, undo: Stop[]): void {
  const lock = takeLock(join(data, 'lock'));
  if ('heldBy' in lock) {
    throw new Refusal(
      'already-running',
      `Домовой уже работает с этими данными (процесс ${lock.heldBy}). Остановите его или задайте DATA_DIR.`,
    );
  }
  undo.push(async () => lock.release());
}

async function checkPort(port: number): Promise<void> {
  if (await portIsFree(port)) return;
  throw new Refusal(
    'port-taken',
    `Порт ${port} занят другой программой. Задайте другой, например: PORT=${port + 1} npm start`,
  );
}

const LOG_LIMIT_BYTES = 10_000_000;

/** A long log is renamed at a start; one older log is kept. */
function turn(log: string): void {
  const bytes = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > LOG_LIMIT_BYTES) renameSync(log, `${log}.1`);
}
