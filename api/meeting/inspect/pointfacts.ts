import type { Knex } from 'knex';
import { add, compare, fraction, ONE, parseFraction, ZERO, type Fraction } from '../../../law/base/fraction';
import { deadlinesOf } from '../../../store/case/deadlines';
import { decisionLines, filedPapersOf } from '../../../store/meeting/file/papers';
import { councilWaited } from '../../../store/meeting/file/council';
import { inspectionsOfCase } from '../../../store/meeting/file/inspections';
import { noticeLimit, ownersNotNotified } from '../../../store/meeting/notice/notices';
import { protocolOf, signersOf } from '../../../store/meeting/file/protocol';
import { rightsOf, type FrozenRight } from '../../../store/meeting/notice/register';
import { countNow, countOf, resultsOf } from '../../../store/meeting/results';
import type { MeetingFile } from '../../../store/meeting/read';
import { mustFind } from '../vote/access';
import type { PointFacts } from '../../../law/meeting/inspection/pointfacts';
import { doubtsIn } from '../../../law/meeting/count/tally';
import { lawOf } from '../../../store/meeting/law';

/** The facts, and the meeting they are told of. */
export type MeetingPoints = PointFacts & MeetingFile;

export async function pointFacts(db: Knex, id: string, now: Date): Promise<MeetingPoints> {
  const found = await mustFind(db, id);
  const { file, meeting } = found;
  const [count, live, results, deadlines, missing, rights, protocol, signers, papers, inspections, decisions] =
    await Promise.all([
      countOf(db, id),
      countNow(db, id, file.zone),
      resultsOf(db, id),
      deadlinesOf(db, id),
      ownersNotNotified(db, id, noticeLimit(found, now)),
      rightsOf(db, id),
      protocolOf(db, id),
      signersOf(db, meeting),
      filedPapersOf(db, id),
      inspectionsOfCase(db, id),
      decisionLines(db, id),
    ]);
  const council = await councilWaited(db, meeting, found.file.zone);
  const places = [...placesOf(rights).values()];
  const sealed = meeting.sealedAt;
  return {
    ...found,
    meeting: { ...meeting, law: lawOf(meeting, found.file.zone) },
    now,
    count,
    results,
    deadlines,
    protocol,
    doubts: live && count ? doubtsIn(live.input, count.outcomes) : { undated: 0, 'no-snils': 0 },
    recount: live?.tally ?? null,
    checks: live?.result.checks ?? [],
    missing: missing.length,
    known: places.reduce((sofar, { area }) => add(sofar, area), ZERO),
    areasDiffer: places.filter(({ byHand }) => byHand).length,
    overfull: places.filter(({ share }) => compare(share, ONE) > 0).length,
    unsigned: signers.filter(({ signedAt }) => signedAt === null).length + Number(council),
    papers: papers.map(({ kind }) => kind),
    similar: inspections.length,
    unchecked: inspections.filter(({ doneAt }) => doneAt === null).length,
    addedAfter: sealed ? decisions.filter(({ loggedAt }) => loggedAt > sealed).length : 0,
  };
}

interface Place {
  area: Fraction;
  share: Fraction;
  byHand: boolean;
}

function placesOf(rights: readonly FrozenRight[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const right of rights) {
    const sofar = places.get(right.premisesId);
    places.set(right.premisesId, {
      area: parseFraction(right.area),
      share: add(sofar?.share ?? fraction(0n), right.share),
      byHand: right.areaEgrn === null || right.areaEgrn !== right.area,
    });
  }
  return places;
}
