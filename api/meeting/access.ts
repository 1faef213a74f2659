import { officeRoles, watcherRoles } from '../../law/registry/posts';
import { preparing } from '../../law/meeting/lifecycle';
import { Refusal } from '../../law/base/refusal';
import type { MeetingFile } from '../../store/meeting/read';
import type { Meeting } from '../../store/meeting/rows';
import { grants, isAmong, type Actor, type Grant } from '../security/actor';
import { officesOf, watchedRegions } from '../security/reader';
import type { Call } from '../http/route';
import { signed } from '../account/signed';
import { mustFind } from './vote/access';

const office = grants('organisation', ...officeRoles);
const watch = grants('region', ...watcherRoles);

/** Whoever may be the initiator or the administrator; who really is, the meeting itself says (mustRun). */
export const runners: readonly Grant[] = [{ role: 'citizen', on: 'own' }, { role: 'citizen', on: 'party' }, ...office];
/** Who sees the register right by right: those who hold the meeting, the manager's office, the inspectorate. */
export const counters: readonly Grant[] = [...runners, ...watch];

export const MEETINGS_LINK = { href: '/meetings', title: 'Собрания' };

/** The initiator and the administrator run a meeting, or the officers of the organisation that does. */
export function runs(meeting: Meeting, actor: Actor): boolean {
  const people = [meeting.initiatorPersonId, meeting.administratorPersonId];
  const offices = [meeting.initiatorOrganisationId, meeting.administratorOrganisationId];
  return isAmong(actor, people) || officesOf(actor).some((one) => offices.includes(one));
}

/** Of those who run it: whoever the message was handed to. */
export function administers({ administratorPersonId, administratorOrganisationId }: Meeting, actor: Actor): boolean {
  return isAmong(actor, [administratorPersonId]) || officesOf(actor).some((one) => one === administratorOrganisationId);
}

export const isPreparing = ({ file }: Pick<MeetingFile, 'file'>): boolean =>
  preparing.some((phase) => phase === file.phase);

type Asked = Pick<Call, 'db' | 'actor' | 'params'>;

/** For pages and acts of those who run the meeting. */
export async function mustRun(call: Asked): Promise<MeetingFile> {
  const found = await mustFind(call.db, (call.params as { id: string }).id);
  if (runs(found.meeting, signed(call))) return found;
  throw new Refusal('not-initiator', 'Это делают инициатор и администратор собрания. Вам это закрыто.', 403);
}

export function mayCount({ file, meeting }: Pick<MeetingFile, 'file' | 'meeting'>, actor: Actor): boolean {
  const manages = officesOf(actor).some((one) => one === file.organisation_id);
  const watches = file.region !== null && watchedRegions(actor).includes(file.region);
  return runs(meeting, actor) || manages || watches;
}

/** Right by right the register is for those who hold the meeting, manage the house or watch over it: not neighbours. */
export async function mustCount(call: Asked): Promise<MeetingFile> {
  const found = await mustFind(call.db, (call.params as { id: string }).id);
  if (mayCount(found, signed(call))) return found;
  throw new Refusal(
    'not-counter',
    'Эту страницу видят инициатор, администратор, управляющая организация и инспекция.',
    403,
  );
}
