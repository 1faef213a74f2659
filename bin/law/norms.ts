import { parseDay } from '../../law/base/day';
import { countByCertainty, confidenceWords } from '../../law/base/certainty';
import { type Area, areas, type Norm, norm, normHistory, norms, toldNorm } from '../../law/base/norm';
import { Refusal } from '../../law/base/refusal';
import { normAreaTitle, forceWords, sourceWords, valueWords } from '../../law/base/term-words';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { type CommandAnswer, type LawCommand, word } from './command';

/** `law norms`: the table, filtered. */
export const normsCommand: LawCommand = {
  usage: 'norms [--area ОБЛАСТЬ] [--on ДАТА] [--search СЛОВА] [--json]',
  words: [],
  flags: ['area', 'on', 'search'],
  run({ flags }): CommandAnswer {
    const rows = norms({ area: parseArea(flags.area), on: flags.on, search: flags.search });
    const json = rows.map(toldNorm);
    const lines = json.map((row) => {
      const { id, title, citation, confidence } = row;
      return [id, valueWords(row), forceWords(row), title, citation, confidence, sourceWords(row)];
    });
    return { json, text: rows.length === 0 ? 'Таких норм нет.' : `${table(lines)}\n\n${countsText(rows)}` };
  },
};

/** «Всего 12: подтверждено источником 8, по памяти 4.» */
function countsText(rows: readonly Norm[]): string {
  const groups = countByCertainty(rows).filter(({ count }) => count > 0);
  return `Всего ${rows.length}: ${groups.map(({ words, count }) => `${words} ${count}`).join(', ')}.`;
}

function parseArea(text: string | undefined): Area | undefined {
  if (text === undefined) return undefined;
  const found = areas.find((area) => area === text);
  if (found) return found;
  throw new Refusal('area-unknown', `Области «${text}» нет. Есть: ${areas.join(', ')}.`);
}

/** `law norm`: one norm with its history. Without a date: the current edition, or the last one. */
export const normCommand: LawCommand = {
  usage: 'norm КОД [--on ДАТА] [--json]',
  words: ['КОД'],
  flags: ['on'],
  run(call): CommandAnswer {
    const id = word(call, 0);
    const history = normHistory(id);
    const row = call.flags.on === undefined ? current(history) : norm(id, parseDay(call.flags.on));
    return { json: { ...toldNorm(row), history: history.map(toldNorm) }, text: normText(row, history) };
  },
};

function current(history: readonly Norm[]): Norm {
  const today = localOf(new Date(), CAPITAL_ZONE).day;
  const started = history.filter((row) => row.from === null || row.from <= today);
  const found = started.at(-1) ?? history[0];
  if (!found) throw new RangeError('a norm has at least one edition');
  return found;
}

function normText(row: Norm, history: readonly Norm[]): string {
  const facts: [string, string | undefined][] = [
    ['Значение', valueWords(row)],
    ['Считать от', row.event],
    ['Кто обязан', row.who],
    ['Основание', row.citation],
    ['Действует', forceWords(row)],
    ['Надёжность', `${row.confidence} — ${confidenceWords(row.confidence)}`],
    ['Источник', sourceWords(toldNorm(row))],
    ['Область', normAreaTitle(row.area)],
    ['Пояснение', row.note],
  ];
  const shown = facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
  const editions = history.map((edition) => `  ${forceWords(edition)}: ${valueWords(edition)} (${edition.citation})`);
  const past = history.length > 1 ? ['', 'История:', ...editions] : [];
  return [`${row.id}. ${row.title}`, ...shown.map(([name, value]) => `${name}: ${value}`), ...past].join('\n');
}

/** Columns as wide as their longest cell; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number, row: readonly string[]): string =>
    column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ')).join('\n');
}
