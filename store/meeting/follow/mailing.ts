import type { Knex } from 'knex';
import { type Rhythm, rhythmsOn } from '../../../law/meeting/vote/mailing';
import { localOf } from '../../../law/base/zone';
import { writeLetters } from '../../letters/deliveries';
import { query } from '../../sql/query';

export interface Mailing {
  organisationId: string;
  name: string;
  /** E-mail for its letters; the cabinet has them in any case. */
  email: string | null;
  rhythm: Rhythm | null;
  setAt: Date | null;
}

/** Those of these organisations that manage houses, each with its setting. */
export async function mailingsOf(db: Knex, organisations: readonly string[]): Promise<Mailing[]> {
  return query<Mailing>(
    db,
    `
    select o.id as "organisationId", o.short_name as name, o.email, s.rhythm, s.set_at as "setAt"
    from organisation o left join sheet_mailing s on s.organisation_id = o.id
    where o.id = any(:organisations::uuid[]) and o.kind in ('manager', 'association') order by o.short_name`,
    { organisations },
  );
}

/** `null` switches it off. */
export async function setMailing(
  trx: Knex,
  { organisationId, rhythm, by, at }: { organisationId: string; rhythm: Rhythm | null; by: string; at: Date },
): Promise<void> {
  if (rhythm === null) {
    await trx('sheet_mailing').where({ organisation_id: organisationId }).delete();
    return;
  }
  await trx('sheet_mailing')
    .insert({ organisation_id: organisationId, rhythm, set_by: by, set_at: at })
    .onConflict('organisation_id')
    .merge();
}

interface Due {
  caseId: string;
  organisationId: string;
  zone: string;
  rhythm: Rhythm;
}

/**
 * The morning letters of a region: one for each running voting whose manager asked for it, once a day in house time.
 * The letter has a link, not the sheet: personal data is not sent by mail. A missed morning is not made up for: the
 * sheet behind the link is always current.
 */
export async function writeSheetLetters(trx: Knex, region: string, at: Date): Promise<number> {
  const running = await query<Due>(
    trx,
    `
    select f.id as "caseId", s.organisation_id as "organisationId", f.zone, s.rhythm
    from case_file f join sheet_mailing s on s.organisation_id = f.organisation_id
    where f.area = 'meeting' and f.phase = 'voting' and f.region = :region and :at > domovoy_now() - interval '1 day'`,
    { region, at },
  );
  const dayOf = ({ zone }: Due): string => localOf(at, zone).day;
  const due = running.filter((one) => rhythmsOn(dayOf(one)).includes(one.rhythm));
  for (const one of due) {
    const { caseId, organisationId } = one;
    const letter = { key: `${caseId}:meeting-sheet:${dayOf(one)}`, letter: 'meeting-sheet', facts: {}, organisationId };
    await writeLetters(trx, caseId, [letter], at);
  }
  return due.length;
}
