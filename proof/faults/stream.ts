import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { insertRegistry } from '../../store/registry/rows';
import { makeToken } from '../../store/access/tokens';
import { townRows } from '../stories/appeal-town';
import { retryUntilAnswered } from './retry';

export interface Stream {
  /** Everything the house has acknowledged so far. */
  readonly acknowledged: readonly { id: string; number: string }[];
  readonly withdrawn: readonly string[];
  /** Answers that were no success, and how many seconds each asked to wait. */
  readonly refused: readonly { status: number; wait: string | null }[];
  /** Starts nothing more; returns when all requests have been answered. */
  end(): Promise<void>;
}

/** People who write and withdraw over HTTP, one thing after another, each repeating until it is answered. */
export async function startStream(db: Knex, doors: string | readonly string[], people: number): Promise<Stream> {
  const { rows, of, who } = townRows();
  await db.transaction((trx) => insertRegistry(trx, rows));
  const whose = { personId: who.owner, organisationId: null, scopes: ['*'], name: 'proof', days: 1 };
  const token = await makeToken(db, { id: randomUUID(), ...whose });
  const acknowledged: { id: string; number: string }[] = [];
  const withdrawn: string[] = [];
  const refused: { status: number; wait: string | null }[] = [];
  const heard = ({ status, headers }: Response): void =>
    void refused.push({ status, wait: headers.get('retry-after') });
  let flowing = true;
  const subjects = { place: rows.ownership[0]?.premises_id, addressee: of.manager, subjects: ['cleaning'] };
  const body = { ...subjects, text: 'Прошу убрать снег у второго подъезда.' };
  const crowd = Array.from({ length: people }, async () => {
    while (flowing) {
      const written = await retryUntilAnswered<{ id: string; number: string }>(doors, {
        token,
        path: '/appeals',
        body,
        heard,
      });
      acknowledged.push({ id: written.id, number: written.number });
      const path = `/appeals/${written.id}/withdraw`;
      await retryUntilAnswered(doors, {
        token,
        path,
        body: { farewell: 'Вопрос решён.' },
        also: ['phase-forbids'],
        heard,
      });
      withdrawn.push(written.id);
    }
  });
  return {
    acknowledged,
    withdrawn,
    refused,
    async end() {
      flowing = false;
      await Promise.all(crowd);
    },
  };
}

/** P1: what was acknowledged exists. P2: nothing exists twice. And the chain of each case is whole. */
export async function nothingLost(db: Knex, { acknowledged, withdrawn }: Stream): Promise<void> {
  const files: { id: string; number: string }[] = await db('case_file').select('id', 'number');
  const byId = new Map(files.map(({ id, number }) => [id, number]));
  expect(acknowledged.filter(({ id, number }) => byId.get(id) !== number)).toEqual([]);
  expect(new Set(files.map(({ number }) => number)).size).toBe(files.length);
  for (const id of withdrawn) {
    const events = await eventsOf(db, id);
    expect(brokenAt(events)).toBeNull();
    const kinds = events.map((event) => event.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds).toContain('withdrawn');
  }
}
