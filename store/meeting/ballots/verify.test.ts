import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { allMarks, makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { sealedMeeting } from '../../../proof/ballots/sealed';
import { useTestDatabase } from '../../../proof/database';
import { openDatabase } from '../../sql/database';
import { Broken } from './broken';
import { castBallot } from './cast';
import { noteOf } from './checkpoint';
import { checkpointsOf, lastCheckpoint, signCheckpoint, signCheckpoints } from './checkpoints';
import { compareDumps } from './compare';
import { dumpOf } from './dump';
import { publicKeyOf } from '../../case/signing-key';
import { receiptOf } from './receipt';
import { verifyDump } from './verify';

let db: Knex;
let owner: Knex;
let readerUrl: string;
let sealed: BallotMeeting;
let full: string;
let open: string;

useTestDatabase((opened) => ({ db, owner, readerUrl } = opened), { connections: 10 });
beforeAll(async () => {
  sealed = await sealedMeeting(db, owner);
  full = (await dumpOf(db, sealed.caseId, 'full')) ?? '';
  open = (await dumpOf(db, sealed.caseId, 'public')) ?? '';
});

const verdict = (work: () => unknown): string => {
  try {
    work();
    return 'holds';
  } catch (error) {
    return error instanceof Broken ? error.say : `unexpected: ${String(error)}`;
  }
};
const vote = (meeting: BallotMeeting, index: number) =>
  db.transaction((trx) => {
    const right = meeting.rights[index];
    return castBallot(trx, {
      id: randomUUID(),
      caseId: meeting.caseId,
      rightId: right?.id ?? '',
      holderId: right?.holder ?? '',
      byPersonId: right?.holder ?? '',
      marks: allMarks(meeting.questions, 'for'),
    });
  });

describe('a dump of a ballot log', () => {
  it('holds, with openings and without, and says in one line what it is', () => {
    expect(verifyDump(full).says).toMatch(
      /^Верно: 13\u00a0решений, голосование закрыто, корень [0-9a-f]{64}, .*пересчитаны/,
    );
    expect(verifyDump(open).says).toMatch(/^Верно: 13\u00a0решений, голосование закрыто/);
    expect(verdict(() => verifyDump(full, 'a'.repeat(64)))).toBe('Файл подписан другим ключом.');
  });

  it('tells no holder, mark or weight of a ballot without openings', () => {
    for (const right of sealed.rights) expect(open).not.toContain(right.holder);
    expect(open).not.toMatch(/"(answers|nonce|holder|weight)"/);
  });

  it('is there for a meeting whose voting runs, and absent before the notice', async () => {
    const meeting = await makeMeeting(owner);
    await vote(meeting, 0);
    expect(verifyDump((await dumpOf(db, meeting.caseId, 'full')) ?? '').says).toMatch(
      /1\u00a0решение, голосование идёт/,
    );
    expect(await dumpOf(db, randomUUID(), 'full')).toBeNull();
  });

  it('does not hold with any one byte changed, added or taken away', () => {
    const bytes = [Buffer.from(full), Buffer.from(open)];
    fc.assert(
      fc.property(
        fc.nat(1),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('flip', 'add', 'cut'),
        (which, place, flip, way) => {
          const source = bytes[which] ?? Buffer.alloc(0);
          const at = place % source.length;
          const changed =
            way === 'flip'
              ? Buffer.from(source)
              : Buffer.concat([
                  source.subarray(0, at),
                  ...(way === 'add' ? [Buffer.from([flip])] : []),
                  source.subarray(at + (way === 'cut' ? 1 : 0)),
                ]);
          if (way === 'flip') changed[at] = (changed[at] ?? 0) ^ flip;
          const found = verdict(() => verifyDump(changed.toString('utf8')));
          expect(found).not.toBe('holds');
          expect(found).not.toMatch(/^unexpected/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a dump an operator has tampered with', () => {
  type Parts = Record<string, unknown>[];
  const parts = (): Parts =>
    full
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const text = (lines: Parts): string => `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const entryAt = (lines: Parts, seq: number): number =>
    lines.findIndex((line) => (line.entry as { seq?: number } | undefined)?.seq === seq);

  it.each<[string, (lines: Parts) => Parts]>([
    ['a row deleted', (lines) => lines.toSpliced(entryAt(lines, 4), 1)],
    ['the last row deleted', (lines) => lines.toSpliced(entryAt(lines, 13), 1)],
    [
      'two rows swapped',
      (lines) => {
        const [a, b] = [entryAt(lines, 3), entryAt(lines, 4)];
        return lines.toSpliced(a, 2, lines[b] ?? {}, lines[a] ?? {});
      },
    ],
    ['a row doubled', (lines) => lines.toSpliced(entryAt(lines, 4), 0, lines[entryAt(lines, 4)] ?? {})],
    [
      'a checkpoint taken out',
      (lines) =>
        lines.toSpliced(
          lines.findIndex((line) => 'checkpoint' in line),
          1,
        ),
    ],
    ['the seal taken off', (lines) => lines.filter((line, at) => !('count' in line) && at !== lines.length - 2)],
    [
      'an outcome altered',
      (lines) => JSON.parse(JSON.stringify(lines).replace('"verdict":"duplicate"', '"verdict":"counted"')) as Parts,
    ],
    [
      'a passed question',
      (lines) => JSON.parse(JSON.stringify(lines).replace('"passed":false', '"passed":true')) as Parts,
    ],
    ['a weight altered', (lines) => JSON.parse(JSON.stringify(lines).replace('"weight":"3', '"weight":"4')) as Parts],
    [
      'an impossible number',
      (lines) => JSON.parse(JSON.stringify(lines).replace(/"online":"[^"]+"/, '"online":"1/0"')) as Parts,
    ],
    ['a right made larger', (lines) => JSON.parse(JSON.stringify(lines).replace('"votes":"3', '"votes":"4')) as Parts],
    [
      'a holder changed',
      (lines) => JSON.parse(JSON.stringify(lines).replace(/"holder":"[0-9a-f]{8}/, '"holder":"00000000')) as Parts,
    ],
  ])('does not hold with %s', (_, tamper) => {
    const found = verdict(() => verifyDump(text(tamper(parts()))));
    expect(found).not.toBe('holds');
    expect(found).not.toMatch(/^unexpected/);
  });
});

describe('two dumps of one log', () => {
  it('hold together when the second continues the first, and not the other way about', async () => {
    const meeting = await makeMeeting(owner);
    await vote(meeting, 0);
    const before = (await dumpOf(db, meeting.caseId, 'full')) ?? '';
    await vote(meeting, 1);
    const after = (await dumpOf(db, meeting.caseId, 'full')) ?? '';
    expect(compareDumps(before, after)).toBe('Верно: новый файл продолжает старый, решений было 1, стало 2.');
    expect(compareDumps(before, (await dumpOf(db, meeting.caseId, 'public')) ?? '')).toMatch(/^Верно/);
    expect(verdict(() => compareDumps(after, before))).toBe('Новый файл короче старого.');
    expect(verdict(() => compareDumps(before, full))).toBe('Файлы — от разных собраний.');
  });

  it('one mailed checkpoint shows a log that is older, or written anew by whoever holds the key', async () => {
    const meeting = await makeMeeting(owner);
    await vote(meeting, 0);
    const old = (await dumpOf(db, meeting.caseId, 'full')) ?? '';
    await vote(meeting, 1);
    await db.transaction((trx) => signCheckpoint(trx, meeting.caseId));
    const checkpoint = await lastCheckpoint(db, meeting.caseId);
    const note = checkpoint ? noteOf(checkpoint, (await publicKeyOf(db)) ?? '') : '';
    const after = (await dumpOf(db, meeting.caseId, 'full')) ?? '';
    expect(compareDumps(note, after)).toBe('Верно: журнал продолжает вашу подпись, решений было 2, стало 2.');
    expect(verdict(() => compareDumps(note, old))).toBe(
      'Файл старее вашей подписи: в нём 1\u00a0решение, а подписано 2.',
    );
    await rewrite(meeting);
    await vote(meeting, 2);
    await vote(meeting, 3);
    const forged = (await dumpOf(db, meeting.caseId, 'full')) ?? '';
    expect(verifyDump(forged).says).toMatch(/^Верно: 2\u00a0решения/);
    expect(verdict(() => compareDumps(note, forged))).toMatch(/Вашей подписи в файле нет/);
    expect(verdict(() => compareDumps(after, forged))).toMatch(/другое/);
  });

  /** What a dishonest operator with full power over the database could do. */
  async function rewrite({ caseId }: BallotMeeting): Promise<void> {
    for (const table of ['meeting_ballot', 'meeting_checkpoint']) {
      await owner.raw('alter table ?? disable trigger append_only', [table]);
      await owner(table).where({ case_id: caseId }).delete();
      await owner.raw('alter table ?? enable trigger append_only', [table]);
    }
  }
});

describe('checkpoints and receipts', () => {
  it('are signed once for each state of the log, each minute for every log that has grown', async () => {
    const meeting = await makeMeeting(owner);
    await vote(meeting, 0);
    expect(await signCheckpoints(db)).toBe(1);
    expect(await signCheckpoints(db)).toBe(0);
    expect((await db.transaction((trx) => signCheckpoint(trx, meeting.caseId)))?.size).toBe(1);
    await Promise.all([1, 2, 3].map(() => db.transaction((trx) => signCheckpoint(trx, meeting.caseId))));
    expect(await checkpointsOf(db, meeting.caseId)).toHaveLength(1);
  });

  it('prove every ballot once its minute is signed', async () => {
    const meeting = await makeMeeting(owner);
    const { seq, tracker } = await vote(meeting, 0);
    expect(await receiptOf(db, meeting.caseId, seq)).toMatchObject({ tracker, proof: null });
    await signCheckpoints(db);
    expect(await receiptOf(db, meeting.caseId, seq)).toMatchObject({ tracker, proof: { holds: true, path: [] } });
    for (let number = 1; number <= 13; number += 1) {
      expect(await receiptOf(db, sealed.caseId, number)).toMatchObject({ seq: number, proof: { holds: true } });
    }
    expect(await receiptOf(db, sealed.caseId, 14)).toBeNull();
  });

  it('keep the signing key from the role that only reads', async () => {
    const reader = openDatabase(readerUrl, 'test reader', 1);
    await expect(reader('meeting_key').select()).rejects.toThrow(/permission denied/);
    await reader.destroy();
  });
});
