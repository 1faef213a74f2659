import { z } from 'zod';
import { iso } from '../../law/base/instant';
import { type Fraction, parseFraction, ZERO } from '../../law/base/fraction';
import { exactMetres } from '../../law/base/metres';
import type { MeetingForm } from '../../law/meeting/forms';
import { quorum } from '../../law/meeting/count/quorum';
import { votingStanding } from '../../law/meeting/vote/window';
import { checksBeforeNotice } from '../../law/meeting/call/before-notice';
import { passes } from '../../law/meeting/count/thresholds';
import { cachedCount } from '../../store/meeting/ballots/count-cache';
import { turnoutFrom, type TurnoutNow } from '../../store/meeting/ballots/turnout';
import { noticeLimit, ownersNotNotified } from '../../store/meeting/notice/notices';
import { haltOf } from '../../store/meeting/halt';
import { cancelReasonOf } from '../../store/meeting/texts';
import { planOf } from '../../store/meeting/prepare/plan';
import { kinOf, type MeetingFile } from '../../store/meeting/read';
import { protocolOf } from '../../store/meeting/file/protocol';
import { countNow, type LiveCount } from '../../store/meeting/results';
import { shareLinkOf } from '../../store/meeting/follow/share';
import { mayBeRefused } from '../../store/meeting/prepare/refusals';
import { petitionOf } from '../../store/meeting/prepare/petition';
import { signed } from '../account/signed';
import { isAmong } from '../security/actor';
import { readsHistory } from '../case/readers';
import { caseShape, loadCase } from '../case/load';
import { readerOf } from '../security/reader';
import type { Call } from '../http/route';
import { administers, isPreparing, mayCount, runs } from './access';
import { edgeOf, enoughForQuestion, enoughForQuorum, reach, type Course } from './follow/forecast';
import type { PlainReach } from './follow/pace';
import { filingPartsOf, signingParts } from './file/access';
import { allows } from './file/allows';
import { callsMeetings } from './home';
import { remindersFor, remindersShape } from './follow/reminders';
import { callsHouse, mustFind, takesIn, todayIn, type MeetingParams } from './vote/access';
import { voicesOf } from './vote/load';
import { isOnline } from './vote/read';
import { haltShape, type Voice } from './vote/shape';
import { meetingTitle } from './vote/words';
import { lawOf } from '../../store/meeting/law';
import { lawShape } from './law-shape';

