import type { Knex } from 'knex';
import type { Plain } from '../../law/base/canonical';
import { isoOf, factValue, type Sides, type ToldEvent } from '../case/sides';

/** What the rows of a meeting say about its life. */
export async function meetingFromRows(db: Knex, caseId: string): Promise<Sides> {
  const row = await db('meeting').where({ case_id: caseId }).first();
  if (!row) return {};
  const protocol = await db('meeting_protocol').where({ case_id: caseId }).first();
  const count = await db('meeting_count').where({ case_id: caseId }).first();
  const sealed = await db('meeting_checkpoint').where({ case_id: caseId }).whereLike('text', '%state sealed%').first();
  return {
    'meeting.requested_at': isoOf(row.requested_at),
    'meeting.noticed_at': isoOf(row.noticed_at),
    'meeting.frozen_at': isoOf(row.frozen_at),
    'meeting.opened_at': isoOf(row.opened_at),
    'meeting.sealed_at': isoOf(row.sealed_at),
    'meeting.handed_at': isoOf(row.handed_at),
    'meeting.filed_at': isoOf(row.filed_at),
    'meeting.published_at': isoOf(row.published_at),
    ...(row.noticed_at && {
      'meeting.opens_at': isoOf(row.opens_at),
      'meeting.closes_at': isoOf(row.closes_at),
      'meeting.law_day': row.law_day,
      'meeting.law_rule': row.law_rule,
    }),
    'meeting_protocol.drafted_at': isoOf(protocol?.drafted_at ?? null),
    'meeting_protocol.complete_at': isoOf(protocol?.complete_at ?? null),
    meeting_protocol_signature: await signaturesKept(db, caseId),
    meeting_council_member: await db('meeting_council_member')
      .where({ case_id: caseId })
      .orderBy('person_id')
      .pluck('person_id'),
    meeting_inspection: await inspectionsKept(db, caseId),
    meeting_reminder: await remindersKept(db, caseId),
    'meeting_count.participating': count?.participating ?? null,
    'meeting_count.total': count?.total ?? null,
    'meeting_count.quorum': count?.quorum ?? null,
    'meeting_count.ballots': count?.outcomes.length ?? null,
    'meeting_checkpoint.root': sealed?.root ?? null,
    'meeting_checkpoint.size': sealed?.size ?? null,
  };
}

async function signaturesKept(db: Knex, caseId: string): Promise<Plain> {
  const rows = await db('meeting_protocol_signature')
    .where({ case_id: caseId })
    .select('part', 'person_id', 'signed_at');
  return sorted(rows.map((row) => [row.part, row.person_id, isoOf(row.signed_at)]));
}

async function inspectionsKept(db: Knex, caseId: string): Promise<Plain> {
  const rows = await db('meeting_inspection').where({ case_id: caseId });
  return sorted(
    rows.map((row) => [row.other_case_id, isoOf(row.found_at), isoOf(row.done_at), row.done_by, row.text_id]),
  );
}

async function remindersKept(db: Knex, caseId: string): Promise<Plain> {
  const rows = await db('meeting_reminder').where({ case_id: caseId });
  return sorted(rows.map((row) => [isoOf(row.at), row.by, row.people]));
}

const sorted = (lines: readonly Plain[]): Plain =>
  [...lines].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** The same, according to the chained events. */
export function meetingFromEvents(events: readonly ToldEvent[]): Sides {
  const all = (kind: string): ToldEvent[] => events.filter((one) => one.kind === kind);
  const at = (...kinds: string[]): string | null => events.find(({ kind }) => kinds.includes(kind))?.at ?? null;
  const [noticed, closed] = [all('noticed')[0], all('closed')[0]];
  const complete = events.find(({ kind, facts }) => kind === 'drawn-up' || facts['complete'] === true);
  return {
    'meeting.requested_at': requestedAt(events),
    'meeting.noticed_at': noticed?.at ?? null,
    'meeting.frozen_at': noticed?.at ?? null,
    'meeting.opened_at': at('opened'),
    'meeting.sealed_at': closed?.at ?? null,
    'meeting.handed_at': at('handed-over'),
    'meeting.filed_at': at('filed'),
    'meeting.published_at': at('drawn-up', 'published'),
    ...(noticed && {
      'meeting.opens_at': factValue(noticed, 'opensAt'),
      'meeting.closes_at': factValue(noticed, 'closesAt'),
      'meeting.law_day': factValue(noticed, 'lawDay'),
      // A notice given before the rule by stages says nothing of it.
      'meeting.law_rule': factValue(noticed, 'lawRule') ?? 'single',
    }),
    'meeting_protocol.drafted_at': closed?.at ?? null,
    'meeting_protocol.complete_at': complete?.at ?? null,
    meeting_protocol_signature: sorted(all('signed').map((one) => [factValue(one, 'part'), one.actorId, one.at])),
    meeting_council_member: sorted((factValue(all('elected').at(-1), 'members') ?? []) as readonly Plain[]),
    meeting_inspection: sorted(all('similar-protocol').map((one) => inspectionTold(one, all('inspected')))),
    meeting_reminder: sorted(all('reminded').map((one) => [one.at, one.actorId, factValue(one, 'people')])),
    'meeting_count.participating': factValue(closed, 'participating'),
    'meeting_count.total': factValue(closed, 'total'),
    'meeting_count.quorum': factValue(closed, 'quorum'),
    'meeting_count.ballots': factValue(closed, 'ballots'),
    'meeting_checkpoint.root': factValue(closed, 'root'),
    'meeting_checkpoint.size': factValue(closed, 'size'),
  };
}

/** A request of owners stays when the manager returns it; a message to an administrator must be sent again. */
function requestedAt(events: readonly ToldEvent[]): string | null {
  const group = factValue(events[0], 'initiatorKind') === 'group';
  const last = events.filter(({ kind }) => kind === 'requested' || (kind === 'amended' && !group)).at(-1);
  return last?.kind === 'requested' ? last.at : null;
}

/** The inspectorate's conclusion is recorded in the later case; the earlier one only gets a message. */
function inspectionTold(found: ToldEvent, inspected: readonly ToldEvent[]): Plain {
  const other = factValue(found, 'other');
  const done = inspected.find((one) => factValue(one, 'other') === other && factValue(one, 'text') !== null);
  return [other, found.at, done?.at ?? null, done?.actorId ?? null, factValue(done, 'text')];
}
