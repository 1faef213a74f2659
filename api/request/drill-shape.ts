import type { Knex } from 'knex';
import { z } from 'zod';
import { iso } from '../../law/base/instant';
import { drillPaceNames, drillSizeNames } from '../../law/request/drill';
import { drillClockTitles, isBetter, type DrillClock, type DrillScore } from '../../law/request/drill-score';
import { namesOf } from '../../store/registry/people';
import { bestDrill, nextOf, nextTerm, type Drill } from '../../store/request/drill';
import { drillNumbers, scoreOf } from '../../store/request/drill-facts';
import { choice } from '../http/fields';
import { nameIn } from './load';

const clockName = choice(Object.keys(drillClockTitles) as [DrillClock, ...DrillClock[]]);
const tally = { inTime: z.number(), late: z.number(), missed: z.number() };
const who = { person: z.string().nullable() };

export const drillLine = z.object({
  id: z.string(),
  organisation: z.string(),
  zone: z.string(),
  beginsAt: z.string(),
  size: choice(drillSizeNames),
  pace: choice(drillPaceNames),
  calls: z.number(),
  come: z.number(),
  endedAt: z.string().nullable(),
  points: z.number().nullable(),
  most: z.number().nullable(),
});
export type DrillLine = z.infer<typeof drillLine>;

export const drillShape = drillLine.extend({
  startedBy: z.string(),
  /** When the next call comes, or, when all have come, the next term is over. */
  nextAt: z.string().nullable(),
  sheet: z.object({
    points: z.number(),
    most: z.number(),
    running: z.number(),
    joined: z.object({ all: z.number(), solved: z.number() }),
    alarms: z.object({ all: z.number(), solved: z.number() }),
    clocks: z.array(z.object({ clock: clockName, norm: z.string(), ...tally })),
    people: z.array(z.object({ ...who, points: z.number(), solved: z.number(), ...tally })),
    misses: z.array(
      z.object({
        ...{ caseId: z.string(), number: z.string(), clock: clockName, norm: z.string() },
        ...{ dueAt: z.string(), metAt: z.string().nullable(), ...who },
      }),
    ),
  }),
  best: z.object({ id: z.string(), points: z.number(), most: z.number(), beaten: z.boolean() }).nullable(),
});
export type DrillShown = z.infer<typeof drillShape>;

export const lineOf = (drill: Drill): DrillLine => ({
  ...{ id: drill.id, organisation: drill.organisation, zone: drill.zone, size: drill.size, pace: drill.pace },
  ...{ calls: drill.calls, come: drill.come },
  beginsAt: drill.beginsAt.toISOString(),
  endedAt: iso(drill.endedAt),
  points: drill.score?.points ?? null,
  most: drill.score?.most ?? null,
});

/** A drill with its sheet: the one that was kept, or the one that would be kept now. */
export async function loadDrill(db: Knex, drill: Drill, now: Date): Promise<DrillShown> {
  const [score, best, next, numbers] = [
    drill.score ?? (await scoreOf(db, drill, now)),
    await bestDrill(db, drill),
    drill.endedAt ? null : await nextOf(db, drill),
    await drillNumbers(db, drill.id),
  ];
  const people = [...score.people, ...score.misses].flatMap(({ personId }) => (personId ? [personId] : []));
  const names = await namesOf(db, [drill.startedBy, ...people]);
  const named = (id: string | null): string | null => id && nameIn(names, id);
  const nextAt = next?.dueAt ?? (drill.endedAt ? null : await nextTerm(db, drill.id, now));
  return {
    ...lineOf(drill),
    startedBy: named(drill.startedBy) ?? '',
    nextAt: iso(nextAt),
    sheet: {
      ...score,
      people: score.people.map(({ personId, ...one }) => ({ ...one, person: named(personId) })),
      misses: score.misses.map(({ personId, ...one }) => ({
        ...one,
        number: numbers.get(one.caseId) ?? '',
        person: named(personId),
      })),
    },
    best: bestOf(best, score),
  };
}

const bestOf = (best: Drill | null, score: DrillScore): DrillShown['best'] =>
  best?.score
    ? { id: best.id, points: best.score.points, most: best.score.most, beaten: isBetter(score, best.score) }
    : null;
