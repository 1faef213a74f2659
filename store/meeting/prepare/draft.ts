import type { Knex } from 'knex';
import { mustBePreparing } from '../phase';
import { changeMeeting, type Meeting } from '../rows';

/** What the initiator may write during preparation; a field left out stays as it is. */
export type DraftChange = Partial<
  Pick<
    Meeting,
    | 'form'
    | 'annual'
    | 'title'
    | 'administratorPersonId'
    | 'administratorOrganisationId'
    | 'opensAt'
    | 'closesAt'
    | 'discussionAt'
    | 'discussionPlace'
    | 'paperAddress'
    | 'paperFrom'
    | 'paperTo'
    | 'paperWeekends'
    | 'materialsPlace'
    | 'storagePlace'
    | 'directManagement'
    | 'firstElectronic'
    | 'postingPlace'
    | 'postingDecidedBy'
    | 'chairId'
    | 'secretaryId'
    | 'counterIds'
    | 'total'
    | 'totalBasis'
  >
>;

/** Preparation changes its rows at once; after the notice nothing of it may change (N-11). */
export async function editDraft(trx: Knex, caseId: string, change: DraftChange): Promise<void> {
  await mustBePreparing(trx, caseId);
  await changeMeeting(trx, caseId, change);
}
