import { actSources } from './sources/acts';
import { debtSources } from './sources/money';
import { meetingSources } from './sources/meeting';
import { otherSources } from './sources/others';
import { serviceSources } from './sources/services';
import type { Source } from './sources/source';


/** The documents in which the rows of law/norms were seen; a row names its document by the key. */
export const sources = {
  ...actSources,
  ...meetingSources,
  ...serviceSources,
  ...debtSources,
  ...otherSources,
} as const;

export type SourceId = keyof typeof sources;

/** The document of a row; a row from memory has none. */
export function sourceOf({ source }: { source?: SourceId }): Source | undefined {
  return source && sources[source];
}
