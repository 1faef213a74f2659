import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { DAY_MS, localOf } from '../../law/base/zone';
import type { OffService } from '../../law/dispatch/off';
import { topicOf, type OutageCause, type OutageKind } from '../../law/outage/words';
import { idFrom } from '../sql/ids';
import { keyReused } from '../access/writes';
import { openCase } from '../case/open';
import { announceAtIntake } from './announce';
import { mustServe, outageAuthor } from './place';
import { writePlan, type Outage, type OutageHouse } from './rows';
import { beginSpans } from './spans';
import { writeOutageText } from './texts';

/** What is announced or changed, as a form says it. */
export interface PlanWish {
  from: Date;
  /** Null while nobody knows. */
  until: Date | null;
  cause: OutageCause;
  /** The cause in words; a planned outage may do without. */
  causeText?: string;
  danger: boolean;
  inFlats: boolean;
  houses: readonly OutageHouse[];
}

export interface NewOutage extends PlanWish {
  id: string;
  at: Date;
  kind: OutageKind;
  services: readonly OffService[];
  organisationId: string;
  actorId: string | null;
}

export interface OpenedOutage {
  id: string;
  number: string;
}

/** How far from today a plan may lie: further away it is a slip of the pen. */
const AHEAD_MOST_DAYS = 400;
const BEHIND_MOST_DAYS = 62;

/** Refuses a plan whose times cannot be. */
export function mustBeTimes({ from, until }: Pick<PlanWish, 'from' | 'until'>, kind: OutageKind, at: Date): void {
  const [near, far] = [at.getTime() - BEHIND_MOST_DAYS * DAY_MS, at.getTime() + AHEAD_MOST_DAYS * DAY_MS];
  if (from.getTime() < near || from.getTime() > far) throw wrong('start-far', 'Проверьте дату начала.', 'from');
  if (kind === 'emergency' && from > at)
    throw wrong('start-ahead', 'Авария не может начаться позже, чем о ней узнали. Исправьте время начала.', 'from');
  if (until && (until <= from || until.getTime() > far))
    throw wrong('end-early', 'Конец должен быть позже начала и не дальше года. Исправьте время.', 'until');
  if (kind === 'planned' && !until)
    throw wrong('end-missing', 'Назовите, когда плановое отключение закончится.', 'until');
}

const wrong = (code: string, say: string, field: string): Refusal => new Refusal(code, say, 422, { [field]: say });

/**
 * Intake (docs/architecture.md, «Three kinds of write»): the case, what is announced, the letters to every household
 * and the order to start, in the caller's one transaction.
 */
export async function openOutage(trx: Knex, wish: NewOutage): Promise<OpenedOutage> {
  const { id, at, kind, services, organisationId, actorId, houses, from } = wish;
  if (services.length === 0 || new Set(services).size < services.length)
    throw wrong('services-missing', 'Выберите, что отключается.', 'services');
  const author = await outageAuthor(trx, organisationId);
  if (!author) throw wrong('author-unknown', 'Отключения объявляют управляющие организации и поставщики.', 'as');
  mustBeTimes(wish, kind, at);
  const served = await mustServe(trx, author.id, { houses, services, day: localOf(at, author.zone).day });
  const [first] = served;
  if (!first) throw new Error('An outage has a house');
  const beganAt = from <= at ? from : null;
  const outage = outageOf(wish, beganAt);
  const number = await openCase(
    trx,
    {
      ...{ id, area: 'outage', at, actorId, organisationId, zone: first.zone, region: first.region },
      lawDate: localOf(at, first.zone).day,
      buildingId: served.length === 1 ? first.id : null,
      municipalityId: first.municipalityId,
      topic: topicOf(kind, services),
      parties: [],
      facts: { kind, services: [...services] },
    },
    {
      rows: () => insertRows(trx, wish, outage),
      act: 'announce',
      decide: (_trx, file, call, now) =>
        announceAtIntake(_trx, file, { outage, houses, author: author.kind }, call, now),
    },
  );
  return { id, number };
}

function outageOf(wish: NewOutage, beganAt: Date | null): Outage {
  const { id, at, kind, services, actorId, from, until, cause, danger, inFlats, causeText } = wish;
  const planId = idFrom(id, 'plan');
  return {
    ...{ caseId: id, kind, services: [...services], version: 1, beganAt, restoredAt: null },
    plan: {
      ...{ id: planId, version: 1, from, until, cause, danger, inFlats, at, authorId: actorId, reasonId: null },
      textId: causeText ? idFrom(planId, 'cause') : null,
    },
  };
}

async function insertRows(trx: Knex, wish: NewOutage, { plan, ...outage }: Outage): Promise<void> {
  const { id, at, actorId, houses, causeText } = wish;
  if (causeText && plan.textId)
    await writeOutageText(trx, { id: plan.textId, caseId: id, kind: 'cause', body: causeText, authorId: actorId, at });
  await writePlan(trx, { ...plan, caseId: id, houses });
  const written = await trx('outage')
    .insert({
      case_id: id,
      kind: outage.kind,
      services: outage.services,
      plan_id: plan.id,
      version: 1,
      began_at: outage.beganAt,
    })
    .onConflict('case_id')
    .ignore()
    .returning('case_id');
  if (written.length === 0) throw keyReused();
  if (outage.beganAt) await beginSpans(trx, id, outage.beganAt);
}

/** Stores a changed plan before the command that speaks of it, under the id of that command. */
export async function writeChangedPlan(
  trx: Knex,
  wish: PlanWish & {
    id: string;
    caseId: string;
    at: Date;
    actorId: string | null;
    reason: string;
    /** The words of the cause stay as they were. */
    keptTextId?: string | null;
  },
): Promise<void> {
  const { id, caseId, at, actorId, causeText, reason, keptTextId = null, ...plan } = wish;
  const [textId, reasonId] = [causeText ? idFrom(id, 'cause') : keptTextId, idFrom(id, 'reason')];
  if (causeText && textId)
    await writeOutageText(trx, { id: textId, caseId, kind: 'cause', body: causeText, authorId: actorId, at });
  await writeOutageText(trx, { id: reasonId, caseId, kind: 'reason', body: reason, authorId: actorId, at });
  await writePlan(trx, { ...plan, id, caseId, at, version: null, textId, reasonId, authorId: actorId });
}
