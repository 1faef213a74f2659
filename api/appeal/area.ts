import { appealSubjects } from '../../law/appeal/subjects';
import type { PageArea } from '../case/area';
import { appealSubject, partsIn } from './access';
import { appealDocuments } from './documents';
import { appealBegins, appealTiles } from './home';
import { appealSentences } from './sentences';

export const appealPages: PageArea = {
  subject: appealSubject,
  works: async (db, actor, id) => (await partsIn(db, actor, id)).staff,
  documents: appealDocuments,
  sentences: appealSentences,
  tiles: appealTiles,
  begins: appealBegins,
  leaning: (norm) =>
    appealSubjects.filter((subject) => subject.norm === norm).map(({ title }) => `обращения на тему «${title}»`),
};
