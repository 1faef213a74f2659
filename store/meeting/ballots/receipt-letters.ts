import type { Knex } from 'knex';
import type { Letter } from '../../case/types';
import { writeLetters } from '../../letters/deliveries';
import type { NewBallot } from './append';

type Recorded = Pick<NewBallot, 'id' | 'caseId' | 'holderId' | 'holderKind' | 'channel' | 'proxyId' | 'enteredBy'>;

/**
 * Sends the tracker, without the vote, to the signer and the owner, whichever way the decision came. It is written
 * together with the record, so no way of voting misses it. A decision made by another person is reported by every
 * channel, so that nobody's paper or power can be used without their knowledge.
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
    // The person at the button waits for the answer; the owner they acted for is told in the morning.
    atNight: ballot.channel === 'online' && one.personId === ballot.enteredBy,
    ...one,
  }));
  await writeLetters(trx, caseId, letters, at);
}

/** A sheet was signed by the agent; the person who typed it in is no voter. */
async function signerOf(trx: Knex, { channel, proxyId, enteredBy }: Recorded): Promise<string | null> {
  if (channel === 'online') return enteredBy;
  if (proxyId === null) return null;
  const power = await trx('meeting_proxy')
    .where({ id: proxyId })
    .first<{ agent: string }>({ agent: 'agent_person_id' });
  return power.agent;
}

/** A sheet was received: its owner is told before the second typing, while the voting still runs. */
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
