import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { openDatabase } from '../../store/database';
import { insertRegistry } from '../../store/registry/rows';
import { makeToken } from '../../store/tokens';
import { townRows } from '../stories/appeal-town';
import { insist } from './insist';
import { startProcesses, victims, type Processes } from './processes';
import { reconciled, settled } from './settled';

const CLIENTS = 4;
const BETWEEN_KILLS_MS = 1_500;

interface Ack {
  id: string;
  number: string;
}

/**
 * Real processes, killed with SIGKILL one after another while people write and withdraw over HTTP. A client that gets no
 * answer asks again with the same key, as a phone does. P1: what was acknowledged is there. P2: nothing is there twice.
 */
describe('the house under a rain of kills', () => {
  let house: Processes;
  beforeAll(async () => {
    house = await startProcesses();
  });
  let db: Knex;
  afterAll(async () => {
    await db?.destroy();
    await house?.stop();
  });

  it('keeps everything it has acknowledged and does nothing twice', async () => {
    const { rows, of, who } = townRows();
    db = openDatabase(house.url, 'proof', 6);
    await db.transaction((trx) => insertRegistry(trx, rows));
    const token = await makeToken(db, {
      id: randomUUID(),
      personId: who.owner,
      organisationId: null,
      scopes: ['*'],
      name: 'proof',
      days: 1,
    });
    let raining = true;
    const acknowledged: Ack[] = [];
    const withdrawn: string[] = [];
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (raining) {
        const key = randomUUID();
        const { id, number } = await insist<{ id: string; number: string }>(house.pages, {
          token,
          key,
          path: '/appeals',
          body: {
            place: rows.ownership[0]?.premises_id,
            addressee: of.manager,
            subjects: ['cleaning'],
            text: 'Прошу убрать снег у второго подъезда.',
          },
        });
        acknowledged.push({ id, number });
        const path = `/appeals/${id}/withdraw`;
        await insist(house.pages, { token, path, body: { farewell: 'Вопрос решён.' }, also: ['phase-forbids'] });
        withdrawn.push(id);
      }
    });
    for (const victim of victims) {
      await wait(BETWEEN_KILLS_MS);
      await house.kill(victim);
    }
    raining = false;
    await Promise.all(clients);
    expect(acknowledged.length).toBeGreaterThan(CLIENTS);

    const files = await db('case_file').select('id', 'number', 'phase');
    const byId = new Map(files.map((file: { id: string; number: string }) => [file.id, file.number]));
    expect(acknowledged.filter(({ id, number }) => byId.get(id) !== number)).toEqual([]);
    expect(new Set(files.map((file: { number: string }) => file.number)).size).toBe(files.length);
    for (const id of withdrawn) {
      const events = await eventsOf(db, id);
      expect(brokenAt(events)).toBeNull();
      const kinds = events.map((event) => event.kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(kinds).toContain('withdrawn');
    }
    await settled(db);
    await reconciled(db, house.temporal);
  }, 360_000);
});
