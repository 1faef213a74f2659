import { fileOf, filesFinder } from '../case/told';
import type { Knex } from 'knex';
import { requestActs, type RequestPart } from '../../law/request/acts';
import type { RequestAct } from '../../law/request/lifecycle';
import { iso } from '../../law/base/instant';
import { sees } from '../../store/areas';
import { deadlinesOf, type CaseDeadline } from '../../store/case/deadlines';
import { documentsOf } from '../../store/case/documents';
import { eventsOf } from '../../store/case/events';
import { namesOf, type PersonName } from '../../store/registry/people';
import { drillOfRequest } from '../../store/request/drill';
import { applicantsOf } from '../../store/request/letters';
import { requestById, type RequestFile, type RequestKin } from '../../store/request/read';
import { requestTextsOf, type RequestText } from '../../store/request/texts';
import { signed } from '../account/signed';
import { shownDeadline, type ShownDeadline } from '../case/deadlines';
import { readsHistory } from '../case/readers';
import type { Call } from '../http/route';
import { isAmong, type Actor } from '../security/actor';
import { notFound } from '../security/permission';
import { readerOf } from '../security/reader';
import { isInsider, mustHaveRelations, partsBy, subjectBy, type RequestParts } from './access';
import { noEnds, requestEnds } from './ends';
import { requestChoices } from './choices';
import { requestSentences } from './sentences';
import type { RequestShape } from './shape';
import { requestTimeline } from './timeline';
import { termTitles } from '../../law/request/words';

const PARTS: readonly RequestPart[] = ['desk', 'worker', 'applicant', 'neighbour'];

/** Everything this reader may see of a request, and what they may do with it now. */
export async function loadRequest(db: Knex, actor: Actor, id: string, now: Date): Promise<RequestShape> {
  const found = await requestById(db, id, now);
  if (!found) throw notFound();
  const [stands, deadlines, events, texts, documents, people] = await Promise.all([
    mustHaveRelations(db, id),
    deadlinesOf(db, id),
    eventsOf(db, id),
    requestTextsOf(db, id),
    documentsOf(db, id),
    applicantsOf(db, id),
  ]);
  const { request } = found;
  const parts = partsBy(actor, stands);
  const insider = isInsider(parts);
  const staff = parts.desk || parts.worker || parts.watcher;
  const told = events.filter(({ kind }) => staff || !requestSentences.inner.includes(kind));
  const known = [...told.map(({ actorId }) => actorId), request.masterId, ...people.map(({ personId }) => personId)];
  const names = await namesOf(
    db,
    known.filter((one) => one !== null),
  );
  const acts = actsOf(found, parts);
  const terms = deadlines
    .filter((one) => isShown(one, found.file.closed_at, staff))
    .map((one) => shown(one, found, now));
  return {
    ...head(found, insider),
    ...privateOf(found, texts, insider, staff),
    applicants: insider
      ? people.flatMap(({ part, personId }) => (part === 'applicant' && personId ? [nameIn(names, personId)] : []))
      : [],
    joiners: people.filter(({ part }) => part === 'joiner').length,
    mine: isAmong(actor, [request.masterId]),
    history: readsHistory(actor, subjectBy(stands)),
    drill: staff ? await drillOfRequest(db, id) : null,
    worker: workerOf(found, names),
    workerId: parts.desk ? (request.masterId ?? request.contractorId) : null,
    parts,
    acts,
    ends: insider && !parts.neighbour ? await requestEnds(db, found, documents, now) : noEnds(found),
    kin: await kinShown(db, actor, found.kin),
    deadlines: terms,
    files: insider ? documents.filter(({ kind }) => kind === 'request').map(fileOf) : [],
    events: requestTimeline(told, {
      ...{ texts, files: filesFinder(documents), names, parts, applicants: people },
      ...{ deadlines: terms, zone: found.file.zone },
    }),
    choices: await requestChoices(db, found, acts, now),
  };
}

