import fc from 'fast-check';
import type { Knex } from 'knex';
import { verdict } from '../../law/base/verdict';
import { useTestDatabase } from '../../proof/database';
import { isBroken, isOverdue } from './list';

/** Instants close to now, so that both sides of the edge and the edge itself come up. */
const MS_AROUND = 3;
const now = new Date('2026-11-27T12:00:00Z');
const near = fc.integer({ min: -MS_AROUND, max: MS_AROUND }).map((ms) => new Date(now.getTime() + ms));

describe('a case that is overdue', () => {
  let db: Knex;
  useTestDatabase((opened) => ({ db } = opened));

  it('is overdue to SQL exactly when the law says that its term was missed', async () => {
    const property = fc.asyncProperty(near, fc.boolean(), async (dueAt, closed) => {
      const { rows } = await db.raw<{ rows: { overdue: boolean }[] }>(
        `select ${isOverdue} as overdue from (values (:dueAt::timestamptz, :closedAt::timestamptz)) f(due_at, closed_at)`,
        { dueAt, closedAt: closed ? now : null, now },
      );
      const { kind } = verdict({ dueAt, metAt: null, droppedAt: null }, now);
      expect(rows[0]?.overdue).toBe(!closed && kind === 'missed');
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe('a duty that was broken', () => {
  let db: Knex;
  useTestDatabase((opened) => ({ db } = opened));

  it('is broken to SQL exactly when the law says so, whatever was recorded before we heard of the work', async () => {
    const property = fc.asyncProperty(near, fc.option(near), fc.boolean(), async (dueAt, metAt, rang) => {
      // The alarm rings at the first late instant, whether or not the work turns out to have been done.
      const missedAt = rang ? dueAt : null;
      const { rows } = await db.raw<{ rows: { broken: boolean }[] }>(
        `select ${isBroken} as broken
         from (values (:dueAt::timestamptz, :metAt::timestamptz, :missedAt::timestamptz)) d(due_at, met_at, missed_at)`,
        { dueAt, metAt, missedAt },
      );
      const { kind } = verdict({ dueAt, metAt, droppedAt: null }, missedAt ?? new Date(dueAt.getTime() - 1));
      expect(rows[0]?.broken).toBe(kind === 'late' || kind === 'missed');
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
