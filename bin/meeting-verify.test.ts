import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { sealedMeeting } from '../proof/ballots/sealed';
import { testDatabase, type TestDatabase } from '../proof/database';
import { noteOf } from '../store/meeting/ballots/checkpoint';
import { lastCheckpoint } from '../store/meeting/ballots/checkpoints';
import { dumpOf } from '../store/meeting/ballots/dump';
import { publicKeyOf } from '../store/case/signing-key';
import { openDatabase } from '../store/sql/database';
import { meetingVerify } from './meeting-verify';
import { meetingVerifyDiff } from './meeting-verify-diff';

let database: TestDatabase;
let db: Knex;
let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'domovoy-ballots-'));
  database = await testDatabase();
  db = openDatabase(database.url, 'test', 5);
  const owner = openDatabase(database.ownerUrl, 'test owner', 2);
  const { caseId } = await sealedMeeting(db, owner, 6);
  const full = (await dumpOf(db, caseId, 'full')) ?? '';
  const checkpoint = await lastCheckpoint(db, caseId);
  writeFileSync(file('full'), full);
  writeFileSync(file('public'), (await dumpOf(db, caseId, 'public')) ?? '');
  writeFileSync(file('spoiled'), full.replace('"weight":"3', '"weight":"4'));
  writeFileSync(file('note'), checkpoint ? noteOf(checkpoint, (await publicKeyOf(db)) ?? '') : '');
  await owner.destroy();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.destroy();
  await database.drop();
});

describe('the offline verifier', () => {
  it('says in one line that a dump holds, and leaves with 0', () => {
    for (const name of ['full', 'public']) {
      expect(meetingVerify([file(name)])).toEqual({ exit: 0, output: expect.stringMatching(/^Верно: .+\.$/) });
    }
  });

  it('says what does not hold and leaves with 1, and with 2 when it cannot even look', () => {
    const spoiled = meetingVerify([file('spoiled')]);
    expect(spoiled).toEqual({ exit: 1, output: expect.stringMatching(/^Не сходится: Решение № 1/) });
    expect(meetingVerify([file('full'), 'a'.repeat(64)]).exit).toBe(1);
    expect([meetingVerify([file('absent')]).exit, meetingVerify([]).exit]).toEqual([2, 2]);
  });

  it('compares a dump with an older one or with a checkpoint that somebody kept', () => {
    expect(meetingVerifyDiff([file('full'), file('public')]).exit).toBe(0);
    expect(meetingVerifyDiff([file('note'), file('full')]).exit).toBe(0);
    expect(meetingVerifyDiff([file('full'), file('spoiled')]).exit).toBe(1);
    expect(meetingVerifyDiff([file('full')]).exit).toBe(2);
  });

  it('runs as a program with no database and no network to ask', () => {
    const program = join(__dirname, 'meeting-verify.ts');
    const run = spawnSync(process.execPath, ['--import', 'tsx', program, file('full')], {
      encoding: 'utf8',
      env: { PATH: '' },
    });
    expect([run.status, run.stdout]).toEqual([0, expect.stringMatching(/^Верно: /)]);
  });
});
