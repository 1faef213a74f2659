import type { FileShape } from '../case/told';
import type { Knex } from 'knex';
import { documentsOf, type CaseDocument } from '../../store/case/documents';
import type { Actor } from '../security/actor';
import { loadRequest } from './load';
import type { RequestShape } from './shape';

/** Files of the request and of its events. The page and the download use this one list. */
export const requestFilesShown = ({ files, events, ends }: RequestShape): FileShape[] => [
  ...files,
  ...events.flatMap((event) => event.files),
  ...ends.papers.flatMap(({ file }) => (file ? [file] : [])),
];

export async function requestDocuments(db: Knex, actor: Actor, id: string, now: Date): Promise<CaseDocument[]> {
  const shown = new Set(requestFilesShown(await loadRequest(db, actor, id, now)).map((file) => file.id));
  return (await documentsOf(db, id)).filter((one) => shown.has(one.id));
}
