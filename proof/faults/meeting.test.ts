import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { localOf } from '../../law/base/zone';
import { verdict } from '../../law/base/verdict';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { brokenAt } from '../../store/case/chain';
import { deadlinesOf } from '../../store/case/deadlines';
import { eventsOf } from '../../store/case/events';
import { readClock } from '../../store/clock/clock';
import { openDatabase } from '../../store/sql/database';
import { messageId } from '../../store/letters/deliveries';
import { historiesOf } from '../../store/engine/executions';
import { filedPapersOf } from '../../store/meeting/file/papers';
import { countOf, resultsOf } from '../../store/meeting/results';
import { insertRegistry } from '../../store/registry/rows';
import { makeToken } from '../../store/access/tokens';
import { meetingHouse, ZONE, type House } from '../stories/meeting-house';
import { meetingLife, stepKinds, type Life } from './meeting-life';
import { startProcesses, victims, type Processes, type Victim } from './processes';
import { waitUntilQuiet, casesMatchWorkflows, allWorkDone } from './settled';

const FLATS = 6;
const AREA = '50.00';
const YEARS_KEPT = 3;

interface Mail {
  id: number;
  to: string[];
  messageId: string | null;
}

/**
 * A whole meeting over HTTP; in the middle of every step one of the four processes is killed, so that each of them dies
 * in each kind of step. The result must equal that of a meeting without a single death.
 */
describe('a meeting under a kill at every step', () => {
  let processes: Processes;
  let db: Knex;
  let life: Life;
  let house: Omit<House, 'rows'>;
  const deaths = new Set<string>();

  beforeAll(async () => {
    processes = await startProcesses();
    db = openDatabase(processes.url, 'proof', 4);
    house = await settle(db);
    const people = [...house.owners, house.head, house.inspector];
    const tokens = new Map(await Promise.all(people.map(async (one) => [one, await tokenOf(db, one)] as const)));
    const today = localOf((await readClock(db)).now, ZONE).day;
    life = meetingLife({ pages: processes.pages, house, tokens, today, archiveAt });
  }, 120_000);
  afterAll(async () => {
    await db?.destroy();
    await processes?.stop();
  });

  /** Noon of the day after the term of storage has ended, asked of the Postgres that is running. */
  async function archiveAt(id: string): Promise<string> {
    const due = (await deadlinesOf(db, id)).find(({ name }) => name === 'archive')?.dueAt;
    if (!due) throw new Error('Nothing is kept yet');
    return `${localOf(due, ZONE).day}T12:00`;
  }

  it('is held to its end, with each process killed in each kind of step', async () => {
    const taken = new Map<string, number>();
    for (const step of life.steps) {
      const turn = taken.get(step.kind) ?? 0;
      taken.set(step.kind, turn + 1);
      const victim = victims[(turn + stepKinds.indexOf(step.kind)) % victims.length] as Victim;
      deaths.add(`${victim} in ${step.kind}`);
      await Promise.all([step.take(), processes.kill(victim)]);
    }
    const everywhere = stepKinds.flatMap((kind) => victims.map((victim) => `${victim} in ${kind}`));
    expect([...deaths].sort()).toEqual(everywhere.sort());
    await allWorkDone(db);
  }, 600_000);

  it('wrote every fact once, and the chain of facts holds', async () => {
    const events = await eventsOf(db, life.id);
    expect(brokenAt(events)).toBeNull();
    expect(events.map(({ kind }) => kind)).toEqual([
      'received',
      'begun',
      'noticed',
      'told',
      'opened',
      'reminded',
      'reminded',
      'paper-closed',
      'closed',
      'drawn-up',
      'handed-over',
      'filed',
      'returned',
      'filed',
      'registered',
      'archived',
    ]);
  });

  it('took every decision once, and the log verifies offline', async () => {
    const rows = await db('meeting_ballot').where({ case_id: life.id }).select('right_id', 'channel');
    expect(rows.map(({ channel }) => channel).sort()).toEqual(['hand', 'online', 'online', 'online', 'online']);
    expect(new Set(rows.map((row) => row.right_id)).size).toBe(rows.length);
    expect(verifyDump((await dumpOf(db, life.id, 'full')) ?? '').last).toMatchObject({ size: 5, state: 'sealed' });
    expect(await countOf(db, life.id)).toMatchObject({ quorum: true, participating: '250', online: '200', hand: '50' });
    const results = await resultsOf(db, life.id);
    expect(results.map(({ votesFor, votesAgainst }) => [votesFor, votesAgainst])).toEqual([
      ['200', '50'],
      ['200', '50'],
    ]);
  });

  it('kept every term', async () => {
    const { now } = await readClock(db);
    const all = (await deadlinesOf(db, life.id)).filter(({ duty }) => duty);
    const late = all.filter((one) => ['late', 'missed'].includes(verdict(one, now).kind)).map(({ name }) => name);
    expect(late).toEqual([]);
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['notify', 'prove', 'protocol', 'file']));
  });

  it('told everybody once; what was sent again after a death is the same message', async () => {
    const cabinet = await db('delivery').where({ case_id: life.id, channel: 'cabinet' }).select('letter', 'person_id');
    const told = (letter: string): number => cabinet.filter((one) => one.letter === letter).length;
    expect(['meeting-notice', 'meeting-opened', 'meeting-closed'].map(told)).toEqual([FLATS, FLATS, FLATS]);
    // Four of six had voted by hand, so two are reminded; a day before the end the fifth has decided on paper.
    expect(told('meeting-reminder')).toBe(2 + 1);
    const unsent = (): Promise<unknown[]> =>
      db('delivery').where({ case_id: life.id, sent_at: null, failed_at: null }).select('letter', 'channel', 'problem');
    await waitUntilQuiet(async () =>
      (await unsent()).length === 0 ? null : `letters wait: ${JSON.stringify(await unsent())}`,
    );
    const emails = await db('delivery').where({ case_id: life.id, channel: 'email' }).select('id', 'failed_at');
    expect(emails.filter((one) => one.failed_at !== null)).toEqual([]);
    const arrived = (await sink(processes.post, 'email')).map((mail) => mail.messageId);
    expect([...new Set(arrived)].sort()).toEqual(emails.map(({ id }) => messageId(id as string)).sort());
    // A short message has no id: one accepted just before a death may come twice, but must never be missing.
    const sms = await db('delivery').where({ case_id: life.id, channel: 'sms' }).select('id');
    expect((await sink(processes.post, 'sms')).length).toBeGreaterThanOrEqual(sms.length);
    expect(sms.length).toBeGreaterThan(0);
  }, 300_000);

  it('left its papers, each once', async () => {
    const wanted = ['ballot-form', 'notice', 'protocol', 'protocol-public', 'protocol-xml'];
    const kinds = async (): Promise<string[]> => (await filedPapersOf(db, life.id)).map(({ kind }) => kind);
    await waitUntilQuiet(async () => {
      const here = await kinds();
      const missing = wanted.filter((kind) => !here.includes(kind));
      return missing.length === 0 ? null : `papers are missing: ${missing.join()}`;
    });
    expect(new Set(await kinds()).size).toBe((await kinds()).length);
  }, 300_000);

  it('rests in the archive after three years, its history kept, and cases and workflows agree', async () => {
    expect(await db('case_file').where({ id: life.id }).first('phase')).toEqual({ phase: 'archived' });
    const kept = (await deadlinesOf(db, life.id)).find(({ name }) => name === 'archive');
    expect(kept?.norm).toBe('P-15');
    const years = Number(localOf(kept?.dueAt ?? new Date(0), ZONE).day.slice(0, 4)) - Number(life.closes.slice(0, 4));
    expect(years).toBeGreaterThanOrEqual(YEARS_KEPT);
    expect(await historiesOf(db, life.id)).toHaveLength(1);
    await casesMatchWorkflows(db, processes.temporal);
  });
});