const checkShape = z.object({
  code: z.string(),
  norm: z.string(),
  verdict: z.enum(['ok', 'problem', 'person']),
  says: z.string(),
  task: z.string(),
});
const reachShape = z.union([
  z.object({ kind: z.enum(['reached', 'unknown']) }),
  z.object({ kind: z.literal('pace'), whole: z.string().nullable(), lately: z.string().nullable() }),
]);
const liveShape = z.object({
  number: z.number(),
  wording: z.string(),
  rule: z.string(),
  citation: z.string(),
  for: z.string(),
  passed: z.boolean(),
  missing: z.string(),
  /** How many premises would be enough if all of them vote for it; null: too few are left. */
  enough: z.number().nullable().optional(),
  reach: reachShape.nullable(),
});
export const cardShape = z.object({
  case: caseShape,
  title: z.string(),
  form: z.string(),
  initiator: z.string(),
  manager: z.string().nullable(),
  initiatorKind: z.string(),
  /** Somebody else than the initiator receives the decisions. */
  administered: z.boolean(),
  /** The reader is that person, or works for that organisation. */
  administers: z.boolean(),
  runs: z.boolean(),
  /** May see the ledger and the register owner by owner. */
  counts: z.boolean(),
  /** Receives decisions on paper. */
  takesIn: z.boolean(),
  /** May open the history of the case. */
  history: z.boolean(),
  /** Belongs to the house: may print a poster and invite neighbours. */
  calls: z.boolean(),
  preparing: z.boolean(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  noticedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** Owners may refuse the form of this meeting (K-20). */
  refusable: z.boolean(),
  requestedAt: z.string().nullable(),
  sealedAt: z.string().nullable(),
  lawDay: z.string(),
  law: lawShape,
  questions: z.array(z.object({ number: z.number(), wording: z.string() })),
  checks: z.array(checkShape),
  signatures: z.object({ count: z.number(), votes: z.string(), mine: z.boolean() }).nullable(),
  turnout: z
    .object({
      total: z.string(),
      participating: z.string(),
      rights: z.number(),
      voted: z.number(),
      needed: z.string(),
      met: z.boolean(),
      missing: z.string(),
      enough: z.number().nullable(),
      silent: z.number(),
      reach: reachShape,
    })
    .nullable(),
  /** The reader's own part in an open voting; null: no voice here, or nothing to vote on now. */
  vote: z.object({ done: z.boolean(), online: z.boolean() }).nullable(),
  /** Only for those who run the meeting: the state of each question. */
  live: z.array(liveShape),
  notTold: z.number(),
  reminders: remindersShape,
  /** When the current link was made. */
  shareMadeAt: z.string().nullable(),
  /** What this reader may do now with the protocol and its originals, and whether they may sign. */
  papers: z.array(z.string()),
  signs: z.boolean(),
  /** Why a halted meeting did not open. */
  halt: haltShape.nullable(),
  /** Why it was cancelled, and whether the reader may call another meeting. */
  reason: z.string().nullable(),
  callsAnew: z.boolean(),
  /** By when the ledger must prove that everybody was told. */
  proofDue: z.string().nullable(),
  repeats: z.object({ id: z.string(), number: z.string() }).nullable(),
  repeatedBy: z.array(z.object({ id: z.string(), number: z.string(), live: z.boolean() })),
});
export type CardShape = z.infer<typeof cardShape>;

const plainKin = ({ id, number }: { id: string; number: string }) => ({ id, number });

type Asked = Pick<Call<MeetingParams>, 'db' | 'actor' | 'params' | 'now' | 'subject'>;

interface Counted {
  turnout: TurnoutNow;
  count: Omit<LiveCount, 'input'>;
  enough: number | null;
  /** One entry per question, in the order of the agenda. */
  each: { enough: number | null | undefined; edge: Fraction | null }[];
  curve: Course['curve'];
}

/** Counts the votes once for everybody who looks, by the same law that counts at the close. */
async function countOnce(db: Call['db'], { file, meeting }: MeetingFile): Promise<Counted | null> {
  const found = await countNow(db, file.id, file.zone);
  if (!found) return null;
  const { input, ...count } = found;
  const turnout = turnoutFrom(input, count.tally);
  const [total, participating] = [parseFraction(turnout.total), parseFraction(turnout.participating)];
  const on = lawOf(meeting, file.zone).decided;
  const standing = { total, participating, silent: turnout.silentPremises, on };
  return {
    turnout,
    count,
    enough: enoughForQuorum(standing),
    each: count.result.questions.map(({ rule }, index) => {
      const votesFor = parseFraction(count.tally.questions[index]?.for ?? '0');
      const { needed } = passes(rule, on, { total, participating, votesFor });
      return {
        enough: enoughForQuestion(standing, rule, votesFor),
        edge: edgeOf(rule, needed, participating, votesFor),
      };
    }),
    curve: turnout.curve.map(({ at, participating: votes }) => ({ at, votes: parseFraction(votes) })),
  };
}

function reachOf(course: Course, edge: Fraction): PlainReach {
  const found = reach(course, edge);
  return found.kind === 'pace' ? { kind: 'pace', whole: iso(found.whole), lately: iso(found.lately) } : found;
}

function questionsNow({ count, each }: Counted, course: Course): CardShape['live'] {
  return count.questions.flatMap(({ number, wording }, index) => {
    const [row, verdict] = [count.tally.questions[index], count.result.questions[index]];
    if (!row || !verdict) return [];
    const { rule, citation, passed, missing } = verdict;
    const { enough, edge = null } = each[index] ?? {};
    const pace = edge && !passed ? reachOf(course, edge) : null;
    return [{ number, wording, rule, citation, for: row.for, passed, missing, enough, reach: pace }];
  });
}

async function countedOf(call: Asked, found: MeetingFile): Promise<Pick<CardShape, 'turnout' | 'live'>> {
  const { opensAt, closesAt } = found.meeting;
  const counted = await cachedCount(call.db, found.file.id, 'card', () => countOnce(call.db, found));
  if (!counted || !opensAt || !closesAt) return { turnout: null, live: [] };
  const { turnout, count, enough, curve } = counted;
  const course = { opensAt, closesAt, now: call.now, curve };
  const { needed } = quorum(
    { total: parseFraction(turnout.total), participating: ZERO },
    lawOf(found.meeting, found.file.zone).decided,
  );
  return {
    turnout: {
      total: turnout.total,
      participating: turnout.participating,
      rights: turnout.rights,
      voted: turnout.voted,
      silent: turnout.silentPremises.length,
      ...count.quorum,
      enough,
      reach: reachOf(course, needed),
    },
    live: questionsNow(counted, course),
  };
}

async function signaturesFor(call: Asked, { meeting, file }: MeetingFile): Promise<CardShape['signatures']> {
  if (meeting.initiatorKind !== 'group') return null;
  const { signers, votes } = await petitionOf(call.db, meeting, todayIn(call.now, file.zone));
  return { count: signers.length, votes: exactMetres(votes), mine: isAmong(signed(call), signers) };
}

async function papersFor(call: Asked, found: MeetingFile): Promise<Pick<CardShape, 'papers' | 'signs'>> {
  const actor = signed(call);
  const { file, meeting } = found;
  const protocol = await protocolOf(call.db, file.id);
  const papers = allows(found, filingPartsOf(found, actor), protocol?.completeAt ?? null);
  const open = protocol !== null && !protocol.completeAt && meeting.form !== 'electronic';
  return { papers, signs: open && (await signingParts(call.db, found, actor)).length > 0 };
}

/** Done only when nothing is left to decide: not for oneself, nor for an organisation, nor by a good power. */
async function voteOf(call: Asked, found: MeetingFile): Promise<CardShape['vote']> {
  const { file, meeting } = found;
  if (votingStanding({ phase: file.phase, ...meeting }, call.now) !== 'open') return null;
  const voices = (await voicesOf(call.db, found, signed(call), call.now)).filter(({ proxyValid }) => proxyValid);
  const online = isOnline(meeting);
  const onPaper = ({ rights }: Voice): boolean =>
    rights.every(({ decisions }) => decisions.some(({ mine, channel }) => mine && channel !== 'online'));
  const done = voices.every((voice) => voice.done || (!online && onPaper(voice)));
  return voices.length > 0 ? { done, online } : null;
}

export async function loadCard(call: Asked): Promise<CardShape> {
  const { db, now } = call;
  const actor = signed(call);
  const found = await mustFind(db, call.params.id);
  const { file, meeting, questions } = found;
  const [mine, preparing] = [runs(meeting, actor), isPreparing(found)];
  const { plan } = preparing && mine ? await planOf(db, file, meeting, now) : { plan: null };
  const [{ turnout, live }, reminders, kin] = await Promise.all([
    countedOf(call, found),
    remindersFor(db, found, now),
    kinOf(db, meeting, readerOf(actor)),
  ]);
  return {
    case: await loadCase(call, file.id),
    title: meetingTitle(meeting),
    form: meeting.form satisfies MeetingForm,
    initiator: found.initiator,
    manager: found.manager?.name ?? null,
    initiatorKind: meeting.initiatorKind,
    administered: (meeting.administratorPersonId ?? meeting.administratorOrganisationId) !== null,
    runs: mine,
    counts: mayCount(found, actor),
    takesIn: takesIn(meeting, actor),
    administers: administers(meeting, actor),
    history: readsHistory(actor, call.subject),
    calls: callsHouse(actor, call.subject),
    preparing,
    opensAt: iso(meeting.opensAt),
    closesAt: iso(meeting.closesAt),
    noticedAt: iso(meeting.noticedAt),
    publishedAt: iso(meeting.publishedAt),
    refusable: mayBeRefused(meeting),
    requestedAt: iso(meeting.requestedAt),
    sealedAt: iso(meeting.sealedAt),
    lawDay: meeting.lawDay,
    law: lawOf(meeting, file.zone),
    questions: questions.map(({ number, wording }) => ({ number, wording })),
    checks: plan ? checksBeforeNotice(plan).map((one) => ({ ...one })) : [],
    signatures: await signaturesFor(call, found),
    turnout,
    vote: await voteOf(call, found),
    live: mine ? live : [],
    notTold: mine && meeting.noticedAt ? (await ownersNotNotified(db, file.id, noticeLimit(found, now))).length : 0,
    reminders,
    shareMadeAt: mine ? iso((await shareLinkOf(db, file.id))?.madeAt ?? null) : null,
    ...(await papersFor(call, found)),
    halt: await haltOf(db, file),
    reason: await cancelReasonOf(db, file),
    callsAnew: callsMeetings(actor),
    proofDue: mine && meeting.noticedAt ? noticeLimit(found, now).toISOString() : null,
    repeats: kin.repeats && plainKin(kin.repeats),
    repeatedBy: kin.repeatedBy.map((one) => ({ ...plainKin(one), live: one.phase !== 'cancelled' })),
  };
}
