import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { testDatabase, type TestDatabase } from '../proof/database';
import { addPerson } from '../proof/site';
import { openDatabase } from './database';
import { markSent, markTried } from './deliveries';

/** Two senders of one letter: the one the engine gave up as silent may speak last. */
describe('a sender that comes late', () => {
  let database: TestDatabase;
  let db: Knex;
  let owner: Knex;
  beforeAll(async () => {
    database = await testDatabase();
    [db, owner] = [openDatabase(database.url, 'test'), openDatabase(database.ownerUrl, 'test owner', 2)];
  });
  afterAll(async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  });

  async function letter(): Promise<string> {
    const [id, at] = [randomUUID(), new Date()];
    const person_id = await addPerson(owner);
    await db('delivery').insert({
      id,
      person_id,
      key: id,
      channel: 'email',
      letter: 'note',
      facts: '{}',
      created_at: at,
      next_at: at,
    });
    return id;
  }
  const stands = (id: string) => db('delivery').where({ id }).first('attempts', 'problem', 'sent_at', 'failed_at');

  it('with a failure leaves a letter that has left as it is', async () => {
    const id = await letter();
    await markSent(db, id, {});
    const sent = await stands(id);
    await markTried(db, id, 'email-not-reachable', true);
    expect(await stands(id)).toEqual(sent);
  });

  it('with a passing failure does not take back that it was given up', async () => {
    const id = await letter();
    await markTried(db, id, 'no-address', true);
    const failed = await stands(id);
    await markTried(db, id, 'email-not-reachable', false);
    expect(await stands(id)).toEqual(failed);
  });

  it('with a proof is believed: the other side has taken it', async () => {
    const id = await letter();
    await markTried(db, id, 'email-not-reachable', true);
    await markSent(db, id, { message: 'taken' });
    expect(await stands(id)).toMatchObject({ sent_at: expect.any(Date), failed_at: null, problem: null });
  });
});
