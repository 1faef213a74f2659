import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestPart } from '../../law/request/acts';
import { Refusal } from '../../law/base/refusal';
import { officeRoles, watcherRoles } from '../../law/registry/posts';
import { sees } from '../../store/areas';
import { requestRelations, type RequestRelations } from '../../store/request/read';
import { uuid } from '../http/fields';
import { grants, isAmong, type Actor, type Grant, type Subject } from '../security/actor';
import { notFound } from '../security/permission';
import { desksOf, officesOf, readerOf, watchedRegions } from '../security/reader';

const desk = grants('organisation', 'dispatcher', ...officeRoles);

/** Who sees a request: its people, the desk and office of the manager, whoever has it in hand, and watchers. */
export const requestReaders: readonly Grant[] = [
  ...(['own', 'party', 'house'] as const).map((on): Grant => ({ role: 'citizen', on })),
  ...desk,
  ...grants('organisation', ...watcherRoles),
  ...grants('region', ...watcherRoles),
];
/** The desk, and the worker whatever his post is. */
export const requestWorkers: readonly Grant[] = [{ role: 'citizen', on: 'party' }, ...desk];
export const requestDesk: readonly Grant[] = desk;
export const requestApplicants: readonly Grant[] = [{ role: 'citizen', on: 'own' }];
export const requestNeighbours: readonly Grant[] = [{ role: 'citizen', on: 'house' }];
/** The applicant and those who joined; and, for one who joined, also the desk that answers for them. */
export const requestAnybody: readonly Grant[] = [{ role: 'citizen', on: 'own' }, ...requestWorkers];
/** Somebody's dispatch desk: where requests are taken. */
export const takers: readonly Grant[] = grants('none', 'dispatcher', 'clerk', 'head');

export const requestParams = z.object({ id: uuid() });

/** How everyone stands to a request they may see. The worker is a party: he sees it whatever his post is. */
export async function requestSubject(db: Knex, { id }: { id: string }, actor: Actor | null): Promise<Subject | null> {
  if (!(await sees(db, readerOf(actor), id))) return null;
  const found = await requestRelations(db, id);
  return found && subjectBy(found);
}

export const subjectBy = ({ owners, parties, houses, organisations, region }: RequestRelations): Subject => ({
  ...{ owners, parties, houses, organisations, region },
});

/** What the person is to the request. One may be several at once: a dispatcher may live in the house. */
export interface RequestParts {
  desk: boolean;
  worker: boolean;
  applicant: boolean;
  joiner: boolean;
  neighbour: boolean;
  watcher: boolean;
}

export async function requestParts(db: Knex, actor: Actor, id: string): Promise<RequestParts> {
  return partsBy(actor, await mustHaveRelations(db, id));
}

export async function mustHaveRelations(db: Knex, id: string): Promise<RequestRelations> {
  const found = await requestRelations(db, id);
  if (!found) throw notFound();
  return found;
}

export function partsBy(actor: Actor, found: RequestRelations): RequestParts {
  const seats = [...officesOf(actor), ...desksOf(actor)];
  const applicant = isAmong(actor, found.owners);
  const worker =
    isAmong(actor, [found.masterId]) || (found.contractorId !== null && seats.includes(found.contractorId));
  const joiner = !applicant && !worker && isAmong(actor, found.parties);
  return {
    applicant,
    worker,
    joiner,
    desk: seats.includes(found.manager),
    neighbour: !applicant && !joiner && found.houses.some((house) => actor.houses.includes(house)),
    watcher: found.region !== null && watchedRegions(actor).includes(found.region),
  };
}

/** Who reads the words of the applicant, the flat and the names. */
export const isInsider = ({ desk: sits, worker, applicant, watcher }: RequestParts): boolean =>
  sits || worker || applicant || watcher;

const SAYS: Readonly<Record<RequestPart, string>> = {
  desk: 'Это делает диспетчерская служба. Позвоните диспетчеру.',
  worker: 'Это делает мастер, которому назначена заявка.',
  applicant: 'Это делает только тот, кто подал заявку.',
  neighbour: 'Присоединиться могут соседи, которые ещё не участвуют.',
};

/** In scope, but the act belongs to others: the route table tells roles, this tells whose act it is. */
export function mustBeOne(parts: RequestParts, allowed: readonly RequestPart[]): void {
  if (allowed.some((part) => parts[part])) return;
  const [first = 'desk'] = allowed;
  throw new Refusal('not-your-part', SAYS[first], 403);
}
