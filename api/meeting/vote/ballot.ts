import { z } from 'zod';
import { ballotAnswers, type BallotAnswer } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { answersOf, keepDraft, type DraftKey } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { maybe, ticked, uuid, whole } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { voters, meetingParams, meetingReaders, meetingSubject, type MeetingParams } from './access';
import { ballotView, ballotPath, checkPath } from './ballot-view';
import { loadVotingOf } from './load';
import { isOnline } from './read';
import { meetingShape, type MeetingShape, type Voice } from './shape';
import { meetingTitle } from './words';

/** A ballot being filled in: in whose name, and what is marked so far. */
export const ballotShape = z.object({
  meeting: meetingShape,
  /** Empty when the reader has no voice here. */
  voice: z.string(),
  answers: z.record(z.string(), z.enum(ballotAnswers)),
});
export type BallotShape = z.infer<typeof ballotShape>;

export type BallotCall = Pick<Call, 'db' | 'actor' | 'now' | 'params'>;

/** Whether this voice can be given now; otherwise the page of the agenda says why. */
const isFree = (meeting: MeetingShape, { proxyValid, done }: Voice): boolean =>
  meeting.standing === 'open' && isOnline(meeting) && proxyValid && !done;

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

export async function loadBallot(call: BallotCall, wanted: string | undefined): Promise<BallotShape> {
  const meeting = await loadVotingOf(call);
  const voice = voiceOf(meeting, signed(call), wanted).id;
  return { meeting, voice, answers: await answersOf(call.db, keyOf(call, { voice })) };
}

export function canVote({ meeting, voice }: BallotShape): boolean {
  const found = meeting.voices.find(({ id }) => id === voice);
  return found !== undefined && isFree(meeting, found);
}

export function mustVote(ballot: BallotShape): void {
  if (canVote(ballot)) return;
  const done = ballot.meeting.voices.find(({ id }) => id === ballot.voice)?.done;
  const [code, say] = done
    ? ['voted-already', 'Ваше решение уже принято. Откройте его подтверждение.']
    : ['voting-not-open', 'Сейчас здесь нельзя голосовать. Откройте страницу собрания: там написано почему.'];
  throw new Refusal(code, say, 409);
}

/** A letter leads everybody to one address: there it is one's own voice, then the next that can still be given. */
function voiceToFill(meeting: MeetingShape, actor: { personId: string }, wanted?: string): Voice | undefined {
  if (meeting.voices.length === 0) return undefined;
  const own = voiceOf(meeting, actor, wanted);
  return wanted || isFree(meeting, own) ? own : (meeting.voices.find((one) => isFree(meeting, one)) ?? own);
}

const asked = ({ questions }: MeetingShape, number: number): MeetingShape['questions'][number] => {
  const found = questions.find((one) => one.number === number);
  if (!found) throw notFound();
  return found;
};

const frameOf = ({ meeting }: BallotShape) => ({
  title: `Бюллетень: ${meetingTitle(meeting)}`,
  out: { href: `/meetings/${meeting.id}/vote`, title: 'К собранию' },
});

const fill = route({
  id: 'voting.ballot',
  method: 'get',
  path: '/meetings/:id/ballot',
  summary: 'Бюллетень: все вопросы собрания',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  query: z.object({ voice: maybe(uuid()) }),
  out: ballotShape,
  page: 'meeting/vote/ballot',
  view: ballotView,
  handle: async (call) => {
    const see = `/meetings/${call.params.id}/vote`;
    const meeting = await loadVotingOf(call);
    const voice = voiceToFill(meeting, signed(call), call.query.voice)?.id;
    if (!voice) return { data: { meeting, voice: '', answers: {} }, see };
    const data = { meeting, voice, answers: await answersOf(call.db, keyOf(call, { voice })) };
    return canVote(data) ? { data, frame: frameOf(data) } : { data, see };
  },
});

/** As many as an agenda may number (api/meeting/prepare/agenda.ts). */
const QUESTIONS_MOST = 500;
const answer = z.enum(['', ...ballotAnswers]).optional();
const marksBody = z.object({
  voice: maybe(uuid()),
  later: ticked(),
  ...Object.fromEntries(Array.from({ length: QUESTIONS_MOST }, (_, index) => [`q${index + 1}`, answer])),
});

