import { randomUUID } from 'node:crypto';
import { outageTown, whole, type Town } from './outage-town';

const at = (text: string): Date => new Date(`${text}+03:00`);
const PLANNED = { from: at('2026-05-18T09:00:00'), until: at('2026-05-20T18:00:00') };

/** PL-01: ten full working days before Monday 18 May 2026, with the May holidays between, end on 30 April. */
describe('a planned outage', () => {
  let town: Town;
  beforeAll(async () => {
    town = await outageTown({ bornAt: '2026-04-30T23:50:00+03:00' });
  });
  afterAll(() => town.stop());

  let inTime: string;
  it('announced on the last day is in time, told to every household once, and rings nobody at night', async () => {
    inTime = await town.outage(PLANNED);
    expect(await town.phase(inTime)).toBe('announced');
    expect(await town.deadline(inTime, 'notice')).toMatchObject({
      norm: 'PL-01',
      lastDay: '2026-04-30',
      verdict: { kind: 'in-time' },
    });
    expect(await town.told(inTime)).toEqual([
      'announced far',
      'announced first',
      'announced second',
      'announced tenant',
    ]);
    const rings = await town.db('delivery').where({ case_id: inTime, channel: 'sms' });
    // The tenant has no mail: only a phone can tell her, and only by day.
    expect(rings).toMatchObject([{ person_id: town.who.tenant, next_at: at('2026-05-01T08:00:00') }]);
  });

  it('is told again only as its conditions change, to whom each change concerns', async () => {
    const key = randomUUID();
    const later = at('2026-05-20T20:00:00');
    await town.change(inTime, { until: later, houses: [whole(town.near, { entrances: [1] })] }, 'change', key);
    const changed = ['changed first', 'changed tenant', 'spared far', 'spared second'];
    const before = ['announced far', 'announced first', 'announced second', 'announced tenant'];
    expect(await town.told(inTime)).toEqual([...before, ...changed].sort());
    await town.act(inTime, 'change', { plan: key, version: 1 }, key);
    expect((await town.told(inTime)).length).toBe(8);
    await expect(town.change(inTime, {})).rejects.toMatchObject({ code: 'nothing-changed' });
  });

  it('refuses a change made over a plan that has just been replaced', async () => {
    const key = randomUUID();
    await expect(town.act(inTime, 'change', { plan: key, version: 1 })).rejects.toMatchObject({ code: 'plan-unknown' });
  });

  it('announced on 4 May is late: recorded as a fact, and nothing is blocked', async () => {
    await town.travelTo(at('2026-05-04T10:00:00'));
    const late = await town.outage(PLANNED);
    expect(await town.phase(late)).toBe('announced');
    expect(await town.deadline(late, 'notice')).toMatchObject({ lastDay: '2026-04-30', verdict: { kind: 'late' } });
    await town.act(late, 'cancel', { text: await town.write(late, 'reason', 'Перенесли на осень.') });
    expect(await town.phase(late)).toBe('cancelled');
    expect((await town.told(late)).filter((one) => one.startsWith('cancelled'))).toHaveLength(4);
  });

  it('moved to an earlier day is a new notice with a verdict of its own', async () => {
    await town.change(inTime, { from: at('2026-05-13T09:00:00') });
    expect(await town.deadline(inTime, 'notice')).toMatchObject({ verdict: { kind: 'late' } });
  });

  it('whose paper hangs on no board three days before is a miss, told to the author', async () => {
    await town.travelTo(at('2026-05-12T12:00:00'));
    await town.eventually(async () => (await town.kinds(inTime)).includes('overdue'));
    expect(await town.deadline(inTime, 'boards')).toMatchObject({ norm: 'PL-04', missedAt: expect.any(Date) });
    expect((await town.told(inTime)).filter((one) => one.startsWith('late')).sort()).toEqual([
      'late dispatcher',
      'late head',
    ]);
    await town.act(inTime, 'post');
    expect((await town.deadline(inTime, 'boards')).metAt).not.toBeNull();
  });

  it('begins at its hour, asks when the promised end has passed, and closes a day after the service is back', async () => {
    await town.travelTo(at('2026-05-20T20:30:00'));
    await town.until(inTime, 'running');
    await town.eventually(async () => (await town.kinds(inTime)).includes('overrun'));
    const spans = () => town.db('outage_span').where({ case_id: inTime });
    expect(await spans()).toMatchObject([
      { building_id: town.near, service: 'hot-water', began_at: at('2026-05-13T09:00:00'), restored_at: null },
    ]);
    await town.act(inTime, 'restore', { restored: at('2026-05-20T20:10:00').toISOString() });
    expect(await town.phase(inTime)).toBe('restored');
    expect(await spans()).toMatchObject([{ restored_at: at('2026-05-20T20:10:00') }]);
    const text = await town.write(inTime, 'reason', 'Часы на котельной спешили.');
    const [begun, restored] = [at('2026-05-13T09:15:00'), at('2026-05-20T19:50:00')];
    await town.act(inTime, 'correct', { begun: begun.toISOString(), restored: restored.toISOString(), text });
    expect(await spans()).toMatchObject([{ began_at: begun, restored_at: restored }]);
    await town.travelTo(at('2026-05-21T20:31:00'));
    await town.until(inTime, 'closed');
    await expect(town.owner('outage_span').where({ case_id: inTime }).update({ restored_at: begun })).rejects.toThrow(
      'settled',
    );
  });
});

/** The working days before the long holidays are counted by the calendar of the year. */
it('over New Year is announced ten working days before, whatever the holidays', async () => {
  const town = await outageTown({ bornAt: '2026-12-16T10:00:00+03:00' });
  try {
    const id = await town.outage({ from: at('2027-01-12T09:00:00'), until: at('2027-01-12T18:00:00') });
    const { lastDay, verdict } = await town.deadline(id, 'notice');
    expect(lastDay).toMatch(/^2026-12-\d\d$/);
    expect(verdict.kind).toBe(String(lastDay) >= '2026-12-16' ? 'in-time' : 'late');
    await town.travelTo(at('2027-01-12T09:00:01'));
    await town.until(id, 'running');
  } finally {
    await town.stop();
  }
});
