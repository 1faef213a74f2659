import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { useTestDatabase } from '../../../proof/database';
import { Refusal } from '../../../law/base/refusal';
import { tally } from '../../../law/meeting/count/tally';
import { castBallot } from './cast';
import { tallyInputOf } from './input';
import { retypePaper, settlePaper, takePaper } from './paper';
import { checkProxy, giveProxy, proxyById, refuseProxy, type NewProxy } from './proxies';
import { seal } from './seal';

let db: Knex;
let owner: Knex;
let meeting: BallotMeeting;

useTestDatabase((opened) => ({ db, owner } = opened), { connections: 20 });
beforeEach(async () => {
  meeting = await makeMeeting(owner, { rights: 4 });
});

const EIGHT = Array.from({ length: 8 });
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
const holder = (index: number): string => meeting.rights[index]?.holder ?? '';
/** The notice has settled the row; the test changes it all the same. */
const change = (row: object): Promise<number> =>
  unsettled(owner, 'meeting', (trx) => trx('meeting').where({ case_id: meeting.caseId }).update(row));

const give = (over: Partial<NewProxy> = {}): Promise<string> => {
  const power = { ...powerOf(meeting, holder(1), holder(2)), ...over };
  return db.transaction((trx) => giveProxy(trx, power)).then(() => power.id);
};
const check = (id: string, by: string, valid = true) =>
  db.transaction((trx) => checkProxy(trx, { id, valid, reason: 'Нет заверения', by }));
const refuse = (id: string, by: string | null) => db.transaction((trx) => refuseProxy(trx, { id, by }));
const vote = (byPersonId: string, proxyId: string | null = null, mark = 'for') =>
  db.transaction((trx) =>
    castBallot(trx, {
      id: randomUUID(),
      caseId: meeting.caseId,
      rightId: meeting.rights[1]?.id ?? '',
      holderId: holder(1),
      byPersonId,
      proxyId,
      marks: allMarks(meeting.questions, mark),
    }),
  );
const verdicts = async (): Promise<string[]> => {
  const input = await tallyInputOf(db, meeting.caseId);
  const outcomes = new Map((input ? tally(input).outcomes : []).map(({ ballot, verdict }) => [ballot, verdict]));
  return (input?.ballots ?? []).map(({ id }) => outcomes.get(id) ?? '');
};
const lettersTo = async (personId: string, letter: string): Promise<string[]> =>
  db('delivery').where({ case_id: meeting.caseId, person_id: personId, letter }).orderBy('channel').pluck('channel');
const addContacts = (personId: string) =>
  owner('contact').insert(
    ['email', 'phone'].map((channel, index) => ({
      id: randomUUID(),
      person_id: personId,
      channel,
      value: index === 0 ? `${personId}@example.ru` : '+79000000000',
      confirmed_at: owner.raw('domovoy_now()'),
    })),
  );

describe('finding a power good', () => {
  it('is never done by whoever entered it, by its agent, nor by the initiator beside another officer', async () => {
    // The old hole: the initiator enters a power that an accomplice votes by, and accepts it himself.
    const initiator = holder(0);
    await change({ administrator_person_id: null });
    const alone = await give({ enteredBy: initiator });
    expect(await codeOf(check(alone, initiator))).toBe('power-own-entry');
    expect(await codeOf(check(alone, holder(2)))).toBe('power-own-check');
    expect(await codeOf(check(alone, holder(3)))).toBe('not-administrator');
    const counters = owner.raw('array[?::uuid]', [holder(3)]);
    await change({ counter_ids: counters });
    const other = await give({ enteredBy: holder(1), agentPersonId: meeting.administrator });
    expect(await codeOf(check(other, initiator))).toBe('power-initiator');
    expect(await codeOf(check(other, holder(3)))).toBe('done');
    expect(await proxyById(db, other)).toMatchObject({ valid: true, exception: null, checkedBy: holder(3) });
  });

  it('is an exception, and says so, where the initiator alone is there to look', async () => {
    await change({ administrator_person_id: null });
    const id = await give();
    expect(await codeOf(check(id, holder(0)))).toBe('done');
    expect(await proxyById(db, id)).toMatchObject({ valid: true, exception: 'initiator' });
  });

  it('may be done by the principal for what another entered', async () => {
    const id = await give({ enteredBy: meeting.administrator });
    expect(await codeOf(check(id, meeting.administrator))).toBe('power-own-entry');
    expect(await codeOf(check(id, holder(1)))).toBe('done');
  });

  it('is done once by eight who look at once, with one answer for each side', async () => {
    const id = await give();
    const same = await Promise.all(EIGHT.map(() => codeOf(check(id, meeting.administrator))));
    expect(new Set(same)).toEqual(new Set(['done']));
    const other = await give();
    const apart = await Promise.all(
      EIGHT.map((_, index) => codeOf(check(other, meeting.administrator, index % 2 > 0))),
    );
    expect(apart.filter((one) => one === 'done')).toHaveLength(4);
    expect(apart.filter((one) => one === 'power-checked')).toHaveLength(4);
  });

  it('is held by the database itself', async () => {
    const id = await give({ enteredBy: meeting.administrator });
    const row = db('meeting_proxy').where({ id });
    const checked = { valid: true, checked_at: db.raw('domovoy_now()') };
    await expect(row.clone().update({ ...checked, checked_by: meeting.administrator })).rejects.toThrow(
      /nobody checks/,
    );
    await expect(row.clone().update({ ...checked, checked_by: holder(2) })).rejects.toThrow(/nobody checks/);
    await expect(row.clone().update({ agent_person_id: holder(3) })).rejects.toThrow(/stays/);
    await check(id, holder(1));
    await expect(row.clone().update({ valid: false })).rejects.toThrow(/stays/);
  });

  it.each([
    ['without a day', { issued: null }, 'power-undated'],
    ['of a day to come', { issued: '2098-01-01' }, 'power-ahead'],
    ['that is over', { issued: '2020-01-01', until: '2021-01-01' }, 'power-over'],
    ['older than a year and without a term', { issued: '2020-01-01', until: null }, 'power-over'],
  ])('is not asked of a paper %s', async (_, over, code) => {
    expect(await codeOf(give(over))).toBe(code);
  });
});

