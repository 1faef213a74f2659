import type { Knex } from 'knex';
import type { Letter } from '../../case/types';
import { contactChannels, writeLetters } from '../../letters/deliveries';
import { browsersOf } from '../../letters/push';
import { queryOne } from '../../sql/query';
import { signingKey } from '../../case/signing-key';
import type { Proxy } from './proxies';

type Power = Pick<Proxy, 'id' | 'caseId' | 'principalPersonId' | 'principalOrganisationId' | 'agentPersonId'>;
type Addressee = Pick<Letter, 'personId' | 'organisationId'>;

const principalOf = ({ principalPersonId, principalOrganisationId }: Power): Addressee =>
  principalPersonId ? { personId: principalPersonId } : { organisationId: principalOrganisationId ?? '' };

/** Addressees without an electronic channel are written to on paper: the desk hands the letter over. */
async function hasElectronicWay(db: Knex, to: Addressee): Promise<boolean> {
  if ((await contactChannels(db, to)).length > 0) return true;
  return to.personId !== undefined && (await browsersOf(db, to.personId)).length > 0;
}

/** Powers whose principal was written to on paper. */
export async function toldOnPaper(db: Knex, caseId: string): Promise<string[]> {
  const rows = await db('delivery')
    .where({ case_id: caseId, letter: 'meeting-power', channel: 'paper' })
    .select<{ facts: { proxy: string } }[]>('facts');
  return rows.map(({ facts }) => facts.proxy);
}

/** Told at once by every channel, so that nobody's vote is given away without their knowledge. */
export async function tellGiven(trx: Knex, power: Power & Pick<Proxy, 'givenAt'>): Promise<void> {
  // The link in the letter is made with this key when the letter leaves.
  await signingKey(trx);
  const to = principalOf(power);
  const way = (await hasElectronicWay(trx, to)) ? { urgent: true } : { channel: 'paper' as const };
  const key = `${power.caseId}:${power.id}:meeting-power`;
  const letter: Letter = { key, letter: 'meeting-power', facts: { proxy: power.id }, ...to, ...way };
  await writeLetters(trx, power.caseId, [letter], power.givenAt);
}

interface Running {
  initiatorPersonId: string | null;
  initiatorOrganisationId: string | null;
  administratorPersonId: string | null;
  administratorOrganisationId: string | null;
}

/**
 * The agent, the caller and the administrator of the meeting are told of a refusal; the principal gets a confirmation.
 */
export async function tellRefused(trx: Knex, power: Power & Pick<Proxy, 'refusedAt'>): Promise<void> {
  const { id, caseId, agentPersonId, refusedAt } = power;
  const meeting = await queryOne<Running>(
    trx,
    `
    select initiator_person_id as "initiatorPersonId", initiator_organisation_id as "initiatorOrganisationId",
      administrator_person_id as "administratorPersonId", administrator_organisation_id as "administratorOrganisationId"
    from meeting where case_id = :caseId`,
    { caseId },
  );
  const people = [meeting?.initiatorPersonId, meeting?.administratorPersonId, agentPersonId, power.principalPersonId];
  const offices = [
    meeting?.initiatorOrganisationId,
    meeting?.administratorOrganisationId,
    power.principalOrganisationId,
  ];
  const told: Addressee[] = [
    ...distinct(people).map((personId) => ({ personId })),
    ...distinct(offices).map((organisationId) => ({ organisationId })),
  ];
  const letters = told.map((to): Letter => {
    const key = `${caseId}:${id}:meeting-power-refused:${to.personId ?? to.organisationId}`;
    const atNight = to.personId !== undefined && to.personId === power.principalPersonId;
    return { key, letter: 'meeting-power-refused', facts: { proxy: id }, urgent: true, atNight, ...to };
  });
  if (refusedAt) await writeLetters(trx, caseId, letters, refusedAt);
}

const distinct = (ids: readonly (string | null | undefined)[]): string[] => [
  ...new Set(ids.flatMap((id) => (id ? [id] : []))),
];
