import { instantDigits, instantWords } from '../../../law/base/russian';
import type { LetterFactsOf } from '../../../store/areas';
import { textOf } from '../facts';
import type { AreaLetters } from '../area';

export interface MeetingWords {
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
}

export const noMeetingWords: MeetingWords = {
  opens: '',
  closes: '',
  opensShort: '',
  closesShort: '',
  tracker: '',
  note: '',
  principal: '',
  agent: '',
  refuse: '',
};

/** Letters that link to a page of the case instead of its card. */
const LEAVES: Readonly<Record<string, string>> = { 'meeting-sheet': '/roll' };

export const meetingLetters: AreaLetters<LetterFactsOf['meeting'], MeetingWords> = {
  path: '/meetings',
  words: ({ voting, power }, { case: file, facts }, publicUrl) => ({
    ...noMeetingWords,
    ...(voting && file && votingWords(voting, file.zone)),
    tracker: textOf(facts['tracker']),
    note: textOf(facts['note']),
    ...(power && {
      principal: power.principal,
      agent: power.agent,
      refuse: power.refusal ? `${publicUrl}${power.refusal}` : '',
    }),
  }),
  leaf: ({ power }, letter) => (power ? `/proxies/${power.id}` : (LEAVES[letter] ?? '')),
};

function votingWords(
  { opensAt, closesAt }: { opensAt: Date; closesAt: Date },
  zone: string,
): Pick<MeetingWords, 'opens' | 'closes' | 'opensShort' | 'closesShort'> {
  return {
    opens: instantWords(opensAt, zone),
    closes: instantWords(closesAt, zone),
    opensShort: instantDigits(opensAt, zone),
    closesShort: instantDigits(closesAt, zone),
  };
}
