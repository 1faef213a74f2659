import type { Knex } from 'knex';
import { z } from 'zod';
import type { AppealPart } from '../../law/appeal/acts';
import { Refusal } from '../../law/base/refusal';
import { caseRoles, watcherRoles } from '../../law/registry/posts';
import { appealRelations } from '../../store/appeal/read';
import { appealRow } from '../../store/appeal/rows';
import { sees } from '../../store/areas';
import { grants, isAmong, type Actor, type Grant, type Subject } from '../security/actor';
import { uuid } from '../http/fields';
import { officesOf, readerOf, watchedRegions } from '../security/reader';
import { notFound } from '../security/permission';

const office = grants('organisation', ...caseRoles);

/** Who sees an appeal: those who wrote, joined, work on it, answer or watch, and neighbours of a collective one. */
export const appealReaders: readonly Grant[] = [
  { role: 'citizen', on: 'own' },
  { role: 'citizen', on: 'party' },
  { role: 'citizen', on: 'house' },
  ...office,
  ...grants('region', ...watcherRoles),
];
/** The addressee's officers and the executor, whatever their post is. */
export const workers: readonly Grant[] = [{ role: 'citizen', on: 'party' }, ...office];
/** Who wrote: a person, or the officers of the organisation that did. */
export const applicants: readonly Grant[] = [{ role: 'citizen', on: 'own' }, ...office];
export const appealNeighbours: readonly Grant[] = [{ role: 'citizen', on: 'house' }];
/** Somebody's desk: every holder of an officer's post. */
export const desks: readonly Grant[] = grants('none', ...caseRoles);

export const appealParams = z.object({ id: uuid() });

/** How everyone stands to an appeal they may see. The executor is a party: they see it whatever their post is. */
export async function appealSubject(db: Knex, { id }: { id: string }, actor: Actor | null): Promise<Subject | null> {
  if (!(await sees(db, readerOf(actor), id))) return null;
  const [found, row] = await Promise.all([appealRelations(db, id), appealRow(db, id)]);
  if (!found || !row) return null;
  const { owners, houses, region } = found;
  return {
    owners,
    houses,
    region,
    parties: [...found.parties, ...(row.routedTo ? [row.routedTo] : [])],
    organisations: [...found.organisations, ...found.applicantOrganisations],
  };
}

/** What the person is to the appeal. One may be several at once: a clerk may live in the house. */
export interface Parts {
  staff: boolean;
  applicant: boolean;
  joiner: boolean;
  neighbour: boolean;
  watcher: boolean;
}

export async function partsIn(db: Knex, actor: Actor, id: string): Promise<Parts> {
  const [found, row] = await Promise.all([appealRelations(db, id), appealRow(db, id)]);
  if (!found || !row) throw notFound();
  const offices = officesOf(actor);
  const applicant = isAmong(actor, found.owners) || offices.some((one) => found.applicantOrganisations.includes(one));
  const joiner = !applicant && isAmong(actor, found.parties);
  return {
    applicant,
    joiner,
    staff: isAmong(actor, [row.routedTo]) || offices.some((one) => found.organisations.includes(one)),
    neighbour: !applicant && !joiner && found.houses.some((house) => actor.houses.includes(house)),
    watcher: found.region !== null && watchedRegions(actor).includes(found.region),
  };
}

/** In scope, but the act belongs to another: the route table tells roles, this tells whose act it is. */
export function mustPlay(parts: Parts, part: AppealPart): void {
  if (parts[part]) return;
  const say: Readonly<Record<AppealPart, string>> = {
    staff: 'Это делает организация, которой написали. Вам это действие закрыто.',
    applicant: 'Это делает только заявитель. Вам это действие закрыто.',
    neighbour: 'Присоединиться могут соседи, которые ещё не участвуют.',
  };
  throw new Refusal('not-your-part', say[part], 403);
}
