import { addDays } from '../../../law/base/day';
import { CAPITAL_ZONE, localOf } from '../../../law/base/zone';
import { usePack } from '../../../store/meeting/prepare/agenda';
import { editDraft } from '../../../store/meeting/prepare/draft';
import { openMeeting } from '../../../store/meeting/open';
import { previewRegister } from '../../../store/meeting/notice/register';
import { decideConflict } from '../../../store/registry/decisions';
import { decimal } from '../../../law/base/fraction';
import type { ConflictKind } from '../../../law/registry/conflicts';
import type { Cast } from '../cast';
import type { SeedArea } from '../agenda';
import { actingAt, type Hour } from '../hours';
import type { LivingRegion, SeedTask } from '../living';
import { deedsOf, openingOf } from './deeds';
import { fileEstimate } from './files';
import { meetingPlans, type SeedMeeting } from './plan';
import { fillAgenda } from './words';
import { instantBefore, type MeetingStage } from './stage';
import { houses } from '../registry/places';
import { idOf } from '../random';
import { buildingId, organisationId } from '../region';

/** The decision for each kind of register conflict before a notice. */
const DECISIONS: Readonly<Record<ConflictKind, string>> = {
  'shares-not-one': 'proportional',
  'no-area': 'wait',
  'two-areas': 'egrn',
  'no-holder': 'wait',
  'no-title': 'accept',
  'two-titles': 'registry',
};

/** A meeting in every phase, some without a quorum, one returned by the inspectorate. */
export const seedMeetings: SeedArea = async ({ region, cast, agenda }, until) => {
  for (const task of meetingTasks(region, cast, until, meetingPlans)) agenda.add(task);
};

/** Everything people do in these meetings until `until`. */
export function meetingTasks(region: LivingRegion, cast: Cast, until: Date, plans: readonly SeedMeeting[]): SeedTask[] {
  return plans.flatMap((plan) => {
    const stage = stageOf(region, cast, plan, until);
    const at = (daysBefore: number, hour: Hour): Date =>
      actingAt(addDays(localOf(until, stage.zone).day, -daysBefore), hour);
    const task = (when: Date, run: () => Promise<void>): SeedTask[] =>
      when < until ? [{ at: when, caseId: stage.id, run }] : [];
    return [
      ...task(at(plan.draft, 10), () => draft(stage)),
      ...plan.deeds.flatMap(([day, deed], turn) => task(at(day, 15), () => deedsOf(stage, turn)[deed]())),
      ...(plan.opens === undefined ? [] : openingOf(stage).flatMap(([day, run]) => task(at(day, 15), run))),
    ];
  });
}

function stageOf(region: LivingRegion, cast: Cast, plan: SeedMeeting, until: Date): MeetingStage {
  const house = houses.find(({ key }) => key === plan.house);
  if (!house) throw new Error(`The demo region has no house ${plan.house}`);
  const day = until.toISOString().slice(0, 10);
  const owners = [...new Set(cast.holders(house.key).map(({ personId }) => personId))];
  return {
    ...region,
    plan,
    id: idOf(plan.name),
    house,
    owners,
    until,
    zone: ['yar', 'ozery'].includes(house.place) ? 'Asia/Yekaterinburg' : CAPITAL_ZONE,
    initiator: plan.by ? idOf(`person:${plan.by}`) : (owners[0] ?? ''),
    head: cast.clerk(house.manager, day),
    inspector: cast.clerk('inspectorate', day),
  };
}

/** Packs that spend the owners' money come with an estimate. */
const COSTLY: readonly string[] = ['current-repair', 'yearly-plan', 'managing-company', 'council'];

async function draft(stage: MeetingStage): Promise<void> {
  const { db, plan, id, house, zone, initiator, owners } = stage;
  const at = await stage.now();
  const day = localOf(at, zone).day;
  await db.transaction(async (trx) => {
    await openMeeting(trx, {
      id,
      at,
      buildingId: buildingId(house.key),
      form: plan.form,
      title: plan.title,
      annual: plan.pack === 'yearly-plan',
      initiatorKind: plan.group ? 'group' : 'owner',
      personId: initiator,
      actorId: initiator,
    });
    await usePack(trx, id, plan.pack);
    await fillAgenda(trx, stage);
    if (COSTLY.includes(plan.pack)) await fileEstimate(trx, { caseId: id, name: plan.name, actorId: initiator, at });
    await decideAll(stage, trx, at, day);
    const { knownTotal } = await previewRegister(trx, buildingId(house.key), day);
    const when = (days: number | undefined): Date | null =>
      days === undefined ? null : instantBefore(stage, days, 10);
    const [chair = initiator, secretary = chair] = owners.slice(1);
    await editDraft(trx, id, {
      total: decimal(knownTotal, 2),
      totalBasis: 'Технический паспорт дома',
      opensAt: when(plan.opens),
      closesAt: when(plan.closes),
      paperAddress: `${house.address}, консьержная, с 10:00 до 17:00`,
      materialsPlace: 'На странице собрания и в консьержной',
      storagePlace: `${house.address}, консьержная`,
      chairId: chair,
      secretaryId: secretary,
      counterIds: [secretary],
      discussionAt: plan.form === 'mixed' ? when(plan.opens) : null,
      discussionPlace: plan.form === 'mixed' ? 'Двор дома, у первого подъезда' : null,
      firstElectronic: plan.form === 'electronic' && plan.pack === 'first-electronic',
      ...(plan.administered && { administratorOrganisationId: organisationId(house.manager) }),
    });
  });
}

/** Decides every conflict of the register, with a reason. */
async function decideAll(
  { house, initiator }: MeetingStage,
  trx: LivingRegion['db'],
  at: Date,
  day: string,
): Promise<void> {
  const building = buildingId(house.key);
  const { conflicts } = await previewRegister(trx, building, day);
  for (const conflict of conflicts.filter(({ decided }) => decided === null)) {
    await decideConflict(trx, {
      buildingId: building,
      conflict,
      decision: DECISIONS[conflict.kind],
      reason: 'Сверено с выпиской ЕГРН и бюллетенем собственника.',
      by: initiator,
      at,
    });
  }
}
