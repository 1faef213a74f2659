import type { Plain } from '../../law/base/canonical';
import type { CaseEvent } from './events';

/** One side of the comparison: what is kept under a name, instants as ISO. */
export type Sides = Readonly<Record<string, Plain>>;
export type ToldEvent = Pick<CaseEvent, 'kind' | 'facts' | 'actorId'> & { at: string };

export const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;
/** What a fact says under a name; null where it says nothing. */
export const said = (event: ToldEvent | undefined, name: string): Plain => event?.facts[name] ?? null;
