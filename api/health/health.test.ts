import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { testSite, type Site } from '../../proof/site';
import { closeDoors, openDoors } from '../../store/clock/doors';
import { endTravel, wantTravel } from '../../store/clock/travels';
import { createApp } from '../app';
import { watchKernel } from './kernel';

const DAY_MS = 86_400_000;
const LATE_MS = 3_600_000;

/**
 * An installation that still answers must report what has stopped: nobody should need SQL to find out why writes fail.
 */
describe('the state of a house', () => {
  let site: Site;
  let engineAway = false;
  beforeAll(async () => {
    site = await testSite([]);
  });
  afterAll(() => site.close());

  /** A new app each time, because a result stays cached for a second. */
  const state = async () => {
    const check = async (): Promise<void> => {
      if (engineAway) throw new Error('away');
    };
    const engine = { carryOut: () => Promise.reject(new Error('unused')), check };
    const options = { kind: 'training' as const, publicUrl: 'http://localhost:8080', sessionSecret: 'x'.repeat(32) };
    const { status, body } = await request(createApp({ db: site.db, engine }, [], options)).get('/ready');
    return { status, ...body };
  };
  const metric = async (name: string): Promise<number> => {
    watchKernel(site.db);
    const { text } = await request(site.app).get('/metrics');
    return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
  };
  const want = (id: string) => wantTravel(site.db, { id, to: new Date(Date.now() + DAY_MS), personId: null });

  it('is quiet where all is well', async () => {
    expect(await state()).toMatchObject({
      status: 200,
      outbox: { open: 0, parked: 0 },
      doors: { closed: false, since: null, why: null },
      travel: null,
      daily: { kept: null, due: null, late: false },
      reconcile: { at: null, disagreements: 0, wakesOverdue: 0 },
    });
    for (const name of [
      'doors_closed_seconds',
      'travel_failed',
      'daily_late_seconds',
      'wakes_overdue',
      'orders_parked',
    ])
      expect(await metric(`domovoy_${name}`)).toBe(0);
  });

  it('tells since when the doors are closed and why, and is ready all the same', async () => {
    const id = randomUUID();
    await want(id);
    const mark = await closeDoors(site.db);
    const closed = await state();
    expect(closed).toMatchObject({ status: 200, ready: true, travel: { over: false } });
    expect(closed.doors).toMatchObject({
      closed: true,
      since: expect.any(String),
      why: expect.stringContaining('переводятся'),
    });
    expect(await metric('domovoy_doors_closed_seconds')).toBeGreaterThan(0);
    await endTravel(site.db, id, { problem: 'Дело ОБР-2026-000001: стоит.', mark });
    expect(await state()).toMatchObject({
      status: 200,
      doors: { closed: false },
      travel: { over: true, problem: 'Дело ОБР-2026-000001: стоит.' },
    });
    expect(await metric('domovoy_travel_failed')).toBe(1);
  });

  it('does not call doors closed that nobody holds any more', async () => {
    const mark = await closeDoors(site.db);
    await site.owner('installation').update({ doors_until: new Date(0) });
    expect((await state()).doors).toMatchObject({ closed: false, since: null });
    await openDoors(site.db, mark);
  });

  it('tells of daily work that is late, of what does not wake, of orders and of disagreements', async () => {
    const due = new Date(Date.now() - LATE_MS);
    await site
      .owner('calendar_day')
      .insert({ region: 'Р', at: new Date(due.getTime() - DAY_MS), done_at: due, report: '{}' });
    await site
      .owner('execution')
      .insert({
        workflow_id: 'calendar:Р:2026-01',
        type: 'calendar',
        input: '{}',
        offset_ms: 0,
        wake_at: due,
        started_at: due,
      });
    await site.owner('outbox').insert({ kind: 'start', workflow_id: 'x', payload: '{}', parked_at: due, attempts: 5 });
    const [pass] = await site
      .owner('reconciliation')
      .insert({ made_by: randomUUID(), ended_at: due, whole: true }, 'id');
    const kind = 'case-without-workflow';
    await site.owner('disagreement').insert({ kind, workflow_id: 'appeal:x', name: 'ОБР-1', pass: pass.id });
    expect(await state()).toMatchObject({
      status: 200,
      outbox: { open: 1, parked: 1 },
      daily: { late: true, due: due.toISOString(), kept: expect.any(String) },
      reconcile: { at: due.toISOString(), disagreements: 1, wakesOverdue: 1 },
    });
    expect(await metric('domovoy_daily_late_seconds')).toBeGreaterThan(LATE_MS / 1_000 - 1);
    expect(await metric('domovoy_disagreements')).toBe(1);
    expect(await metric('domovoy_orders_parked')).toBe(1);
  });

  it('is not ready only when it cannot serve', async () => {
    engineAway = true;
    expect(await state()).toMatchObject({ status: 503, ready: false, database: true, engine: false });
  });
});
