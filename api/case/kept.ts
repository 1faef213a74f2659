import type { Knex } from 'knex';
import type { Alarm } from '../../law/base/alarm';
import type { Plain } from '../../law/base/canonical';
import { storedArea } from '../../store/areas';
import { deadlinesOf } from '../../store/case/deadlines';
import { eventsOf, type CaseEvent } from '../../store/case/events';
import { pinsOf, wrongRecords, type WrongRecord } from '../../store/case/records';
import { isoOf, type Sides, type ToldEvent } from '../../store/case/sides';
import type { CaseFile } from '../../store/case/types';
import { shownDeadline, type ShownDeadline } from './deadlines';

export type PackedEvent = Omit<CaseEvent, 'at'> & { at: string };

export type PackedDeadline = ShownDeadline & { id: string; alarms: readonly Alarm[] };

/** The row of the case. Every instant is ISO. */
export interface PackedFile {
  id: string;
  area: string;
  number: string;
  phase: string;
  outcome: string | null;
  zone: string;
  lawDate: string;
  openedAt: string;
  closedAt: string | null;
  parentId: string | null;
  building: string | null;
  organisation: string | null;
  municipality: string | null;
  region: string | null;
  seq: number;
  dueAt: string | null;
  dueName: string | null;
}

/** The chained events of a case, and everything its tables say, so that both can be compared. */
export interface KeptCase {
  case: PackedFile;
  events: PackedEvent[];
  deadlines: PackedDeadline[];
  /** What the area's rows say about the things its events tell: ids and instants. */
  own: Sides;
  records: { pins: readonly { seq: number; count: number; digest: string }[]; wrong: readonly WrongRecord[] };
}

/** What the chained events say the area's rows should contain. */
export const toldOf = (area: string, events: readonly ToldEvent[]): Sides => storedArea(area)?.fromEvents(events) ?? {};

export async function loadKept(db: Knex, id: string, now: Date): Promise<KeptCase | null> {
  const file = await db<CaseFile>('case_file').where({ id }).first();
  if (!file) return null;
  // One after another: a transaction has only one connection.
  const events = await eventsOf(db, id);
  const deadlines = await deadlinesOf(db, id);
  const own = (await storedArea(file.area)?.fromRows(db, id)) ?? {};
  const pins = await pinsOf(db, id);
  const wrong = [...(await wrongRecords(db, id)), ...(await strayedTopic(db, file))];
  return {
    case: packedFile(file),
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
    deadlines: deadlines.map((row) => ({ ...shownDeadline(row, file.zone, now), id: row.id, alarms: row.alarms })),
    own: JSON.parse(JSON.stringify(own)) as Record<string, Plain>,
    records: { pins, wrong },
  };
}

/**
 * People's words are not stored in events and packs, so the topic is compared with the recorded row it was copied from.
 */
async function strayedTopic(db: Knex, { id, area, topic }: CaseFile): Promise<WrongRecord[]> {
  const own = (await storedArea(area)?.topic(db, id)) ?? topic;
  return own === topic ? [] : [{ table: 'case_file', key: 'topic', what: 'strayed' }];
}

function packedFile(file: CaseFile): PackedFile {
  const { id, area, number, phase, outcome, zone, region, seq } = file;
  return {
    id,
    area,
    number,
    phase,
    outcome,
    zone,
    region,
    seq,
    lawDate: file.law_date,
    openedAt: file.opened_at.toISOString(),
    closedAt: isoOf(file.closed_at),
    parentId: file.parent_id,
    building: file.building_id,
    organisation: file.organisation_id,
    municipality: file.municipality_id,
    dueAt: isoOf(file.due_at),
    dueName: file.due_name,
  };
}
