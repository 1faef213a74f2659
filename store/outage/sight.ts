import { heldOn } from '../sql/query';
import type { Sight } from '../case/sight';

/** The houses of the plan that holds now. */
const houses = 'outage_house h where h.plan_id = ou.plan_id';

/** The author's office and desk, and those who watch over the region. */
const insiders = `(:seesAll or f.organisation_id = any(:offices::uuid[]) or f.organisation_id = any(:desks::uuid[])
  or f.region = any(:watched))`;

/** The house is served by an organisation of the reader, whoever has announced the outage. */
const served = `exists (select from organisation_building w where w.building_id = h.building_id
  and (w.organisation_id = any(:offices::uuid[]) or w.organisation_id = any(:desks::uuid[]))
  and ${heldOn('w', 'f.opened_at::date')})`;

/** Whoever lives in an affected house or owns something there reads of the outage, and those who serve the house. */
export const outageSight: Sight = {
  table: 'outage',
  alias: 'ou',
  seen: `(${insiders} or exists (select from ${houses} and (h.building_id = any(:homes::uuid[]) or ${served})))`,
};
