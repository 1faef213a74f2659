import { Refusal } from '../../../law/base/refusal';
import type { LedgerName } from '../../../store/meeting/notice/ledger';

/** One registered letter: its addressee and its postal number. */
export interface PostLine {
  owner: LedgerName;
  number: string;
}

const INLAND = /^\d{14}$/;
const ABROAD = /^[A-Z]{2}\d{9}[A-Z]{2}$/;
const NUMBER_RULE = 'Номер отправления — 14 цифр с чека почты (за границу — вида RA123456789RU).';

const numberIn = (typed: string): string | null => {
  const plain = typed.replace(/[\s\u00a0-]/g, '').toUpperCase();
  return INLAND.test(plain) || ABROAD.test(plain) ? plain : null;
};

export function postNumberOf(typed: string): string {
  const found = numberIn(typed);
  if (found) return found;
  throw new Refusal('post-number', NUMBER_RULE, 422, { postNumber: NUMBER_RULE });
}

const SAID = 10;

/**
 * Reads «помещение; номер» lines copied from a spreadsheet; when the premises have several owners, the surname comes
 * third. Either every line is valid, or nothing is written and each bad line is named.
 */
export function postLines(typed: string, owners: ReadonlyMap<string, readonly LedgerName[]>): PostLine[] {
  const problems: string[] = [];
  const found: PostLine[] = [];
  for (const [index, line] of typed.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, owners);
    if (typeof read === 'string') problems.push(`Строка ${index + 1}: ${read}`);
    else if (found.some(({ number }) => number === read.number))
      problems.push(`Строка ${index + 1}: номер ${read.number} уже есть выше.`);
    else found.push(read);
  }
  if (found.length + problems.length === 0) problems.push('Вставьте хотя бы одну строку «помещение; номер».');
  if (problems.length === 0) return found;
  const more = problems.length > SAID ? [`И ещё строк с ошибками: ${problems.length - SAID}.`] : [];
  const say = [...problems.slice(0, SAID), ...more].join(' ');
  throw new Refusal('post-lines', say, 422, { lines: say });
}

function readLine(line: string, owners: ReadonlyMap<string, readonly LedgerName[]>): PostLine | string {
  const [flat = '', typed = '', surname = ''] = line.split(/[;\t]/).map((cell) => cell.trim());
  const number = numberIn(typed);
  if (!number) return NUMBER_RULE;
  const here = owners.get(flat.toLowerCase());
  if (!here) return `помещения «${flat}» в реестре нет.`;
  const [only, ...others] = surname
    ? here.filter(({ name }) => name.toLowerCase().startsWith(surname.toLowerCase()))
    : here;
  if (!only) return `в помещении ${flat} нет собственника «${surname}».`;
  if (others.length > 0) return `в помещении ${flat} несколько собственников: допишите фамилию третьей.`;
  return { owner: only, number };
}
