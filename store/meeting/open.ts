import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { MeetingForm } from '../../law/meeting/forms';
import { Refusal } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import type { Decide } from '../case/change';
import { openCase } from '../case/open';
import type { Party } from '../case/types';
import { heldOn, queryOne } from '../sql/query';
import { votingRightsOn } from '../registry/rights';
import { questionsOf } from './prepare/agenda';
import { copyMaterials } from './prepare/materials';
import { insertMeeting, mustHaveMeeting, type Meeting } from './rows';
import type { InitiatorKind } from '../../law/meeting/call/calling';

/** A meeting as started by a form. */
export interface NewMeeting {
  id: string;
  at: Date;
  buildingId: string;
  form: MeetingForm;
  annual?: boolean;
  title?: string;
  initiatorKind: InitiatorKind;
  /** The owner, or the first of the group; absent when an organisation calls. */
  personId?: string;
  organisationId?: string;
  actorId: string | null;
}

export interface OpenedMeeting {
  id: string;
  number: string;
}

/** The draft exists: from now on acts are possible. */
export const begin: Decide = async () => ({ events: [{ kind: 'begun', facts: {} }], to: 'draft' });

/**
 * Intake (docs/architecture.md, «Three kinds of write»): the case, its draft and the order to start, in the caller's
 * one transaction.
 */
export async function openMeeting(trx: Knex, wish: NewMeeting): Promise<OpenedMeeting> {
  const { id, at, buildingId, title = '', initiatorKind, personId, organisationId, actorId } = wish;
  const house = await mustHaveHouse(trx, buildingId, at);
  const day = localOf(at, house.zone).day;
  await mustInitiate(trx, wish, day);
  const intake = {
    ...caseOf(house, buildingId, at),
    id,
    topic: title,
    actorId,
    parties: [{ part: 'initiator', ...(personId ? { personId } : { organisationId }) }],
    facts: { building: buildingId, form: wish.form, initiatorKind },
  };
  const rows = () =>
    insertMeeting(trx, {
      caseId: id,
      buildingId,
      lawDay: day,
      form: wish.form,
      annual: wish.annual ?? false,
      title,
      initiatorKind,
      initiatorPersonId: personId ?? null,
      initiatorOrganisationId: organisationId ?? null,
      directManagement: house.managerId === null,
    });
  return { id, number: await openCase(trx, intake, { rows, act: 'begin', decide: begin }) };
}

/**
 * K-15: a meeting without a quorum is held again as a separate case. It copies agenda, places and people; dates and the
 * register are new, because both belong to its own notice.
 */
export async function openRepeat(trx: Knex, id: string, ofId: string, at: Date, actorId: string | null): Promise<void> {
  const old = await mustHaveMeeting(trx, ofId);
  const house = await mustHaveHouse(trx, old.buildingId, at);
  const day = localOf(at, house.zone).day;
  const { initiatorKind, initiatorPersonId, initiatorOrganisationId } = old;
  const initiator: Party = initiatorPersonId
    ? { part: 'initiator', personId: initiatorPersonId }
    : { part: 'initiator', organisationId: initiatorOrganisationId ?? undefined };
  const intake = {
    ...caseOf(house, old.buildingId, at),
    id,
    topic: old.title,
    parentId: ofId,
    actorId,
    parties: [initiator],
    facts: { building: old.buildingId, form: old.form, initiatorKind, repeats: ofId },
  };
  await openCase(trx, intake, { rows: () => copyMeeting(trx, old, id, { day, at }), act: 'begin', decide: begin });
}

/** What the case has from its house, as it is at that instant. */
const caseOf = (house: Awaited<ReturnType<typeof mustHaveHouse>>, buildingId: string, at: Date) => ({
  area: 'meeting',
  at,
  lawDate: localOf(at, house.zone).day,
  zone: house.zone,
  buildingId,
  organisationId: house.managerId,
  municipalityId: house.municipalityId,
  region: house.region,
});

