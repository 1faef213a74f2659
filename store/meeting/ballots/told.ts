import type { Knex } from 'knex';
import type { Letter } from '../../case/types';
import { writeLetters } from '../../letters/deliveries';
import type { NewBallot } from './append';

type Recorded = Pick<NewBallot, 'id' | 'caseId' | 'holderId' | 'holderKind' | 'channel' | 'proxyId' | 'enteredBy'>;

/**
 * The number to check by, without the vote: to whoever signed and in whose name, whichever way the decision came. It is
 * written beside the record, so no way of voting goes without. A decision by another's hand is told by every way there
 * is: nobody's paper or power can be used behind their back.
 */
export async function tellReceipt(trx: Knex, ballot: Recorded, tracker: string, at: Date): Promise<void> {
  const { caseId, id, holderId, holderKind } = ballot;
  const own = ballot.channel === 'online' && ballot.proxyId === null;
  const signer = await signerOf(trx, ballot);
  const to: Pick<Letter, 'personId' | 'organisationId'>[] = [
    holderKind === 'person' ? { personId: holderId } : { organisationId: holderId },
    ...(signer === null || signer === holderId ? [] : [{ personId: signer }]),
  ];
  const letters = to.map((one): Letter => ({
    key: `${caseId}:${id}:meeting-receipt:${one.personId ?? one.organisationId}`,
    letter: 'meeting-receipt',
    facts: { tracker },
    urgent: !own,
    // Whoever presses the button waits for the answer; the owner in whose name it was done learns in the morning.
    atNight: ballot.channel === 'online' && one.personId === ballot.enteredBy,
    ...one,
  }));
  await writeLetters(trx, caseId, letters, at);
}

/** Of a sheet the agent signed it; whoever typed it in is nobody's voice. */
async function signerOf(trx: Knex, { channel, proxyId, enteredBy }: Recorded): Promise<string | null> {
  if (channel === 'online') return enteredBy;
  if (proxyId === null) return null;
  const power = await trx('meeting_proxy')
    .where({ id: proxyId })
    .first<{ agent: string }>({ agent: 'agent_person_id' });
  return power.agent;
}

/** A sheet was taken in: its owner hears of it before the second typing, while the voting still runs. */
export async function tellPaper(
  trx: Knex,
  { id, caseId, holderId, holderKind }: Pick<Recorded, 'id' | 'caseId' | 'holderId' | 'holderKind'>,
  at: Date,
): Promise<void> {
  const to = holderKind === 'person' ? { personId: holderId } : { organisationId: holderId };
  const letter: Letter = {
    key: `${caseId}:${id}:meeting-paper`,
    letter: 'meeting-paper',
    facts: {},
    urgent: true,
    ...to,
  };
  await writeLetters(trx, caseId, [letter], at);
}
