import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { testDatabase } from '../../proof/database';
import { floodDesk } from '../../proof/request-flood';
import { settleTown } from '../../proof/stories/request-town';
import { openDatabase } from '../sql/database';
import { query } from '../sql/query';
import { boardPage, mineCounts, sharedCounts, type BoardCursor, type BoardFilter, type BoardTime } from './board';

const COUNT = 10_000;
const LIMIT = 50;

describe('a board of ten thousand open requests', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let db: Knex;
  let owner: Knex;
  let filter: BoardFilter;
  let time: BoardTime;
  let people: Awaited<ReturnType<typeof settleTown>>;
  beforeAll(async () => {
    database = await testDatabase('training');
    db = openDatabase(database.url, 'test');
    owner = openDatabase(database.ownerUrl, 'test owner', 2);
    people = await settleTown({ db, owner });
    const now = new Date();
    time = { now, soonBy: new Date(now.getTime() + 30 * 60_000) };
    filter = { organisationId: people.of.manager };
    const { first: masterId, dispatcher: byId } = people.who;
    const { buildingId, of } = people;
    await floodDesk(owner, { count: COUNT, organisationId: of.manager, buildingId, masterId, byId, now });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  });

  /** What was asked while `work` ran. */
  async function asked<T>(
    work: () => Promise<T>,
  ): Promise<{ made: T; queries: { sql: string; bindings: unknown[] }[] }> {
    const queries: { sql: string; bindings: unknown[] }[] = [];
    const note = (one: { sql: string; bindings: unknown[] }) => queries.push(one);
    db.on('query', note);
    const made = await work();
    db.off('query', note);
    return { made, queries };
  }

  it('finds its first rows by the index of the board, and everything shown of them in one more query', async () => {
    const { made, queries } = await asked(() => boardPage(db, filter, { limit: LIMIT }, time));
    expect(made.rows).toHaveLength(LIMIT);
    expect(queries).toHaveLength(2);
    const [page, lines] = queries;
    const plan = async (one: typeof page): Promise<string> => {
      const { rows } = await db.raw(`explain ${one?.sql}`.replaceAll(/\$\d+/g, '?'), (one?.bindings ?? []) as never[]);
      return (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan(page)).toContain('case_file_board');
    expect(await plan(lines)).not.toMatch(/Seq Scan on (case_file|request) /);
  });

  it('walks every row once, the term that ends first above', async () => {
    const seen: string[] = [];
    let after: BoardCursor | undefined;
    let last = 0;
    do {
      const page = await boardPage(db, { ...filter, queue: 'soon' }, { after, limit: LIMIT }, time);
      for (const row of page.rows) {
        expect(row.dueAt?.getTime()).toBeGreaterThanOrEqual(last);
        last = row.dueAt?.getTime() ?? 0;
        seen.push(row.id);
      }
      after = page.after ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await sharedCounts(db, filter, time)).soon);
  });

  it('counts all queues of the desk and of all its people by one query each', async () => {
    const { made, queries } = await asked(async () => [
      await sharedCounts(db, filter, time),
      await mineCounts(db, filter, time),
    ]);
    expect(queries).toHaveLength(2);
    expect(made[0]).toMatchObject({ open: COUNT, new: COUNT / 2, given: COUNT / 2, waiting: 0 });
    expect(made[1]).toEqual(new Map([[people.who.dispatcher, COUNT / 2]]));
  });

  it('knocks once a change, and only for the desk it concerns', async () => {
    const [other] = await query<{ id: string }>(db, 'select id from case_file where organisation_id = :id limit 1', {
      id: people.of.manager,
    });
    const { listen } = await import('../sql/listen');
    const heard: (string | undefined)[] = [];
    const ear = await listen(database.url, 'request', (payload) => heard.push(payload));
    heard.length = 0;
    await owner.transaction(async (trx) => {
      for (const seq of [2, 3])
        await trx('case_file')
          .where({ id: other?.id ?? randomUUID() })
          .update({ seq });
    });
    for (let tries = 0; heard.length === 0 && tries < 50; tries += 1) await new Promise((done) => setTimeout(done, 20));
    await ear.close();
    expect(heard).toEqual([people.of.manager]);
  });
});
