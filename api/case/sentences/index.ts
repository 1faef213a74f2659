import { lifecycles } from '../../../law/areas';
import { appealSentences } from './appeal';
import { meetingSentences } from './meeting';
import type { Sentences } from './sentences';

export type { Part, Sentences, Told } from './sentences';

/** A new area adds its line here and its words beside. */
const areas: Readonly<Record<string, Sentences>> = { appeal: appealSentences, meeting: meetingSentences };

export const toldAreas: readonly string[] = Object.keys(areas);

const plain: Sentences = {
  ofCase: 'дела',
  topic: () => 'Дело',
  tables: {},
  outcome: (code) => code ?? '',
  event: (kind) => ({ title: kind }),
  alarm: () => 'Дело проснётся',
  inner: [],
  next: () => null,
};

export const sentencesOf = (area: string): Sentences => areas[area] ?? plain;

/** Kinds of facts that no party reads, over all areas. */
export const innerKinds: readonly string[] = Object.values(areas).flatMap(({ inner }) => inner);

/** Phases in which the inspectorate itself is waited for, as «area:phase». */
export const watchedPhases: readonly string[] = Object.entries(areas).flatMap(([area, { next }]) =>
  Object.keys(lifecycles[area]?.phases ?? {})
    .filter((phase) => next(phase, 'watch') !== null)
    .map((phase) => `${area}:${phase}`),
);
