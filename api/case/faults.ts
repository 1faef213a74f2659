import { sameValue } from '../../law/base/canonical';
import { verdict } from '../../law/base/verdict';
import { digestOfDeadline } from '../../store/case/kernel';
import { replayCase, type ChainedCase, type ChainedDeadline } from '../../store/case/replay';
import type { WrongRecord } from '../../store/case/records';
import { sentencesOf } from '../areas';
import { toldOf, type KeptCase, type PackedDeadline } from './kept';

/** Where the tables differ from the chained events, in sentences; empty when both agree. */
export interface Faults {
  file: string[];
  deadlines: string[];
  own: string[];
  records: string[];
}

/** Judges the stored data by the chained events alone. `at`: the instant of the question. */
export function faultsOf(kept: KeptCase, at: Date): Faults {
  const told = replayCase(kept.events);
  if (!told) return { file: ['Первая запись не открывает дело.'], deadlines: [], own: [], records: [] };
  return {
    file: fileFaults(kept, told),
    deadlines: deadlineFaults(kept, told, at),
    own: ownFaults(kept),
    records: [...pinFaults(kept, told), ...kept.records.wrong.map((one) => recordFault(kept.case.area, one))],
  };
}

/** All differences, for a page; a row that cannot even be compared is reported as well. */
export function allFaults(kept: KeptCase, at: Date): string[] {
  try {
    const { file, deadlines, own, records } = faultsOf(kept, at);
    return [...file, ...deadlines, ...own, ...records];
  } catch {
    return ['Часть записей повреждена: их не удалось сравнить.'];
  }
}

const moment = (iso: string | null): string | null => (iso === null ? null : new Date(iso).toISOString());
const spelt = (value: unknown): string =>
  value === null || value === undefined ? 'нет' : typeof value === 'string' ? value : JSON.stringify(value);

function fileFaults({ case: file, events }: KeptCase, told: ChainedCase): string[] {
  const { opened, phase, outcome, closedAt, organisation, deadlines } = told;
  const [next] = deadlines
    .filter(({ duty, metAt, droppedAt }) => duty && metAt === null && droppedAt === null)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['вид дела', file.area, opened.area],
    ['номер', file.number, opened.number],
    ['часовой пояс', file.zone, opened.zone],
    ['дата закона', file.lawDate, opened.lawDate],
    ['момент открытия', file.openedAt, opened.at],
    ['исходное дело', file.parentId, opened.parent],
    ['дом', file.building, opened.building],
    ['муниципалитет', file.municipality, opened.municipality],
    ['регион', file.region, opened.region],
    ['ответственная организация', file.organisation, organisation],
    ['состояние', file.phase, phase],
    ['итог', file.outcome, outcome],
    ['момент закрытия', file.closedAt, closedAt],
    ['число записей', file.seq, events.length],
    ['ближайший срок', file.dueAt, next?.dueAt ?? null],
    ['название ближайшего срока', file.dueName, next?.name ?? null],
  ];
  return pairs
    .filter(([, stored, chained]) => !sameValue(stored, chained))
    .map(([what, stored, chained]) => `В карточке дела ${what}: ${spelt(stored)}; по записям: ${spelt(chained)}.`);
}

function deadlineFaults({ deadlines }: KeptCase, { deadlines: chained }: ChainedCase, at: Date): string[] {
  const known = new Map(chained.map((one) => [one.id, one]));
  const stored = new Set(deadlines.map(({ id }) => id));
  return [
    ...deadlines.flatMap((one) => {
      const told = known.get(one.id);
      return told ? deadlineFault(one, told, at) : [`Срока «${one.title}» нет в записях дела.`];
    }),
    ...chained
      .filter(({ id }) => !stored.has(id))
      .map(({ name, dueAt }) => `Срок «${name}» до ${dueAt} стоит в записях дела, а в таблице его нет.`),
  ];
}

function deadlineFault(one: PackedDeadline, told: ChainedDeadline, at: Date): string[] {
  const instants: readonly (readonly [string, string | null, string | null])[] = [
    ['установлен', one.setAt, told.setAt],
    ['исполнен', one.metAt, told.metAt],
    ['снят', one.droppedAt, told.droppedAt],
    ['истёк неисполненным', one.missedAt, told.missedAt],
    ['последний момент', moment(one.dueAt), told.dueAt],
    ['начало счёта', moment(one.event), told.event],
  ];
  const wrong = instants
    .filter(([, stored, chained]) => stored !== chained)
    .map(
      ([what, stored, chained]) =>
        `Срок «${one.title}», ${what}: в таблице ${spelt(stored)}, по записям дела ${spelt(chained)}.`,
    );
  if (wrong.length === 0 && digestOfDeadline(one) !== told.digest)
    wrong.push(`Срок «${one.title}» описан не так, как был установлен.`);
  const date = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));
  const facts = { dueAt: new Date(told.dueAt), metAt: date(told.metAt), droppedAt: date(told.droppedAt) };
  const { kind } = verdict(facts, at);
  if (kind !== one.verdict)
    wrong.push(`Срок «${one.title}»: вердикт «${verdicts[one.verdict]}», по записям дела «${verdicts[kind]}».`);
  return wrong;
}

const verdicts: Readonly<Record<PackedDeadline['verdict'], string>> = {
  'in-time': 'исполнен в срок',
  late: 'исполнен с опозданием',
  missed: 'не исполнен в срок',
  running: 'срок идёт',
  dropped: 'снят',
};

function ownFaults({ case: { area }, events, own }: KeptCase): string[] {
  const told = toldOf(area, events);
  return [...new Set([...Object.keys(own), ...Object.keys(told)])]
    .filter((name) => !sameValue(own[name] ?? null, told[name] ?? null))
    .map((name) => {
      const [table = '', column] = name.split('.');
      const where = column ? `${titleOf(area, table)}, поле ${column}` : titleOf(area, table);
      return `${where}: в таблице ${spelt(own[name])}, по записям дела ${spelt(told[name])}.`;
    });
}

/** Every step stores a digest of the log of records since the previous step. */
function pinFaults({ records: { pins } }: KeptCase, { pins: told }: ChainedCase): string[] {
  const found = new Map(pins.map((pin) => [pin.seq, pin]));
  const known = new Set(told.map(({ seq }) => seq));
  return [
    ...told.filter((pin) => !sameValue(found.get(pin.seq) ?? null, pin)).map(({ seq }) => seq),
    ...pins.filter(({ seq }) => !known.has(seq)).map(({ seq }) => seq),
  ].map((seq) => `Журнал изменений не тот, что скреплён записью ${seq}.`);
}

const recordWords: Readonly<Record<WrongRecord['what'], string>> = {
  changed: 'строка изменена в обход журнала',
  lost: 'строка удалена в обход журнала',
  foreign: 'строка появилась в обход журнала',
  bytes: 'содержимое файла не сходится с контрольной суммой',
  strayed: 'не то же, что в строках самого дела',
};

const recordFault = (area: string, { table, key, what }: WrongRecord): string =>
  `${titleOf(area, table)}: ${recordWords[what]} (${key}).`;

/** Tables that every case has; the tables of an area are named in its own sentences. */
const titles: Readonly<Record<string, string>> = {
  case_document: 'Документы дела',
  case_file: 'Карточка дела',
  case_party: 'Участники дела',
  case_run: 'Истории машины',
  delivery: 'Доставка писем',
};

const titleOf = (area: string, table: string): string => sentencesOf(area).tables[table] ?? titles[table] ?? table;
