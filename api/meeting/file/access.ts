import type { Knex } from 'knex';
import { officeRoles } from '../../../law/registry/posts';
import { Refusal } from '../../../law/base/refusal';
import { mustSign, signersOf, type SignerPart } from '../../../store/meeting/file/protocol';
import type { MeetingFile } from '../../../store/meeting/read';
import { meetingRow } from '../../../store/meeting/rows';
import { grants, isAmong, type Actor, type Grant, type Subject } from '../../security/actor';
import { takesIn, meetingSubject } from '../vote/access';

const office = grants('organisation', ...officeRoles);

/** Who called or runs the meeting, in their own name or by their post. */
export const filingRunners: readonly Grant[] = [{ role: 'citizen', on: 'own' }, ...office];
/** Chair, secretary and counters are parties here whether they own something in the house or not. */
export const signers: readonly Grant[] = [
  { role: 'citizen', on: 'party' },
  { role: 'citizen', on: 'own' },
];
export const inspectors: readonly Grant[] = [{ role: 'inspector', on: 'region' }];

export async function filingSubject(db: Knex, params: { id: string }, actor: Actor | null): Promise<Subject | null> {
  const [found, row] = await Promise.all([meetingSubject(db, params, actor), meetingRow(db, params.id)]);
  if (!found || !row || !actor) return found;
  const signers = mustSign(row).map(({ personId }) => personId);
  return actor.self && isAmong(actor, signers) ? { ...found, parties: [...found.parties, actor.self] } : found;
}

export const filingParts = ['runner', 'manager', 'inspector'] as const;
export type FilingPart = (typeof filingParts)[number];

/** What the person is to the papers: one may be several at once, a manager's head may have called the meeting. */
export function filingPartsOf(
  { file, meeting }: Pick<MeetingFile, 'file' | 'meeting'>,
  actor: Actor,
): Record<FilingPart, boolean> {
  const posts = actor.posts.filter(({ role }) => office.some((one) => one.role === role));
  const offices = posts.map(({ organisationId }) => organisationId);
  const { initiatorPersonId, initiatorOrganisationId, administratorPersonId, administratorOrganisationId } = meeting;
  const within = (id: string | null): boolean => id !== null && offices.includes(id);
  return {
    runner:
      isAmong(actor, [initiatorPersonId, administratorPersonId]) ||
      within(initiatorOrganisationId) ||
      within(administratorOrganisationId),
    manager: within(file.organisation_id),
    inspector: actor.posts.some(
      ({ role, region }) => role === 'inspector' && region !== null && region === file.region,
    ),
  };
}

type Found = Pick<MeetingFile, 'file' | 'meeting'>;

/** Originals carry СНИЛС and title documents: they are for whoever runs, signs, keeps or inspects them. */
export function seesOriginals(found: Found, actor: Actor): boolean {
  const { runner, manager, inspector } = filingPartsOf(found, actor);
  const { chairId, secretaryId, counterIds } = found.meeting;
  return runner || manager || inspector || isAmong(actor, [chairId, secretaryId, ...counterIds]);
}

/** Decisions of owners and their powers lie with whoever takes them in; with the originals once the count is sealed. */
export const seesSheets = (found: Found, actor: Actor): boolean =>
  takesIn(found.meeting, actor) || (found.meeting.sealedAt !== null && seesOriginals(found, actor));

const says: Readonly<Record<FilingPart, string>> = {
  runner: 'Это делает инициатор или администратор собрания.',
  manager: 'Это делает организация, которая управляет домом.',
  inspector: 'Это делает жилищная инспекция.',
};

export function mustBe(parts: Record<FilingPart, boolean>, part: FilingPart): void {
  if (!parts[part]) throw new Refusal('not-your-part', says[part], 403);
}

/** As what this person may sign: by the notice, as named by the protocol, or as a founder by his own vote (P-07, P-08). */
export async function signingParts(
  db: Knex,
  { meeting }: Pick<MeetingFile, 'meeting'>,
  actor: Actor,
): Promise<SignerPart[]> {
  const mine = (await signersOf(db, meeting)).filter(
    ({ personId, signedAt }) => isAmong(actor, [personId]) && !signedAt,
  );
  return [...new Set(mine.map(({ part }) => part))];
}
