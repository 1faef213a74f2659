import type { Knex } from 'knex';
import { iso } from '../../law/base/instant';
import { localOf } from '../../law/base/zone';
import { outageActs } from '../../law/outage/acts';
import { allowedBreak, breakWords } from '../../law/outage/allowed';
import { partWords } from '../../law/outage/flats';
import { sees } from '../../store/areas';
import { deadlinesOf, type CaseDeadline } from '../../store/case/deadlines';
import { eventsOf, type CaseEvent } from '../../store/case/events';
import { lettersOf } from '../../store/case/letters';
import { namedHouses, outageById, type NamedHouse, type OutageFile } from '../../store/outage/read';
import { gatheredRequests } from '../../store/outage/requests';
import { planHouseCounts, plansOf } from '../../store/outage/rows';
import { spansOf, type OutageSpan } from '../../store/outage/spans';
import { reachByHouse, type HouseReach } from '../../store/outage/tell';
import { outageTexts } from '../../store/outage/texts';
import { namesOf, type PersonName } from '../../store/registry/people';
import { shownDeadline } from '../case/deadlines';
import type { Actor } from '../security/actor';
import { notFound } from '../security/permission';
import { readerOf } from '../security/reader';
import { readsHistory } from '../case/readers';
import { mustHaveRelations, partsBy, subjectBy, type OutageParts } from './access';
import { outageSentences } from './sentences';
import type { OutageShape } from './shape';

/** Everything this reader may see of an outage, and what they may do with it now. */
export async function loadOutage(db: Knex, actor: Actor, id: string, now: Date): Promise<OutageShape> {
  const found = await outageById(db, id);
  if (!found) throw notFound();
  const { file } = found;
  const [stands, deadlines, events, texts] = await Promise.all([
    mustHaveRelations(db, id),
    deadlinesOf(db, id),
    eventsOf(db, id),
    outageTexts(db, id),
  ]);
  const parts = partsBy(actor, stands);
  const insider = parts.staff || parts.watcher;
  const owed = (name: string): boolean => deadlines.some((one) => one.name === name && !one.metAt && !one.droppedAt);
  return {
    ...head(found, texts),
    parts,
    history: readsHistory(actor, subjectBy(stands)),
    acts: parts.staff ? outageActs({ phase: file.phase, boards: owed('boards') }) : [],
    houses: await housesShown(db, found, insider, now),
    plans: await plansShown(db, id, texts),
    ...(await requestsShown(db, actor, id, insider || parts.serving)),
    letters: insider ? (await lettersOf(db, id, null)).map((one) => ({ ...one, at: one.at.toISOString() })) : [],
    deadlines: deadlines.filter((one) => isShown(one, file.closed_at)).map((one) => shownDeadline(one, file.zone, now)),
    events: await eventsShown(db, events, { texts, parts }),
  };
}

/** A term that another one replaced is shown to nobody; one that ended with its case says so. */
const isShown = ({ duty, droppedAt, missedAt, metAt }: CaseDeadline, closedAt: Date | null): boolean =>
  duty && (droppedAt === null || missedAt !== null || metAt !== null || droppedAt.getTime() === closedAt?.getTime());

function head({ file, outage, organisation }: OutageFile, texts: ReadonlyMap<string, string>) {
  const { id, number, phase, outcome, zone } = file;
  const { kind, services, version, plan } = outage;
  return {
    ...{ id, number, phase, outcome, zone, kind, services, version },
    organisation: { id: organisation.id, name: organisation.name, phone: organisation.phone },
    openedAt: file.opened_at.toISOString(),
    closedAt: iso(file.closed_at),
    from: plan.from.toISOString(),
    until: iso(plan.until),
    cause: plan.cause,
    causeText: (plan.textId && texts.get(plan.textId)) || null,
    danger: plan.danger,
    inFlats: plan.inFlats,
    beganAt: iso(outage.beganAt),
    restoredAt: iso(outage.restoredAt),
  };
}

