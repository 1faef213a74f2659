import { ballotAnswerTitles } from '../../../law/meeting/vote/ballot';
import { momentWords } from '../../../law/base/russian';
import { signed } from '../../account/signed';
import type { Call } from '../../http/route';
import { voiceOf, type BallotShape } from './ballot';
import { ballotPath } from './ballot-view';
import type { Voice } from './shape';
import { afterAgent, holdingWords, meetingTitle, takenWords, votesWords } from './words';

const FIRST_COUNTS =
  'Учитывают первое верное решение, ваше запишут рядом. ' +
  'Если сдать бумажное вас не просили или подпись не ваша, сообщите в жилищную инспекцию.';
const OWN_COUNTS = 'Ваш собственный голос важнее голоса представителя: учтут его.';
const NORM = 'ЖК РФ, ст. 48 ч. 6';

/** The answers in the order of the agenda, as one line that the form sends back. */
export const seenOf = ({ meeting, answers }: BallotShape): string =>
  meeting.questions.map(({ id, number }) => `${number}:${answers[id] ?? ''}`).join(' ');

/** What happens to the questions left without an answer; undefined when there are none. */
function silenceWords(numbers: readonly number[], all: number): string | undefined {
  if (numbers.length === 0 || numbers.length === all) return undefined;
  const [word, list] = [numbers.length === 1 ? 'Вопрос' : 'Вопросы', numbers.join(', ')];
  return `${word} ${list} без ответа не учтут, остальные посчитают (${NORM}).`;
}

function whoseWords({ kind, name }: Voice): string {
  if (kind === 'organisation') return `Решение собственника: ${name}. Подписываете как руководитель.`;
  if (kind === 'proxy') return `Решение собственника: ${name}. Подписываете по доверенности.`;
  return `Решение собственника: ${name}.`;
}

export function signView(ballot: BallotShape, call: Pick<Call, 'actor' | 'now' | 'visit'>) {
  const { meeting, answers } = ballot;
  const { id, zone, closesAt, total, questions } = meeting;
  const voice = voiceOf(meeting, signed(call), ballot.voice);
  const way = ballotPath(ballot, call);
  const silent = questions.filter((one) => answers[one.id] === undefined).map(({ number }) => number);
  return {
    id,
    title: meetingTitle(meeting),
    voice: voice.id,
    seen: seenOf(ballot),
    lines: questions.map((one) => {
      const answer = answers[one.id];
      const href = `${way}#q${one.number}`;
      return {
        number: one.number,
        // Whole, as the agenda has it: names and sums are what one signs.
        wording: one.wording,
        answer,
        word: answer && ballotAnswerTitles[answer],
        href,
      };
    }),
    silence: silenceWords(silent, questions.length),
    empty: silent.length === questions.length,
    way,
    whose: whoseWords(voice),
    rights: voice.rights.map((right) => ({
      place: `${holdingWords(right)}: ${votesWords(right.votes, total)}${total ? ' голосов дома' : ''}`,
      title: right.title,
    })),
    scaled: voice.rights.some(({ scaled }) => scaled),
    taken: voice.rights.map(takenWords).find(Boolean),
    rule: voice.rights.some((right) => takenWords(right) && !afterAgent(right)) ? FIRST_COUNTS : OWN_COUNTS,
    closes: closesAt && momentWords(closesAt, zone, call.now),
    training: call.visit.kind === 'training',
    venue: meeting.venue,
  };
}
