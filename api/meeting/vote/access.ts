import type { Knex } from 'knex';
import { z } from 'zod';
import { officeRoles, watcherRoles } from '../../../law/registry/posts';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import type { Meeting } from '../../../store/meeting/rows';
import { meetingById, type MeetingFile } from '../../../store/meeting/read';
import { standingIn } from '../../../store/meeting/vote/decisions';
import { grants, isAmong, type Actor, type Grant, type Relation, type Subject } from '../../security/actor';
import { uuid } from '../../http/fields';
import { officesOf, readerOf } from '../../security/reader';
import { notFound } from '../../security/permission';
import { holds } from '../../security/relations';

const citizen = (...on: Relation[]): Grant[] => on.flatMap((one) => grants(one, 'citizen'));
const office = grants('organisation', ...officeRoles);
/** The administration looks after its place as the inspectorate and the ministry after their region. */
const watch = grants('region', ...watcherRoles, ...officeRoles);

/** Everyone of the house, who runs the meeting, who manages the house, who watches. */
export const meetingReaders: readonly Grant[] = [...citizen('own', 'party', 'house'), ...office, ...watch];
/** Owners of the register, heads of owning organisations, holders of a power of attorney. */
export const voters: readonly Grant[] = citizen('party');
/** Whoever has a word in the discussion: owners, residents, who called the meeting, who manages the house. */
export const speakers: readonly Grant[] = [...citizen('own', 'party', 'house'), ...office];
export const meetingNeighbours: readonly Grant[] = citizen('own', 'party', 'house');
/** Who calls the house together: its people and whoever holds the meeting. */
export const callsHouse = (actor: Actor | null, subject: Subject | null): boolean =>
  actor !== null && meetingNeighbours.some(({ role, on }) => holds(actor, role, on, subject));
/** Whoever may be the administrator, or count; who really is, the meeting itself says (mustTakeIn). */
export const desk: readonly Grant[] = [...citizen('own', 'party'), ...office];

export const meetingParams = z.object({ id: uuid() });
export type MeetingParams = z.infer<typeof meetingParams>;

export const todayIn = (now: Date, zone: string): string => localOf(now, zone).day;

/** What the relations of this meeting's pages are measured against; a draft is there for its preparers alone. */
export async function meetingSubject(db: Knex, { id }: MeetingParams, actor: Actor | null): Promise<Subject | null> {
  const found = await standingIn(db, id, readerOf(actor));
  if (!found) return null;
  const { party, ...rest } = found;
  return { ...rest, parties: party && actor?.self ? [actor.self] : [] };
}

/** Officers of the manager, or of an organisation that called the meeting or administers it. */
export async function worksOn(db: Knex, actor: Actor, id: string): Promise<boolean> {
  const found = await meetingSubject(db, { id }, actor);
  return officesOf(actor).some((one) => found?.organisations.includes(one));
}

export async function mustFind(db: Knex, id: string): Promise<MeetingFile> {
  const found = await meetingById(db, id);
  if (!found) throw notFound();
  return found;
}

/** K-19: the administrator, or the initiator where none is named; chair, secretary and counters help to type. */
export function takesIn(meeting: Meeting, actor: Actor): boolean {
  const { administratorPersonId, administratorOrganisationId, initiatorPersonId, initiatorOrganisationId } = meeting;
  const named = administratorPersonId ?? administratorOrganisationId;
  const [person, organisation] = named
    ? [administratorPersonId, administratorOrganisationId]
    : [initiatorPersonId, initiatorOrganisationId];
  const helpers = [person, meeting.chairId, meeting.secretaryId, ...meeting.counterIds];
  return (
    isAmong(actor, helpers) ||
    actor.posts.some(
      ({ organisationId, role }) => organisationId === organisation && officeRoles.some((one) => one === role),
    )
  );
}

export function mustTakeIn(meeting: Meeting, actor: Actor): void {
  if (takesIn(meeting, actor)) return;
  const say = 'Бумажные решения принимают администратор собрания, председатель, секретарь и счётная комиссия.';
  throw new Refusal('not-administrator', say, 403);
}
