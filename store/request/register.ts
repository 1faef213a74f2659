import type { Knex } from 'knex';
import { isUrgent } from '../../law/request/terms';
import type { StepCall } from '../../workflows/case/contract';
import type { Decide } from '../case/change';
import { termFacts } from '../case/term';
import type { CaseFile, Change, Letter } from '../case/types';
import { termsOfRequest } from './duties';
import { toOrganisation, toPost, toResidents } from './letters';
import { mustHaveRequest, type Request } from './rows';

/** Organisations told of an accident at once, by why they are told. */
export interface Informed {
  supplier: readonly string[];
  hall: readonly string[];
}

export interface IntakeRequest {
  request: Request;
  informed: Informed;
  told: boolean;
}

/** The terms of the kind begin; the applicant gets the number and the terms, the services learn of an accident. */
export async function registerAtIntake(
  trx: Knex,
  file: CaseFile,
  { request, informed, told }: IntakeRequest,
  call: StepCall,
  at: Date,
): Promise<Change> {
  const urgent = isUrgent(request.kind);
  const set = termsOfRequest(file, request, at, doneAtOnce(informed, told, at));
  return {
    events: [
      {
        kind: 'registered',
        facts: {
          fault: request.kind,
          emergency: request.emergency,
          common: request.common,
          terms: set.map(({ name, deadline }) => ({ name, ...termFacts(deadline) })),
        },
      },
      ...informedEvents(informed),
      ...gatheredAtOnce(request).events,
    ],
    to: 'registered',
    set,
    messages: gatheredAtOnce(request).messages,
    letters: [
      ...(await toResidents(trx, file, request, call, { letter: 'request-registered', atNight: true })),
      ...(await newToDesk(trx, file, request, call, urgent)),
      ...[...informed.supplier, ...informed.hall].map((organisationId) =>
        toOrganisation(file, organisationId, call, { letter: 'request-accident', urgent: true, atNight: true }),
      ),
    ],
  };
}

/** The same, for callers that have only the case. */
export const registerRequest: Decide = async (trx, file, call, at) =>
  registerAtIntake(
    trx,
    file,
    { request: await mustHaveRequest(trx, file.id), informed: { supplier: [], hall: [] }, told: false },
    call,
    at,
  );

/** Duties that are done in the same instant: the terms were named, the services were written to. */
const doneAtOnce = ({ supplier, hall }: Informed, told: boolean, at: Date): Record<string, Date> => ({
  ...(told && { inform: at }),
  ...(supplier.length > 0 && { supplier: at }),
  ...(hall.length > 0 && { hall: at }),
});

/** Why somebody is told, and whom; in one fact for each reason. */
const informedEvents = (informed: Informed): Change['events'] =>
  (['supplier', 'hall'] as const)
    .filter((what) => informed[what].length > 0)
    .map((what) => ({ kind: 'told', facts: { what, organisations: [...informed[what]] } }));

/** It belongs to an outage that is known already, and the outage counts it. */
export const gatheredAtOnce = ({ caseId, outageId }: Pick<Request, 'caseId' | 'outageId'>) =>
  outageId === null
    ? { events: [], messages: [] }
    : {
        events: [{ kind: 'gathered', facts: { outage: outageId } }],
        messages: [
          { area: 'outage', caseId: outageId, key: `${caseId}:gather`, act: 'gather', args: { request: caseId } },
        ],
      };

/** The desk that took the call knows of it; what came by itself rings there. */
const newToDesk = async (
  trx: Knex,
  file: CaseFile,
  { source }: Request,
  call: StepCall,
  urgent: boolean,
): Promise<Letter[]> =>
  source === 'cabinet' || source === 'api'
    ? toPost(trx, file, 'dispatcher', call, { letter: 'request-new', urgent, atNight: urgent })
    : [];
