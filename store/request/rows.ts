import type { Knex } from 'knex';
import type { PauseGround, RequestSource } from '../../law/request/words';

export interface Request {
  caseId: string;
  source: RequestSource;
  kind: string;
  emergency: boolean;
  common: boolean;
  premisesId: string | null;
  entrance: number | null;
  floor: number | null;
  /** Where exactly, in words. */
  spot: string | null;
  textId: string;
  summary: string;
  callerName: string | null;
  callerPhone: string | null;
  callId: string | null;
  registeredAt: Date;
  clockFrom: Date;
  damagedAt: Date | null;
  /** When harm to health or property was reported. */
  harmAt: Date | null;
  /** Another time of the check, agreed with the resident. */
  checkAgreedAt: Date | null;
  wishedFrom: Date | null;
  wishedTo: Date | null;
  visitFrom: Date | null;
  visitTo: Date | null;
  masterId: string | null;
  contractorId: string | null;
  assignedAt: Date | null;
  acceptedAt: Date | null;
  arrivedAt: Date | null;
  localisedAt: Date | null;
  handedAt: Date | null;
  fixedAt: Date | null;
  confirmedAt: Date | null;
  checkedAt: Date | null;
  pausedUntil: Date | null;
  pauseGround: PauseGround | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  outageId: string | null;
  mergedInto: string | null;
  resultTextId: string | null;
  rating: number | null;
  reopened: number;
}

const names: Readonly<Record<keyof Request, string>> = {
  caseId: 'case_id',
  source: 'source',
  kind: 'kind',
  emergency: 'emergency',
  common: 'common',
  premisesId: 'premises_id',
  entrance: 'entrance',
  floor: 'floor',
  spot: 'spot',
  textId: 'text_id',
  summary: 'summary',
  callerName: 'caller_name',
  callerPhone: 'caller_phone',
  callId: 'call_id',
  registeredAt: 'registered_at',
  clockFrom: 'clock_from',
  damagedAt: 'damaged_at',
  harmAt: 'harm_at',
  checkAgreedAt: 'check_agreed_at',
  wishedFrom: 'wished_from',
  wishedTo: 'wished_to',
  visitFrom: 'visit_from',
  visitTo: 'visit_to',
  masterId: 'master_id',
  contractorId: 'contractor_id',
  assignedAt: 'assigned_at',
  acceptedAt: 'accepted_at',
  arrivedAt: 'arrived_at',
  localisedAt: 'localised_at',
  handedAt: 'handed_at',
  fixedAt: 'fixed_at',
  confirmedAt: 'confirmed_at',
  checkedAt: 'checked_at',
  pausedUntil: 'paused_until',
  pauseGround: 'pause_ground',
  acknowledgedAt: 'acknowledged_at',
  acknowledgedBy: 'acknowledged_by',
  outageId: 'outage_id',
  mergedInto: 'merged_into',
  resultTextId: 'result_text_id',
  rating: 'rating',
  reopened: 'reopened',
};

const toRow = (values: Partial<Request>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [names[key as keyof Request], value]));

export const requestRow = async (db: Knex, caseId: string): Promise<Request | null> =>
  (await db('request')
    .where({ case_id: caseId })
    .first(...Object.entries(names).map(([key, column]) => `${column} as ${key}`))) ?? null;

export async function mustHaveRequest(db: Knex, caseId: string): Promise<Request> {
  const row = await requestRow(db, caseId);
  if (!row) throw new Error(`Case ${caseId} has no request row`);
  return row;
}

export const insertRequest = async (trx: Knex, row: Request): Promise<void> => trx('request').insert(toRow(row));

/** What may change is said by the table's trigger (migration 0090); the compiler keeps what never does. */
export type RequestChange = Partial<
  Omit<
    Request,
    'caseId' | 'source' | 'premisesId' | 'textId' | 'summary' | 'registeredAt' | 'callerName' | 'callerPhone'
  >
>;

export async function changeRequest(trx: Knex, caseId: string, change: RequestChange): Promise<void> {
  await trx('request').where({ case_id: caseId }).update(toRow(change));
}
