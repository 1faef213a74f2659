import { subjectTitle } from '../../../law/appeal/subjects';
import type { LetterFactsOf } from '../../../store/areas';
import type { AreaLetters } from '../area';

export interface AppealWords {
  topic: string;
  /** The text of the answer. */
  answer: string;
  /** Why it was passed on, in the words of whoever did it. */
  reason: string;
}

export const noAppealWords: AppealWords = { topic: '', answer: '', reason: '' };

export const appealLetters: AreaLetters<LetterFactsOf['appeal'], AppealWords> = {
  path: '/appeals',
  words: ({ answer, reason }, { case: file }) => ({
    topic: file?.topic ? subjectTitle(file.topic) : '',
    answer: answer ?? '',
    reason: reason ?? '',
  }),
  leaf: () => '',
};
