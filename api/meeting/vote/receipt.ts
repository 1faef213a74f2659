import { z } from 'zod';
import { canonical, type Plain } from '../../../law/base/canonical';
import {
  ballotAnswers as answerCodes,
  ballotAnswerTitles,
  ballotVerdictTitles,
  type BallotAnswer,
  type BallotVerdict,
} from '../../../law/meeting/vote/ballot';
import { instantWords, momentWords } from '../../../law/base/russian';
import { receiptOf, type FullReceipt } from '../../../store/meeting/ballots/receipt';
import { countOf } from '../../../store/meeting/results';
import { signed } from '../../account/signed';
import { maybe, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { meetingParams, voters, meetingSubject } from './access';
import { voiceOf } from './ballot';
import { loadVotingOf } from './load';
import { meetingShape } from './shape';
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
const receiptShape = z.object({ meeting: meetingShape, voice: z.string(), receipts: z.array(one) });
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

function receiptView(data: ReceiptShape, call: Pick<Call, 'actor' | 'now' | 'visit'>) {
  const { meeting, receipts } = data;
  const { zone, closesAt, standing, questions } = meeting;
  const voice = voiceOf(meeting, signed(call), data.voice);
  return {
    id: meeting.id,
    address: meeting.address,
    behalf: voice.kind === 'self' ? undefined : voiceWords(voice),
    several: receipts.length > 1,
    open: standing === 'open',
    closes: closesAt && momentWords(closesAt, zone, call.now),
    neighbours: standing === 'open',
    receipts: receipts.map(
      ({ seq, tracker, receivedAt, number, votes, channel, verdict, answers, proof, ...rest }) => ({
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
        checkWords: `${call.visit.publicUrl}/check/${tracker}`,
        answers: questions.map((question) => ({
          number: question.number,
          wording: question.wording,
          answer: marksWords(answers[question.id]),
        })),
        proof: proof && { ...proof, when: instantWords(new Date(proof.at), zone), path: proof.path.join('\n') },
      }),
    ),
  };
}

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
    const data = { meeting, voice: voice.id, receipts };
    if (receipts.length === 0) return { data, see: `/meetings/${id}/vote` };
    return { data, frame: trailOf(meeting, 'Подтверждение') };
  },
});

export const receiptRoutes = [receipt];
