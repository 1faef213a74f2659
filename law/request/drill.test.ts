import { drillScript, drillSizes, type DrillHouse } from './drill';
import { isBetter, scoreDrill, type DrillDuty } from './drill-score';

const house = (id: string): DrillHouse => ({
  id,
  flats: Array.from({ length: 12 }, (_, place) => ({ id: `${id}-${place}`, entrance: (place % 3) + 1 })),
});
const houses = ['a', 'b', 'c', 'd'].map(house);

describe('the script of a drill', () => {
  it.each(Object.entries(drillSizes))(
    'of size %s has %d calls in order, most of them about the riser',
    (size, count) => {
      const script = drillScript(7, size as keyof typeof drillSizes, houses);
      expect(script.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, place) => place + 1));
      const offsets = script.map(({ offsetMs }) => offsetMs);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      const riser = script.find(({ role, leader }) => role === 'riser' && leader === null);
      expect(riser).toMatchObject({ number: 1, offsetMs: 0 });
      const about = script.filter(({ leader }) => leader === 1);
      expect(about.length).toBeGreaterThan((count - 8) / 2);
      expect(about.every(({ buildingId }) => buildingId === riser?.buildingId)).toBe(true);
    },
  );

  it('is the same night for the same seed, and another for another', () => {
    expect(drillScript(7, 'large', houses)).toEqual(drillScript(7, 'large', houses));
    expect(drillScript(7, 'large', houses)).not.toEqual(drillScript(8, 'large', houses));
  });

  it('joins every repeated call to one that came before it, in one entrance when it is about the light', () => {
    const script = drillScript(3, 'usual', houses);
    for (const call of script.filter(({ leader }) => leader !== null)) {
      const leader = script.find(({ number }) => number === call.leader);
      expect(leader && leader.number < call.number && leader.leader === null).toBe(true);
      if (call.role === 'power') expect(call.entrance).toBe(leader?.entrance);
    }
    expect(new Set(script.map(({ role }) => role)).size).toBe(9);
  });

  it('fits into one house, and is empty without any', () => {
    expect(drillScript(1, 'small', [house('one')])).toHaveLength(20);
    expect(drillScript(1, 'small', [])).toEqual([]);
  });
});

const DAY = '2026-11-28';
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 28, 19, minutes));
const duty = (given: Partial<DrillDuty>): DrillDuty => ({
  ...{ caseId: 'c', clock: 'localise', norm: 'ADS-08', since: at(0), dueAt: at(30) },
  ...{ metAt: null, droppedAt: null, personId: 'p' },
  ...given,
});
const score = (duties: DrillDuty[], now = at(500)) => scoreDrill({ duties, riddles: [] }, DAY, now);

describe('the score of a drill', () => {
  it('gives all for what was done before its instant, a part at it, nothing for what was never done', () => {
    expect(score([duty({ metAt: new Date(at(30).getTime() - 1) })])).toMatchObject({
      points: 10,
      most: 10,
      misses: [],
    });
    expect(score([duty({ metAt: at(30) })])).toMatchObject({ points: 5, most: 10 });
    const missed = score([duty({ personId: null })]);
    expect(missed).toMatchObject({ points: 0, most: 10, clocks: [{ clock: 'localise', missed: 1 }] });
    expect(missed.misses).toEqual([
      { caseId: 'c', clock: 'localise', norm: 'ADS-08', dueAt: at(30).toISOString(), metAt: null, personId: null },
    ]);
  });

  it('counts no term that was still running or was dropped in time', () => {
    const sheet = score([duty({}), duty({ droppedAt: at(10) })], at(29));
    expect(sheet).toMatchObject({ points: 0, most: 0, running: 1, misses: [] });
  });

  it('gives minutes to what is to be done at once', () => {
    const now = { clock: 'hand-off' as const, norm: 'G01', dueAt: at(0) };
    expect(score([duty({ ...now, metAt: at(4) })])).toMatchObject({ points: 10 });
    expect(score([duty({ ...now, metAt: at(5) })])).toMatchObject({ points: 5 });
  });

  it('counts what was recognised, each person by themselves', () => {
    const riddle = { caseId: 'd', what: 'joined' as const, solved: true, personId: 'q' };
    const riddles = [riddle, { ...riddle, solved: false, personId: null }, { ...riddle, what: 'false' as const }];
    const sheet = scoreDrill({ duties: [duty({ metAt: at(1) })], riddles }, DAY, at(40));
    expect(sheet).toMatchObject({ points: 16, most: 18, joined: { all: 2, solved: 1 }, alarms: { all: 1, solved: 1 } });
    expect(sheet.people.map(({ personId, points }) => [personId, points])).toEqual([
      ['p', 10],
      ['q', 6],
    ]);
  });

  it('compares nights by shares', () => {
    expect(isBetter({ points: 2, most: 3 }, { points: 200, most: 301 })).toBe(true);
    expect(isBetter({ points: 1, most: 2 }, { points: 2, most: 4 })).toBe(false);
  });
});
