import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { useTestDatabase } from '../../../proof/database';
import { Refusal } from '../../../law/base/refusal';
import { castBallot, mustBeOpen, type CastBallot } from './cast';
import { ballotsOf, findTracker } from './read';
import { checkProxy, giveProxy } from './proxies';
import { seal } from './seal';
import type { Turn } from './turn';
import { turnoutOf } from './turnout';

let db: Knex;
let owner: Knex;

useTestDatabase((opened) => ({ db, owner } = opened), { connections: 20 });

const castOf = (meeting: BallotMeeting, index: number, over: Partial<CastBallot> = {}): CastBallot => {
  const right = meeting.rights[index] ?? meeting.rights[0];
  const holderId = right?.holder ?? '';
  return {
    id: randomUUID(),
    caseId: meeting.caseId,
    rightId: right?.id ?? '',
    holderId,
    byPersonId: holderId,
    marks: allMarks(meeting.questions, 'for'),
    ...over,
  };
};
const cast = (one: CastBallot) => db.transaction((trx) => castBallot(trx, one));
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('casting a ballot', () => {
  it('answers with its number, tracker and instant, and gives the same answer to the same form', async () => {
    const meeting = await makeMeeting(owner);
    const one = castOf(meeting, 0);
    const first = await cast(one);
    expect(first).toMatchObject({ seq: 1, tracker: expect.stringMatching(/^[0-9a-f]{20}$/) });
    expect(await cast(one)).toEqual(first);
    expect(await ballotsOf(db, meeting.caseId)).toHaveLength(1);
    expect(await findTracker(db, first.tracker)).toMatchObject({ caseId: meeting.caseId, seq: 1, channel: 'online' });
    expect(await findTracker(db, 'f'.repeat(20))).toBeNull();
  });

  it('takes one decision of eight that are signed at once, and no second one later', async () => {
    const meeting = await makeMeeting(owner);
    const heard = await Promise.all(Array.from({ length: 8 }, () => codeOf(cast(castOf(meeting, 0)))));
    expect(heard.sort()).toEqual(['done', ...Array<string>(7).fill('voted-already')]);
    const again = castOf(meeting, 0, { marks: allMarks(meeting.questions, 'against') });
    expect(await codeOf(cast(again))).toBe('voted-already');
    const turnout = await turnoutOf(db, meeting.caseId);
    expect(turnout).toMatchObject({ voted: 1, participating: '30.1', online: '30.1', total: '600.00' });
  });

  it('numbers the ballots of a crowd without gap or double, whoever comes first', async () => {
    const meeting = await makeMeeting(owner, { rights: 60 });
    const receipts = await Promise.all(meeting.rights.map((_, index) => cast(castOf(meeting, index))));
    expect(receipts.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(meeting.rights.map((_, index) => index + 1));
    const at = [...receipts].sort((a, b) => a.seq - b.seq).map(({ receivedAt }) => receivedAt.getTime());
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it.each([
    ['before the opening', { opensIn: 60_000 }, 'voting-not-open'],
    ['at the closing instant and later', { closesIn: 0 }, 'voting-closed'],
    ['while the meeting has not been opened yet', { phase: 'noticed' }, 'voting-opening'],
    ['when the opening was halted', { phase: 'halted' }, 'voting-not-held'],
    ['at a meeting that votes on paper', { form: 'mixed' as const }, 'online-not-held'],
  ])('refuses %s', async (_, wish, code) => {
    const meeting = await makeMeeting(owner, wish);
    expect(await codeOf(cast(castOf(meeting, 0)))).toBe(code);
    expect(await ballotsOf(db, meeting.caseId)).toEqual([]);
  });

  it('refuses a vote without right, of foreign premises, for somebody else, with foreign or double marks', async () => {
    const [meeting, other] = [await makeMeeting(owner), await makeMeeting(owner)];
    const [question = ''] = meeting.questions;
    const wrong: [Partial<CastBallot>, string][] = [
      [{ rightId: other.rights[0]?.id }, 'right-foreign'],
      [{ rightId: randomUUID() }, 'right-foreign'],
      [{ holderId: other.rights[0]?.holder }, 'right-not-held'],
      [{ byPersonId: meeting.rights[1]?.holder }, 'power-absent'],
      [{ proxyId: randomUUID() }, 'power-absent'],
      [{ marks: { [question]: ['for', 'against'] } }, 'mark-not-one'],
      [{ marks: { [question]: ['maybe'] } }, 'mark-not-one'],
      [{ marks: {} }, 'marks-none'],
      [{ marks: { [other.questions[0] ?? '']: ['for'] } }, 'question-foreign'],
      [{ caseId: randomUUID() }, 'meeting-unknown'],
    ];
    for (const [over, code] of wrong) expect(await codeOf(cast(castOf(meeting, 0, over)))).toBe(code);
    expect(await ballotsOf(db, meeting.caseId)).toEqual([]);
  });

  it('asks for the particulars that the law wants on a decision', async () => {
    const meeting = await makeMeeting(owner);
    await owner('person').where({ id: meeting.rights[0]?.holder }).update({ snils: null });
    expect(await codeOf(cast(castOf(meeting, 0)))).toBe('particulars-missing');
    const byStages = await makeMeeting(owner, { lawRule: 'stages' });
    await owner('person').where({ id: byStages.rights[0]?.holder }).update({ snils: null });
    expect(await codeOf(cast(castOf(byStages, 0)))).toBe('done');
    const before = await makeMeeting(owner, { lawDay: '2025-04-01' });
    await owner('person').where({ id: before.rights[0]?.holder }).update({ snils: null });
    expect(await codeOf(cast(castOf(before, 0)))).toBe('done');
  });

  it('lets a buyer vote from the day the title has passed, and the seller no more (X-09)', async () => {
    const meeting = await makeMeeting(owner, { opensIn: -72 * 3_600_000 });
    const [sold, buyer] = [meeting.rights[0], meeting.administrator];
    const { rows } = await owner.raw<{ rows: { today: string; before: string }[] }>(`
      select today, today - 1 as before from (select (domovoy_now() at time zone 'Europe/Moscow')::date as today) d`);
    const [days] = rows;
    await owner('ownership').where({ id: sold?.ownership }).update({ to_day: days?.before });
    await owner('ownership').insert({
      id: randomUUID(),
      premises_id: sold?.premises,
      person_id: buyer,
      kind: 'sole',
      share_n: 1,
      share_d: 1,
      registry_number: '77:01:0001001:900',
      registry_day: days?.today,
      from_day: days?.today,
    });
    expect(await codeOf(cast(castOf(meeting, 0)))).toBe('right-not-held');
    expect(await codeOf(cast(castOf(meeting, 0, { holderId: buyer, byPersonId: buyer })))).toBe('done');
    expect(await turnoutOf(db, meeting.caseId)).toMatchObject({ voted: 1 });
  });

  it('lets an agent vote only by a power that another person has checked', async () => {
    const meeting = await makeMeeting(owner);
    const [principal = '', agent = ''] = meeting.rights.map(({ holder }) => holder);
    const power = powerOf(meeting, principal, agent);
    const { id } = power;
    await db.transaction((trx) => giveProxy(trx, power));
    const vote = castOf(meeting, 0, { byPersonId: agent, proxyId: id });
    expect(await codeOf(cast(vote))).toBe('power-unchecked');
    expect(await codeOf(db.transaction((trx) => checkProxy(trx, { id, valid: true, by: agent })))).toBe(
      'power-own-check',
    );
    await db.transaction((trx) => checkProxy(trx, { id, valid: true, by: meeting.administrator }));
    expect(
      await codeOf(db.transaction((trx) => checkProxy(trx, { id, valid: false, by: meeting.administrator }))),
    ).toBe('power-checked');
    expect(await codeOf(cast(vote))).toBe('done');
    expect(await ballotsOf(db, meeting.caseId)).toMatchObject([{ person: principal, proxy: { proven: true } }]);
    expect(await codeOf(cast(castOf(meeting, 2, { byPersonId: agent, proxyId: id })))).toBe('power-absent');
  });

  it('lets the head of an organisation vote for it without a power, and nobody else of it (V-12)', async () => {
    const meeting = await makeMeeting(owner, { rights: 3 });
    const [organisation, head, clerk] = [randomUUID(), meeting.rights[1]?.holder, meeting.rights[2]?.holder];
    await owner('organisation').insert({
      id: organisation,
      kind: 'supplier',
      name: 'Проба',
      short_name: 'Проба',
      inn: String(Date.now()).slice(-10),
      ogrn: String(Date.now()),
      region: '50',
      address: 'Проба',
      zone: 'Europe/Moscow',
    });
    const post = { organisation_id: organisation, from_day: '2020-01-01' };
    await owner('staff').insert([
      { ...post, id: randomUUID(), person_id: head, role: 'head' },
      { ...post, id: randomUUID(), person_id: clerk, role: 'clerk' },
    ]);
    const [right] = meeting.rights;
    const ownership = randomUUID();
    await owner('ownership').insert({
      id: ownership,
      premises_id: right?.premises,
      organisation_id: organisation,
      kind: 'sole',
      share_n: 1,
      share_d: 1,
      from_day: '2020-01-01',
    });
    await owner('meeting_holder').insert({
      right_id: right?.id,
      case_id: meeting.caseId,
      ownership_id: ownership,
      organisation_id: organisation,
      registry_number: '1',
      from_day: '2020-01-01',
      noted_at: meeting.opensAt,
    });
    expect(await codeOf(cast(castOf(meeting, 0, { holderId: organisation, byPersonId: clerk })))).toBe('power-absent');
    expect(await codeOf(cast(castOf(meeting, 0, { holderId: organisation, byPersonId: head })))).toBe('done');
    expect(await ballotsOf(db, meeting.caseId)).toMatchObject([
      { person: organisation, particulars: ['voter', 'title', 'snils', 'signature'] },
    ]);
  });

  it('takes a decision by an act of the developer on the last day of its year, and not on the next (K-11)', async () => {
    const meeting = await makeMeeting(owner);
    const until = async (index: number, days: number): Promise<void> => {
      const day = owner.raw("(domovoy_now() at time zone 'Europe/Moscow')::date + ?::int", [days]);
      const right = meeting.rights[index]?.id ?? '';
      await unsettled(owner, 'meeting_holder', (trx) =>
        trx('meeting_holder').where({ right_id: right }).update({ basis: 'act', until_day: day }),
      );
    };
    await Promise.all([until(0, 0), until(1, -1)]);
    expect(await codeOf(cast(castOf(meeting, 0)))).toBe('done');
    expect(await codeOf(cast(castOf(meeting, 1)))).toBe('right-not-held');
  });

  it('never lets a recorded ballot be changed or taken away', async () => {
    const meeting = await makeMeeting(owner);
    await cast(castOf(meeting, 0));
    await expect(owner('meeting_ballot').where({ case_id: meeting.caseId }).update({ comment: 'x' })).rejects.toThrow(
      /append-only/,
    );
    await expect(owner('meeting_ballot').where({ case_id: meeting.caseId }).delete()).rejects.toThrow(/append-only/);
    await expect(db('meeting_ballot').delete()).rejects.toThrow(/permission denied/);
  });
});

describe('the closing instant', () => {
  const closesAt = new Date('2026-12-22T07:00:00.000Z');
  const turnAt = (at: Date, opensAt = new Date('2026-12-15T07:00:00.000Z')): Turn => ({
    at,
    phase: 'voting',
    zone: 'Europe/Moscow',
    form: 'electronic',
    opensAt,
    closesAt,
    sealedAt: null,
    law: '2026-12-01',
    window: null,
    questions: [],
    inRegister: true,
    weight: '1',
    holderKind: 'person',
    hasTitle: true,
    hasSnils: true,
    isHead: false,
    proxyKnown: false,
    proxyValid: false,
    voted: false,
    lastSeq: 0,
    lastHash: '',
    done: null,
  });

  it.each([
    [-1, 'open'],
    [0, 'voting-closed'],
    [1, 'voting-closed'],
  ])('%i ms from it the voting is: %s', (ms, state) => {
    const look = (): string => {
      try {
        mustBeOpen(turnAt(new Date(closesAt.getTime() + ms)));
        return 'open';
      } catch (error) {
        return error instanceof Refusal ? error.code : String(error);
      }
    };
    expect(look()).toBe(state);
  });

  it('parts a crowd by the database clock alone: accepted is exactly what was received before it', async () => {
    const meeting = await makeMeeting(owner, { rights: 400, closesIn: 900 });
    const heard = await Promise.all(
      meeting.rights.map(async (_, index) => {
        await new Promise((done) => setTimeout(done, index * 5));
        return cast(castOf(meeting, index)).then(
          ({ seq }) => seq,
          (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
        );
      }),
    );
    const sealed = await db.transaction((trx) => seal(trx, meeting.caseId, meeting.closesAt));
    const accepted = heard.filter((one) => typeof one === 'number');
    const ballots = await ballotsOf(db, meeting.caseId);
    expect(new Set(heard.filter((one) => typeof one === 'string'))).toEqual(new Set(['voting-closed']));
    expect([ballots.length, sealed.size]).toEqual([accepted.length, accepted.length]);
    expect(ballots.every(({ receivedAt }) => new Date(receivedAt) < meeting.closesAt)).toBe(true);
    expect(accepted.length).toBeGreaterThan(0);
  });
});
