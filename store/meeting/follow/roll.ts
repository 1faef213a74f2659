import type { Knex } from 'knex';
import type { BallotChannel } from '../../../law/meeting/vote/ballot';
import { query, queryOne } from '../../sql/query';

export interface SheetHead {
  manager: string | null;
  inn: string | null;
  fias: string;
}

/** The manager of the house and its name in registers, for the heading of the sheet. */
export async function sheetHead(db: Knex, caseId: string): Promise<SheetHead> {
  const row = await queryOne<SheetHead>(
    db,
    `
    select o.name as manager, o.inn, b.fias
    from case_file f join building b on b.id = f.building_id left join organisation o on o.id = f.organisation_id
    where f.id = :caseId`,
    { caseId },
  );
  if (!row) throw new Error('a meeting has a house');
  return row;
}

export interface CastLine {
  ballotId: string;
  channel: BallotChannel;
  comment: string | null;
}

/** How each decision was given; its marks are not read. */
export async function castLines(db: Knex, caseId: string): Promise<CastLine[]> {
  return query<CastLine>(db, 'select id as "ballotId", channel, comment from meeting_ballot where case_id = :caseId', {
    caseId,
  });
}
