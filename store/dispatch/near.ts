import type { Knex } from 'knex';
import type { FoundPlace } from './find';

/** A request that stands open in the house. */
export interface RequestNear {
  caseId: string;
  number: string;
  title: string;
  /** Of the flat; null: of the house. */
  premises: string | null;
  at: Date;
}

/** Open requests of the house, the newest first; those of the same flat before all. */
export async function requestsNear(
  _db: Knex,
  _place: { buildingId: string; premisesId: string | null },
  _now: Date,
): Promise<RequestNear[]> {
  return [];
}

/** Places about which somebody has asked from a number that ends so, the last first. */
export async function placesAsked(
  _db: Knex,
  _organisations: readonly string[],
  _phoneEnd: string,
): Promise<FoundPlace[]> {
  return [];
}
