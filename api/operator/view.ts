import { capitalMoment, counted, NBSP, sizeWords } from '../../law/base/russian';
import { plainWords, troubleWords } from './words';
import type { State } from './load';
import { spanWords } from '../view/deadline';

const MINUTE_SECONDS = 60;
const URGENCY = {
  now: { kind: 'late', word: 'срочно' },
  soon: { kind: 'soon', word: 'сегодня' },
  known: { kind: 'wait', word: 'к сведению' },
} as const;
const ORDER_KINDS: Readonly<Record<string, string>> = {
  start: 'запуск дел',
  signal: 'вести между делами',
  export: 'запись историй',
};
const ACTS: Readonly<Record<string, string>> = { repair: 'Запустить дело заново' };
const ROWS = ['строка требует', 'строки требуют', 'строк требуют'] as const;

const when = (at: string | null): string => (at ? capitalMoment(at) : 'ещё не было');
const since = (seconds: number): string => (seconds < MINUTE_SECONDS ? 'меньше минуты' : spanWords(seconds * 1_000));

type Line = State['lines'][number];

const plain = (word: string): string => plainWords[word] ?? word;

function exampleView({ subject, name, since: at, problem, nudges, asked, href }: Line['examples'][number]) {
  return {
    subject,
    href,
    problem: problem && plain(problem),
    asked,
    name: plain(name),
    since: when(at),
    nudged: nudges > 0 ? counted(nudges, ['попытка', 'попытки', 'попыток']) : undefined,
  };
}

function lineView({ kind, urgency, title, count, seconds, since: at, mends, examples }: Line) {
  const { say, things: forms, button } = troubleWords[kind];
  return {
    kind,
    title,
    say,
    button: mends ? button : undefined,
    // Each named item has its own button; a single item needs no button for all.
    all: mends && count > 1,
    status: URGENCY[urgency],
    count: counted(count, forms),
    since: `${when(at)}, ${since(seconds)}`,
    more: count > examples.length ? counted(count - examples.length, forms) : undefined,
    examples: examples.map(exampleView),
  };
}

type Queue = NonNullable<State['engine']>['queues'][number];

/** A queue shows only one kind of worker when the other kind is not needed and nothing waits. */
const served =
  (all: readonly Queue[]) =>
  ({ name, pollers, waiting }: Queue): boolean =>
    pollers > 0 || waiting > 0 || !all.some((other) => other.name === name && other.pollers > 0);

function queueRows({ orders, engine }: State) {
  return {
    orders: orders.map(({ kind, count, oldestSeconds }) => ({
      kind: ORDER_KINDS[kind] ?? kind,
      count,
      oldest: since(oldestSeconds),
    })),
    queues: engine?.queues
      .filter(served(engine.queues))
      .map(({ name, kind, pollers, waiting, builds }) => ({
        name: `${name}, ${kind === 'workflow' ? 'процессы' : 'работы'}`,
        pollers,
        waiting,
        builds: builds.join(', '),
        hot: pollers === 0,
      })),
    engineAway: engine === null,
  };
}

function versionRows({ version, engine, schema }: State) {
  const builds = [...new Set(engine?.queues.flatMap((queue) => queue.builds))];
  return [
    { title: 'Программа', text: version ?? 'неизвестно' },
    { title: 'Движок Temporal', text: engine ? engine.version : 'не отвечает' },
    { title: 'Миграции', text: `${schema.count}, последняя ${schema.last.replace(/\.ts$/, '')}` },
    ...(builds.length ? [{ title: 'Сборки исполнителей', text: builds.join(', ') }] : []),
  ];
}

function roomRows({ disks, database }: State) {
  return [
    ...disks.map(({ folder, freeBytes, allBytes }) => ({
      title: `Свободно: ${folder}`,
      text: `${sizeWords(freeBytes)} из ${sizeWords(allBytes)}`,
    })),
    { title: 'База', text: sizeWords(database.bytes) },
    ...database.tables.map(({ name, bytes }) => ({ title: `таблица ${name}`, text: sizeWords(bytes) })),
  ];
}

function doneRows({ backupAt, restoredFrom, reconciledAt, daily, lookedAt, tookMs }: State) {
  return [
    { title: 'Последний осмотр', text: lookedAt ? `${when(lookedAt)}, ${tookMs ?? 0}${NBSP}мс` : 'ещё не было' },
    { title: 'Копия', text: when(backupAt) },
    ...(restoredFrom ? [{ title: 'Восстановлено из копии на', text: when(restoredFrom) }] : []),
    { title: 'Сверка с движком', text: when(reconciledAt) },
    { title: 'Ежедневная работа', text: when(daily.kept) },
    { title: 'Следующая ежедневная', text: daily.due ? when(daily.due) : 'не назначена' },
  ];
}

const SILENT = { kind: 'late', word: 'некому отправлять' };

const wayRows = ({ ways }: State) =>
  ways.map(({ channel, waiting, failed, lastLeftAt, alive, downSince }) => ({
    channel: plain(channel),
    standing: alive
      ? downSince
        ? { kind: 'late', word: 'не отвечают' }
        : { kind: 'ok', word: 'отправляется' }
      : SILENT,
    waiting,
    failed,
    left: when(lastLeftAt),
  }));

export function stateView(state: State) {
  const well = !state.silent && state.lines.length === 0;
  return {
    well,
    silent: state.silent && since(state.silentSeconds),
    looked: state.lookedAt ? when(state.lookedAt) : undefined,
    wrong: counted(state.lines.length, ROWS),
    lines: state.lines.map(lineView),
    ...queueRows(state),
    versions: versionRows(state),
    room: roomRows(state),
    done: doneRows(state),
    ways: wayRows(state),
    acts: state.acts.map(({ act, subject, count, at, name }) => ({
      name,
      count,
      when: when(at),
      what: ACTS[act] ?? troubleWords[act as Line['kind']]?.button ?? act,
      subject: subject ?? troubleWords[act as Line['kind']]?.title ?? '',
    })),
  };
}
