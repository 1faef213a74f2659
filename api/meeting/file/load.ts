import type { Knex } from 'knex';
import { allows } from './allows';
import { iso } from '../../../law/base/instant';
import { applies } from '../../../law/base/timing';
import { openPapers, paperTitles, signerTitles, type PaperKind } from '../../../law/meeting/protocol/papers';
import { deadlinesOf } from '../../../store/case/deadlines';
import { identitiesOf, filedPapersOf, type FiledPaper } from '../../../store/meeting/file/papers';
import {
  councilCandidates,
  councilElected,
  councilOf,
  councilWaited,
  namesCouncil,
} from '../../../store/meeting/file/council';
import { inspectionsOfCase } from '../../../store/meeting/file/inspections';
import { protocolOf, signersOf } from '../../../store/meeting/file/protocol';
import { countOf, resultsOf } from '../../../store/meeting/results';
import { meetingTextsOf } from '../../../store/meeting/texts';
import type { MeetingFile } from '../../../store/meeting/read';
import { signed } from '../../account/signed';
import type { Actor } from '../../security/actor';
import type { Call } from '../../http/route';
import { mustFind } from '../vote/access';
import { filingPartsOf, seesOriginals, signingParts } from './access';
import type { FilingShape } from './shape';
import { stepsOf, termsAfter } from './terms';
import { lawOf } from '../../../store/meeting/law';

interface Asked {
  now: Date;
  /** Premises whose owners are offered as elected members. */
  places?: readonly string[];
}

type Texts = Awaited<ReturnType<typeof meetingTextsOf>>;

const remarksIn = (texts: Texts): FilingShape['remarks'] =>
  texts.filter(({ kind }) => kind === 'remark').map(({ at, body }) => ({ at: at.toISOString(), body }));

/** Who may be named as elected (P-08): for whoever draws up the protocol until it is complete; null for others. */
async function councilFor(
  db: Knex,
  { file, meeting }: MeetingFile,
  actor: Actor,
  places: readonly string[],
): Promise<FilingShape['council']> {
  const may = file.phase === 'counted' && meeting.form !== 'electronic' && namesCouncil(meeting, actor.self);
  if (!may || !applies('P-08', lawOf(meeting, file.zone).drawn) || !(await councilElected(db, file.id))) return null;
  const [candidates, named] = await Promise.all([councilCandidates(db, file.id, places), councilOf(db, file.id)]);
  return { candidates, named, places: [...places] };
}

const paperLine = ({ id, kind, name, size, sha256 }: FiledPaper) => ({
  id,
  kind,
  title: paperTitles[kind as PaperKind],
  name,
  size,
  sha256,
});

export async function loadFiling(
  db: Knex,
  actor: Actor,
  id: string,
  { now, places = [] }: Asked,
): Promise<FilingShape> {
  const found = await mustFind(db, id);
  const { file, meeting, address, manager } = found;
  const whole = seesOriginals(found, actor);
  const [protocol, signers, papers, deadlines, texts, count, mayAs, inspections, results] = await Promise.all([
    protocolOf(db, id),
    signersOf(db, meeting),
    filedPapersOf(db, id),
    deadlinesOf(db, id),
    meetingTextsOf(db, id),
    countOf(db, id),
    signingParts(db, found, actor),
    inspectionsOfCase(db, id),
    resultsOf(db, id),
  ]);
  const names = await identitiesOf(
    db,
    signers.map(({ personId }) => personId),
  );
  const waited = await councilWaited(db, meeting, file.zone);
  const acts = allows(found, filingPartsOf(found, actor), protocol?.completeAt ?? null);
  const signing = protocol && !protocol.completeAt && meeting.form !== 'electronic';
  return {
    id,
    number: file.number,
    phase: file.phase,
    address,
    title: meeting.title,
    zone: file.zone,
    form: meeting.form,
    law: lawOf(meeting, file.zone),
    steps: stepsOf(found, results),
    direct: meeting.directManagement,
    manager: manager?.name ?? null,
    protocolNumber: protocol?.number ?? null,
    formNorm: protocol?.formNorm ?? null,
    draftedAt: iso(protocol?.draftedAt),
    completeAt: iso(protocol?.completeAt),
    handedAt: iso(meeting.handedAt),
    filedAt: iso(meeting.filedAt),
    publishedAt: iso(meeting.publishedAt),
    quorum: count?.quorum ?? null,
    signers: [
      ...signers.map(({ part, personId, signedAt }) => ({
        part: signerTitles[part],
        name: names.get(personId)?.name ?? '',
        signedAt: iso(signedAt),
      })),
      ...(waited ? [{ part: signerTitles.council, name: '', signedAt: null }] : []),
    ],
    papers: papers.filter(({ kind }) => whole || openPapers.some((one) => one === kind)).map(paperLine),
    deadlines: termsAfter(deadlines, file.zone, now),
    remarks: whole ? remarksIn(texts) : [],
    similar: inspections.map((one) => ({
      id: one.id,
      number: one.caseId === id ? one.otherNumber : one.number,
      done: one.doneAt !== null,
      finding: whole ? one.finding : null,
    })),
    inspects: filingPartsOf(found, actor).inspector,
    acts,
    council: await councilFor(db, found, actor, places),
    signAs: signing ? mayAs.map((value) => ({ value, title: signerTitles[value] })) : [],
  };
}

export const loadFilingOf = (
  call: Pick<Call, 'services' | 'actor' | 'params' | 'now'> & { query?: unknown },
): Promise<FilingShape> =>
  loadFiling(call.services.db, signed(call), (call.params as { id: string }).id, {
    now: call.now,
    places: (call.query as { places?: string[] } | undefined)?.places,
  });
