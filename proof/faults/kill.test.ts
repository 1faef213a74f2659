import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { linkEngine } from '../../activities/engine/connect';
import { reconcile } from '../../activities/engine/reconcile';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { openDatabase } from '../../store/database';
import { insertRegistry } from '../../store/registry/rows';
import { makeToken } from '../../store/tokens';
import { townRows } from '../stories/appeal-town';
import { startProcesses, victims, type Processes } from './processes';

const CLIENTS = 4;
const BETWEEN_KILLS_MS = 1_500;

interface Ack {
  key: string;
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
        const opened = await insist<{ id: string; number: string }>('/appeals', key, {
          place: rows.ownership[0]?.premises_id,
          addressee: of.manager,
          subjects: ['cleaning'],
          text: 'Прошу убрать снег у второго подъезда.',
        });
        acknowledged.push({ key, number: opened.number });
        await insist(`/appeals/${opened.id}/withdraw`, randomUUID(), { farewell: 'Вопрос решён.' }, [409]);
        withdrawn.push(opened.id);
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
    expect(acknowledged.filter(({ key, number }) => byId.get(key) !== number)).toEqual([]);
    expect(new Set(files.map((file: { number: string }) => file.number)).size).toBe(files.length);
    for (const id of withdrawn) {
      const events = await eventsOf(db, id);
      expect(brokenAt(events)).toBeNull();
      const kinds = events.map((event) => event.kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(kinds).toContain('withdrawn');
    }
    await settled(db);
    const link = await linkEngine(house.temporal, 'default');
    try {
      const nothing = { casesWithoutWorkflow: [], workflowsWithoutCase: [], phasesThatDisagree: [] };
      expect(await reconcile(db, link)).toEqual(nothing);
    } finally {
      await link.close();
    }

    /** Asks until it is answered: 2xx, or one of the refusals that mean it was done before. */
    async function insist<T>(path: string, key: string, body: object, also: readonly number[] = []): Promise<T> {
      for (;;) {
        const answer = await fetch(`${house.pages}${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(15_000),
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            accept: 'application/json',
            'idempotency-key': key,
          },
        }).catch(() => null);
        const said = (await answer?.json().catch(() => null)) as (T & { code?: string }) | null;
        if (answer && said && (answer.ok || (also.includes(answer.status) && said.code === 'phase-forbids')))
          return said;
        if (answer && answer.status >= 400 && answer.status < 500 && ![409, 429].includes(answer.status))
          throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`);
        await wait(150);
      }
    }
  }, 360_000);
});

/** Every order is carried out and every closed case has its history kept. */
async function settled(db: Knex): Promise<void> {
  const end = performance.now() + 150_000;
  for (;;) {
    const open = await db('outbox').whereNull('done_at').select('kind', 'problem');
    if (open.length === 0) return;
    if (performance.now() > end) throw new Error(`orders stay open: ${JSON.stringify(open.slice(0, 3))}`);
    await wait(200);
  }
}