/** Reads through the pool, so queries run in parallel; a transaction would have only one connection. */
export const loadRequestOf = (call: Pick<Call, 'services' | 'actor' | 'now' | 'params'>): Promise<RequestShape> =>
  loadRequest(call.services.db, signed(call), (call.params as { id: string }).id, call.now);

function head({ file, request, organisation, address, premises }: RequestFile, insider: boolean) {
  const { kind, emergency, common, source, entrance, rating, reopened } = request;
  return {
    ...{ id: file.id, number: file.number, phase: file.phase, outcome: file.outcome, zone: file.zone },
    ...{ kind, emergency, common, source, entrance, rating, reopened },
    openedAt: file.opened_at.toISOString(),
    closedAt: iso(file.closed_at),
    dueAt: iso(file.due_at),
    organisation: { id: file.organisation_id ?? '', name: organisation },
    house: { id: file.building_id ?? '', address },
    // The number of a flat tells who called as surely as a name.
    premises: insider ? premises : null,
    floor: insider ? request.floor : null,
    spot: insider ? request.spot : null,
    visit: span(request.visitFrom, request.visitTo),
    wished: span(request.wishedFrom, request.wishedTo),
    steps: {
      registered: request.registeredAt.toISOString(),
      assigned: iso(request.assignedAt),
      accepted: iso(request.acceptedAt),
      arrived: iso(request.arrivedAt),
      localised: iso(request.localisedAt),
      fixed: iso(request.fixedAt),
      confirmed: iso(request.confirmedAt),
    },
    pausedUntil: iso(request.pausedUntil),
    acknowledged: request.acknowledgedAt !== null,
  };
}

const span = (from: Date | null, to: Date | null) =>
  from && to ? { from: from.toISOString(), to: to.toISOString() } : null;

/** The words of the applicant and the telephone: for those whose business it is. */
function privateOf({ request }: RequestFile, texts: readonly RequestText[], insider: boolean, staff: boolean) {
  const body = (id: string | null): string | null => texts.find((one) => one.id === id)?.body ?? null;
  const { callerName: name, callerPhone: phone } = request;
  return {
    text: insider ? body(request.textId) : null,
    caller: staff && (name !== null || phone !== null) ? { name, phone } : null,
    result: body(request.fixedAt ? request.resultTextId : null),
  };
}

function actsOf({ standing }: RequestFile, parts: RequestParts): RequestAct[] {
  const mine = PARTS.filter((part) => parts[part]);
  return [...new Set(mine.flatMap((part) => requestActs(standing, part)))];
}

export const nameIn = (names: ReadonlyMap<string, PersonName>, id: string): string => {
  const name = names.get(id);
  return name ? `${name.givenName} ${name.familyName}` : '';
};

/** A resident learns the name of who comes to them (ПП РФ 416 п. 17). */
function workerOf(
  { request, contractor }: RequestFile,
  names: ReadonlyMap<string, PersonName>,
): RequestShape['worker'] {
  if (request.masterId) return { name: nameIn(names, request.masterId), contractor: false };
  return request.contractorId && contractor ? { name: contractor, contractor: true } : null;
}

/** A term that another one replaced is shown to nobody; a missed one to everybody, and one that ended with the case. */
const isShown = ({ name, droppedAt, missedAt, metAt }: CaseDeadline, closedAt: Date | null, staff: boolean): boolean =>
  (staff || name !== 'accept') &&
  (droppedAt === null || missedAt !== null || metAt !== null || droppedAt.getTime() === closedAt?.getTime());

const shown = (row: CaseDeadline, { file }: RequestFile, now: Date): ShownDeadline => ({
  ...shownDeadline(row, file.zone, now),
  title: termTitles[row.name] ?? row.title,
});

const kinShown = (db: Knex, actor: Actor, kin: readonly RequestKin[]): Promise<RequestShape['kin']> =>
  Promise.all(
    kin.map(async ({ id, area, number, phase, kind }) => ({
      ...{ id, area, number, phase, kind },
      readable: await sees(db, readerOf(actor), id),
    })),
  );