describe('the principal', () => {
  it('hears of a power at once by all ways, or by a letter on paper where there is none', async () => {
    await addContacts(holder(1));
    await give();
    expect(await lettersTo(holder(1), 'meeting-power')).toEqual(['cabinet', 'email', 'sms']);
    await give(powerOf(meeting, holder(3), holder(2)));
    expect(await lettersTo(holder(3), 'meeting-power')).toEqual(['cabinet', 'paper']);
  });

  it('refuses it: it ends, what was voted by it does not count, and everyone concerned hears', async () => {
    const id = await give();
    await check(id, meeting.administrator);
    await vote(holder(2), id);
    expect(await verdicts()).toEqual(['counted']);
    expect(await codeOf(refuse(id, holder(2)))).toBe('power-foreign');
    expect(await Promise.all(EIGHT.map(() => codeOf(refuse(id, holder(1)))))).toEqual(EIGHT.map(() => 'done'));
    expect(await verdicts()).toEqual(['power-refused']);
    for (const person of [holder(0), holder(1), holder(2), meeting.administrator])
      expect(await lettersTo(person, 'meeting-power-refused')).toEqual(['cabinet']);
    expect(await codeOf(vote(holder(2), id))).toBe('power-unchecked');
    expect(await codeOf(check(id, meeting.administrator))).toBe('power-refused');
    await vote(holder(1), null, 'against');
    expect(await verdicts()).toEqual(['power-refused', 'counted']);
  });

  it('may not change the count after the seal', async () => {
    const id = await give();
    await check(id, meeting.administrator);
    await vote(holder(2), id);
    await db.transaction((trx) => seal(trx, meeting.caseId, meeting.closesAt));
    expect(await codeOf(refuse(id, holder(1)))).toBe('voting-closed');
    expect(await verdicts()).toEqual(['counted']);
  });

  it('refuses, votes and is voted for at once: the own vote stands, whatever the order', async () => {
    const id = await give();
    await check(id, meeting.administrator);
    await Promise.all([
      ...EIGHT.map(() => codeOf(vote(holder(2), id))),
      codeOf(refuse(id, holder(1))),
      ...EIGHT.map(() => codeOf(vote(holder(1), null, 'against'))),
    ]);
    const found = await verdicts();
    expect(found.filter((one) => one === 'counted')).toHaveLength(1);
    const input = await tallyInputOf(db, meeting.caseId);
    expect(input && tally(input).questions[0]).toMatchObject({ for: '0', against: '31.11' });
  });
});

describe('an own vote and an agent’s', () => {
  it('are one: the owner’s, though the agent was first; then the agent is told', async () => {
    const id = await give();
    await check(id, meeting.administrator);
    expect(await codeOf(vote(holder(2), id))).toBe('done');
    expect(await codeOf(vote(holder(2), id))).toBe('voted-already');
    expect(await codeOf(vote(holder(1), null, 'against'))).toBe('done');
    expect(await verdicts()).toEqual(['duplicate', 'counted']);
    expect(await codeOf(vote(holder(2), id))).toBe('voted-already');
  });

  it('are told to both by the record itself, whoever calls it', async () => {
    await addContacts(holder(1));
    const id = await give();
    await check(id, meeting.administrator);
    await vote(holder(2), id);
    expect(await lettersTo(holder(1), 'meeting-receipt')).toEqual(['cabinet', 'email', 'sms']);
    expect(await lettersTo(holder(2), 'meeting-receipt')).toEqual(['cabinet']);
    await vote(holder(1));
    expect(await lettersTo(holder(1), 'meeting-receipt')).toEqual(['cabinet', 'cabinet', 'email', 'email', 'sms']);
  });
});

