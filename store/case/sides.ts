import type { Plain } from '../../law/base/canonical';
import type { CaseEvent } from './events';

/** One side of the comparison: stored values by name, instants as ISO. */
export type Sides = Readonly<Record<string, Plain>>;
export type ToldEvent = Pick<CaseEvent, 'kind' | 'facts' | 'actorId'> & { at: string };

export const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;
/** A value of a fact by its name; null when it has none. */
export const factValue = (event: ToldEvent | undefined, name: string): Plain => event?.facts[name] ?? null;
