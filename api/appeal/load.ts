import { fileOf, filesFinder } from '../case/told';
import type { Knex } from 'knex';
import { appealActs } from '../../law/appeal/acts';
import type { AppealAct } from '../../law/appeal/lifecycle';
import { instancesAbove, subjectsFor } from '../../law/appeal/subjects';
import { bodyNotices } from '../../law/appeal/term';
import { normMark } from '../../law/base/mark';
import { norm } from '../../law/base/norm';
import { localOf } from '../../law/base/zone';
import { addresseesOf } from '../../store/appeal/relation';
import { sees } from '../../store/areas';
import { appealById, appealPartiesOf, type AppealFile, type AppealKin } from '../../store/appeal/read';
import { textsOf, type AppealText } from '../../store/appeal/texts';
import { deadlinesOf } from '../../store/case/deadlines';
import { documentsOf } from '../../store/case/documents';
import { eventsOf } from '../../store/case/events';
import { listOrganisations, staffOf } from '../../store/registry/organisations';
import { namesOf, type PersonName } from '../../store/registry/people';
import { isAmong, type Actor } from '../security/actor';
import { readerOf } from '../security/reader';
import { notFound } from '../security/permission';
import { appealSentences } from './sentences';
import { partsIn, type Parts } from './access';
import { deadlinesShown } from './deadlines';
import type { AppealShape } from './shape';
import { timelineOf } from './timeline';

/** Everything this reader may see of an appeal, and what they may do with it now. */
export async function loadAppeal(db: Knex, actor: Actor, id: string, now: Date): Promise<AppealShape> {
  const found = await appealById(db, id, now);
  if (!found) throw notFound();
  const [parts, deadlines, events, texts, documents, parties] = await Promise.all([
    partsIn(db, actor, id),
    deadlinesOf(db, id),
    eventsOf(db, id),
    textsOf(db, id),
    documentsOf(db, id),
    appealPartiesOf(db, id),
  ]);
  const { appeal } = found;
  const insider = parts.staff || parts.watcher;
  const acts = actsOf(found, parts);
  const told = events.filter(({ kind }) => insider || !appealSentences.inner.includes(kind));
  const people = [...told.map(({ actorId }) => actorId), appeal.routedTo, ...parties.map(({ personId }) => personId)];
  const names = await namesOf(
    db,
    people.filter((one) => one !== null),
  );
  const files = filesFinder(documents);
  return {
    ...head(found),
    parts,
    acts,
    // A flat number identifies its author as clearly as a name does.
    premises: insider || parts.applicant ? found.premises : null,
    overdue: found.standing.overdue,
    mine: isAmong(actor, [appeal.routedTo]),
    text: bodyOf(texts, appeal.textId),
    // Neighbours see the text but not the files: files may contain private data.
    files: parts.neighbour && !insider ? [] : documents.filter(({ kind }) => kind === 'request').map(fileOf),
    applicants: insider || parts.applicant ? applicantsOf(parties, names) : [],
    joiners: parties.filter(({ part }) => part === 'joiner').length,
    executor:
      appeal.routedTo && !parts.neighbour ? { id: appeal.routedTo, name: personNameOf(names, appeal.routedTo) } : null,
    answer:
      appeal.answerTextId && appeal.answerKind && appeal.answeredAt
        ? {
            kind: appeal.answerKind,
            text: bodyOf(texts, appeal.answerTextId),
            at: appeal.answeredAt.toISOString(),
            files: files(appeal.answerTextId),
          }
        : null,
    parent: (await kinOf(db, actor, parts, found.parent ? [found.parent] : []))[0] ?? null,
    children: await kinOf(db, actor, parts, found.children),
    deadlines: deadlinesShown(deadlines, insider, found.file.closed_at, found.file.zone, now),
    events: timelineOf(told, {
      texts,
      files,
      names,
      parts,
      answerId: appeal.answerTextId,
      applicants: parties.map(({ personId }) => personId),
    }),
    choices: await choicesOf(db, actor, found, acts, now),
  };
}

function head({ file, appeal, organisation, address }: AppealFile) {
  const { id, number, phase, outcome, zone } = file;
  const { subjects, channel, applicantKind, anonymous, collective, summary, rating, reopened, addresseeKind } = appeal;
  return {
    id,
    number,
    phase,
    outcome,
    zone,
    subjects,
    channel,
    applicantKind,
    anonymous,
    collective,
    summary,
    rating,
    reopened,
    addresseeKind,
    address,
    openedAt: file.opened_at.toISOString(),
    closedAt: file.closed_at?.toISOString() ?? null,
    dueAt: file.due_at?.toISOString() ?? null,
    organisation: { id: appeal.addresseeId, name: organisation },
  };
}

