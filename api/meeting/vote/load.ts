import type { Knex } from 'knex';
import { iso } from '../../../law/base/instant';
import { type Fraction, fractionText, ONE, equal, sum } from '../../../law/base/fraction';
import { kindOn } from '../../../law/meeting/call/kinds';
import { rateOf } from '../../../law/meeting/call/rate';
import { thresholds, type RuleCode } from '../../../law/meeting/count/thresholds';
import { receptionPlace } from '../../../law/meeting/vote/reception';
import { titleWords } from '../../../law/registry/title';
import { proxiesOf } from '../../../store/meeting/ballots/proxies';
import { materialsOf } from '../../../store/meeting/prepare/materials';
import { haltOf } from '../../../store/meeting/halt';
import { cancelReasonOf } from '../../../store/meeting/texts';
import { kinOf, type MeetingFile } from '../../../store/meeting/read';
import { rightsForPerson, type DecidableRight } from '../../../store/meeting/relation';
import { windowOfMeeting } from '../../../store/meeting/results';
import {
  decisionsOn,
  holderNames,
  rightDetails,
  titlesHeld,
  type HeldTitle,
  type LoggedDecision,
  type RightDetail,
} from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import type { Actor } from '../../security/actor';
import { readerOf } from '../../security/reader';
import type { Call } from '../../http/route';
import { mustFind, takesIn, todayIn } from './access';
import type { HoldingShape, MeetingShape, QuestionShape, Voice } from './shape';
import { votingStanding } from '../../../law/meeting/vote/window';
import { decidesWords } from './words';
import { lawOf } from '../../../store/meeting/law';
import { venueCodes } from '../../../law/meeting/call/venue';
import { givesVoice } from '../../../law/meeting/vote/voice';

export async function loadMeeting(db: Knex, actor: Actor, id: string, now: Date): Promise<MeetingShape> {
  const found = await mustFind(db, id);
  const { file, meeting, questions, address, initiator, manager } = found;
  // One after another, here and below: a write has only one connection.
  const voices = await voicesOf(db, found, actor, now);
  const materials = await materialsOf(db, id);
  const standing = votingStanding({ phase: file.phase, ...meeting }, now);
  const kin = standing === 'off' ? await kinOf(db, meeting, readerOf(actor)) : null;
  const anew = kin?.repeatedBy.find(({ phase }) => phase !== 'cancelled');
  const window = windowOfMeeting(meeting, file.zone);
  return {
    id,
    number: file.number,
    phase: file.phase,
    standing,
    halt: await haltOf(db, file),
    reason: await cancelReasonOf(db, file),
    anew: anew ? { id: anew.id, number: anew.number } : null,
    title: meeting.title,
    address,
    zone: file.zone,
    form: meeting.form,
    opensAt: iso(meeting.opensAt),
    closesAt: iso(meeting.closesAt),
    paperUntil: window?.paperUntil ?? null,
    total: meeting.total,
    initiator,
    manager: manager?.name ?? null,
    discussionAt: iso(meeting.discussionAt),
    discussionPlace: meeting.discussionPlace,
    paperAddress: receptionPlace(meeting),
    materialsPlace: meeting.materialsPlace,
    lawDay: meeting.lawDay,
    law: lawOf(meeting, file.zone),
    takesIn: takesIn(meeting, actor),
    venue: meeting.noticeChecks?.find(({ code }) => venueCodes.includes(code))?.says ?? null,
    questions: questions.map((one) => questionOf(one, lawOf(meeting, file.zone).decided)),
    voices,
    files: materials.map(({ id: file_, name, size, question }) => ({ id: file_, name, size, question })),
  };
}

export const loadVotingOf = (call: Pick<Call, 'db' | 'actor' | 'now' | 'params'>): Promise<MeetingShape> =>
  loadMeeting(call.db, signed(call), (call.params as { id: string }).id, call.now);

/** The fee for the upkeep of a house is paid month by month (ЖК РФ ст. 155 ч. 1). */
const FEE = 'FEE_CONTENT';

interface Asked {
  id: string;
  number: number;
  kind: string;
  wording: string;
  proposal: string;
  speaker: string;
  rule: string | null;
  citation: string | null;
}

