import { BALLOT_TAKES } from '../../../law/meeting/vote/ballot';
import { shortPath } from '../../../law/meeting/number';
import { instantDigits, instantWords } from '../../../law/base/russian';
import type { LetterFactsOf } from '../../../store/areas';
import { textOf } from '../facts';
import type { AreaLetters } from '../area';

export interface MeetingWords {
  /** What the meeting decides on, in the words of whoever called it. */
  topic: string;
  /** The address that fits into a text message: from there everybody comes to the ballot or the agenda. */
  short: string;
  /** Set where the owners vote here; elsewhere their decisions are on paper. */
  online: string;
  /** How long the ballot takes there. */
  takes: string;
  /** When a voting begins and ends: «вт 15 декабря 2026, 10:00»; short, for SMS: «15.12.2026, 10:00». */
  opens: string;
  closes: string;
  opensShort: string;
  closesShort: string;
  /** The number by which a decision of an owners' meeting is checked. */
  tracker: string;
  /** The signed state of a ballot log, for a witness to keep. */
  note: string;
  /** Who authorises whom to vote, and a link by which the principal can refuse without signing in. */
  principal: string;
  agent: string;
  refuse: string;
  /** Why the meeting was cancelled, in the words of whoever did it. */
  reason: string;
}

export const noMeetingWords: MeetingWords = {
  topic: '',
  short: '',
  online: '',
  takes: BALLOT_TAKES,
  opens: '',
  closes: '',
  opensShort: '',
  closesShort: '',
  tracker: '',
  note: '',
  principal: '',
  agent: '',
  refuse: '',
  reason: '',
};

/** Letters that link to a page of the case instead of its card. */
const LEAVES: Readonly<Record<string, string>> = {
  'meeting-sheet': '/roll',
  // The ballot sends on whoever cannot vote yet, or no more.
  'meeting-notice': '/ballot',
  'meeting-opened': '/ballot',
  'meeting-reminder': '/ballot',
};
const TOPIC_MOST = 60;

export const meetingLetters: AreaLetters<LetterFactsOf['meeting'], MeetingWords> = {
  path: '/meetings',
  words: ({ voting, power, reason }, { case: file, facts }, publicUrl) => ({
    ...noMeetingWords,
    ...(file && { topic: clipped(file.topic), short: `${publicUrl}${shortPath(file)}` }),
    ...(voting && file && votingWords(voting, file.zone)),
    tracker: textOf(facts['tracker']),
    note: textOf(facts['note']),
    reason: reason ?? '',
    ...(power && {
      principal: power.principal,
      agent: power.agent,
      refuse: power.refusal ? `${publicUrl}${power.refusal}` : '',
    }),
  }),
  leaf: ({ power }, letter) => (power ? `/proxies/${power.id}` : (LEAVES[letter] ?? '')),
};

/** A text message has room for the beginning of a long name. */
function clipped(topic: string): string {
  if (topic.length <= TOPIC_MOST) return topic;
  const cut = topic.slice(0, TOPIC_MOST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TOPIC_MOST / 2)).replace(/[\s,.:;–—-]+$/u, '')}…`;
}

function votingWords(
  { opensAt, closesAt, online }: { opensAt: Date; closesAt: Date; online: boolean },
  zone: string,
): Pick<MeetingWords, 'online' | 'opens' | 'closes' | 'opensShort' | 'closesShort'> {
  return {
    online: online ? 'да' : '',
    opens: instantWords(opensAt, zone),
    closes: instantWords(closesAt, zone),
    opensShort: instantDigits(opensAt, zone),
    closesShort: instantDigits(closesAt, zone),
  };
}