async function housesShown(
  db: Knex,
  { file, outage }: OutageFile,
  insider: boolean,
  now: Date,
): Promise<OutageShape['houses']> {
  const houses = await namedHouses(db, outage.plan.id);
  const [spans, people] = await Promise.all([
    spansOf(db, file.id),
    insider ? reachByHouse(db, { houses, day: localOf(now, file.zone).day }) : null,
  ]);
  return houses.map((house) => houseShown(house, { spans, people, outage, file, now }));
}

interface Around extends Pick<OutageFile, 'file' | 'outage'> {
  spans: readonly OutageSpan[];
  people: readonly HouseReach[] | null;
  now: Date;
}

function houseShown(house: NamedHouse, { spans, people, outage, file, now }: Around): OutageShape['houses'][number] {
  const own = spans.filter(({ buildingId }) => buildingId === house.buildingId);
  return {
    id: house.buildingId,
    address: house.address,
    entrances: [...house.entrances],
    part: partWords(house),
    people: people && (people.find(({ buildingId }) => buildingId === house.buildingId)?.people ?? 0),
    spans: own.map(({ service, beganAt, restoredAt }) => {
      const allowed = allowedBreak(service, outage.plan.cause, file.law_date);
      return {
        ...breakWords(beganAt, restoredAt ?? (beganAt > now ? beganAt : now), allowed),
        service,
        beganAt: beganAt.toISOString(),
        restoredAt: iso(restoredAt),
        norm: allowed?.norm ?? null,
      };
    }),
  };
}

async function plansShown(db: Knex, id: string, texts: ReadonlyMap<string, string>): Promise<OutageShape['plans']> {
  const [plans, counts] = await Promise.all([plansOf(db, id), planHouseCounts(db, id)]);
  return plans.map((plan) => ({
    version: plan.version ?? 0,
    at: plan.at.toISOString(),
    from: plan.from.toISOString(),
    until: iso(plan.until),
    cause: plan.cause,
    reason: (plan.reasonId && texts.get(plan.reasonId)) || null,
    houses: counts.get(plan.id) ?? 0,
  }));
}

/** Whose requests they are is told only to whoever may read each of them. */
async function requestsShown(
  db: Knex,
  actor: Actor,
  id: string,
  works: boolean,
): Promise<Pick<OutageShape, 'requests' | 'gathered'>> {
  const all = await gatheredRequests(db, id);
  if (!works) return { requests: [], gathered: all.length };
  const reader = readerOf(actor);
  const requests = await Promise.all(
    all.map(async ({ id: one, number, at }) => ({
      id: one,
      number,
      at: at.toISOString(),
      readable: await sees(db, reader, one),
    })),
  );
  return { requests, gathered: all.length };
}

interface Told {
  texts: ReadonlyMap<string, string>;
  parts: OutageParts;
}

/** Events as sentences, newest first. Residents read what happened, and no names of those who work on it. */
async function eventsShown(
  db: Knex,
  events: readonly CaseEvent[],
  { texts, parts }: Told,
): Promise<OutageShape['events']> {
  const insider = parts.staff || parts.watcher;
  const shown = events.filter(({ kind }) => insider || ![...outageSentences.inner, 'gathered'].includes(kind));
  const people = shown.flatMap(({ actorId }) => (actorId ? [actorId] : []));
  const names = insider ? await namesOf(db, people) : new Map<string, PersonName>();
  return shown.map((event) => eventShown(event, { texts, names })).reverse();
}

function eventShown(
  { seq, at, kind, actorId, facts }: CaseEvent,
  { texts, names }: { texts: ReadonlyMap<string, string>; names: ReadonlyMap<string, PersonName> },
): OutageShape['events'][number] {
  const { title, say = '', bad = false } = outageSentences.event(kind, facts);
  const words = [facts['text'], facts['reason']].flatMap((one) => (typeof one === 'string' ? [texts.get(one)] : []));
  const name = actorId && names.get(actorId);
  return {
    ...{ seq, kind, title, bad, at: at.toISOString() },
    say: [say, ...words].filter(Boolean).join(' '),
    who: actorId === null ? 'Домовой' : name ? `${name.givenName} ${name.familyName}` : 'сотрудник',
    bySystem: actorId === null,
  };
}
