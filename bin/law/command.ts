import { parseArgs } from 'node:util';
import { Refusal } from '../../law/base/refusal';

/** One sub-command of `law`: its arguments and its answer. */
export interface LawCommand {
  /** One line for the help. */
  usage: string;
  /** Names of the words after the command, in order. */
  words: readonly string[];
  /** Flags that take a value; `--json` is always there. */
  flags: readonly string[];
  run(call: CommandCall): CommandAnswer;
}

export interface CommandCall {
  words: readonly string[];
  flags: Readonly<Record<string, string | undefined>>;
}

/** The answer for programs and the same as text. */
export interface CommandAnswer {
  json: unknown;
  text: string;
}

export interface ParsedCall extends CommandCall {
  json: boolean;
}

/** Parses the call strictly: an unexpected flag or word is refused, never ignored. */
export function parseCall(command: LawCommand, argv: readonly string[]): ParsedCall {
  const { tokens, values, positionals } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean' },
      ...Object.fromEntries(command.flags.map((flag) => [flag, { type: 'string' as const }])),
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags: Record<string, string | undefined> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'json' && token.value === undefined) continue;
    if (!command.flags.includes(token.name)) throw unknownFlag(token.rawName, command);
    if (typeof values[token.name] !== 'string' || !token.value) throw flagWithoutValue(token.name);
    if (flags[token.name] !== undefined) throw repeatedFlag(token.name);
    flags[token.name] = token.value;
  }
  if (positionals.length !== command.words.length) throw badWords(command);
  return { words: positionals, flags, json: values.json === true };
}

function unknownFlag(name: string, command: LawCommand): Refusal {
  const known = [...command.flags, 'json'].map((flag) => `--${flag}`).join(', ');
  return new Refusal('flag-unknown', `Ключа «${name}» нет. Можно использовать: ${known}.`);
}

function flagWithoutValue(name: string): Refusal {
  return new Refusal('flag-empty', `После ключа --${name} нужно значение. Добавьте его.`);
}

function repeatedFlag(name: string): Refusal {
  return new Refusal('flag-repeated', `Ключ --${name} указан дважды. Оставьте один.`);
}

function badWords(command: LawCommand): Refusal {
  return new Refusal('call-unreadable', `Вызов не читается. Пишите так: law ${command.usage}.`);
}

/** The word at a place; parseCall has already checked their number. */
export function word(call: CommandCall, index: number): string {
  const found = call.words[index];
  if (found === undefined) throw new RangeError(`the call has no word ${index}`);
  return found;
}

export function required(call: CommandCall, flag: string, example: string): string {
  const value = call.flags[flag];
  if (value !== undefined) return value;
  throw new Refusal('flag-missing', `Не указан ключ --${flag}. Добавьте, например: --${flag} ${example}.`);
}