function actsOf({ standing }: AppealFile, parts: Parts): AppealAct[] {
  const mine = (['staff', 'applicant', 'neighbour'] as const).filter((part) => parts[part]);
  return [...new Set(mine.flatMap((part) => appealActs(standing, part)))];
}

const bodyOf = (texts: readonly AppealText[], id: string): string => texts.find((text) => text.id === id)?.body ?? '';

export function personNameOf(names: ReadonlyMap<string, PersonName>, id: string): string {
  const name = names.get(id);
  return name ? `${name.givenName} ${name.familyName}` : '';
}

const applicantsOf = (
  parties: readonly { part: string; personId: string | null }[],
  names: ReadonlyMap<string, PersonName>,
): string[] =>
  parties.flatMap(({ personId }) => {
    const name = personId && names.get(personId);
    return name ? [[name.familyName, name.givenName, name.patronymic].filter(Boolean).join(' ')] : [];
  });

/** A related case may belong to another office: it is linked only if the reader may open it. */
async function kinOf(db: Knex, actor: Actor, parts: Parts, kin: readonly AppealKin[]) {
  const told = kin.map(async ({ organisationId: _, dueAt, ...one }) => {
    const readable = await sees(db, readerOf(actor), one.id);
    return { ...one, dueAt: dueAt?.toISOString() ?? null, readable };
  });
  // An office sees the cases it forwarded or received; a complaint is seen only by its author and those who decide on
  // it.
  return (await Promise.all(told)).filter(
    ({ readable, origin }) => readable || (parts.staff && origin !== 'complaint'),
  );
}

async function choicesOf(
  db: Knex,
  actor: Actor,
  found: AppealFile,
  acts: readonly AppealAct[],
  now: Date,
): Promise<AppealShape['choices']> {
  const { file, appeal } = found;
  const day = localOf(now, file.zone).day;
  const may = (act: AppealAct): boolean => acts.includes(act);
  const [colleagues, others] = await Promise.all([
    may('route') ? staffOf(db, appeal.addresseeId, day) : [],
    may('forward') || may('complain') ? competent(db, found, day) : [],
  ]);
  const above = instancesAbove(appeal.addresseeKind);
  const free = appeal.routedTo !== actor.personId && colleagues.some(({ personId }) => personId === actor.personId);
  return {
    self: free ? actor.personId : null,
    colleagues: colleagues.map(({ personId, name, role }) => ({ id: personId, name, role })),
    organisations: may('forward') ? others.map(({ id, name }) => ({ id, name })) : [],
    instances: may('complain')
      ? others.filter(({ kind }) => above.some((one) => one === kind)).map(({ id, name }) => ({ id, name }))
      : [],
    subjects: may('split') ? subjectsFor(appeal.addresseeKind).map(({ code }) => code) : [],
    extendDays: may('extend') ? Number(norm('AP-15.extend', file.law_date).value) : null,
    notices: may('forward')
      ? bodyNotices(appeal.addresseeKind, appeal.registeredAt, { zone: file.zone, on: file.law_date }).map((one) => ({
          ...one,
          mark: normMark(one.norm, file.law_date),
        }))
      : [],
  };
}

/** Who else the appeal may be forwarded to: those who serve the house, and always the ministry of the region. */
async function competent(db: Knex, { file, appeal }: AppealFile, day: string) {
  const near = file.building_id
    ? (await addresseesOf(db, file.building_id, day)).map(({ id, name, kind }) => ({ id, name, kind: kind as string }))
    : await bodiesOf(db, file.region, day);
  const ministries = (await bodiesOf(db, file.region, day)).filter(({ kind }) => kind === 'ministry');
  const all = [...near, ...ministries].filter(({ id }) => id !== appeal.addresseeId);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

async function bodiesOf(db: Knex, region: string | null, day: string) {
  const all = await listOrganisations(db, { day });
  return all
    .filter((one) => one.region === region && ['municipality', 'inspectorate', 'ministry'].includes(one.kind))
    .map(({ id, name, kind }) => ({ id, name, kind: kind as string }));
}
