import { metresWords, metresOf } from '../../../law/base/metres';
import { applies } from '../../../law/base/timing';
import { lawOf } from '../../../store/meeting/law';
import type { PaperFacts } from './facts';
import { noticeView } from './notice';
import { placesByHolder } from './register';
import { titleWords } from '../../../law/registry/title';
import { currentHolders, holderId, nameInPaper, shareWords } from './words';

/** One form per right: premises, title and votes are filled in; the owner adds СНИЛС, marks, date and signature. */
export function ballotFormView(facts: PaperFacts) {
  const notice = noticeView(facts);
  return {
    ...notice,
    snils: applies('N-08', lawOf(facts.meeting, facts.file.zone).decided),
    forms: facts.rights.map((right) => {
      const holders = currentHolders(right);
      return {
        place: right.number,
        holders: holders.map((one) => nameInPaper(facts, holderId(one))).join(', '),
        title: holders.map(titleWords).filter(Boolean).join('; '),
        area: metresOf(right.area),
        share: shareWords(right),
        votes: metresWords(right.votes),
      };
    }),
  };
}

/** Every owner once, with the premises; day and signature are added by hand. */
export function deliverySheetView(facts: PaperFacts) {
  const rows = [...placesByHolder(facts)].map(([id, place]) => ({ place, name: nameInPaper(facts, id) }));
  return { ...noticeView(facts), rows };
}
