import type { Day } from '../base/day';
import { equal, fractionText, ONE } from '../base/fraction';
import { totalShare } from './conflicts';
import { type Problem, readHead, titleOf } from './register-columns';
import { type LineHolder, type RegisterFileLine, readLine, type RegisterPremises } from './register-line';

/** A garage with a thousand shares is still one premises; more means a misplaced column. */
const RIGHTS_MOST = 2_000;

export interface Register {
  premises: RegisterPremises[];
  problems: Problem[];
  /** Lines read, without the heading. */
  rows: number;
}

/** Reads a whole table. Problems do not stop the reading, so a person can correct them all at once. */
export function readRegister(table: readonly (readonly string[])[], today: Day): Register {
  const headAt = table.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const head = readHead(table[headAt] ?? [], headAt + 1);
  if (head.problems.length) return { premises: [], problems: head.problems, rows: 0 };
  const lines = table
    .slice(headAt + 1)
    .map((row, index) => ({ row, at: headAt + 2 + index }))
    .filter(({ row }) => row.some((cell) => cell.trim() !== ''))
    .map(({ row, at }) => readLine(row, at, head.places, today));
  const premises = gather(lines.flatMap(({ line }) => (line ? [line] : [])));
  const problems = [...lines.flatMap((line) => line.problems), ...premises.problems].sort((a, b) => a.row - b.row);
  if (!lines.length) {
    problems.push({
      row: headAt + 2,
      column: '',
      code: 'table-empty',
      say: 'В таблице нет ни одной строки с данными.',
    });
  }
  return { premises: premises.list, problems, rows: lines.length };
}

/** Groups the lines of each premises; what they say about it must agree. */
function gather(lines: readonly RegisterFileLine[]): { list: RegisterPremises[]; problems: Problem[] } {
  const found = new Map<string, RegisterPremises>();
  const problems: Problem[] = [];
  const known = new Map<string, Map<string, number>>();
  for (const { right, ...line } of lines) {
    const key = `${line.kind} ${line.number.toLowerCase()}`;
    const held = found.get(key) ?? { ...line, rights: [] };
    found.set(key, held);
    for (const field of ['entrance', 'floor', 'cadastral', 'areaEgrn', 'areaHand'] as const) {
      if (held[field] === null) Object.assign(held, { [field]: line[field] });
      else if (line[field] !== null && line[field] !== held[field]) {
        problems.push({
          row: line.row,
          column: titleOf(field),
          code: 'premises-differs',
          say: `В строке ${held.row} для этого помещения стоит другое значение.`,
        });
      }
    }
    if (!right) continue;
    const holders = known.get(key) ?? new Map<string, number>();
    known.set(key, holders);
    const holder = holderKey(right.holder);
    const same = holders.get(holder);
    if (same === undefined) holders.set(holder, right.row);
    else {
      problems.push({
        row: right.row,
        column: titleOf(right.holder.inn ? 'inn' : 'family'),
        code: 'holder-twice',
        say: `Этот собственник уже записан в строке ${same}.`,
      });
    }
    if (held.rights.length === RIGHTS_MOST) {
      const say = `У одного помещения больше ${RIGHTS_MOST} прав. Проверьте номера помещений.`;
      problems.push({ row: right.row, column: titleOf('number'), code: 'rights-many', say });
    }
    held.rights.push(right);
  }
  const list = [...found.values()];
  return { list, problems: [...problems, ...acrossPremises(list)] };
}

export const holderKey = ({ inn, snils, family, given, patronymic, birthDay }: LineHolder): string =>
  inn ?? snils ?? [family, given, patronymic, birthDay].map((part) => (part ?? '').toLowerCase()).join(' ');

function acrossPremises(list: readonly RegisterPremises[]): Problem[] {
  const problems: Problem[] = [];
  const cadastral = new Map<string, number>();
  const names = new Map<string, { name: string; row: number }>();
  for (const { row, cadastral: number, rights } of list) {
    const before = number && cadastral.get(number);
    if (before)
      problems.push({
        row,
        column: titleOf('cadastral'),
        code: 'cadastral-twice',
        say: `Этот кадастровый номер уже стоит в строке ${before}.`,
      });
    else if (number) cadastral.set(number, row);
    const sole = rights.find(({ kind }) => kind === 'sole');
    if (sole && rights.length > 1) {
      problems.push({
        row: sole.row,
        column: titleOf('right'),
        code: 'sole-not-alone',
        say: 'Единственный собственник записан рядом с другими.',
      });
    }
    for (const { holder, row: at } of rights) {
      if (!holder.snils) continue;
      const name = `${holder.family} ${holder.given}`.toLowerCase();
      const known = names.get(holder.snils);
      if (known && known.name !== name)
        problems.push({
          row: at,
          column: titleOf('snils'),
          code: 'snils-two-names',
          say: `Этот СНИЛС в строке ${known.row} принадлежит другому человеку.`,
        });
      else names.set(holder.snils, { name, row: at });
    }
  }
  return problems;
}

/** What is imported but must be checked by a person: shares that do not add up to one. */
export function warningsOf({ premises }: Register): Problem[] {
  return premises.flatMap(({ row, rights }) => {
    const total = totalShare(
      rights.map(({ kind, share }) => ({ share, jointGroup: kind === 'joint' ? fractionText(share) : null })),
    );
    if (!rights.length || equal(total, ONE)) return [];
    return [
      {
        row,
        column: titleOf('share'),
        code: 'shares-not-one',
        say: `Доли помещения вместе дают ${fractionText(total)}, а не единицу.`,
      },
    ];
  });
}
