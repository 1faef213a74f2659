import { readFileSync } from 'node:fs';
import { Refusal } from '../../law/base/refusal';

const STDIN = 0;

/** What a command judges: JSON on its input. `name` is how people call it, `command` how it is called. */
export function jsonInput(name: string, command: string): unknown {
  if (process.stdin.isTTY) {
    throw new Refusal('input-missing', `Передайте описание ${name} на вход: law ${command} --json < ${command}.json.`);
  }
  return parseJson(readFileSync(STDIN, 'utf8'), name);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refusal('input-json', `Описание ${name} — не JSON. Исправьте файл и повторите.`);
  }
}
