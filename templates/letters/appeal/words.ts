import { subjectTitle } from '../../../law/appeal/subjects';
import type { LetterFactsOf } from '../../../store/areas';
import type { AreaLetters } from '../area';

export interface AppealWords {
  topic: string;
  /** The text of the answer. */
  answer: string;
}

export const noAppealWords: AppealWords = { topic: '', answer: '' };

export const appealLetters: AreaLetters<LetterFactsOf['appeal'], AppealWords> = {
  path: '/appeals',
  words: ({ answer }, { case: file }) => ({ topic: file?.topic ? subjectTitle(file.topic) : '', answer: answer ?? '' }),
  leaf: () => '',
};
