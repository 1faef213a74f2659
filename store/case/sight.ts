import type { Bindings } from '../sql/query';

/** Who looks at cases, and by what. Any one of these may be enough; nothing given, nothing seen. */
export interface CaseReader {
  everything?: boolean;
  /** The citizen; nobody where an organisation's key looks. */
  personId?: string | null;
  /** Houses where they own or live. */
  houses?: readonly string[];
  /** Organisations in whose offices they work. */
  organisations?: readonly string[];
  /** Organisations in whose name they decide as an owner does. */
  heads?: readonly string[];
  /** Regions they watch over. */
  regions?: readonly string[];
}

/** What every area's `seen` may ask for. The names are told apart from those of filters. */
export const readerBindings = (reader: CaseReader): Bindings => ({
  seesAll: reader.everything ?? false,
  self: reader.personId ?? null,
  homes: reader.houses ?? [],
  offices: reader.organisations ?? [],
  headed: reader.heads ?? [],
  watched: reader.regions ?? [],
});

/**
 * An area's own rule of who may know that a case is there. It is the one truth for lists, counts, search, alarms and the
 * case's own pages: what it hides is answered like an unknown id.
 */
export interface Sight {
  /** Table of the area, one row a case, and its alias. */
  table: string;
  alias: string;
  /** Condition over `case_file f` and the area's row; needs what readerBindings gives. */
  seen: string;
}
