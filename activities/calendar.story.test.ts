import { randomUUID } from 'node:crypto';
import { testRegion, type Region } from '../proof/region';
import { openSample, sampleDeciders } from '../proof/samplecase';
import { orderCalendars } from './calendar';
import { reconcile } from './engine/reconcile';

describe('the calendar of a region', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders }, bornAt: '2026-12-29T20:00:00Z' });
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

describe('the reconciler', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: sampleDeciders } });
  });
  afterAll(() => region.stop());

  const phases = (id: string) => region.db('case_file').where({ id }).first('phase', 'number');

  it('finds nothing where all is well, and each kind of disorder where it is not', async () => {
    const opened = await Promise.all([1, 2, 3].map(async () => openSample(region.db, await region.now())));
    const [well = '', lost = '', moved = ''] = opened;
    for (const id of opened) await region.eventually(async () => (await phases(id)).phase === 'registered');
    await region.eventually(async () => {
      const found = await reconcile(region.db, region.link);
      return JSON.stringify(Object.values(found)) === '[[],[],[]]';
    });
    await region.link.client.getHandle(`appeal:${lost}`).terminate('a test of the reconciler');
    await region.owner('case_file').where({ id: moved }).update({ phase: 'routed' });
    await region.link.client.start('appeal', { workflowId: 'appeal:nobody', taskQueue: 'nowhere', args: [] });
    const numbers = await Promise.all([well, lost, moved].map(async (id) => (await phases(id)).number));
    const found = await region.eventually(async () => {
      const now = await reconcile(region.db, region.link);
      return now.casesWithoutWorkflow.length === 1 && now.workflowsWithoutCase.length === 1 && now;
    });
    expect(found).toEqual({
      casesWithoutWorkflow: [numbers[1]],
      workflowsWithoutCase: ['appeal:nobody'],
      phasesThatDisagree: [numbers[2]],
    });
  });
});
