import type { Knex } from 'knex';
import type { Plain } from '../../law/base/canonical';
import { factValue, isoOf, type Sides, type ToldEvent } from '../case/sides';

const INSTANTS = [
  ...(['registered_at', 'clock_from', 'damaged_at', 'harm_at', 'check_agreed_at', 'visit_from', 'visit_to'] as const),
  ...(['assigned_at', 'accepted_at', 'arrived_at', 'localised_at', 'handed_at', 'fixed_at'] as const),
  ...(['confirmed_at', 'checked_at', 'paused_until', 'acknowledged_at'] as const),
] as const;
const VALUES = [
  ...(['source', 'kind', 'emergency', 'common', 'call_id', 'master_id', 'contractor_id', 'outage_id'] as const),
  ...(['merged_into', 'rating', 'reopened', 'result_text_id', 'pause_ground', 'acknowledged_by'] as const),
] as const;

/** What the row of a request says about its life. */
export async function requestFromRows(db: Knex, caseId: string): Promise<Sides> {
  const row = await db('request').where({ case_id: caseId }).first();
  if (!row) return {};
  return Object.fromEntries([
    ...INSTANTS.map((name) => [`request.${name}`, isoOf(row[name])]),
    ...VALUES.map((name) => [`request.${name}`, row[name]]),
  ]);
}

/** Which fact says each of these instants last; a request that came back begins anew. */
const SAID = {
  accepted_at: 'accepted',
  arrived_at: 'arrived',
  localised_at: 'localised',
  handed_at: 'handed',
  fixed_at: 'fixed',
  confirmed_at: 'confirmed',
  checked_at: 'checked',
  acknowledged_at: 'acknowledged',
} as const;
type Said = keyof typeof SAID;
/** What a new worker, and a return, set back to nothing. */
const SET_BACK: Readonly<Partial<Record<Said, readonly string[]>>> = {
  accepted_at: ['assigned', 'declined', 'nobody-answers', 'reopened'],
  arrived_at: ['assigned', 'absent', 'reopened'],
  localised_at: ['reopened'],
  handed_at: ['reopened'],
  fixed_at: ['reopened'],
  acknowledged_at: ['reopened'],
};

/** The same, according to the chained events. */
export function requestFromEvents(events: readonly ToldEvent[]): Sides {
  const told = new Told(events);
  const last = (...kinds: string[]): ToldEvent | undefined => told.last(...kinds);
  const [opened] = events;
  const given = last('assigned', 'declined', 'nobody-answers', 'reopened');
  const assigned = given?.kind === 'assigned' ? given : undefined;
  const visit = last('visit-set', 'absent', 'reopened');
  const pause = last('paused', 'resumed', 'fixed');
  const kind = last('reclassified', 'registered');
  return {
    ...Object.fromEntries(Object.keys(SAID).map((name) => [`request.${name}`, told.instant(name as Said)])),
    'request.registered_at': factValue(opened, 'registeredAt'),
    'request.clock_from': last('reopened')?.at ?? factValue(opened, 'registeredAt'),
    'request.damaged_at': factValue(last('reclassified') ?? opened, 'damagedAt'),
    'request.harm_at': last('harmed')?.at ?? factValue(opened, 'harmAt'),
    'request.check_agreed_at': factValue(last('visit-set'), 'checkAgreedAt'),
    'request.visit_from': factValue(visit, 'from'),
    'request.visit_to': factValue(visit, 'to'),
    'request.assigned_at': last('assigned')?.at ?? null,
    'request.paused_until': factValue(pause, 'until'),
    'request.pause_ground': factValue(pause, 'ground'),
    'request.source': factValue(opened, 'source'),
    'request.call_id': factValue(opened, 'call'),
    'request.kind': factValue(kind, 'fault'),
    'request.emergency': factValue(kind, 'emergency'),
    'request.common': factValue(kind, 'common'),
    'request.master_id': factValue(assigned, 'person'),
    'request.contractor_id': factValue(assigned, 'contractor'),
    'request.outage_id': factValue(last('gathered'), 'outage'),
    'request.merged_into': factValue(last('merged'), 'into'),
    'request.result_text_id': factValue(last('fixed'), 'text'),
    'request.acknowledged_by': told.instant('acknowledged_at') && (last('acknowledged')?.actorId ?? null),
    'request.rating': factValue(last('confirmed'), 'rating'),
    'request.reopened': events.filter((one) => one.kind === 'reopened').length,
  };
}

class Told {
  constructor(private readonly events: readonly ToldEvent[]) {}

  last(...kinds: string[]): ToldEvent | undefined {
    return this.events.filter(({ kind }) => kinds.includes(kind)).at(-1);
  }

  /** When it was done last, unless something set it back to nothing since. */
  instant(name: Said): Plain {
    const found = this.last(SAID[name], ...(SET_BACK[name] ?? []));
    return found?.kind === SAID[name] ? (factValue(found, 'done') ?? found.at) : null;
  }
}