describe('a sheet', () => {
  const sheet = async (over: object = {}) => {
    const { rows } = await db.raw<{ rows: { today: string }[] }>(
      `select (domovoy_now() at time zone 'Europe/Moscow')::date as today`,
    );
    return {
      id: randomUUID(),
      caseId: meeting.caseId,
      rightId: meeting.rights[1]?.id ?? '',
      holderId: holder(1),
      channel: 'hand' as const,
      comment: 'Лист у администратора',
      decidedOn: rows[0]?.today ?? null,
      marks: allMarks(meeting.questions, 'for'),
      particulars: ['voter', 'title', 'snils', 'signature'] as const,
      by: meeting.administrator,
      ...over,
    };
  };
  const take = async (over: object = {}) => {
    const one = await sheet(over);
    return db.transaction((trx) => takePaper(trx, one)).then(({ id }) => id);
  };
  const retype = (id: string, by: string, mark = 'for') =>
    db.transaction((trx) => retypePaper(trx, { id, marks: allMarks(meeting.questions, mark), by }));

  it('is taken in once by eight hands, and one more only when it is said to be one more', async () => {
    const heard = await Promise.all(EIGHT.map(() => codeOf(take())));
    expect(heard.sort()).toEqual(['done', ...EIGHT.slice(1).map(() => 'sheet-taken')]);
    expect(await codeOf(take({ another: true }))).toBe('done');
  });

  it('is told to its owner when it is taken in and when it is logged, by the seal as well', async () => {
    await addContacts(holder(1));
    await take();
    expect(await lettersTo(holder(1), 'meeting-paper')).toEqual(['cabinet', 'email', 'sms']);
    await db.transaction((trx) => seal(trx, meeting.caseId, meeting.closesAt));
    expect(await lettersTo(holder(1), 'meeting-receipt')).toEqual(['cabinet', 'email', 'sms']);
  });

  it('is typed and settled a second time by another, where there is one', async () => {
    const secretary = holder(3);
    await change({ secretary_id: secretary });
    const id = await take();
    expect(await codeOf(retype(id, meeting.administrator))).toBe('paper-own-typing');
    expect(await codeOf(retype(id, secretary, 'against'))).toBe('done');
    const marks = allMarks(meeting.questions, 'for');
    const settle = (by: string) => codeOf(db.transaction((trx) => settlePaper(trx, { id, marks, by })));
    expect(await settle(meeting.administrator)).toBe('paper-own-typing');
    expect(await Promise.all(EIGHT.map(() => settle(secretary)))).toEqual(EIGHT.map(() => 'done'));
    expect(await db('meeting_ballot').where({ case_id: meeting.caseId })).toHaveLength(1);
  });

  it('becomes one ballot of eight second typings, and whoever typed it otherwise hears that it is typed', async () => {
    const id = await take();
    const heard = await Promise.all(EIGHT.map((_, index) => codeOf(retype(id, index % 2 > 0 ? holder(2) : holder(3)))));
    expect(heard.filter((one) => one === 'done')).toHaveLength(4);
    expect(heard.filter((one) => one === 'paper-typed-already')).toHaveLength(4);
    expect(await db('meeting_ballot').where({ case_id: meeting.caseId })).toHaveLength(1);
  });

  it('signed by an agent is told to the agent and judged by the term of the power', async () => {
    const { rows } = await db.raw<{ rows: { today: string; before: string }[] }>(
      `select today, today - 1 as before from (select (domovoy_now() at time zone 'Europe/Moscow')::date as today) d`,
    );
    const id = await give();
    await check(id, meeting.administrator);
    const paper = await take({ proxyId: id });
    await retype(paper, holder(3));
    expect(await lettersTo(holder(2), 'meeting-receipt')).toEqual(['cabinet']);
    expect(await verdicts()).toEqual(['counted']);
    await owner.raw('alter table meeting_proxy disable trigger power_stays');
    await owner('meeting_proxy').where({ id }).update({ until_day: rows[0]?.before });
    await owner.raw('alter table meeting_proxy enable trigger power_stays');
    expect(await verdicts()).toEqual(['no-power']);
    expect(await codeOf(vote(holder(2), id))).toBe('power-unchecked');
  });
});
