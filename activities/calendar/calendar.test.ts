import type { Knex } from 'knex';
import { openTestDatabase, type OpenTestDatabase } from '../../proof/database';
import type { CalendarDay } from '../../workflows/case/contract';
import { calendarActivities } from '.';

const REGION = 'Уральская область';
const CALENDAR = `calendar:${REGION}:2027-01`;
const at = (day: number): string => `2027-01-${day}T00:00:00.000Z`;
const day = (number: number, next: string | null = at(number + 1)): CalendarDay => ({
  region: REGION,
  zone: 'Asia/Yekaterinburg',
  month: '2027-01',
  at: at(number),
  next,
});

/** The engine abandons an attempt that is too slow and starts another; the first may still be running. */
describe('an attempt of the daily work that comes late', () => {
  let database: OpenTestDatabase;
  let db: Knex;
  beforeEach(async () => {
    database = await openTestDatabase();
    ({ db } = database);
    await db('execution').insert({
      workflow_id: CALENDAR,
      type: 'calendar',
      input: JSON.stringify({ region: REGION }),
      offset_ms: 0,
      wake_at: at(20),
      started_at: at(20),
    });
  });
  afterEach(() => database.close());

  /** Begins a day whose work blocks until it is released. */
  function begunAndHung(one: CalendarDay): { letGo: () => Promise<void> } {
    let free: () => void = () => undefined;
    const hangs = new Promise<void>((done) => (free = done));
    const { keepDay } = calendarActivities(db, { slow: () => hangs.then(() => ({ late: true })) });
    const kept = keepDay(one);
    return { letGo: () => (free(), kept) };
  }
  const keepDay = (one: CalendarDay): Promise<void> => calendarActivities(db, {}).keepDay(one);
  const wakeAt = async (): Promise<string | null> =>
    (await db('execution').where({ workflow_id: CALENDAR }).first('wake_at')).wake_at?.toISOString() ?? null;

  it('does not move the wake of the calendar back, nor rewrite the day', async () => {
    const late = begunAndHung(day(20));
    await keepDay(day(20));
    await keepDay(day(21));
    await late.letGo();
    expect(await wakeAt()).toBe(at(22));
    const days = await db('calendar_day').orderBy('at').select('report');
    expect(days).toEqual([{ report: {} }, { report: {} }]);
  });

  it('orders neither the next month nor the keeping of this one a second time', async () => {
    const late = begunAndHung(day(20, null));
    await keepDay(day(20, null));
    await late.letGo();
    expect(await wakeAt()).toBeNull();
    const orders = await db('outbox').orderBy('id').select('kind', 'workflow_id');
    expect(orders).toEqual([
      { kind: 'export', workflow_id: CALENDAR },
      { kind: 'start', workflow_id: `calendar:${REGION}:2027-02` },
    ]);
  });

  it('that is the first to be done is as good as any', async () => {
    const late = begunAndHung(day(20));
    await late.letGo();
    await keepDay(day(20));
    expect(await wakeAt()).toBe(at(21));
    expect(await db('calendar_day').select('report')).toEqual([{ report: { slow: { late: true } } }]);
  });
});
