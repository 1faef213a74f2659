import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Broken } from '../../store/meeting/ballots/broken';
import {
  checkpointText,
  digestOfText,
  NO_PREVIOUS,
  noteOf,
  readCheckpoint,
} from '../../store/meeting/ballots/checkpoint';
import { signText } from '../../store/case/signature';
import { compareDumps } from '../../store/meeting/ballots/compare';
import { dumpOf, lineText, type DumpLine } from '../../store/meeting/ballots/dump';
import { signingKey } from '../../store/case/signing-key';
import { genesisOf, linkOf, type BallotRecord } from '../../store/meeting/ballots/log';
import { parseDump, type Dump } from '../../store/meeting/ballots/parse';
import { digestOf } from '../../store/meeting/ballots/register';
import { rootOf } from '../../store/meeting/ballots/tree';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { useTestDatabase } from '../database';
import { sealedMeeting } from './sealed';

const MUTATIONS = 10_000;
const ATTACKS = 100;

let db: Knex;
let owner: Knex;
let full: string;
let open: string;
/** The note an owner received by mail on the last evening, and the key only the operator has. */
let note: string;
let early: string;
let privateKey: string;

useTestDatabase((opened) => ({ db, owner } = opened), { connections: 5 });
beforeAll(async () => {
  const { caseId } = await sealedMeeting(db, owner, 16);
  full = (await dumpOf(db, caseId, 'full')) ?? '';
  open = (await dumpOf(db, caseId, 'public')) ?? '';
  const dump = parseDump(full);
  privateKey = (await signingKey(db)).privateKey;
  const last = dump.checkpoints.at(-1);
  note = last ? noteOf(last, dump.head.key) : '';
  const earlier = readCheckpoint(dump.checkpoints[1]?.text ?? '');
  early = textOf({
    ...dump,
    entries: dump.entries.slice(0, earlier?.size),
    checkpoints: dump.checkpoints.slice(0, 2),
    count: null,
  });
});

type Found = 'holds' | 'broken';

function found(work: () => unknown): Found {
  try {
    work();
    return 'holds';
  } catch (error) {
    if (error instanceof Broken) return 'broken';
    throw error;
  }
}

function textOf({ head, terms, register, entries, checkpoints, count }: Dump): string {
  const lines: DumpLine[] = [
    { head },
    { terms },
    ...(register ? [{ register }] : []),
    ...entries.map((entry): DumpLine => ({ entry })),
    ...checkpoints.map((checkpoint): DumpLine => ({ checkpoint })),
    ...(count ? [{ count }] : []),
  ];
  return lines.map(lineText).join('');
}

/** The best possible forgery: everything is made anew and signed with the true key, so that the dump is consistent. */
function forge(dump: Dump, records: readonly BallotRecord[], terms: Dump['terms'] = dump.terms): string {
  let prev = genesisOf(dump.head.meeting);
  const entries = records.map((record, index) => {
    const [nonce, whole] = [randomBytes(32).toString('hex'), { ...record, seq: index + 1 }];
    const { leaf, hash } = linkOf(prev, nonce, whole);
    prev = hash;
    return { seq: index + 1, leaf, hash, nonce, record: whole };
  });
  const leaves = entries.map(({ leaf }) => Buffer.from(leaf, 'hex'));
  let previous = NO_PREVIOUS;
  const checkpoints = dump.checkpoints.map(({ text }, index) => {
    const old = readCheckpoint(text);
    if (!old) throw new Error('the dump is not one');
    const size = index === dump.checkpoints.length - 1 ? leaves.length : Math.min(old.size, leaves.length);
    const made = checkpointText({
      ...old,
      size,
      root: rootOf(leaves, 0, size).toString('hex'),
      terms: digestOf(terms),
      previous,
    });
    previous = digestOfText(made);
    return { text: made, signature: signText(made, privateKey) };
  });
  return textOf({ ...dump, terms, entries, checkpoints, count: null });
}

const recordsOf = (dump: Dump): BallotRecord[] => dump.entries.flatMap(({ record }) => (record ? [record] : []));

