import { z } from 'zod';
import { Refusal } from '../../../law/base/refusal';
import { castBallot } from '../../../store/meeting/ballots/cast';
import { dropAnswers } from '../../../store/meeting/vote/decisions';
import { idFrom } from '../../../store/sql/ids';
import { signed } from '../../account/signed';
import { maybe, ticked, uuid } from '../../http/fields';
import { route } from '../../http/route';
import { meetingParams, voters, meetingSubject } from './access';
import { ballotShape, canVote, keyOf, loadBallot, mustVote, voiceOf, type BallotShape } from './ballot';
import { ballotPath, voiceQuery } from './ballot-view';
import { seenOf, signView } from './sign-view';

const TITLE = 'Проверьте и подпишите';
const BACK = 'К вопросам';

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
    const data = await loadBallot(call, call.query.voice);
    const frame = { title: TITLE, out: { href: ballotPath(data, call), title: BACK } };
    return canVote(data) ? { data, frame } : { data, see: `/meetings/${call.params.id}/vote` };
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
  body: z.object({
    voice: maybe(uuid()),
    signed: ticked(),
    /** The answers as the page showed them; a program that has not shown any leaves it out. */
    seen: z.string().max(10_000).optional(),
  }),
  out: trackers,
  form: {
    page: 'meeting/vote/sign',
    frame: (shown) => ({ title: TITLE, out: { href: (shown as ReturnType<typeof signView>).way, title: BACK } }),
    data: async (call) => {
      const found = uuid().safeParse((call.body as Record<string, unknown>)['voice']);
      return signView(await loadBallot(call, found.success ? found.data : undefined), call);
    },
  },
  handle: async (call) => {
    const { db, body, key } = call;
    const caseId = call.params.id;
    const ballot = await loadBallot(call, body.voice);
    mustVote(ballot);
    mustHaveSeen(ballot, body.seen);
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

/** What is signed is what was shown: the ballot may have been changed meanwhile in another window. */
function mustHaveSeen(ballot: BallotShape, seen: string | undefined): void {
  if (seen === undefined || seen === seenOf(ballot)) return;
  const say = 'Ответы с тех пор изменились, может быть в другом окне. Проверьте их и подпишите ещё раз.';
  throw new Refusal('answers-changed', say, 409);
}

function mustSign(is: boolean): void {
  if (is) return;
  const say = 'Поставьте отметку: без подписи решение не примут (ЖК РФ, ст. 48 ч. 5.1).';
  throw new Refusal('not-signed', say, 422, { signed: say });
}

export const signRoutes = [check, sign];
