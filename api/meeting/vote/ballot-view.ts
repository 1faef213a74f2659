import { ballotAnswers, ballotAnswerTitles } from '../../../law/meeting/vote/ballot';
import { capitalised, momentWords } from '../../../law/base/russian';
import { signed } from '../../account/signed';
import type { Call } from '../../http/route';
import { spanWords } from '../../view/deadline';
import type { BallotShape } from './ballot';
import type { MeetingShape, QuestionShape, Voice } from './shape';
import { costWords, fileViews, meetingTitle, placesWords, voiceWords, votesWords } from './words';

/** The voice for the address; left out when it is the person's own. */
export const voiceQuery = (call: Pick<Call, 'actor'>, voice: string): string =>
  voice === signed(call).personId ? '' : `?voice=${voice}`;

export const ballotPath = ({ meeting, voice }: BallotShape, call: Pick<Call, 'actor'>): string =>
  `/meetings/${meeting.id}/ballot${voiceQuery(call, voice)}`;
export const checkPath = ({ meeting, voice }: BallotShape, call: Pick<Call, 'actor'>): string =>
  `/meetings/${meeting.id}/check-answers${voiceQuery(call, voice)}`;

/** The whole ballot on one page: «за», «против», «воздержался» and «без ответа» for each question of the agenda. */
export function ballotView(ballot: BallotShape, call: Pick<Call, 'now' | 'actor'>) {
  const { meeting, answers } = ballot;
  const { id, zone, closesAt, total, address, questions } = meeting;
  const voice = meeting.voices.find((one) => one.id === ballot.voice);
  return {
    title: meetingTitle(meeting),
    place: voice && [`${address}, ${placesWords(voice)}`, votesWords(voice.votes, total)].join(' · '),
    behalf: voice && voice.kind !== 'self' ? voiceWords(voice) : undefined,
    action: `/meetings/${id}/ballot`,
    voice: ballot.voice,
    agenda: agendaView(meeting),
    questions: voice ? questions.map((one) => questionView(one, { meeting, voice, answer: answers[one.id] })) : [],
    count: questions.length,
    closes: closesAt && momentWords(closesAt, zone, call.now),
    left: closesAt && spanWords(Math.max(0, Date.parse(closesAt) - call.now.getTime())),
  };
}

/** What belongs to the agenda as a whole. */
function agendaView(meeting: MeetingShape) {
  const files = filesOf(meeting, null);
  const { materialsPlace } = meeting;
  return files.length > 0 || materialsPlace ? { files, materialsPlace } : undefined;
}

const filesOf = ({ id, files }: MeetingShape, question: number | null) =>
  fileViews({ id, files: files.filter((one) => one.question === question) }).map((one) => ({
    ...one,
    note: undefined,
  }));

interface Place {
  meeting: MeetingShape;
  voice: Voice;
  answer: string | undefined;
}

function questionView(one: QuestionShape, { meeting, voice, answer }: Place) {
  const { number, wording, proposal, speaker, decides, rate } = one;
  return {
    number,
    name: `q${number}`,
    wording,
    proposal,
    speaker,
    more: Boolean(proposal || speaker),
    files: filesOf(meeting, number),
    cost: costWords(rate, voice),
    decides,
    options: ballotAnswers.map((value) => ({
      value,
      title: capitalised(ballotAnswerTitles[value]),
      chosen: value === answer,
    })),
  };
}
