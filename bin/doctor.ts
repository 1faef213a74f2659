import { existsSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { answersPostgres } from '../store/sql/cluster';
import { filesAt } from '../store/files/s3';
import { findChromium } from './engines/chromium';
import { onPath } from './engines/cache';
import { isListening, portIsFree } from './engines/ports';
import { runningPostgres } from './engines/postgres';
import { postgresBinaries, postgresIdentity } from './engines/postgres-binaries';
import { cached, unfit } from './engines/temporal-binary';
import { environment, type Environment } from './environment';
import { explain } from './program';

/** The result of a check, or how to mend what is wrong. */
type Finding = { fine: string } | { mend: string };
interface Check {
  /** The argument that runs this check alone: `npm run doctor -- browser`. */
  word: string;
  name: string;
  look: (env: Environment) => Finding | Promise<Finding>;
}

const GIGABYTE = 1e9;
const DISK_GB = 2;
const MEMORY_GB = 2;
/** This program did not exist before this instant: an earlier clock is wrong. */
const WRITTEN_AT = Date.parse('2026-11-21T00:00:00Z');

const checks: readonly Check[] = [
  { word: 'node', name: 'Node.js', look: () => ({ fine: process.versions.node }) },
  { word: 'postgres', name: 'Postgres', look: lookAtPostgres },
  { word: 'temporal', name: 'Temporal', look: lookAtTemporal },
  { word: 'files', name: 'Хранилище файлов', look: lookAtFiles },
  { word: 'browser', name: 'Браузер для PDF', look: async () => ({ fine: (await findChromium()).path }) },
  { word: 'fonts', name: 'Шрифты', look: lookAtLetters },
  { word: 'port', name: 'Порт', look: lookAtPort },
  { word: 'disk', name: 'Диск', look: lookAtDisk },
  { word: 'memory', name: 'Память', look: lookAtMemory },
  { word: 'clock', name: 'Часы', look: lookAtClock },
  { word: 'zones', name: 'Часовые пояса', look: lookAtZones },
];

async function lookAtPostgres(env: Environment): Promise<Finding> {
  if (env.DATABASE_URL) {
    return (await answersPostgres(env.DATABASE_URL))
      ? { fine: 'сервер из DATABASE_URL отвечает' }
      : { mend: 'Сервер из DATABASE_URL не отвечает. Проверьте адрес, роль и пароль.' };
  }
  const binaries = postgresBinaries();
  const { before } = postgresIdentity(binaries);
  const state = runningPostgres(join(resolve(env.DATA_DIR), 'postgres')) ? 'работает' : 'готов к запуску';
  return { fine: `встроенный, ${state}${before.length ? ', от root в отдельном пространстве имён' : ''}` };
}

async function lookAtTemporal(env: Environment): Promise<Finding> {
  if (env.TEMPORAL_ADDRESS) {
    const [host = 'localhost', port = '7233'] = env.TEMPORAL_ADDRESS.split(':');
    return (await isListening(host, Number(port)))
      ? { fine: `сервер ${env.TEMPORAL_ADDRESS} отвечает` }
      : { mend: `Сервер ${env.TEMPORAL_ADDRESS} не отвечает. Проверьте TEMPORAL_ADDRESS.` };
  }
  const given = env.TEMPORAL_CLI ?? onPath('temporal');
  const trouble = given ? unfit(given) : undefined;
  if (given && !trouble) return { fine: given };
  if (env.TEMPORAL_CLI) return { mend: `TEMPORAL_CLI не подходит: ${trouble}` };
  const ready = cached();
  if (ready) return { fine: ready };
  if (onPath('go')) return { fine: 'пока нет; при запуске скачается или соберётся (5–10 минут, один раз)' };
  return { mend: 'Поставьте Temporal CLI 1.9 или новее либо Go 1.26. Или задайте TEMPORAL_ADDRESS.' };
}

/** Writes a probe and reads it, so that an operator finds a fault before the first document does. */
async function lookAtFiles({ FILES_URL }: Environment): Promise<Finding> {
  const files = filesAt(FILES_URL);
  if (!files) return { fine: 'в базе (FILES_URL не задана)' };
  return files.check().then(
    () => ({ fine: 'S3, пишется и читается' }),
    (error: unknown) => ({ mend: `${explain(error)}${causeOf(error)}` }),
  );
}

const causeOf = (error: unknown): string => {
  const { cause } = error as { cause?: unknown };
  return cause ? ` (${cause instanceof Error ? cause.message : String(cause)})` : '';
};

function lookAtLetters(): Finding {
  try {
    require.resolve('@fontsource-variable/golos-text/package.json');
  } catch {
    return { mend: 'Нет шрифта Golos Text. Поставьте пакеты заново: npm ci' };
  }
  return { fine: existsSync('/etc/fonts/fonts.conf') ? 'Golos Text и системные' : 'Golos Text и Open Sans из пакета' };
}

async function lookAtPort({ PORT }: Environment): Promise<Finding> {
  if (await portIsFree(PORT)) return { fine: `${PORT} свободен` };
  const ours = await fetch(`http://localhost:${PORT}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  return ours
    ? { fine: `${PORT}, там уже работает Домовой` }
    : { mend: `Порт ${PORT} занят. Задайте другой: PORT=${PORT + 1} npm start` };
}

async function lookAtDisk(env: Environment): Promise<Finding> {
  const data = resolve(env.DATA_DIR);
  await mkdir(data, { recursive: true });
  const { bavail, bsize } = await statfs(data);
  const free = (bavail * bsize) / GIGABYTE;
  const found = `свободно ${free.toFixed(1)} ГБ в ${data}`;
  return free >= DISK_GB
    ? { fine: found }
    : { mend: `Мало места: ${found}. Нужно ${DISK_GB} ГБ; освободите или задайте DATA_DIR.` };
}

function lookAtMemory(): Finding {
  const total = totalmem() / GIGABYTE;
  const found = `всего ${total.toFixed(1)} ГБ, свободно ${(freemem() / GIGABYTE).toFixed(1)} ГБ`;
  return total >= MEMORY_GB ? { fine: found } : { mend: `Мало памяти: ${found}. Нужно ${MEMORY_GB} ГБ.` };
}

/** A slow clock would give every legal term a wrong date. */
function lookAtClock(): Finding {
  const now = new Date();
  const shown = now.toISOString().slice(0, 16).replace('T', ' ');
  return now.getTime() > WRITTEN_AT
    ? { fine: `${shown} UTC` }
    : { mend: `Часы отстают (${shown} UTC). Включите их сверку по сети.` };
}

/** Moscow has kept UTC+3 since 26.10.2014; data without it would shift every deadline. */
function lookAtZones(): Finding {
  const hour = new Intl.DateTimeFormat('ru', { timeZone: 'Europe/Moscow', hour: '2-digit', hourCycle: 'h23' });
  const right = hour.format(Date.UTC(2026, 6, 1, 9)) === '12';
  const version = process.versions.tz ?? 'неизвестная';
  return right ? { fine: `данные ${version}` } : { mend: `Данные о поясах устарели (${version}). Обновите Node.js.` };
}

async function examine(words: readonly string[]): Promise<number> {
  const env = environment();
  const asked = checks.filter(({ word }) => words.length === 0 || words.includes(word));
  let broken = 0;
  for (const { name, look } of asked) {
    const finding = await Promise.resolve()
      .then(() => look(env))
      .catch((error: unknown) => ({ mend: explain(error) }));
    if ('mend' in finding) broken += 1;
    console.log('mend' in finding ? `✗ ${name}: ${finding.mend}` : `✓ ${name}: ${finding.fine}`);
  }
  console.log(broken ? `Нужно исправить: ${broken}.` : 'Всё готово: npm start');
  return broken ? 1 : 0;
}

examine(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
