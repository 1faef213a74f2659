import type { Sight } from '../case/sight';

/** The initiator, the administrator, and the offices of organisations in these roles: only they see a draft. */
export const runsMeeting = `(m.initiator_person_id = :self::uuid or m.administrator_person_id = :self::uuid
  or m.initiator_organisation_id = any(:offices::uuid[]) or m.administrator_organisation_id = any(:offices::uuid[]))`;

/** An owner or head of an owner, an agent, a supporter of the request, the chair, the secretary or a counter. */
export const meetingParty = `(coalesce(:self::uuid = any(array[m.chair_id, m.secretary_id] || m.counter_ids), false)
  or exists (select from meeting_holder h where h.case_id = m.case_id
    and (h.person_id = :self::uuid or h.organisation_id = any(:headed::uuid[])))
  or exists (select from meeting_signature s where s.case_id = m.case_id and s.person_id = :self::uuid)
  or exists (select from case_party p where p.case_id = m.case_id and p.person_id = :self::uuid)
  or exists (select from meeting_proxy x where x.case_id = m.case_id and x.agent_person_id = :self::uuid
    and x.valid is not false and x.refused_at is null))`;

/** Signatures are collected in the open: the neighbours must see what they sign (ЖК РФ ст. 45 ч. 6). */
const gathers = `(m.initiator_kind = 'group' and (m.building_id = any(:homes::uuid[])
  or exists (select from meeting_signature s where s.case_id = m.case_id and s.person_id = :self::uuid)))`;

/** From its notice on a meeting is open to the house; a request, from the day the manager owes the meeting (K-05). */
export const meetingIsPublic = `(m.noticed_at is not null
  or (m.initiator_kind = 'group' and m.requested_at is not null))`;

const administration = `f.municipality_id in (select o2.municipality_id from organisation o2
  where o2.id = any(:offices::uuid[]) and o2.kind = 'municipality')`;

const concerned = `(m.building_id = any(:homes::uuid[]) or f.organisation_id = any(:offices::uuid[])
  or f.region = any(:watched) or ${administration} or ${meetingParty})`;

/**
 * A draft belongs to its preparers, not to the company it may replace; a notified meeting is open to those it concerns.
 */
export const meetingSight: Sight = {
  table: 'meeting',
  alias: 'm',
  seen: `(:seesAll or ${runsMeeting} or ${gathers} or (${meetingIsPublic} and ${concerned}))`,
};
