import { environment, type Environment } from './environment';
import { Refusal } from '../law/base/refusal';

/** What a started program returns: how to stop it, and a message for the console. */
export interface Running {
  say?: string;
  /** For a program that ends by itself: resolves when it has ended, rejects with its failure. */
  ended?: Promise<void>;
  stop(): Promise<void>;
}

/** What a program reports to the one that started it. */
export interface ProgramMessage {
  ready?: true;
  say?: string;
  progress?: string;
  failed?: string;
}

export type Start = (env: Environment, progress: (sentence: string) => void) => Promise<Running | void>;

const STOP_LIMIT_MS = 8_000;

/**
 * The life of every program of bin/: start, report «ready», stop once on SIGINT, SIGTERM or when the parent is gone. A
 * program that returns nothing is a job: it ends when it is done, with the exit code it has set; one with `ended` ends
 * with that. People see one sentence, never a stack.
 */
export function runProgram(name: string, start: Start): void {
  // It starts in the next tick: by then the signal handlers are set.
  const running = Promise.resolve().then(() => start(environment(), (progress) => void tell({ progress })));
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(code), STOP_LIMIT_MS).unref();
    const started = await running.catch(() => undefined);
    await started?.stop().catch((error: unknown) => report(name, error));
    process.exit(code);
  };
  const fail = (error: unknown): void => {
    if (!stopping) report(name, error);
    void stop(1);
  };
  // Ctrl-C reaches the whole process group, and npm sends it once more: only the first signal counts.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  process.on('disconnect', () => void stop(0));
  // The parent may have died while our modules were loading.
  if (process.connected === false) void stop(0);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  const goOn = async (): Promise<void> => {
    const started = await running;
    if (stopping) return;
    await tell({ ready: true, say: started?.say });
    if (started && !started.ended) return;
    await started?.ended;
    await stop(Number(process.exitCode ?? 0));
  };
  goOn().catch(fail);
}

/** One sentence that helps a person; the stack only for those who asked for it. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return error.say;
  const { code, message } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const known = typeof code === 'string' ? sentences[code] : undefined;
  return known ?? `Неожиданная ошибка: ${firstLine(message ?? String(error))}`;
}

const sentences: Record<string, string> = {
  EADDRINUSE: 'Порт уже занят другой программой. Остановите её или задайте другой порт.',
  EACCES: 'Нет прав на файл или порт. Проверьте владельца папки с данными и номер порта.',
  ECONNREFUSED: 'Нужный сервер не отвечает. Проверьте адрес и запущен ли он.',
  ENOSPC: 'На диске кончилось место. Освободите его и запустите снова.',
  EROFS: 'Диск доступен только для чтения. Задайте DATA_DIR на другом диске.',
  '28P01': 'Postgres не принял пароль. Проверьте DATABASE_URL и DATABASE_OWNER_URL.',
  '3D000': 'Такой базы нет. Создайте её или поправьте DATABASE_URL.',
};

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function report(name: string, error: unknown): void {
  void tell({ failed: explain(error) }, name);
  if (debugging() && error instanceof Error) console.error(error.stack);
}

function debugging(): boolean {
  try {
    return environment().LOG_LEVEL === 'debug';
  } catch {
    return false;
  }
}

/** To the parent when there is one, otherwise to the console. */
function tell(message: ProgramMessage, name = ''): Promise<void> {
  if (process.send && process.connected) {
    return new Promise((done) => process.send?.(message, undefined, undefined, () => done()));
  }
  if (message.progress) console.log(message.progress);
  if (message.say) console.log(message.say);
  if (message.failed) console.error(`${name}: ${message.failed}`);
  return Promise.resolve();
}
