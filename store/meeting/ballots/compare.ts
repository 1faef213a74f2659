import { Broken, demand } from './broken';
import { readCheckpoint, readNote } from './checkpoint';
import { verifyText, type SignedText } from '../../case/signature';
import { decisions, verifyDump } from './verify';

/**
 * Does the new dump continue the old one? The old side may also be a single checkpoint, mailed or printed: one honest
 * copy is enough to detect a log that was cut, swapped or rewritten. Returns one Russian line.
 */
export function compareDumps(old: string, next: string): string {
  const note = readNote(old);
  return note ? continuesNote(note, next) : continuesDump(old, next);
}

function continuesNote({ text, signature, publicKey }: SignedText & { publicKey: string }, next: string): string {
  const witness = readCheckpoint(text);
  demand(witness !== null, 'Сохранённая подпись не читается.');
  demand(verifyText({ text, signature }, publicKey), 'Сохранённая подпись не сходится со своим ключом.');
  const { dump, last } = verifyDump(next, publicKey);
  demand(dump.head.meeting === witness.meeting, 'Подпись и файл — от разных собраний.');
  demand(
    last.size >= witness.size,
    `Файл старее вашей подписи: в нём ${decisions(last.size)}, а подписано ${witness.size}.`,
  );
  demand(
    dump.checkpoints.some((one) => one.text === text),
    'Вашей подписи в файле нет: журнал переписан или показан не целиком.',
  );
  return `Верно: журнал продолжает вашу подпись, решений было ${witness.size}, стало ${last.size}.`;
}

function continuesDump(old: string, next: string): string {
  const before = inDump('Старый файл', () => verifyDump(old));
  const after = inDump('Новый файл', () => verifyDump(next, before.dump.head.key));
  demand(before.dump.head.meeting === after.dump.head.meeting, 'Файлы — от разных собраний.');
  demand(before.last.size <= after.last.size, 'Новый файл короче старого.');
  for (const [index, { leaf, seq }] of before.dump.entries.entries()) {
    demand(after.dump.entries[index]?.leaf === leaf, `Решение № ${seq} в новом файле другое.`);
  }
  for (const [index, { text }] of before.dump.checkpoints.entries()) {
    demand(after.dump.checkpoints[index]?.text === text, 'Прежняя подпись в новом файле другая или пропала.');
  }
  return `Верно: новый файл продолжает старый, решений было ${before.last.size}, стало ${after.last.size}.`;
}

function inDump<T>(name: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw error instanceof Broken ? new Broken(`${name}: ${error.say}`) : error;
  }
}
