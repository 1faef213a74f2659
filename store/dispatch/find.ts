import type { Knex } from 'knex';

export type FoundBy = 'phone' | 'called' | 'address' | 'name';

/** One line under the search box: a place, perhaps a person of it, and why it was found. */
export interface FoundPlace {
  buildingId: string;
  /** Null: the house itself. */
  premisesId: string | null;
  address: string;
  number: string | null;
  entrance: number | null;
  floor: number | null;
  personId: string | null;
  /** Who is known there by what was typed. */
  name: string | null;
  owns: boolean;
  by: FoundBy;
  /** When somebody called from this number about this place. */
  at: Date | null;
}

export interface PlaceSearch {
  /** Whose houses are searched: those the dispatcher's organisations manage. */
  organisations: readonly string[];
  text: string;
  now: Date;
}

export const PLACES_MOST = 10;

/** A phone or its end, an address as people say it, a part of a name: at most ten places, the likeliest first. */
export async function findPlace(_db: Knex, _search: PlaceSearch): Promise<FoundPlace[]> {
  return [];
}