function questionOf(
  { id, number, kind, wording, proposal, speaker, rule, citation }: Asked,
  lawDay: string,
): QuestionShape {
  const inForce = kindOn(kind, lawDay);
  const code = rule === null ? inForce.rule : (rule as RuleCode);
  const rate = rateOf(wording);
  return {
    id,
    number,
    kind,
    wording,
    proposal,
    speaker,
    about: inForce.kind.title,
    rule: thresholds[code].title,
    decides: decidesWords[code],
    citation: citation ?? inForce.citation,
    rate: rate && { perMetre: fractionText(rate.perMetre), period: rate.period ?? (kind === FEE ? 'month' : null) },
  };
}

/** Everyone in whose name this person may decide today, with the decisions already made. */
export async function voicesOf(db: Knex, { file, meeting }: MeetingFile, actor: Actor, now: Date): Promise<Voice[]> {
  const only = actor.self === null ? actor.posts.map(({ organisationId }) => organisationId) : null;
  const held = await rightsForPerson(db, meeting.caseId, actor.personId, todayIn(now, file.zone), only);
  if (held.length === 0) return [];
  const rightIds = held.map(({ rightId }) => rightId);
  const details = await rightDetails(db, meeting.caseId, rightIds);
  const decisions = await decisionsOn(db, meeting.caseId, rightIds);
  const titles = await titlesHeld(db, meeting.caseId, rightIds);
  const names = await holderNames(db, held.map(holderId));
  const proxies = await proxiesOf(db, meeting.caseId);
  return [...new Set(held.map(holderId))].map((id) => {
    const mine = held.filter((one) => holderId(one) === id);
    const proxyId = id === actor.self ? null : (mine.find((one) => one.proxyId !== null)?.proxyId ?? null);
    const rights = details.filter((one) => mine.some(({ rightId }) => rightId === one.id));
    const holdings = rights.map((right) => holdingOf(right, { holder: id, proxyId }, { decisions, titles }));
    return {
      id,
      kind: id === actor.self ? 'self' : proxyId === null ? 'organisation' : 'proxy',
      name: names.get(id) ?? '',
      proxyId,
      proxyValid: proxyId === null || proxies.some((one) => one.id === proxyId && one.valid === true && !one.refusedAt),
      votes: fractionText(sum(rights.map(({ votes }) => votes))),
      done: holdings.every((one) => one.done),
      rights: holdings,
    };
  });
}

const holderId = ({ personId, organisationId }: DecidableRight): string => personId ?? organisationId ?? '';
const shareOf = ({ kind, share }: RightDetail): Fraction | null =>
  kind === 'shared' && !equal(share, ONE) ? share : null;

function holdingOf(
  right: RightDetail,
  { holder, proxyId }: { holder: string; proxyId: string | null },
  { decisions, titles }: { decisions: readonly LoggedDecision[]; titles: readonly HeldTitle[] },
): HoldingShape {
  const share = shareOf(right);
  const made = decisions
    .filter(({ rightId }) => rightId === right.id)
    .map((one) => ({ ...one, whose: whoseOf(one, holder) }));
  return {
    rightId: right.id,
    number: right.number,
    area: right.area,
    share: share && fractionText(share),
    scaled: right.scaled,
    joint: right.kind === 'joint',
    votes: fractionText(right.votes),
    title: proxyId === null ? titleOf(titles, right.id, holder) : '',
    done: made
      .filter(({ whose }) => whose !== 'other')
      .some((one) => givesVoice({ ...one, own: one.whose === 'own' }, { byPower: proxyId !== null, online: true })),
    decisions: made.map(({ tracker, seq, receivedAt, channel, whose, proxyId: by }) => ({
      tracker,
      seq,
      at: receivedAt.toISOString(),
      mine: proxyId === null ? whose !== 'other' : by === proxyId,
      whose,
      channel,
    })),
  };
}

const titleOf = (titles: readonly HeldTitle[], right: string, holder: string): string => {
  const mine = titles.filter(({ rightId, holderId: by }) => rightId === right && by === holder);
  return mine.map(titleWords).filter(Boolean).join('; ');
};

const whoseOf = (
  { holderId: by, proxyId }: LoggedDecision,
  holder: string,
): HoldingShape['decisions'][number]['whose'] => {
  if (by !== holder) return 'other';
  return proxyId === null ? 'own' : 'agent';
};
