import { z } from 'zod';
import { ballotAnswers, ballotAnswerTitles } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { answersOf, keepDraftAnswer, type DraftKey } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { maybe, ticked, uuid, whole } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { voters, meetingSubject, type MeetingParams } from './access';
import { loadVotingOf } from './load';
import { isOnline } from './read';
import { meetingShape, type MeetingShape, type Voice } from './shape';
import { fileViews, placesWords, voiceWords, votesWords } from './words';
import { capitalised, momentWords } from '../../../law/base/russian';

/** A ballot being filled in: in whose name, and what is marked so far. */
export const ballotShape = z.object({
  meeting: meetingShape,
  voice: z.string(),
  answers: z.record(z.string(), z.enum(ballotAnswers)),
  place: z.number(),
});
export type BallotShape = z.infer<typeof ballotShape>;

export type BallotCall = Pick<Call, 'db' | 'actor' | 'now' | 'params'>;

/** With several voices the request must name one; a single voice is used without asking. */
export function voiceOf({ voices }: MeetingShape, actor: { personId: string }, wanted?: string): Voice {
  const own = voices.find(({ id }) => id === actor.personId) ?? voices[0];
  const found = wanted ? voices.find(({ id }) => id === wanted) : own;
  if (found) return found;
  throw new Refusal('no-right', 'Сегодня у вас нет этого голоса. Вернитесь к повестке и выберите другой.', 403);
}

export const keyOf = (call: BallotCall, { voice }: Pick<BallotShape, 'voice'>): DraftKey => ({
  caseId: (call.params as MeetingParams).id,
  personId: signed(call).personId,
  holderId: voice,
});

/** The voice for the address; left out when it is the person's own. */
export const voiceQuery = (call: Pick<Call, 'actor'>, voice: string): string =>
  voice === signed(call).personId ? '' : `?voice=${voice}`;

export async function loadBallot(call: BallotCall, wanted: string | undefined, place: number): Promise<BallotShape> {
  const meeting = await loadVotingOf(call);
  const voice = voiceOf(meeting, signed(call), wanted).id;
  return { meeting, voice, place, answers: await answersOf(call.db, keyOf(call, { voice })) };
}

/** Whether this ballot can be filled in now; otherwise the agenda says why. */
export function canVote({ meeting, voice }: BallotShape): boolean {
  const found = meeting.voices.find(({ id }) => id === voice);
  return meeting.standing === 'open' && isOnline(meeting) && found !== undefined && found.proxyValid && !found.done;
}

export function mustVote(ballot: BallotShape): void {
  if (canVote(ballot)) return;
  const done = ballot.meeting.voices.find(({ id }) => id === ballot.voice)?.done;
  const [code, say] = done
    ? ['voted-already', 'Ваше решение уже принято. Откройте его подтверждение.']
    : ['voting-not-open', 'Сейчас здесь нельзя голосовать. Откройте страницу собрания: там написано почему.'];
  throw new Refusal(code, say, 409);
}

function mustAsk({ meeting, place }: BallotShape): MeetingShape['questions'][number] {
  const question = meeting.questions[place - 1];
  if (!question) throw notFound();
  return question;
}

const OPTIONS = ballotAnswers.map((value) => ({ value, title: capitalised(ballotAnswerTitles[value]) }));

export function questionView(ballot: BallotShape, call: Pick<Call, 'now' | 'actor'>, change: boolean) {
  const { meeting, place, voice } = ballot;
  const question = mustAsk(ballot);
  const { id, questions, zone, closesAt, total, address, materialsPlace } = meeting;
  const mine = voiceOf(meeting, signed(call), voice);
  const query = voiceQuery(call, voice);
  const base = `/meetings/${id}`;
  const last = change || place === questions.length;
  const skip = last ? `${base}/check-answers${query}` : `${base}/vote/${place + 1}${query}`;
  return {
    eyebrow: `Вопрос ${place} из ${questions.length} · ${address}, ${placesWords(mine)}`,
    behalf: mine.kind === 'self' ? undefined : voiceWords(mine),
    wording: question.wording,
    proposal: question.proposal,
    speaker: question.speaker,
    files: fileViews(meeting),
    materialsPlace,
    more: Boolean(question.proposal || question.speaker || meeting.files.length > 0 || materialsPlace),
    action: `${base}/vote/${place}`,
    voice,
    change: change ? 'yes' : undefined,
    options: OPTIONS,
    answer: ballot.answers[question.id],
    skip,
    rule: question.rule,
    citation: question.citation,
    votes: votesWords(mine.votes, total),
    closes: closesAt && momentWords(closesAt, zone, call.now),
  };
}

const frameOf = (ballot: BallotShape, call: Pick<Call, 'actor'>, change: boolean) => {
  const {
    meeting: { id },
    place,
    voice,
  } = ballot;
  const query = voiceQuery(call, voice);
  const before = place > 1 ? `vote/${place - 1}${query}` : 'vote';
  const href = `/meetings/${id}/${change ? `check-answers${query}` : before}`;
  return { title: `Вопрос ${place}`, back: { href, title: 'Назад' } };
};

const questionParams = z.object({ id: uuid(), n: whole({ least: 1, most: 1_000 }) });

const ask = route({
  id: 'voting.question',
  method: 'get',
  path: '/meetings/:id/vote/:n',
  summary: 'Вопрос бюллетеня',
  allowed: voters,
  subject: meetingSubject,
  params: questionParams,
  query: z.object({ voice: maybe(uuid()), change: ticked() }),
  out: ballotShape,
  page: 'meeting/vote/question',
  view: (data, call) => questionView(data, call, call.query.change),
  handle: async (call) => {
    const { params, query } = call;
    const data = await loadBallot(call, query.voice, params.n);
    mustAsk(data);
    if (!canVote(data)) return { data, see: `/meetings/${params.id}/vote` };
    return { data, frame: frameOf(data, call, query.change) };
  },
});

const typed = (body: unknown, name: string): string | undefined => {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  const found = uuid().safeParse(value);
  return found.success ? found.data : undefined;
};

const mark = z.object({
  voice: maybe(uuid()),
  change: ticked(),
  answer: z.enum(ballotAnswers, { error: 'Выберите ответ или пропустите вопрос.' }),
});

/** The answer stored under the form's key does not contain the mark. */
const kept = z.object({ question: z.number(), next: z.string() });

/** Nothing is decided yet: the mark stays in the unfinished ballot until it is signed. */
const answer = route({
  id: 'voting.answer',
  method: 'post',
  path: '/meetings/:id/vote/:n',
  summary: 'Отметить ответ на вопрос',
  allowed: voters,
  subject: meetingSubject,
  params: questionParams,
  body: mark,
  out: kept,
  form: {
    page: 'meeting/vote/question',
    frame: { title: 'Вопрос бюллетеня' },
    data: async (call) => {
      const change = (call.body as Record<string, unknown>)['change'] === 'yes';
      return questionView(await loadBallot(call, typed(call.body, 'voice'), call.params.n), call, change);
    },
  },
  handle: async (call) => {
    const { db, now, body, params } = call;
    const ballot = await loadBallot(call, body.voice, params.n);
    mustVote(ballot);
    const question = mustAsk(ballot);
    await keepDraftAnswer(db, keyOf(call, ballot), question.id, body.answer, now);
    const { skip: next } = questionView(ballot, call, body.change);
    return { data: { question: question.number, next }, see: next };
  },
});

export const ballotRoutes = [ask, answer];
