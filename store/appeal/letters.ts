import type { Knex } from 'knex';
import { answerWay } from '../../law/appeal/words';
import { localOf } from '../../law/base/zone';
import { appealPartiesOf, type AppealParty } from './read';
import type { Appeal } from './rows';
import type { Facts } from '../case/chain';
import { toHolders } from '../letters/office';
import type { CaseFile, Letter } from '../case/types';
import type { StepCall } from '../../workflows/case/contract';

interface Wording {
  letter: string;
  facts?: Facts;
  urgent?: boolean;
  /** The letter answers something the applicant did just now. */
  atNight?: boolean;
}

/** To the applicant, by the channel of the request (AP-05), and to everyone who joined. */
export async function toApplicants(
  trx: Knex,
  file: CaseFile,
  appeal: Appeal,
  call: StepCall,
  wording: Wording,
): Promise<Letter[]> {
  return toParties(await appealPartiesOf(trx, file.id), file, appeal, call, wording);
}

export const toParties = (
  parties: readonly Pick<AppealParty, 'part' | 'personId' | 'organisationId'>[],
  file: CaseFile,
  appeal: Appeal,
  call: StepCall,
  { letter, facts = {}, urgent, atNight }: Wording,
): Letter[] =>
  parties.map(({ part, personId, organisationId }) => ({
    key: keyOf(file, call, letter, personId ?? organisationId),
    letter,
    facts,
    urgent,
    ...(personId ? { personId } : { organisationId: organisationId ?? undefined }),
    ...(part === 'applicant' && { channel: answerWay(appeal.channel), atNight }),
  }));

/** To the executor; while there is none, to the organisation. */
export function toExecutor(
  file: CaseFile,
  appeal: Appeal,
  call: StepCall,
  { letter, facts = {}, urgent }: Wording,
): Letter {
  const { routedTo: personId, addresseeId: organisationId } = appeal;
  const who = personId ? { personId } : { organisationId };
  return { key: keyOf(file, call, letter, personId ?? organisationId), letter, facts, urgent, ...who };
}

/** To the heads of the addressee; bodies without heads here get it at their general address. */
export async function toHeads(
  trx: Knex,
  file: CaseFile,
  appeal: Appeal,
  call: StepCall,
  at: Date,
  { letter, facts = {}, urgent }: Wording,
): Promise<Letter[]> {
  const office = { organisationId: appeal.addresseeId, role: 'head', day: localOf(at, file.zone).day } as const;
  return toHolders(trx, office, { letter, facts, urgent, keyOf: (to) => keyOf(file, call, letter, to) });
}

const keyOf = (file: CaseFile, call: StepCall, letter: string, to: string | null): string =>
  `${file.id}:${call.key}:${letter}:${to}`;
