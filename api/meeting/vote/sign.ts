import { z } from 'zod';
import { ballotAnswerTitles } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { castBallot } from '../../../store/meeting/ballots/cast';
import { dropAnswers } from '../../../store/meeting/vote/decisions';
import { idFrom } from '../../../store/sql/ids';
import { signed } from '../../account/signed';
import { maybe, ticked, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { meetingParams, voters, meetingSubject } from './access';
import { ballotShape, canVote, keyOf, loadBallot, mustVote, voiceOf, voiceQuery, type BallotShape } from './ballot';
import { afterAgent, holdingWords, takenWords, voiceWords } from './words';
import { momentWords } from '../../../law/base/russian';
import { metresOf, percentOf } from '../../../law/base/metres';

const FIRST_COUNTS =
  'Учитывают первое верное решение, ваше запишут рядом. ' +
  'Если сдать бумажное вас не просили или подпись не ваша, сообщите в жилищную инспекцию.';
const OWN_COUNTS = 'Ваш собственный голос важнее голоса представителя: учтут его.';

export function signView(ballot: BallotShape, call: Pick<Call, 'actor' | 'now'>) {
  const { meeting, answers } = ballot;
  const voice = voiceOf(meeting, signed(call), ballot.voice);
  const query = voiceQuery(call, voice.id);
  const change = (number: number): string =>
    `/meetings/${meeting.id}/vote/${number}${query ? `${query}&` : '?'}change=yes`;
  const unanswered = meeting.questions.filter(({ id }) => answers[id] === undefined).length;
  return {
    id: meeting.id,
    address: meeting.address,
    voice: voice.id,
    behalf: voiceWords(voice),
    answers: meeting.questions.map(({ id, number, wording }) => {
      const answer = answers[id];
      return { number, wording, answer: answer ? ballotAnswerTitles[answer] : undefined, change: change(number) };
    }),
    rights: voice.rights.map((right) => ({
      title: holdingWords(right),
      text: `${metresOf(right.votes)}${meeting.total ? `, ${percentOf(right.votes, meeting.total)}` : ''}`,
    })),
    taken: voice.rights.map(takenWords).find(Boolean),
    rule: voice.rights.some((right) => takenWords(right) && !afterAgent(right)) ? FIRST_COUNTS : OWN_COUNTS,
    unanswered,
    empty: unanswered === meeting.questions.length,
    first: `/meetings/${meeting.id}/vote/1${query}`,
    closes: meeting.closesAt && momentWords(meeting.closesAt, meeting.zone, call.now),
  };
}

const frameOf = ({ meeting: { id, questions }, voice }: BallotShape, call: Pick<Call, 'actor'>) => ({
  title: 'Проверьте ответы',
  back: { href: `/meetings/${id}/vote/${questions.length}${voiceQuery(call, voice)}`, title: 'Назад' },
});

const check = route({
  id: 'voting.check',
  method: 'get',
  path: '/meetings/:id/check-answers',
  summary: 'Проверить ответы',
  allowed: voters,
  subject: meetingSubject,
  params: meetingParams,
  query: z.object({ voice: maybe(uuid()) }),
  out: ballotShape,
  page: 'meeting/vote/sign',
  view: signView,
  handle: async (call) => {
    const data = await loadBallot(call, call.query.voice, 0);
    return canVote(data) ? { data, frame: frameOf(data, call) } : { data, see: `/meetings/${call.params.id}/vote` };
  },
});

const trackers = z.object({ id: z.string(), trackers: z.array(z.string()) });

/**
 * The decision: one record per right, in one transaction, judged by the database's clock. A right that its owner has
 * already decided is not decided again (E-13).
 */
const sign = route({
  id: 'voting.sign',
  method: 'post',
  path: '/meetings/:id/check-answers',
  summary: 'Подписать и отправить решение',
  allowed: voters,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({ voice: maybe(uuid()), signed: ticked() }),
  out: trackers,
  form: {
    page: 'meeting/vote/sign',
    frame: { title: 'Проверьте ответы' },
    data: async (call) => {
      const found = uuid().safeParse((call.body as Record<string, unknown>)['voice']);
      return signView(await loadBallot(call, found.success ? found.data : undefined, 0), call);
    },
  },
  handle: async (call) => {
    const { db, body, key } = call;
    const caseId = call.params.id;
    const ballot = await loadBallot(call, body.voice, 0);
    mustVote(ballot);
    mustSign(body.signed);
    const voice = voiceOf(ballot.meeting, signed(call), ballot.voice);
    const marks = Object.fromEntries(Object.entries(ballot.answers).map(([question, answer]) => [question, [answer]]));
    const given: string[] = [];
    for (const { rightId } of voice.rights.filter(({ done }) => !done)) {
      const [id, byPersonId] = [idFrom(key, rightId), signed(call).personId];
      const { tracker } = await castBallot(db, {
        id,
        caseId,
        rightId,
        holderId: voice.id,
        byPersonId,
        proxyId: voice.proxyId,
        marks,
      });
      given.push(tracker);
    }
    await dropAnswers(db, keyOf(call, ballot));
    return {
      data: { id: caseId, trackers: given },
      see: `/meetings/${caseId}/receipt${voiceQuery(call, voice.id)}`,
      status: 201,
    };
  },
});

function mustSign(is: boolean): void {
  if (is) return;
  const say = 'Поставьте отметку: без подписи решение не примут (ЖК РФ, ст. 48 ч. 5.1).';
  throw new Refusal('not-signed', say, 422, { signed: say });
}

export const signRoutes = [check, sign];
