import type { Knex } from 'knex';
import { type Fraction, parseFraction, sum } from '../../../law/base/fraction';
import { keeperOf } from '../../../law/meeting/call/keeper';
import type { NoticePlan } from '../../../law/meeting/call/before-notice';
import type { TermPlan } from '../../../law/meeting/call/before-notice-terms';
import { type NoticeMeans, proofNeed } from '../../../law/meeting/call/proving';
import { localOf } from '../../../law/base/zone';
import type { CaseFile } from '../../case/types';
import { reachOf, toThese, type Reach } from '../../letters/deliveries';
import { isAssociation, keptByAssociation } from '../../registry/houses';
import { questionsOf } from './agenda';
import { venueOf } from './venue';
import { decidedEarlier } from './earlier';
import { materialsOf, type Material } from './materials';
import { previewRegister, type FrozenRight, type RegisterPreview } from '../notice/register';
import type { Meeting } from '../rows';

/** Whom a notice of this day would have to reach, and how they can be reached. */
export async function meansOf(
  db: Knex,
  { rights }: Pick<RegisterPreview, 'rights'>,
  { postingPlace, postingDecidedBy }: Pick<Meeting, 'postingPlace' | 'postingDecidedBy'>,
): Promise<{ means: NoticeMeans; reach: Reach }> {
  const holders = rights.flatMap((right) => right.holders);
  const ids = (of: (holder: (typeof holders)[number]) => string | null): string[] => [
    ...new Set(holders.map(of).filter((id) => id !== null)),
  ];
  const [people, organisations] = [ids(({ personId }) => personId), ids(({ organisationId }) => organisationId)];
  const reach = await reachOf(db, toThese(people, organisations, true));
  const posting = postingPlace !== null && postingDecidedBy !== null;
  return { means: { owners: reach.people, reachable: reach.people - reach.cabinetOnly, posting }, reach };
}

export interface Planned {
  plan: NoticePlan;
  register: RegisterPreview;
  /** Whom the notice would reach, and by what. */
  reach: Reach;
}

/** Only form and dates, for planning the notice. */
export function termPlanOf(file: Pick<CaseFile, 'zone'>, meeting: Meeting, at: Date): TermPlan {
  const { form, opensAt, closesAt, requestedAt } = meeting;
  return {
    zone: file.zone,
    on: localOf(at, file.zone).day,
    form,
    now: at,
    opensAt,
    closesAt,
    administrator: meeting.administratorPersonId !== null || meeting.administratorOrganisationId !== null,
    toAdministratorAt: requestedAt,
    repeats: meeting.repeatsId !== null,
  };
}

/** The meeting as law/meeting/call/before-notice judges it, if the notice were given at this instant. */
export async function planOf(
  db: Knex,
  file: Pick<CaseFile, 'id' | 'zone' | 'region' | 'opened_at'>,
  meeting: Meeting,
  at: Date,
): Promise<Planned> {
  const dates = termPlanOf(file, meeting, at);
  const register = await previewRegister(db, meeting.buildingId, dates.on);
  const { means, reach } = await meansOf(db, register, meeting);
  const terms = { ...dates, proof: proofNeed(means, dates.on) };
  const questions = await questionsOf(db, file.id);
  const materials = await materialsOf(db, file.id);
  const known: Fraction = sum(register.rights.map(({ votes }) => votes));
  const { administratorPersonId, administratorOrganisationId, initiatorPersonId, initiatorOrganisationId } = meeting;
  return {
    register,
    reach,
    plan: {
      ...terms,
      venue: await venueOf(db, file.region),
      discussion: meeting.discussionAt !== null && meeting.discussionPlace !== null,
      paperAddress: meeting.paperAddress !== null,
      materialsPlace: meeting.materialsPlace !== null,
      firstElectronic: meeting.firstElectronic,
      signers: meeting.chairId !== null && meeting.secretaryId !== null,
      counters: meeting.counterIds.length > 0,
      questions: questions.map(({ kind, wording, entrance, number }) => ({
        kind,
        wording,
        entrance,
        paperAt: firstPaper(materials, number),
      })),
      entrances: register.entrances,
      byAct: register.byAct,
      total: meeting.total === null ? null : parseFraction(meeting.total),
      totalBasis: Boolean(meeting.totalBasis),
      known,
      undecided: register.conflicts.filter(({ decided }) => decided === null).length,
      calling: {
        initiator: meeting.initiatorKind,
        requested: meeting.requestedAt !== null,
        annual: meeting.annual,
        administrator:
          administratorPersonId ?? administratorOrganisationId ?? initiatorPersonId ?? initiatorOrganisationId,
        keeper: keeperOf({
          managed: meeting.initiatorKind !== 'manager' && !meeting.directManagement,
          askedAt: file.opened_at,
          now: at,
          zone: file.zone,
        }),
        association: await keptByAssociation(db, meeting.buildingId, terms.on),
        calledByAssociation: await isAssociation(db, initiatorOrganisationId),
        soleOwner: oneHolder(register.rights),
        decided: await decidedEarlier(db, meeting.buildingId, file.id),
      },
    },
  };
}

function firstPaper(materials: readonly Material[], question: number): Date | null {
  const times = materials.filter((one) => one.question === question).map(({ addedAt }) => addedAt.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

const oneHolder = (rights: readonly FrozenRight[]): boolean =>
  new Set(rights.flatMap(({ holders }) => holders.map(({ personId, organisationId }) => personId ?? organisationId)))
    .size === 1;