/** Agenda, places and people of the meeting that is held again. */
async function copyMeeting(trx: Knex, old: Meeting, id: string, { day, at }: { day: string; at: Date }): Promise<void> {
  const { initiatorKind, initiatorPersonId, initiatorOrganisationId } = old;
  const { form, annual, title, administratorPersonId, administratorOrganisationId, discussionPlace, paperAddress } =
    old;
  const { materialsPlace, storagePlace, directManagement, firstElectronic, postingPlace, postingDecidedBy } = old;
  await insertMeeting(trx, {
    caseId: id,
    buildingId: old.buildingId,
    lawDay: day,
    repeatsId: old.caseId,
    form,
    annual,
    title,
    initiatorKind,
    initiatorPersonId,
    initiatorOrganisationId,
    administratorPersonId,
    administratorOrganisationId,
    discussionPlace,
    paperAddress,
    paperFrom: old.paperFrom,
    paperTo: old.paperTo,
    paperWeekends: old.paperWeekends,
    materialsPlace,
    storagePlace,
    directManagement,
    firstElectronic,
    postingPlace,
    postingDecidedBy,
    chairId: old.chairId,
    secretaryId: old.secretaryId,
    counterIds: old.counterIds,
    total: old.total,
    totalBasis: old.totalBasis,
  });
  for (const { number, kind, wording, proposal, speaker, entrance } of await questionsOf(trx, old.caseId))
    await trx('meeting_question').insert({
      id: randomUUID(),
      case_id: id,
      number,
      kind,
      wording,
      proposal,
      speaker,
      entrance,
    });
  await copyMaterials(trx, old.caseId, id, at);
}

interface House {
  zone: string;
  municipalityId: string;
  region: string;
  /** null: the owners manage the house themselves. */
  managerId: string | null;
}

async function mustHaveHouse(db: Knex, buildingId: string, at: Date): Promise<House> {
  const house = await queryOne<House>(
    db,
    `
    select b.zone, b.municipality_id as "municipalityId", m.region, (
      select o.organisation_id from organisation_building o where o.building_id = b.id and o.part = 'manages'
        and ${heldOn('o', '(:at::timestamptz at time zone b.zone)::date')}
      order by o.from_day desc limit 1) as "managerId"
    from building b join municipality m on m.id = b.municipality_id where b.id = :buildingId`,
    { buildingId, at },
  );
  if (house) return house;
  const say = 'Такого дома нет. Выберите адрес из списка.';
  throw new Refusal('house-unknown', say, 422, { house: say });
}

/** K-02, K-04, K-10: only an owner of the house, its manager or the municipality may call a meeting. */
async function mustInitiate(db: Knex, wish: NewMeeting, day: string): Promise<void> {
  const { initiatorKind, buildingId, personId = null, organisationId = null } = wish;
  if (initiatorKind === 'owner' || initiatorKind === 'group') {
    const rights = await votingRightsOn(db, buildingId, day);
    if (rights.some((one) => (personId ? one.personId === personId : one.organisationId === organisationId))) return;
    throw notEntitled();
  }
  const sql: Readonly<Record<typeof initiatorKind, string>> = {
    manager: `select true as may from organisation_building o where o.building_id = :buildingId and o.part = 'manages'
      and o.organisation_id = :organisationId::uuid and ${heldOn('o')}`,
    municipality: `select true as may from building b join organisation o on o.municipality_id = b.municipality_id
      where b.id = :buildingId and o.id = :organisationId::uuid and o.kind = 'municipality'`,
  };
  const row = await queryOne<{ may: boolean }>(db, `${sql[initiatorKind]} limit 1`, {
    buildingId,
    organisationId,
    day,
  });
  if (!row) throw notEntitled();
}

function notEntitled(): Refusal {
  const say =
    'Созвать собрание может собственник этого дома, его управляющая организация или администрация ' +
    '(ЖК РФ, ст. 45 ч. 2, 6, 7).';
  return new Refusal('initiator-not-entitled', say, 422, { initiator: say });
}
