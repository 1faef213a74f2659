import { deciders } from '../activities/areas';
import { allRoles } from '../activities/roles';
import { pageAreas, sentencesOf } from '../api/areas';
import { AREAS } from '../api/openapi/routes';
import { routes } from '../api/routes';
import { lives } from '../bin/seed/areas';
import { lifecycles, stages } from '../law/areas';
import { norms } from '../law/base/norm';
import { areaNames, storedArea } from '../store/areas';
import { letterAreas } from '../templates/areas';
import { letterNames } from '../templates/letters/compose';
import { casesQueue } from '../workflows/case/contract';
import * as workflows from '../workflows';
import { allFiles, textOf } from './sources';

const files = allFiles();
const someFile = (pattern: string): boolean => files.some((file) => new RegExp(`^${pattern}$`).test(file));

/** The places every area must be in, by file: a place that misses an area is named here. */
const places: Readonly<Record<string, (area: string) => boolean>> = {
  'law/areas.ts (stages)': (area) => area in stages,
  'law/norms/row.ts and law/base/norm.ts': (area) => norms().some((row) => row.area === area),
  // The walls between areas know an area by these two files (.dependency-cruiser.cjs).
  'law/<area>/lifecycle.ts': (area) => someFile(`law/${area}/lifecycle\\.ts`),
  'workflows/<area>/workflow.ts': (area) => someFile(`workflows/${area}/workflow\\.ts`),
  'workflows/index.ts': (area) => area in workflows,
  'workflows/histories/<area>': (area) => someFile(`workflows/histories/${area}/.+\\.json`),
  'proof/replay/lives/<area>.ts': (area) => someFile(`proof/replay/lives/${area}\\.ts`),
  'proof/doors/eyes/truth.ts': (area) => textOf('proof/doors/eyes/truth.ts').includes(`const ${area}Table`),
  'proof/stories/<area>-*.story.test.ts': (area) => someFile(`proof/stories/${area}-.+\\.story\\.test\\.ts`),
  'store/areas.ts': (area) => areaNames.includes(area),
  'activities/areas.ts': (area) => area in deciders,
  'activities/roles.ts': (area) => allRoles.has(casesQueue(area) as `cases-${string}`),
  'templates/areas.ts': (area) => letterAreas.includes(area),
  'templates/letters/<area>': (area) => letterNames.some((letter) => letter.startsWith(`${area}-`)),
  'templates/pages/<area>': (area) => someFile(`templates/pages/${area}/.+\\.hbs`),
  'api/areas.ts': (area) => pageAreas.includes(area),
  'api/routes.ts': (area) => routes.some(({ id }) => id.startsWith(`${area}.`)),
  'api/openapi/routes.ts': (area) => area in AREAS,
  'bin/seed/areas.ts': (area) => area in lives,
};

const forgotten = (areas: readonly string[]): string[] =>
  areas.flatMap((area) =>
    Object.entries(places).flatMap(([place, has]) =>
      has(area) ? [] : [`${area}: ${place.replaceAll('<area>', area)}`],
    ),
  );

/** Acts that no decider handles: a case would get stuck there. */
const undecided = (): string[] =>
  Object.values(lifecycles).flatMap(({ area, acts }) =>
    Object.keys(acts).flatMap((act) => (deciders[area]?.[act] ? [] : [`${area}.${act}`])),
  );

describe('an area that has a lifecycle', () => {
  it('stands in every place that needs it, under the name of its lifecycle', () => {
    expect(forgotten(Object.keys(lifecycles))).toEqual([]);
    for (const [name, { area }] of Object.entries(lifecycles)) expect(area).toBe(name);
  });

  it('has a Russian name for the table of its own', () => {
    for (const area of areaNames) expect(sentencesOf(area).tables).toHaveProperty(storedArea(area)?.sight.table ?? '');
  });

  it('decides each of its acts', () => {
    expect(undecided()).toEqual([]);
  });

  it('is named with each place that forgets it', () => {
    expect(forgotten(['forgotten'])).toEqual(
      Object.keys(places).map((place) => `forgotten: ${place.replaceAll('<area>', 'forgotten')}`),
    );
  });

  it('has no list that knows an area without a lifecycle', () => {
    for (const known of [
      Object.keys(stages),
      areaNames,
      letterAreas,
      pageAreas,
      Object.keys(deciders),
      Object.keys(lives),
    ])
      expect([...known].sort()).toEqual(Object.keys(lifecycles).sort());
  });
});
