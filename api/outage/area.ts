import type { PageArea } from '../case/area';
import { outageParts, outageSubject } from './access';
import { outageBegins, outageCards, outageTiles } from './home';
import { outageSentences } from './sentences';

export const outagePages: PageArea = {
  subject: outageSubject,
  works: async (db, actor, id) => (await outageParts(db, actor, id)).staff,
  documents: async () => [],
  sentences: outageSentences,
  cards: outageCards,
  tiles: outageTiles,
  begins: outageBegins,
};
