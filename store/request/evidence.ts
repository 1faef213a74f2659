import type { Knex } from 'knex';
import type { Plain } from '../../law/base/canonical';
import { factValue, isoOf, type Sides, type ToldEvent } from '../case/sides';

const INSTANTS = [
  'registered_at',
  'damaged_at',
  'accepted_at',
  'arrived_at',
  'localised_at',
  'handed_at',
  'fixed_at',
  'confirmed_at',
  'checked_at',
  'acknowledged_at',
] as const;
const VALUES = [
  'source',
  'kind',
  'master_id',
  'contractor_id',
  'outage_id',
  'merged_into',
  'rating',
  'reopened',
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
const SAID: Readonly<Partial<Record<(typeof INSTANTS)[number], string>>> = {
  accepted_at: 'accepted',
  arrived_at: 'arrived',
  localised_at: 'localised',
  handed_at: 'handed',
  fixed_at: 'fixed',
  confirmed_at: 'confirmed',
  checked_at: 'checked',
  acknowledged_at: 'acknowledged',
};
/** What a new worker, and a return, set back to nothing. */
const SET_BACK: Readonly<Record<string, readonly string[]>> = {
  accepted_at: ['assigned', 'declined', 'nobody-answers', 'reopened'],
  arrived_at: ['assigned', 'absent', 'reopened'],
  localised_at: ['reopened'],
  handed_at: ['reopened'],
  fixed_at: ['reopened'],
  acknowledged_at: ['reopened'],
};

/** The same, according to the chained events. */
export function requestFromEvents(events: readonly ToldEvent[]): Sides {
  const [opened] = events;
  const last = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind)).at(-1);
  const instant = (name: (typeof INSTANTS)[number]): Plain => {
    const kind = SAID[name];
    if (!kind) return factValue(name === 'damaged_at' ? (last('reclassified') ?? opened) : opened, camel(name));
    const found = last(kind, ...(SET_BACK[name] ?? []));
    return found?.kind === kind ? (factValue(found, 'done') ?? found.at) : null;
  };
  const given = last('assigned', 'declined', 'nobody-answers', 'reopened');
  return {
    ...Object.fromEntries(INSTANTS.map((name) => [`request.${name}`, instant(name)])),
    'request.source': factValue(opened, 'source'),
    'request.kind': factValue(last('reclassified', 'registered'), 'fault'),
    'request.master_id': factValue(given?.kind === 'assigned' ? given : undefined, 'person'),
    'request.contractor_id': factValue(given?.kind === 'assigned' ? given : undefined, 'contractor'),
    'request.outage_id': factValue(last('gathered'), 'outage'),
    'request.merged_into': factValue(last('merged'), 'into'),
    'request.rating': factValue(last('confirmed'), 'rating'),
    'request.reopened': events.filter(({ kind }) => kind === 'reopened').length,
  };
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
