import type { Knex } from 'knex';
import { answerWay } from '../../law/request/words';
import type { StaffRole } from '../../law/registry/words';
import { localOf } from '../../law/base/zone';
import type { StepCall } from '../../workflows/case/contract';
import type { CaseFile, Letter } from '../case/types';
import { toHolders } from '../letters/office';
import type { Request } from './rows';

export type Wording = Pick<Letter, 'letter' | 'urgent' | 'atNight'> & { facts?: Letter['facts'] };

interface RequestParty {
  part: string;
  personId: string | null;
  organisationId: string | null;
}

/** The applicant and those who joined, in order. */
export const applicantsOf = (db: Knex, caseId: string): Promise<RequestParty[]> =>
  db('case_party')
    .where({ case_id: caseId })
    .whereIn('part', ['applicant', 'joiner'])
    .orderBy([{ column: 'since' }, { column: 'part' }])
    .select('part', 'person_id as personId', 'organisation_id as organisationId');

const keyOf = (file: CaseFile, call: StepCall, letter: string, to: string | null): string =>
  `${file.id}:${call.key}:${letter}:${to}`;

/** To the applicant by the way of the request, and to everyone who joined. */
export async function toResidents(
  trx: Knex,
  file: CaseFile,
  { source }: Pick<Request, 'source'>,
  call: StepCall,
  { letter, facts = {}, urgent, atNight }: Wording,
): Promise<Letter[]> {
  const parties = await applicantsOf(trx, file.id);
  return parties.map(({ part, personId, organisationId }) => ({
    key: keyOf(file, call, letter, personId ?? organisationId),
    letter,
    facts,
    urgent,
    atNight,
    ...(personId ? { personId } : { organisationId: organisationId ?? undefined }),
    ...(part === 'applicant' && { channel: answerWay(source) }),
  }));
}

/** To whoever has the request in hand: the master, or the contractor at its address. */
export function toWorker(
  file: CaseFile,
  { masterId, contractorId }: Pick<Request, 'masterId' | 'contractorId'>,
  call: StepCall,
  { letter, facts = {}, urgent, atNight }: Wording,
): Letter[] {
  const to = masterId ?? contractorId;
  if (!to) return [];
  const who = masterId ? { personId: masterId } : { organisationId: to };
  return [{ key: keyOf(file, call, letter, to), letter, facts, urgent, atNight, ...who }];
}

/** To the holders of a post of the organisation whose request it is. A desk works at night. */
export async function toPost(
  trx: Knex,
  file: CaseFile,
  role: StaffRole,
  call: StepCall,
  { letter, facts = {}, urgent, atNight }: Wording,
): Promise<Letter[]> {
  if (!file.organisation_id) return [];
  const office = { organisationId: file.organisation_id, role, day: localOf(new Date(call.at), file.zone).day };
  return toHolders(trx, office, { letter, facts, urgent, atNight, keyOf: (to) => keyOf(file, call, letter, to) });
}

/** To another organisation that must know. */
export const toOrganisation = (
  file: CaseFile,
  organisationId: string,
  call: StepCall,
  { letter, facts = {}, urgent, atNight }: Wording,
): Letter => ({ key: keyOf(file, call, letter, organisationId), letter, facts, urgent, atNight, organisationId });
