import { z } from 'zod';
import { canonical, type Plain } from '../../../law/base/canonical';
import {
  ballotAnswers as answerCodes,
  ballotAnswerTitles,
  ballotVerdictTitles,
  type BallotAnswer,
  type BallotVerdict,
} from '../../../law/meeting/vote/ballot';
import { dueWords, instantWords } from '../../../law/base/russian';
import type { Deadline } from '../../../law/base/terms';
import type { MeetingForm } from '../../../law/meeting/forms';
import { timingOfStage } from '../../../law/meeting/stages-of-law';
import { awaited } from '../../../law/meeting/vote/clock';
import { receiptOf, type FullReceipt } from '../../../store/meeting/ballots/receipt';
import { countOf } from '../../../store/meeting/results';
import { signed } from '../../account/signed';
import { maybe, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { calendarOf } from '../../view/ics';
import { callsHouse, meetingParams, voters, meetingSubject } from './access';
import { voiceOf } from './ballot';
import { chatWords, linkOf } from './invite';
import { loadVotingOf } from './load';
import { meetingShape, type MeetingShape } from './shape';
import { quorumWords, turnoutLine, turnoutShape } from './turnout';
import { trackerWords, trailOf, voiceWords } from './words';
import { metresOf } from '../../../law/base/metres';
import { premisesWords } from '../../../law/registry/names';

export const proofShape = z.object({
  size: z.number(),
  root: z.string(),
  at: z.string(),
  text: z.string(),
  signature: z.string(),
  publicKey: z.string(),
  path: z.array(z.string()),
  holds: z.boolean(),
});

/** A signed log state, the path to one leaf, and the key: all that somebody else needs to check it. */
export function proofOut(proof: FullReceipt['proof']): z.infer<typeof proofShape> | null {
  if (!proof) return null;
  const {
    checkpoint: { size, root, at, text, signature },
    path,
    publicKey,
    holds,
  } = proof;
  return { size, root, at: at.toISOString(), text, signature, publicKey, path, holds };
}

const one = z.object({
  seq: z.number(),
  tracker: z.string(),
  leaf: z.string(),
  receivedAt: z.string(),
  number: z.string(),
  votes: z.string(),
  channel: z.string(),
  verdict: z.string().nullable(),
  answers: z.record(z.string(), z.array(z.string())),
  nonce: z.string(),
  record: z.string(),
  proof: proofShape.nullable(),
});
const receiptShape = z.object({
  meeting: meetingShape,
  voice: z.string(),
  receipts: z.array(one),
  turnout: turnoutShape.nullable(),
});
type ReceiptShape = z.infer<typeof receiptShape>;

const CHANNELS: Readonly<Record<string, string>> = {
  online: 'в системе',
  paper: 'на бумаге',
  hand: 'на бумаге, внесено вручную',
};

export const isAnswer = (mark: string): mark is BallotAnswer => answerCodes.some((one_) => one_ === mark);

/** The marks of a decision, including a spoiled one. */
export function marksWords(marks: readonly string[] = []): string {
  if (marks.length === 0) return 'нет отметки';
  return marks.map((mark) => (isAnswer(mark) ? ballotAnswerTitles[mark] : 'другая отметка')).join(' и ');
}

type Asked = Pick<Call, 'actor' | 'subject' | 'now' | 'visit'>;

function receiptView(data: ReceiptShape, call: Asked) {
  const { meeting, receipts } = data;
  const { id, standing, address } = meeting;
  const voice = voiceOf(meeting, signed(call), data.voice);
  const open = standing === 'open';
  return {
    id,
    address,
    behalf: voice.kind === 'self' ? undefined : voiceWords(voice),
    several: receipts.length > 1,
    closed: standing === 'closed',
    ahead: open ? aheadView(meeting, call.now) : undefined,
    calendar: `/meetings/${id}/receipt?as=ics${data.voice === signed(call).personId ? '' : `&voice=${data.voice}`}`,
    neighbours: open && callsHouse(call.actor, call.subject) ? neighboursView(data, call) : undefined,
    receipts: receipts.map((made) => madeView(made, meeting, call.visit.publicUrl)),
  };
}

function madeView(made: ReceiptShape['receipts'][number], { zone, questions }: MeetingShape, publicUrl: string) {
  const { seq, tracker, receivedAt, number, votes, channel, verdict, answers, proof, ...rest } = made;
  return {
    ...rest,
    seq,
    tracker: trackerWords(tracker),
    verdict: verdict && {
      kind: verdict === 'counted' ? 'ok' : 'plain',
      word: ballotVerdictTitles[verdict as BallotVerdict].toLowerCase(),
    },
    title: `${premisesWords(number)}, ${metresOf(votes)}`,
    when: instantWords(new Date(receivedAt), zone),
    how: CHANNELS[channel],
    check: `/check/${tracker}`,
    // The address is read aloud or copied to another device, so it is shown in full.
    checkWords: `${publicUrl}/check/${tracker}`,
    answers: questions.map((question) => ({
      number: question.number,
      wording: question.wording,
      answer: marksWords(answers[question.id]),
    })),
    proof: proof && { ...proof, when: instantWords(new Date(proof.at), zone), path: proof.path.join('\n') },
  };
}

const deadlinesOf = ({ form, closesAt, zone, law }: MeetingShape): Deadline[] =>
  closesAt ? awaited(form as MeetingForm, new Date(closesAt), timingOfStage(law, 'drawn', zone)) : [];

/** What comes next, each with its day: the end of the voting, the protocol, the word to the owners. */
const aheadView = (meeting: MeetingShape, now: Date) =>
  deadlinesOf(meeting).map(({ title, dueAt, direction }) => ({
    title: title.charAt(0).toLowerCase() + title.slice(1),
    when: `${direction === 'none' ? '' : 'до '}${dueWords(dueAt, meeting.zone, now)}`,
  }));

function neighboursView({ meeting, turnout }: ReceiptShape, { now, visit }: Asked) {
  const words = chatWords(meeting, { turnout, link: linkOf(visit.publicUrl, meeting) }, now);
  return {
    words,
    sms: `sms:?body=${encodeURIComponent(words)}`,
    poster: `/meetings/${meeting.id}/invite/poster`,
    turnout: turnout && {
      ...turnout,
      say: `Проголосовали ${turnout.percent} дома. ${quorumWords(turnout)}`,
      label: `Проголосовали ${turnout.percent}, черта кворума — половина дома`,
    },
  };
}

const calendarFile = (meeting: MeetingShape, now: Date) => ({
  name: `${meeting.number}.ics`,
  type: 'text/calendar; charset=utf-8',
  bytes: calendarOf(deadlinesOf(meeting), now, meeting.number),
});

const receipt = route({
  id: 'voting.receipt',
  method: 'get',
  path: '/meetings/:id/receipt',
  summary: 'Решение принято',
  allowed: voters,
  subject: meetingSubject,
  params: meetingParams,
  query: z.object({ voice: maybe(uuid()) }),
  out: receiptShape,
  page: 'meeting/vote/receipt',
  view: receiptView,
  file: { types: ['text/calendar'], as: 'ics' },
  handle: async (call) => {
    const {
      db,
      params: { id },
      query,
    } = call;
    const meeting = await loadVotingOf(call);
    const voice = voiceOf(meeting, signed(call), query.voice);
    const made = voice.rights.flatMap(({ number, decisions }) =>
      decisions.filter(({ mine }) => mine).map((one_) => ({ ...one_, number })),
    );
    const outcomes = (await countOf(db, id))?.outcomes ?? [];
    const receipts = await Promise.all(
      made.map(async ({ seq, number, channel }) => {
        const found = await receiptOf(db, id, seq);
        if (!found) throw notFound();
        const {
          leaf,
          tracker,
          receivedAt,
          proof,
          opening: { nonce, record },
        } = found;
        const answers = Object.fromEntries(
          Object.entries(record.answers).map(([question, marks]) => [question, [...marks]]),
        );
        return {
          seq,
          tracker,
          leaf,
          receivedAt: receivedAt.toISOString(),
          number,
          votes: record.weight,
          channel,
          nonce,
          answers,
          verdict: outcomes.find(({ ballot }) => ballot === record.id)?.verdict ?? null,
          record: canonical(record as unknown as Plain),
          proof: proofOut(proof),
        };
      }),
    );
    const turnout = meeting.standing === 'open' ? await turnoutLine(db, meeting) : null;
    const data = { meeting, voice: voice.id, receipts, turnout };
    if (call.as === 'ics') return { data, file: calendarFile(meeting, call.now) };
    if (receipts.length === 0) return { data, see: `/meetings/${id}/vote` };
    return { data, frame: trailOf(meeting, 'Подтверждение') };
  },
});

export const receiptRoutes = [receipt];