describe('a single byte', () => {
  it(`changed anywhere is noticed, ${MUTATIONS} times of ${MUTATIONS} (F14)`, () => {
    const sources = [Buffer.from(full), Buffer.from(open)];
    const kept: string[] = [];
    fc.assert(
      fc.property(fc.nat(1), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, place, flip) => {
        const changed = Buffer.from(sources[which] ?? Buffer.alloc(0));
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ flip;
        if (found(() => verifyDump(changed.toString('utf8'))) === 'holds') kept.push(`${which} at ${at} by ${flip}`);
      }),
      { numRuns: MUTATIONS },
    );
    expect(kept).toEqual([]);
    expect([found(() => verifyDump(full)), found(() => verifyDump(open))]).toEqual(['holds', 'holds']);
  }, 300_000);
});

describe('an operator who holds every key and forges a log that agrees with itself (F15)', () => {
  const attacks: Record<string, (records: BallotRecord[], at: number) => BallotRecord[]> = {
    'a row deleted': (records, at) => records.toSpliced(at % records.length, 1),
    'two rows swapped': (records, at) => {
      const first = at % (records.length - 1);
      const [a, b] = [records[first], records[first + 1]] as [BallotRecord, BallotRecord];
      const [{ receivedAt, loggedAt }, later] = [a, { receivedAt: b.receivedAt, loggedAt: b.loggedAt }];
      return records.with(first, { ...b, receivedAt, loggedAt }).with(first + 1, { ...a, ...later });
    },
    'a ballot inserted after the close': (records, at) => {
      const last = records.at(-1) as BallotRecord;
      return [...records, { ...last, id: `00000000-0000-4000-8000-${String(at % 1e12).padStart(12, '0')}` }];
    },
    'an answer changed': (records, at) => {
      const one = records[at % records.length] as BallotRecord;
      const turned = Object.fromEntries(
        Object.entries(one.answers).map(([question, [mark]]) => [question, [mark === 'for' ? 'against' : 'for']]),
      );
      return records.with(at % records.length, { ...one, answers: turned });
    },
  };

  it.each(Object.entries(attacks))('is seen by one honest copy of the last checkpoint: %s', (_, attack) => {
    const dump = parseDump(full);
    const counts = { agreeing: 0, seen: 0 };
    fc.assert(
      fc.property(fc.nat(), (at) => {
        const forged = forge(dump, attack(recordsOf(dump), at));
        if (found(() => verifyDump(forged)) === 'holds') counts.agreeing += 1;
        if (
          found(() => compareDumps(note, forged)) === 'broken' &&
          found(() => compareDumps(full, forged)) === 'broken'
        )
          counts.seen += 1;
      }),
      { numRuns: ATTACKS },
    );
    expect(counts.seen).toBe(ATTACKS);
    expect(counts.agreeing).toBeGreaterThan(0);
  });

  it('is seen when the weight of a right is changed in the register and in its ballots', () => {
    const dump = parseDump(full);
    fc.assert(
      fc.property(fc.nat(), (at) => {
        const right = dump.terms.rights[at % dump.terms.rights.length];
        const rights = dump.terms.rights.map((one) => (one === right ? { ...one, votes: '500' } : one));
        const records = recordsOf(dump).map((record) =>
          record.right === right?.id ? { ...record, weight: '500' } : record,
        );
        const forged = forge(dump, records, { ...dump.terms, rights });
        expect(found(() => verifyDump(forged))).toBe('holds');
        expect([found(() => compareDumps(note, forged)), found(() => compareDumps(full, forged))]).toEqual([
          'broken',
          'broken',
        ]);
      }),
      { numRuns: ATTACKS },
    );
  });

  it('is seen when an older dump, true in itself, is shown to one voter', () => {
    expect(found(() => verifyDump(early))).toBe('holds');
    expect(found(() => compareDumps(early, full))).toBe('holds');
    expect(found(() => compareDumps(note, early))).toBe('broken');
    expect(found(() => compareDumps(full, early))).toBe('broken');
  });
});
