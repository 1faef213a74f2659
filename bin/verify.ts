import { readFileSync } from 'node:fs';
import { checkPack, isPack, type Check } from '../api/case/check';

const USAGE = 'Укажите файл: npm run -s verify -- evidence.json [ключ системы]';

/**
 * `npm run verify <file> [key]`: 0 the pack is valid, 1 it is not, 2 it could not be read. Needs no database, no
 * network.
 */
export function verify(file: string | undefined, say: (line: string) => void, key?: string): number {
  const pack = file === undefined ? undefined : read(file);
  if (!isPack(pack)) {
    const unread = `Файл «${file}» не читается как пакет доказательств. Скачайте его со страницы дела заново.`;
    say(file === undefined ? USAGE : unread);
    return 2;
  }
  const checks = checkPack(pack, key);
  say(`Дело ${pack.case.number}, пакет от ${pack.madeAt}`);
  for (const { what, held, say: words } of checks) say(`${verdictOf(held)}  ${what}: ${words}`);
  say(conclusionOf(checks));
  return checks.some(({ held }) => held === false) ? 1 : 0;
}

const verdictOf = (held: boolean | null): string =>
  held === null ? 'не проверялось' : held ? 'сошлось   ' : 'НЕ СОШЛОСЬ';

function conclusionOf(checks: readonly Check[]): string {
  if (checks.some(({ held }) => held === false)) return 'Пакету верить нельзя: он изменён или повреждён.';
  const left = checks.filter(({ held }) => held === null).map(({ what }) => `«${what}»`);
  if (left.length === 0) return 'Пакету можно верить: все проверки сошлись.';
  return `Пакету можно верить в том, что проверено: всё это сошлось. Не проверялось: ${left.join(', ')}.`;
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

if (require.main === module)
  process.exitCode = verify(process.argv[2], (line) => process.stdout.write(`${line}\n`), process.argv[3]);
