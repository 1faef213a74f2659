import { counted } from '../../../law/base/russian';
import { Broken, demand } from './broken';
import { digestOfText, NO_PREVIOUS, readCheckpoint, type Checkpoint } from './checkpoint';
import { keyName, verifyText } from '../../case/signature';
import { chain, genesisOf, leafOf, type BallotRecord } from './log';
import { parseDump, type Dump } from './parse';
import { recount } from './recount';
import { digestOf } from './register';
import { rootOf } from './tree';

export interface Verified {
  readonly dump: Dump;
  readonly checkpoints: readonly Checkpoint[];
  readonly last: Checkpoint;
  /** One Russian line for a person. */
  readonly says: string;
}

/** Computes everything a dump claims again, from the dump alone. Throws Broken with the first mismatch. */
export function verifyDump(text: string, trustedKey?: string): Verified {
  try {
    return verifyParts(parseDump(text), trustedKey);
  } catch (error) {
    if (error instanceof Broken) throw error;
    // A value of the right shape may still be impossible, like 1/0: what cannot be computed is not confirmed.
    throw new Broken('В файле стоит невозможное значение.');
  }
}

function verifyParts(dump: Dump, trustedKey?: string): Verified {
  demand(trustedKey === undefined || dump.head.key === trustedKey, 'Файл подписан другим ключом.');
  const checkpoints = verifyCheckpoints(dump);
  const last = checkpoints.at(-1);
  demand(last !== undefined, 'В файле нет ни одной подписи.');
  demand(last.size === dump.entries.length, 'Последняя подпись сделана на другом числе решений.');
  verifyChain(dump);
  verifyRoots(dump, checkpoints);
  demand(
    checkpoints.every(({ terms }) => terms === digestOf(dump.terms)),
    'Повестка, сроки или права не те, что подписаны.',
  );
  const sealed = checkpoints.find(({ state }) => state === 'sealed');
  if (dump.register) {
    demand(digestOf(dump.register) === last.register, 'Реестр или доверенности не те, что подписаны.');
    verifyRecords(dump, checkpoints);
  }
  demand(!dump.count || sealed !== undefined, 'Итоги есть, а последней подписи под закрытым голосованием нет.');
  if (dump.count) recount(dump, dump.count);
  return { dump, checkpoints, last, says: saysOf(dump, last) };
}

export const decisions = (count: number): string => counted(count, ['решение', 'решения', 'решений']);

function saysOf({ head, count }: Dump, last: Checkpoint): string {
  const state = last.state === 'sealed' ? 'голосование закрыто' : 'голосование идёт';
  const recounted =
    head.kind === 'public' ? 'открытий нет, итоги сверены между собой' : 'решения пересчитаны, итоги те же';
  const parts = [decisions(last.size), state, `корень ${last.root}`, `ключ ${keyName(head.key)}`];
  if (count) parts.push(recounted);
  return `Верно: ${parts.join(', ')}.`;
}

function verifyCheckpoints({ head, checkpoints }: Dump): Checkpoint[] {
  let previous = NO_PREVIOUS;
  const read: Checkpoint[] = [];
  for (const signed of checkpoints) {
    const found = readCheckpoint(signed.text);
    demand(found !== null && found.meeting === head.meeting, 'Одна из подписей не от этого собрания.');
    demand(verifyText(signed, head.key), `Подпись под числом решений ${found.size} не сходится с ключом.`);
    demand(found.previous === previous, 'Между подписями чего-то не хватает.');
    const before = read.at(-1);
    if (before) verifyStep(before, found);
    previous = digestOfText(signed.text);
    read.push(found);
  }
  return read;
}

function verifyStep(before: Checkpoint, next: Checkpoint): void {
  demand(before.at < next.at && before.size <= next.size, 'Подписи идут назад.');
  if (before.state === 'open') return;
  demand(next.state === 'sealed', 'После закрытия голосование открыли снова.');
  demand(next.register === before.register, 'После закрытия изменили реестр.');
}

function verifyChain({ head, entries }: Dump): void {
  let prev = genesisOf(head.meeting);
  for (const [index, { seq, leaf, hash }] of entries.entries()) {
    demand(seq === index + 1, `На месте решения № ${index + 1} стоит другое.`);
    demand(chain(prev, leaf) === hash, `Цепочка рвётся на решении № ${seq}.`);
    prev = hash;
  }
}

function verifyRoots({ entries }: Dump, checkpoints: readonly Checkpoint[]): void {
  const leaves = entries.map(({ leaf }) => Buffer.from(leaf, 'hex'));
  for (const { size, root } of checkpoints) {
    demand(size <= leaves.length, `Подписано больше решений, чем есть в файле: ${decisions(size)}.`);
    demand(rootOf(leaves, 0, size).toString('hex') === root, `Подписанный корень не сходится: ${decisions(size)}.`);
  }
}

function verifyRecords(dump: Dump, checkpoints: readonly Checkpoint[]): void {
  const ids = new Set<string>();
  const weights = new Map(dump.terms.rights.map(({ id, votes }) => [id, votes]));
  const questions = new Set(dump.terms.questions.map(({ id }) => id));
  const sealedSize = checkpoints.find(({ state }) => state === 'sealed')?.size ?? Infinity;
  let logged = '';
  for (const { seq, leaf, nonce = '', record } of dump.entries) {
    demand(record !== undefined && leafOf(nonce, record) === leaf, `Решение № ${seq} не то, что подписано.`);
    demand(record.meeting === dump.head.meeting && record.seq === seq, `Решение № ${seq} стоит не на своём месте.`);
    demand(!ids.has(record.id), `Решение № ${seq} записано дважды.`);
    demand(weights.get(record.right) === record.weight, `У решения № ${seq} другой вес, чем в реестре.`);
    demand(
      Object.keys(record.answers).every((id) => questions.has(id)),
      `В решении № ${seq} есть чужой вопрос.`,
    );
    demand(logged <= record.loggedAt, `Решение № ${seq} записано раньше предыдущего.`);
    verifyInstants(record, dump, seq > sealedSize);
    ids.add(record.id);
    logged = record.loggedAt;
  }
  verifyPinned(dump, checkpoints);
}

/** Nothing that came after the close may look as if it had come before it. */
function verifyInstants(
  { seq, channel, receivedAt, loggedAt, law }: BallotRecord,
  { terms }: Dump,
  afterSeal: boolean,
): void {
  demand(receivedAt >= terms.opensAt && receivedAt <= loggedAt, `У решения № ${seq} невозможное время.`);
  demand(law === terms.on, `Решение № ${seq} записано по другой редакции закона.`);
  const onTime = receivedAt < terms.closesAt;
  demand(
    channel !== 'online' || (receivedAt === loggedAt && onTime && !afterSeal),
    `Решение № ${seq} пришло через систему после срока.`,
  );
  demand(!afterSeal || !onTime, `Решение № ${seq} добавлено после закрытия, а время стоит прежнее.`);
}

/** Each ballot was logged between the last checkpoint without it and the first one with it. */
function verifyPinned({ entries }: Dump, checkpoints: readonly Checkpoint[]): void {
  let from = 0;
  let since = '';
  for (const { size, at } of checkpoints) {
    for (const { seq, record } of entries.slice(from, size)) {
      demand(
        record !== undefined && since <= record.loggedAt && record.loggedAt <= at,
        `Время решения № ${seq} не сходится с подписями.`,
      );
    }
    [from, since] = [size, at];
  }
}