/**
 * The house with a phone for its first owner. The region's calendar has tests of its own; here it would only slow
 * things down.
 */
async function settle(db: Knex): Promise<Omit<House, 'rows'>> {
  const { rows, ...house } = meetingHouse(Array.from({ length: FLATS }, () => ({ area: AREA })));
  await db.transaction(async (trx) => {
    await trx('execution').insert({
      workflow_id: 'calendar:asleep',
      type: 'calendar',
      input: JSON.stringify({ region: rows.municipality[0]?.region }),
      offset_ms: 0,
      started_at: trx.fn.now(),
    });
    await insertRegistry(trx, rows);
    await trx('contact').insert({
      id: randomUUID(),
      person_id: house.owners[0],
      channel: 'phone',
      value: '+79000000001',
      confirmed_at: trx.fn.now(),
      preferred: false,
    });
  });
  return house;
}

const tokenOf = (db: Knex, personId: string): Promise<string> =>
  makeToken(db, { id: randomUUID(), personId, organisationId: null, scopes: ['*'], name: 'proof', days: 1 });

/** Everything the local servers received of a kind. */
async function sink(post: string, kind: 'email' | 'sms'): Promise<Mail[]> {
  const all: Mail[] = [];
  for (let more = true; more;) {
    const before = all.at(-1)?.id ?? '';
    const page = (await (await fetch(`${post}/messages?kind=${kind}&before=${before}`)).json()) as {
      messages: Mail[];
      more: boolean;
    };
    all.push(...page.messages);
    ({ more } = page);
  }
  return all;
}