/** The answer stored under the form's key does not contain the marks. */
const kept = z.object({ answered: z.number(), next: z.string() });

/** Question id → its answer; «без ответа» takes an answer back, a question left out stays as it was. */
function marksOf({ questions }: MeetingShape, body: Readonly<Record<string, unknown>>) {
  const marks: Record<string, BallotAnswer | null> = {};
  for (const [field, value] of Object.entries(body)) {
    const number = /^q(\d+)$/.exec(field)?.[1];
    if (number === undefined || value === undefined) continue;
    const question = questions.find((one) => one.number === Number(number));
    if (!question) {
      const say = 'Такого вопроса нет в повестке. Откройте бюллетень заново (ЖК РФ, ст. 46 ч. 2).';
      throw new Refusal('question-foreign', say, 422, { [field]: say });
    }
    marks[question.id] = ballotAnswers.find((one) => one === value) ?? null;
  }
  return marks;
}

/** Nothing is decided yet: the marks stay in the unfinished ballot until it is signed. */
const mark = route({
  id: 'voting.mark',
  method: 'post',
  path: '/meetings/:id/ballot',
  summary: 'Отметить ответы в бюллетене',
  allowed: voters,
  subject: meetingSubject,
  params: meetingParams,
  body: marksBody,
  out: kept,
  kept: 'record',
  handle: async (call) => {
    const { db, now, body } = call;
    const ballot = await loadBallot(call, body.voice);
    mustVote(ballot);
    const { meeting } = ballot;
    await keepDraft(db, keyOf(call, ballot), marksOf(meeting, body), now);
    const answered = Object.keys(await answersOf(db, keyOf(call, ballot))).length;
    if (!body.later) {
      const next = checkPath(ballot, call);
      return { data: { answered, next }, see: next };
    }
    const next = `/meetings/${meeting.id}/vote`;
    const say = `Ответы сохранены: ${answered} из ${meeting.questions.length}. Пока решение не подписано, его не учтут.`;
    return { data: { answered, next }, see: next, say };
  },
});

const questionParams = z.object({ id: uuid(), n: whole({ least: 1, most: QUESTIONS_MOST }) });

/** Letters sent before the ballot became one page lead to its questions. */
const question = route({
  id: 'voting.question',
  method: 'get',
  path: '/meetings/:id/vote/:n',
  summary: 'Вопрос бюллетеня',
  allowed: voters,
  subject: meetingSubject,
  params: questionParams,
  query: z.object({ voice: maybe(uuid()), change: ticked() }),
  out: ballotShape,
  page: 'meeting/vote/ballot',
  view: ballotView,
  handle: async (call) => {
    const { params, query } = call;
    const data = await loadBallot(call, query.voice);
    return { data, see: `${ballotPath(data, call)}#q${asked(data.meeting, params.n).number}` };
  },
});

/** One answer, for programs and for forms that were open before the ballot became one page. */
const answerOne = route({
  id: 'voting.answer',
  method: 'post',
  path: '/meetings/:id/vote/:n',
  summary: 'Отметить ответ на вопрос',
  allowed: voters,
  subject: meetingSubject,
  params: questionParams,
  body: z.object({
    voice: maybe(uuid()),
    change: ticked(),
    answer: z.enum(ballotAnswers, { error: 'Выберите ответ.' }),
  }),
  out: z.object({ question: z.number(), next: z.string() }),
  handle: async (call) => {
    const { db, now, body, params } = call;
    const ballot = await loadBallot(call, body.voice);
    mustVote(ballot);
    const { id, number } = asked(ballot.meeting, params.n);
    await keepDraft(db, keyOf(call, ballot), { [id]: body.answer }, now);
    const last = body.change || number === ballot.meeting.questions.length;
    const next = last ? checkPath(ballot, call) : `${ballotPath(ballot, call)}#q${number + 1}`;
    return { data: { question: number, next }, see: next };
  },
});

export const ballotRoutes = [fill, mark, question, answerOne];
