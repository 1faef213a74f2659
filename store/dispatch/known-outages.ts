import type { Knex } from 'knex';

/** An outage that stands in the house now, or is announced for it. */
export interface KnownOutage {
  caseId: string;
  number: string;
  title: string;
  planned: boolean;
  since: Date;
  until: Date | null;
  requests: number;
}

export async function outagesOf(_db: Knex, _buildingId: string, _now: Date): Promise<KnownOutage[]> {
  return [];
}
