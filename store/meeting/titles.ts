import type { Knex } from 'knex';

/**
 * the register is frozen, titles are not. Holders whose title has ended get its last day; a buyer of the same
 * share of the same premises is added to the right. Called before a decision is judged and before the count. A person
 * who received premises from the developer only now has no record yet and must wait for it (V-15).
 */
export async function refreshTitles(trx: Knex, caseId: string, at: Date): Promise<void> {
  await trx.raw(
    `
    update meeting_holder h set to_day = w.to_day from ownership w
    where h.case_id = :caseId and w.id = h.ownership_id and w.to_day is not null and h.to_day is null`,
    { caseId },
  );
  await trx.raw(
    `
    insert into meeting_holder (right_id, case_id, ownership_id, person_id, organisation_id, registry_number, registry_day,
      ballot_number, ballot_day, from_day, to_day, noted_at)
    select r.id, r.case_id, w.id, w.person_id, w.organisation_id, w.registry_number, w.registry_day, w.ballot_number,
      w.ballot_day, w.from_day, w.to_day, :at
    from ownership w
    join lateral (
      select r.id, r.case_id from meeting_right r
      where r.case_id = :caseId and r.premises_id = w.premises_id
        and r.share_n::numeric / r.share_d = w.share_n::numeric / w.share_d
        and exists (select from meeting_holder h where h.right_id = r.id and h.to_day < w.from_day)
        and not exists (select from meeting_holder h where h.right_id = r.id and h.to_day is null)
      order by r.place limit 1
    ) r on true
    where w.basis = 'record' and not exists (select from meeting_holder h where h.case_id = :caseId and h.ownership_id = w.id)
    on conflict do nothing`,
    { caseId, at },
  );
}
