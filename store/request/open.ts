import type { Knex } from 'knex';
import { summaryOf } from '../../law/base/summary';
import { localOf } from '../../law/base/zone';
import { Refusal } from '../../law/base/refusal';
import { faultKind, type FaultKind } from '../../law/dispatch/kinds';
import type { RequestSource } from '../../law/request/words';
import { openCase } from '../case/open';
import { outagesOf } from '../dispatch/known-outages';
import type { Party } from '../case/types';
import { requestHouse, type RequestHouse } from './circle';
import { registerAtIntake, type Informed } from './register';
import { insertRequest, type Request } from './rows';
import { writeRequestText } from './texts';

/** A request as it comes in by telephone, from a cabinet, from a program. */
export interface NewRequest {
  id: string;
  at: Date;
  source: RequestSource;
  /** Of a round or of a journal that is entered later: when it was really registered. */
  registeredAt?: Date;
  kind: string;
  text: string;
  buildingId: string;
  premisesId?: string | null;
  entrance?: number | null;
  floor?: number | null;
  spot?: string | null;
  damagedAt?: Date | null;
  /** Harm to health or property is reported with it. */
  harm?: boolean;
  /** Said of a kind that may be of one flat or of the whole house; without it, what has no flat is common. */
  common?: boolean;
  /** The outage that is known already: the request belongs to it from the start. */
  outageId?: string | null;
  wished?: { from: Date; to: Date } | null;
  /** The request whose work has failed again. */
  parentId?: string;
  /** null: nobody in particular (a round, a stranger who called). */
  applicantId: string | null;
  caller?: { name: string | null; phone: string | null };
  callId?: string | null;
  /** The manager at whose desk it was taken; without it, the manager of the house. */
  organisationId?: string;
  actorId: string | null;
  /** Whether the planned terms were named to the applicant while it was taken. */
  told: boolean;
}

/** Intake: the case, its words and rows, the terms and the order to start, in the caller's one transaction. */
export async function openRequest(trx: Knex, wish: NewRequest): Promise<{ id: string; number: string }> {
  const { id, at, kind: code, buildingId, premisesId = null, registeredAt = at } = wish;
  const kind = faultKind(code);
  if (registeredAt > at)
    throw later('registered-later', 'registeredAt', 'Заявка не могла поступить позже, чем её записали.');
  if (wish.damagedAt && wish.damagedAt > registeredAt)
    throw later('damaged-later', 'damagedAt', 'Повреждение не могло случиться позже заявки.');
  const house = await requestHouse(trx, { buildingId, premisesId, service: kind.service, at: registeredAt });
  if (!house?.premisesHere) {
    const say = 'Такого дома или помещения нет. Выберите адрес из списка.';
    throw new Refusal('place-unknown', say, 422, { place: say });
  }
  const organisationId = managerOf(house, wish.organisationId);
  await mustBeKnown(trx, wish);
  const row = rowOf(wish, registeredAt);
  const informed = informedOf(house, kind.notify);
  const number = await openCase(
    trx,
    {
      ...{ id, area: 'request', at, buildingId, organisationId, topic: code, actorId: wish.actorId },
      parentId: wish.parentId,
      lawDate: localOf(registeredAt, house.zone).day,
      zone: house.zone,
      municipalityId: house.municipalityId,
      region: house.region,
      parties: partiesOf(wish, informed),
      facts: factsOf(row),
    },
    {
      rows: () => insertRows(trx, wish, row),
      act: 'register',
      decide: (_trx, file, call) => registerAtIntake(trx, file, { request: row, informed, told: wish.told }, call, at),
    },
  );
  return { id, number };
}

/** Only an outage that stands in this house, or is announced for it, may be named. */
async function mustBeKnown(trx: Knex, { outageId, buildingId }: NewRequest): Promise<void> {
  if (!outageId || (await outagesOf(trx, buildingId)).some(({ caseId }) => caseId === outageId)) return;
  const say = 'Такого отключения в этом доме нет или оно закончилось. Выберите из списка.';
  throw new Refusal('outage-unknown', say, 422, { outage: say });
}

const later = (code: string, field: string, say: string): Refusal =>
  new Refusal(code, `${say} Исправьте время.`, 422, { [field]: say });

function managerOf({ managers }: RequestHouse, asked: string | undefined): string {
  const found = asked === undefined ? managers[0] : managers.find((one) => one === asked);
  if (found) return found;
  const say = asked
    ? 'Этот дом обслуживает другая организация. Передайте жителю её телефон.'
    : 'У дома нет управляющей организации. Позвоните в администрацию или по номеру 112.';
  throw new Refusal('house-not-served', say, 422, { place: say });
}

/** Whom an accident must be told to: the supplier of the damaged service and the administration. */
const informedOf = (house: RequestHouse, notify: readonly ('supplier' | 'hall')[]): Informed => ({
  supplier: notify.includes('supplier') ? house.suppliers : [],
  hall: notify.includes('hall') ? house.halls : [],
});

const partiesOf = ({ applicantId }: NewRequest, { supplier, hall }: Informed): Party[] => [
  ...(applicantId ? [{ part: 'applicant', personId: applicantId }] : []),
  ...[...supplier, ...hall].map((organisationId) => ({ part: 'informed', organisationId })),
];

function rowOf(wish: NewRequest, registeredAt: Date): Request {
  const kind = faultKind(wish.kind);
  const { id, source, premisesId = null, entrance = null, floor = null, spot = null, callId = null } = wish;
  return {
    ...{ caseId: id, source, premisesId, entrance, floor, spot, callId },
    kind: kind.code,
    emergency: kind.emergency,
    common: isCommon(kind, premisesId, wish.common),
    textId: id,
    summary: summaryOf(wish.text),
    callerName: wish.caller?.name ?? null,
    callerPhone: wish.caller?.phone ?? null,
    registeredAt,
    clockFrom: registeredAt,
    damagedAt: wish.damagedAt ?? null,
    harmAt: wish.harm ? registeredAt : null,
    wishedFrom: wish.wished?.from ?? null,
    wishedTo: wish.wished?.to ?? null,
    ...nothingYet,
    outageId: wish.outageId ?? null,
  };
}

/** Whom it concerns: what is in a flat may still be of a riser, and then neighbours may join. */
export const isCommon = ({ place }: FaultKind, premisesId: string | null, said?: boolean): boolean =>
  place === 'house' || (place === 'any' && (said ?? premisesId === null));

const nothingYet = {
  checkAgreedAt: null,
  visitFrom: null,
  visitTo: null,
  masterId: null,
  contractorId: null,
  assignedAt: null,
  acceptedAt: null,
  arrivedAt: null,
  localisedAt: null,
  handedAt: null,
  fixedAt: null,
  confirmedAt: null,
  checkedAt: null,
  pausedUntil: null,
  pauseGround: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  outageId: null,
  mergedInto: null,
  resultTextId: null,
  rating: null,
  reopened: 0,
} satisfies Partial<Request>;

const factsOf = ({ source, kind, registeredAt, damagedAt, harmAt, premisesId, callId }: Request) => ({
  source,
  kind,
  registeredAt: registeredAt.toISOString(),
  damagedAt: damagedAt?.toISOString() ?? null,
  harmAt: harmAt?.toISOString() ?? null,
  premises: premisesId,
  call: callId,
});

async function insertRows(trx: Knex, { id, at, text, actorId }: NewRequest, row: Request): Promise<void> {
  await writeRequestText(trx, { id, caseId: id, kind: 'request', body: text, authorId: actorId, at });
  await insertRequest(trx, row);
}
