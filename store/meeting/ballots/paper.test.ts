import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { allMarks, makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { useTestDatabase } from '../../../proof/database';
import { Refusal } from '../../../law/base/refusal';
import { tally } from '../../../law/meeting/count/tally';
import { addDocument } from '../../case/documents';
import { tallyInputOf } from './input';
import { retypePaper, settlePaper, takePaper } from './paper';
import { paperBallotsOf, pendingPapers } from './paper-rows';
import type { NewPaper } from './paper-rules';
import { ballotsOf } from './read';
import { seal } from './seal';

let db: Knex;
let owner: Knex;

useTestDatabase((opened) => ({ db, owner } = opened), { connections: 10 });

const HOUR = 3_600_000;
const MINUTE = 60_000;

async function scanOf(meeting: BallotMeeting): Promise<string> {
  const id = randomUUID();
  await db.transaction((trx) =>
    addDocument(trx, {
      id,
      caseId: meeting.caseId,
      kind: 'ballot-scan',
      name: `${id}.png`,
      type: 'image/png',
      bytes: Buffer.from(id),
      actorId: null,
      at: new Date(),
    }),
  );
  return id;
}

async function paperOf(meeting: BallotMeeting, index: number, over: Partial<NewPaper> = {}): Promise<NewPaper> {
  const right = meeting.rights[index];
  const { rows } = await db.raw<{ rows: { today: string }[] }>(
    `select (domovoy_now() at time zone 'Europe/Moscow')::date as today`,
  );
  return {
    id: randomUUID(),
    caseId: meeting.caseId,
    rightId: right?.id ?? '',
    holderId: right?.holder ?? '',
    channel: 'paper',
    decidedOn: rows[0]?.today ?? '',
    marks: allMarks(meeting.questions, 'for'),
    particulars: ['voter', 'title', 'snils', 'signature'],
    scanDocumentId: await scanOf(meeting),
    by: meeting.administrator,
    ...over,
  };
}

const take = (paper: NewPaper) => db.transaction((trx) => takePaper(trx, paper));
const retype = (id: string, marks: NewPaper['marks'], by: string) =>
  db.transaction((trx) => retypePaper(trx, { id, marks, by }));
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('written decisions', () => {
  it('become a ballot when two typings agree, and wait until then', async () => {
    const meeting = await makeMeeting(owner);
    const paper = await paperOf(meeting, 0);
    expect(await take(paper)).toMatchObject({ late: false, receipt: null });
    expect(await take(paper)).toMatchObject({ late: false, receipt: null });
    expect(await pendingPapers(db, meeting.caseId)).toHaveLength(1);
    expect(await ballotsOf(db, meeting.caseId)).toEqual([]);
    const { mismatch, receipt } = await retype(paper.id, paper.marks, meeting.administrator);
    expect([mismatch, receipt?.seq]).toEqual([[], 1]);
    expect(await retype(paper.id, paper.marks, meeting.administrator)).toMatchObject({ receipt: { seq: 1 } });
    expect(await pendingPapers(db, meeting.caseId)).toEqual([]);
  });

  it('show where the typings differ, and become a ballot when somebody has looked again', async () => {
    const meeting = await makeMeeting(owner);
    const [first = '', second = ''] = meeting.questions;
    const paper = await paperOf(meeting, 0);
    await take(paper);
    const typed = await retype(paper.id, { [first]: ['for'], [second]: ['against'] }, meeting.administrator);
    expect(typed).toEqual({ mismatch: [second], receipt: null });
    await db.transaction((trx) =>
      settlePaper(trx, { id: paper.id, marks: { [second]: ['against'] }, by: meeting.administrator }),
    );
    expect(await ballotsOf(db, meeting.caseId)).toMatchObject([
      { marks: { [first]: ['for'], [second]: ['against'] }, channel: 'paper' },
    ]);
  });

  it('count until 48 hours before the end of an electronic meeting and not a minute later (E-09)', async () => {
    for (const [left, late] of [
      [48 * HOUR + MINUTE, false],
      [48 * HOUR - MINUTE, true],
    ] as const) {
      const meeting = await makeMeeting(owner, { closesIn: left });
      const paper = await paperOf(meeting, 0);
      expect(await take(paper)).toMatchObject({ late });
      if (!late) await retype(paper.id, paper.marks, meeting.administrator);
      const input = await tallyInputOf(db, meeting.caseId);
      const outcomes = input && tally(input).outcomes.map(({ verdict }) => verdict);
      expect(outcomes).toEqual([late ? 'late' : 'counted']);
    }
  });

  it('keep the instant at which they were handed over, when they are typed in later', async () => {
    const meeting = await makeMeeting(owner, { opensIn: -10 * HOUR, closesIn: 47 * HOUR });
    const handedAt = new Date(meeting.opensAt.getTime() + HOUR);
    expect(await take(await paperOf(meeting, 0, { handedAt }))).toMatchObject({ late: false, receivedAt: handedAt });
    const wrong = [new Date(meeting.opensAt.getTime() - 1), new Date(Date.now() + 24 * HOUR)];
    for (const at of wrong)
      expect(await codeOf(take(await paperOf(meeting, 1, { handedAt: at })))).toBe('handed-at-impossible');
  });

  it('are refused without scan, comment, right, agenda or an open meeting', async () => {
    const [meeting, other, soon] = [
      await makeMeeting(owner),
      await makeMeeting(owner),
      await makeMeeting(owner, { opensIn: HOUR }),
    ];
    const wrong: [Partial<NewPaper>, string][] = [
      [{ scanDocumentId: null }, 'scan-absent'],
      [{ scanDocumentId: await scanOf(other) }, 'scan-unknown'],
      [{ channel: 'hand', scanDocumentId: null }, 'comment-absent'],
      [{ rightId: other.rights[0]?.id }, 'right-foreign'],
      [{ holderId: other.rights[0]?.holder }, 'right-not-held'],
      [{ marks: allMarks(other.questions, 'for') }, 'question-foreign'],
      [{ proxyId: randomUUID() }, 'power-absent'],
      [{ caseId: soon.caseId, rightId: soon.rights[0]?.id, marks: {} }, 'voting-not-open'],
    ];
    for (const [over, code] of wrong) expect(await codeOf(take(await paperOf(meeting, 0, over)))).toBe(code);
    expect(await paperBallotsOf(db, meeting.caseId)).toEqual([]);
  });

  it('typed only once join the log at the close; where typings differ the question alone does not count', async () => {
    const meeting = await makeMeeting(owner);
    const [first = '', second = ''] = meeting.questions;
    const [once, twice] = [
      await paperOf(meeting, 0),
      await paperOf(meeting, 1, { channel: 'hand', comment: 'Лист у администратора' }),
    ];
    await take(once);
    await take(twice);
    await retype(twice.id, { [first]: ['for'], [second]: ['against'] }, meeting.administrator);
    await db.transaction((trx) => seal(trx, meeting.caseId, meeting.closesAt));
    const ballots = await ballotsOf(db, meeting.caseId);
    expect(ballots.map(({ marks }) => marks)).toEqual([
      { [first]: ['for'], [second]: ['for'] },
      { [first]: ['for'], [second]: ['for', 'against'] },
    ]);
    const input = await tallyInputOf(db, meeting.caseId);
    expect(input && tally(input)).toMatchObject({
      paper: '30.1',
      hand: '31.11',
      questions: [{ invalid: '0' }, { for: '30.1', invalid: '31.11' }],
    });
  });

  it('that come after the close are kept behind the seal and never counted', async () => {
    const meeting = await makeMeeting(owner, { closesIn: -1 });
    await db.transaction((trx) => seal(trx, meeting.caseId, new Date()));
    const taken = await take(await paperOf(meeting, 0, { handedAt: new Date(meeting.opensAt.getTime() + 1) }));
    expect(taken).toMatchObject({ late: true, receipt: { seq: 1 } });
    const input = await tallyInputOf(db, meeting.caseId);
    expect(input && tally(input)).toMatchObject({ participating: '0', outcomes: [{ verdict: 'late' }] });
  });

  it('keep what was typed first as it was', async () => {
    const meeting = await makeMeeting(owner);
    const paper = await paperOf(meeting, 0);
    await take(paper);
    const change = owner('meeting_ballot_entry').where({ id: paper.id }).update({ first_marks: '{}' });
    await expect(change).rejects.toThrow(/stays as it was/);
    await expect(owner('meeting_ballot_entry').where({ id: paper.id }).delete()).rejects.toThrow(/stays/);
  });
});
