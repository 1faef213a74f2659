import type { Bindings } from '../sql/query';

/** Who looks at cases, and on what grounds. Any one of these may be enough; without any, nothing is visible. */
export interface CaseReader {
  everything?: boolean;
  /** The citizen; null for an organisation's key. */
  personId?: string | null;
  /** Houses where they own or live. */
  houses?: readonly string[];
  /** Organisations in whose offices they work. */
  organisations?: readonly string[];
  /** Organisations where they are a dispatcher. */
  desks?: readonly string[];
  /** Organisations in whose name they decide as owners. */
  heads?: readonly string[];
  /** Regions they watch over. */
  regions?: readonly string[];
}

/** The values that every area's `seen` may use. Their names differ from those of filters. */
export const readerBindings = (reader: CaseReader): Bindings => ({
  seesAll: reader.everything ?? false,
  self: reader.personId ?? null,
  homes: reader.houses ?? [],
  offices: reader.organisations ?? [],
  desks: reader.desks ?? [],
  headed: reader.heads ?? [],
  watched: reader.regions ?? [],
});

/**
 * An area's own rule of who may know that a case exists. It applies to lists, counts, search, alarms and the case's own
 * pages: a hidden case is answered like an unknown id.
 */
export interface Sight {
  /** The area's table, one row per case, and its alias. */
  table: string;
  alias: string;
  /** Condition over `case_file f` and the area's row; uses the values of readerBindings. */
  seen: string;
}
