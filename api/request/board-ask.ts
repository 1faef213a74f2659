import type { Knex } from 'knex';
import { z } from 'zod';
import { faultCodes } from '../../law/dispatch/kinds';
import { norm } from '../../law/base/norm';
import { CAPITAL_ZONE, localOf, MINUTE_MS } from '../../law/base/zone';
import { organisationNames } from '../../store/registry/organisations';
import { queues, type BoardFilter, type BoardTime } from '../../store/request/board';
import { signed } from '../account/signed';
import { choice, cursor, instant, maybe, text, uuid } from '../http/fields';
import type { Call } from '../http/route';
import type { Actor } from '../security/actor';
import { notFound } from '../security/permission';
import { hrefWith, type Query } from '../view/list';

export const BOARD = '/requests/board';

/** What narrows a board; a saved view is a link with the same. */
export const boardQuery = z.object({
  organisation: maybe(uuid()),
  queue: maybe(choice(queues)),
  house: maybe(uuid()),
  kind: maybe(choice(faultCodes)),
  worker: maybe(uuid()),
  text: maybe(text({ max: 100 })),
  after: maybe(cursor(z.tuple([instant(), uuid()]))),
});
export type BoardAsked = z.infer<typeof boardQuery>;

const TAKERS = ['dispatcher', 'clerk', 'head'];

/** Organisations at whose board the person may sit. */
export const boardsOf = (actor: Actor): string[] => [
  ...new Set(actor.posts.filter(({ role }) => TAKERS.includes(role)).map(({ organisationId }) => organisationId)),
];

export interface Desk {
  id: string;
  name: string;
}

/** The desk asked for, and all desks of this person; a desk of others is not found. */
export async function deskOf(db: Knex, actor: Actor, wanted?: string): Promise<{ desk: Desk; desks: Desk[] }> {
  const ids = boardsOf(actor);
  const names = await organisationNames(db, ids);
  const desks = ids.map((id) => ({ id, name: names.get(id) ?? '' }));
  const desk = wanted ? desks.find(({ id }) => id === wanted) : desks[0];
  if (!desk) throw notFound();
  return { desk, desks };
}

/** The same, without names, for what a page asks for again and again. */
export function deskIdOf(actor: Actor, wanted?: string): string {
  const ids = boardsOf(actor);
  const id = wanted ?? ids[0];
  if (!id || !ids.includes(id)) throw notFound();
  return id;
}

export const boardFilter = (actor: Actor, organisationId: string, asked: BoardAsked): BoardFilter => ({
  organisationId,
  queue: asked.queue,
  personId: asked.queue === 'mine' ? actor.personId : undefined,
  buildingId: asked.house,
  kind: asked.kind,
  workerId: asked.worker,
  text: asked.text,
});

export function boardTime(now: Date): BoardTime {
  const { value } = norm('RQ-P7', localOf(now, CAPITAL_ZONE).day);
  return { now, soonBy: new Date(now.getTime() + Number(value) * MINUTE_MS) };
}

const KEPT = ['organisation', 'queue', 'house', 'kind', 'worker', 'text'] as const;

/** The filter as an address has it, without the place in the list. */
export const typedOf = (asked: BoardAsked): Query => Object.fromEntries(KEPT.map((name) => [name, asked[name]]));

export const boardHref = (asked: BoardAsked, change: Query = {}, path = BOARD): string =>
  hrefWith(path, typedOf(asked), change);

/** The address of one's own board; what came in it is not trusted further than a query of this schema. */
export const askedOf = (call: Pick<Call, 'actor'>, asked: BoardAsked) => ({
  actor: signed(call),
  organisationId: deskIdOf(signed(call), asked.organisation),
});
