import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { testRegion, type Region } from '../../proof/region';
import { openSample, sampleDeciders } from '../../proof/samplecase';
import { orderCalendars } from '.';
import { reconcile } from '../engine/reconcile';
import { readWatch } from '../../store/watch/standing';

describe('the calendar of a region', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders }, bornAt: '2026-12-29T20:00:00Z' });
    await settleBuilding(region);
    await orderCalendars(region.db);
  });
  afterAll(() => region.stop());

  it('works each day at five in the morning local time, over the end of the year, and keeps each month as a run', async () => {
    await region.travelTo('2027-02-02T12:00:00Z');
    const days = await region.db('calendar_day').orderBy('at').select('at');
    expect(days).toHaveLength(35);
    expect(days[0].at.toISOString()).toBe('2026-12-30T00:00:00.000Z');
    expect(days.at(-1).at.toISOString()).toBe('2027-02-02T00:00:00.000Z');
    const runs = await region.eventually(async () => {
      const rows = await region.db('case_run').orderBy('closed_at').select('workflow_id');
      return rows.length === 2 && rows;
    });
    expect(runs.map((run: { workflow_id: string }) => run.workflow_id)).toEqual([
      'calendar:Уральская область:2026-12',
      'calendar:Уральская область:2027-01',
    ]);
  });

  it('is ordered once however often it is asked for', async () => {
    await orderCalendars(region.db);
    await orderCalendars(region.db);
    const rows = await region.db('execution').where({ type: 'calendar' }).whereNull('ended_at');
    expect(rows).toHaveLength(1);
  });

  it('runs the missed days in order after an outage', async () => {
    await region.stopWorker();
    const before = await region.db('calendar_day').count('* as n').first();
    await region.owner.raw(`update installation set offset_ms = offset_ms + 3 * 86400000`);
    await region.restartWorker();
    await region.travelTo(new Date((await region.now()).getTime() + 60_000));
    const days = await region.db('calendar_day').orderBy('at').select('at', 'done_at');
    expect(days.length).toBe(Number(before?.n) + 3);
    const done = days.map((day: { done_at: Date }) => day.done_at.getTime());
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });
});

/** A region of realistic size: the daily work must not query each case, and reconciling must query few. */
const OPEN_CASES = 2_000;
const SILENT_CASES = 20;

describe('a region with two thousand open cases', () => {
  let region: Region;
  const ids = Array.from({ length: OPEN_CASES }, () => randomUUID());
  const silent = ids.slice(0, SILENT_CASES);
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders }, bornAt: '2026-12-29T20:00:00Z' });
    await settleBuilding(region);
    await openRows(region, ids);
    // These run in the engine and answer nothing, like cases whose worker is busy or gone.
    for (const id of silent)
      await region.link.client.start('appeal', { workflowId: `appeal:${id}`, taskQueue: 'nowhere', args: [] });
    await orderCalendars(region.db);
  });
  afterAll(() => region.stop());

  it('does its daily work at the first attempt', async () => {
    await region.travelTo('2026-12-30T12:00:00Z');
    expect(await region.db('calendar_day').select('at')).toHaveLength(1);
    const calendar = region.link.client.getHandle('calendar:Уральская область:2026-12');
    const { events } = await calendar.fetchHistory();
    const attempts = events?.flatMap(({ activityTaskStartedEventAttributes: started }) => started?.attempt ?? []);
    expect(attempts).toEqual([1]);
  });

  it('is compared in chunks: executions that are not there are findings, not failures', async () => {
    const found = await reconcile(region.db, region.link, { now: true });
    expect(found?.['case-without-workflow']).toHaveLength(OPEN_CASES - SILENT_CASES);
    expect(found?.['workflow-without-case']).toEqual(silent.map((id) => `appeal:${id}`).sort());
    expect(await region.db('reconciliation').select('compared', 'whole')).toEqual([
      { compared: OPEN_CASES + 1, whole: true },
    ]);
    expect(await reconcile(region.db, region.link)).toBeNull();
  });
});

describe('the reconciler', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders } });
  });
  afterAll(() => region.stop());

  /** A case is registered as it is born; its execution begins when the order for it is carried out. */
  const inTheEngine = (id: string) =>
    region.link.client
      .getHandle(`appeal:${id}`)
      .describe()
      .then(() => true)
      .catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      });
  const phases = (id: string) => region.db('case_file').where({ id }).first('phase', 'number');
  const compare = async (deep = false) => {
    const found = await reconcile(region.db, region.link, { now: true, deep });
    return Object.fromEntries(Object.entries(found ?? {}).filter(([, names]) => names.length > 0));
  };

  it('finds nothing where all is well, and each kind of disorder where it is not', async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(async () => openSample(region.db, await region.now())));
    const [, lost = '', moved = '', asleep = ''] = opened;
    for (const id of opened) await region.eventually(() => inTheEngine(id));
    expect(await compare(true)).toEqual({});
    await region.link.client.getHandle(`appeal:${lost}`).terminate('a test of the reconciler');
    await region.owner('case_file').where({ id: moved }).update({ phase: 'routed' });
    await region
      .owner('execution')
      .where({ case_id: asleep })
      .update({ wake_at: new Date(0) });
    await region.link.client.start('appeal', { workflowId: 'appeal:nobody', taskQueue: 'nowhere', args: [] });
    const numbers = await Promise.all([lost, moved, asleep].map(async (id) => (await phases(id)).number));
    const found = await region.eventually(async () => {
      const now = await compare();
      return now['case-without-workflow'] && now['workflow-without-case'] && now;
    });
    expect(found).toEqual({
      'case-without-workflow': [numbers[0]],
      'workflow-without-case': ['appeal:nobody'],
      'phases-disagree': [numbers[1]],
      'stands-still': [numbers[2]],
    });
    expect(await readWatch(region.db)).toMatchObject({ disagreements: 4, wakesOverdue: 1 });
  });

  it('forgets what is mended, and goes on where a worker died', async () => {
    await region.owner('execution').update({ wake_at: null });
    expect(await compare()).not.toHaveProperty('stands-still');
    const last = await region.db('case_file').orderBy('id', 'desc').first('id');
    await region
      .owner('reconciliation')
      .insert({ made_by: randomUUID(), cursor: last.id, beat_at: new Date(Date.now() - 3_600_000) });
    expect(await reconcile(region.db, region.link)).not.toBeNull();
    const pass = await region.db('reconciliation').orderBy('id', 'desc').first('compared', 'whole');
    expect(pass).toEqual({ compared: 0, whole: true });
  });
});

async function settleBuilding(region: Region): Promise<void> {
  const municipality = randomUUID();
  await region.owner('municipality').insert({ id: municipality, name: 'Проверка', region: 'Уральская область' });
  await region
    .owner('building')
    .insert({
      id: randomUUID(),
      municipality_id: municipality,
      address: 'ул. Проверки, 1',
      zone: 'Asia/Yekaterinburg',
      fias: randomUUID(),
      cadastral: '66:41:0000000:1',
      entrances: 1,
      floors: 5,
      built: 1975,
    });
}

/** Open cases as rows only: the engine does not know them. */
async function openRows(region: Region, cases: readonly string[]): Promise<void> {
  const at = await region.now();
  const rows = cases.map((id, index) => ({
    id,
    area: 'appeal',
    number: `ОБР-0000-${index}`,
    zone: 'Europe/Moscow',
    phase: 'registered',
    opened_at: at,
    law_date: '2026-12-29',
    seq: 2,
  }));
  await region.owner.batchInsert('case_file', rows, 500);
}
