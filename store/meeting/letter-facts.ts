import type { Knex } from 'knex';
import type { MeetingForm } from '../../law/meeting/forms';
import { refusalPath, refusalToken } from './ballots/refusal-link';
import type { LetterAsked } from '../case/area';
import { queryOne } from '../sql/query';

/** Facts in letters of meetings, beside those of every case. */
export interface MeetingLetterFacts {
  /** When the owners vote, and whether they vote here or hand in paper; null while the dates are not set. */
  voting: { opensAt: Date; closesAt: Date; online: boolean } | null;
  /** The power of attorney a letter is about (the fact `proxy`); `refusal` is only in its principal's letter. */
  power: { id: string; principal: string; agent: string; refusal: string | null } | null;
  /** Why it was cancelled (the fact `text`). */
  reason: string | null;
}

interface Row {
  opensAt: Date | null;
  closesAt: Date | null;
  form: MeetingForm;
  powerId: string | null;
  principal: string;
  agent: string;
  reason: string | null;
}

const nameOf = (person: string): string =>
  `concat_ws(' ', ${person}.given_name, ${person}.patronymic, left(${person}.family_name, 1) || '.')`;

export async function meetingLetterFacts(
  db: Knex,
  { caseId, letter, facts }: LetterAsked,
): Promise<MeetingLetterFacts> {
  const proxy = typeof facts['proxy'] === 'string' ? facts['proxy'] : null;
  const text = letter === 'meeting-cancelled' && typeof facts['text'] === 'string' ? facts['text'] : null;
  const row = await queryOne<Row>(
    db,
    `select m.opens_at as "opensAt", m.closes_at as "closesAt", m.form, x.id as "powerId",
       coalesce(o.short_name, ${nameOf('p')}) as principal, ${nameOf('a')} as agent,
       t.body as reason
     from meeting m
     left join meeting_proxy x on x.case_id = m.case_id and x.id::text = :proxy
     left join person p on p.id = x.principal_person_id
     left join organisation o on o.id = x.principal_organisation_id
     left join person a on a.id = x.agent_person_id
     left join meeting_text t on t.case_id = m.case_id and t.id::text = :reason and t.kind = 'reason'
     where m.case_id = :caseId`,
    { caseId, proxy, reason: text },
  );
  if (!row) return { voting: null, power: null, reason: null };
  const { opensAt, closesAt, form, reason } = row;
  const voting = opensAt && closesAt && { opensAt, closesAt, online: form === 'electronic' };
  return { voting, power: await powerOf(db, letter, row), reason };
}

async function powerOf(
  db: Knex,
  letter: string,
  { powerId, principal, agent }: Row,
): Promise<MeetingLetterFacts['power']> {
  if (powerId === null) return null;
  const token = letter === 'meeting-power' ? await refusalToken(db, powerId) : null;
  return { id: powerId, principal, agent, refusal: token && refusalPath(powerId, token) };
}
