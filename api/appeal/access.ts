import type { Knex } from 'knex';
import { z } from 'zod';
import type { AppealPart } from '../../law/appeal/acts';
import { Refusal } from '../../law/refusal';
import { appealRelations } from '../../store/appeals/read';
import { appealRow } from '../../store/appeals/rows';
import type { Actor, Post, Relation, Role, Subject } from '../actor';
import { uuid } from '../fields';
import { notFound } from '../security/permission';

/** Posts whose holders answer appeals: at managers and suppliers, an administration, the inspectorate, the ministry. */
export const officers = ['clerk', 'head', 'municipal', 'inspector', 'ministry'] as const satisfies readonly Role[];
const watch = ['inspector', 'ministry'] as const satisfies readonly Role[];

type Pair = { role: Role; on: Relation };
const office: readonly Pair[] = officers.map((role) => ({ role, on: 'organisation' }));

/** Who sees an appeal: those who wrote, joined, work on it, answer or watch, and neighbours of a collective one. */
export const readers: readonly Pair[] = [
  { role: 'citizen', on: 'own' },
  { role: 'citizen', on: 'party' },
  { role: 'citizen', on: 'house' },
  ...office,
  ...watch.map((role): Pair => ({ role, on: 'region' })),
];
/** The addressee's officers and the executor, whatever their post is. */
export const workers: readonly Pair[] = [{ role: 'citizen', on: 'party' }, ...office];
/** Who wrote: a person, or the officers of the organisation that did. */
export const applicants: readonly Pair[] = [{ role: 'citizen', on: 'own' }, ...office];
export const neighbours: readonly Pair[] = [{ role: 'citizen', on: 'house' }];
/** Somebody's desk: every holder of an officer's post. */
export const desks: readonly Pair[] = officers.map((role) => ({ role, on: 'none' }));

export const appealParams = z.object({ id: uuid() });

const isOfficer = ({ role }: Post): boolean => officers.some((one) => one === role);

export const officePosts = (actor: Actor): Post[] => actor.posts.filter(isOfficer);

/** Organisations in whose name the person reads and answers appeals. */
export const officesOf = (actor: Actor): string[] => [
  ...new Set(officePosts(actor).map(({ organisationId }) => organisationId)),
];

export const watchedRegions = (actor: Actor): string[] =>
  actor.posts.flatMap(({ role, region }) => (watch.some((one) => one === role) && region ? [region] : []));

/** How everyone stands to an appeal. The executor is a party: they see it whatever their post is. */
export async function appealSubject(db: Knex, { id }: { id: string }): Promise<Subject | null> {
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
  const applicant =
    found.owners.includes(actor.personId) || offices.some((one) => found.applicantOrganisations.includes(one));
  const joiner = !applicant && found.parties.includes(actor.personId);
  return {
    applicant,
    joiner,
    staff: row.routedTo === actor.personId || offices.some((one) => found.organisations.includes(one)),
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
