import { readFileSync } from 'node:fs';
import { Broken } from '../store/meeting/ballots/broken';
import { verifyDump } from '../store/meeting/ballots/verify';

export interface LogVerdict {
  output: string;
  /** 0: valid; 1: not valid; 2: the call or the file cannot be read. */
  exit: 0 | 1 | 2;
}

/** Checks files by their content alone: no database, no network. */
export function judge(
  files: readonly string[],
  wanted: number,
  look: (texts: readonly string[]) => string,
): LogVerdict {
  if (files.length !== wanted) return { output: `Нужно файлов: ${wanted}. Укажите их по порядку.`, exit: 2 };
  const texts = readAll(files);
  if (!texts) return { output: 'Файл не открывается. Проверьте путь.', exit: 2 };
  try {
    return { output: look(texts), exit: 0 };
  } catch (error) {
    if (error instanceof Broken) return { output: `Не сходится: ${error.say}`, exit: 1 };
    throw error;
  }
}

function readAll(files: readonly string[]): string[] | null {
  try {
    return files.map((file) => readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

export function meetingVerify(args: readonly string[]): LogVerdict {
  const [file = '', key] = args;
  return judge(file ? [file] : [], 1, ([text = '']) => verifyDump(text, key).says);
}

if (require.main === module) {
  const { output, exit } = meetingVerify(process.argv.slice(2));
  process.stdout.write(`${output}\n`);
  process.exitCode = exit;
}
