import { faultKinds } from '../../law/dispatch/kinds';
import type { PageArea } from '../case/area';
import { requestParts, requestSubject } from './access';
import { requestDocuments } from './documents';
import { requestBegins, requestCards, requestTiles } from './home';
import { requestSentences } from './sentences';

export const requestPages: PageArea = {
  subject: requestSubject,
  works: async (db, actor, id) => {
    const { desk, worker } = await requestParts(db, actor, id);
    return desk || worker;
  },
  documents: requestDocuments,
  sentences: requestSentences,
  cards: requestCards,
  tiles: requestTiles,
  begins: requestBegins,
  leaning: (norm) => faultKinds.filter((kind) => kind.norm === norm).map(({ title }) => `заявки «${title}»`),
};
