import type { Knex } from 'knex';
import { allows } from './allows';
import { openPapers, paperTitles, signerTitles, type PaperKind } from '../../law/meeting/papers';
import { deadlinesOf } from '../../store/case/deadlines';
import { identitiesOf, papersOf, type FiledPaper } from '../../store/filing';
import { inspectionsOfCase } from '../../store/meetings/inspections';
import { councilWaited, protocolOf, signersOf } from '../../store/meetings/protocol';
import { countOf } from '../../store/meetings/results';
import { meetingTextsOf } from '../../store/meetings/texts';
import type { MeetingFile } from '../../store/meetings/read';
import { signed } from '../account/signed';
import type { Actor } from '../actor';
import type { Call } from '../route';
import { mustFind } from '../voting/access';
import { partsOf, signingParts } from './access';
import type { FilingShape } from './shape';
import { termsAfter } from './terms';

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
/** Originals carry СНИЛС and title documents: they are for whoever runs, signs, keeps or inspects them. */
export function seesOriginals(found: MeetingFile, actor: Actor): boolean {
  const parts = partsOf(found, actor);
  const { chairId, secretaryId, counterIds } = found.meeting;
  return (
    parts.runner || parts.manager || parts.inspector || [chairId, secretaryId, ...counterIds].includes(actor.personId)
  );
}

const paperLine = ({ id, kind, name, size, sha256 }: FiledPaper) => ({
  id,
  kind,
  title: paperTitles[kind as PaperKind],
  name,
  size,
  sha256,
});

export async function loadFiling(db: Knex, actor: Actor, id: string, now: Date): Promise<FilingShape> {
  const found = await mustFind(db, id);
  const { file, meeting, address, manager } = found;
  const whole = seesOriginals(found, actor);
  const [protocol, signers, papers, deadlines, texts, count, mayAs, inspections] = await Promise.all([
    protocolOf(db, id),
    signersOf(db, meeting),
    papersOf(db, id),
    deadlinesOf(db, id),
    meetingTextsOf(db, id),
    countOf(db, id),
    signingParts(db, found, actor),
    inspectionsOfCase(db, id),
  ]);
  const names = await identitiesOf(
    db,
    signers.map(({ personId }) => personId),
  );
  const council = await councilWaited(db, meeting, signers);
  const acts = allows(found, partsOf(found, actor), protocol?.completeAt ?? null);
  const signing = protocol && !protocol.completeAt && meeting.form !== 'electronic';
  return {
    id,
    number: file.number,
    phase: file.phase,
    address,
    title: meeting.title,
    zone: file.zone,
    form: meeting.form,
    lawDay: meeting.lawDay,
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
      ...(council ? [{ part: signerTitles.council, name: 'избранный член совета', signedAt: null }] : []),
    ],
    papers: papers.filter(({ kind }) => whole || openPapers.some((one) => one === kind)).map(paperLine),
    deadlines: termsAfter(deadlines, file.zone, now),
    remarks: texts
      .filter(({ kind }) => whole && kind === 'remark')
      .map(({ at, body }) => ({ at: at.toISOString(), body })),
    similar: inspections.map((one) => ({
      id: one.id,
      number: one.caseId === id ? one.otherNumber : one.number,
      done: one.doneAt !== null,
      finding: whole ? one.finding : null,
    })),
    inspects: partsOf(found, actor).inspector,
    acts,
    signAs: signing ? mayAs.map((value) => ({ value, title: signerTitles[value] })) : [],
  };
}

export const loadCall = (call: Pick<Call, 'services' | 'actor' | 'params' | 'now'>): Promise<FilingShape> =>
  loadFiling(call.services.db, signed(call), (call.params as { id: string }).id, call.now);
