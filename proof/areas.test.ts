import { deciders } from '../activities/areas';
import { allRoles } from '../activities/roles';
import { pageAreas, sentencesOf } from '../api/areas';
import { AREAS } from '../api/openapi/routes';
import { lifecycles, stages } from '../law/areas';
import { areaNames, storedArea } from '../store/areas';
import { letterAreas } from '../templates/areas';
import { casesQueue } from '../workflows/case/contract';
import * as workflows from '../workflows';

/** Each list an area has to stand in, by its file: whatever forgets one is named here, not found by people. */
const lists: Readonly<Record<string, (area: string) => boolean>> = {
  'law/areas.ts (stages)': (area) => area in stages,
  'store/areas.ts': (area) => areaNames.includes(area),
  'templates/areas.ts': (area) => letterAreas.includes(area),
  'api/areas.ts': (area) => pageAreas.includes(area),
  'api/openapi/routes.ts': (area) => area in AREAS,
  'activities/areas.ts': (area) => area in deciders,
  'activities/roles.ts': (area) => allRoles.has(casesQueue(area) as `cases-${string}`),
  'workflows/index.ts': (area) => area in workflows,
};

const forgotten = (areas: readonly string[]): string[] =>
  areas.flatMap((area) => Object.keys(lists).flatMap((file) => (lists[file]?.(area) ? [] : [`${area}: ${file}`])));

/** Acts nobody decides: the case would stand still there. */
const undecided = (): string[] =>
  Object.values(lifecycles).flatMap(({ area, acts }) =>
    Object.keys(acts).flatMap((act) => (deciders[area]?.[act] ? [] : [`${area}.${act}`])),
  );

describe('an area that has a lifecycle', () => {
  it('stands in every list that needs it, under the name of its lifecycle', () => {
    expect(forgotten(Object.keys(lifecycles))).toEqual([]);
    for (const [name, { area }] of Object.entries(lifecycles)) expect(area).toBe(name);
  });

  it('has a Russian name for the table of its own', () => {
    for (const area of areaNames) expect(sentencesOf(area).tables).toHaveProperty(storedArea(area)?.sight.table ?? '');
  });

  it('decides each of its acts', () => {
    expect(undecided()).toEqual([]);
  });

  it('is named with each list that forgets it', () => {
    const all = Object.keys(lists).filter((file) => file !== 'activities/roles.ts');
    expect(forgotten(['forgotten']).filter((line) => !line.endsWith('roles.ts'))).toEqual(
      all.map((file) => `forgotten: ${file}`),
    );
  });

  it('has no list that knows an area without a lifecycle', () => {
    for (const known of [Object.keys(stages), areaNames, letterAreas, pageAreas, Object.keys(deciders)])
      expect([...known].sort()).toEqual(Object.keys(lifecycles).sort());
  });
});
