import type { FileShape } from '../case/told';
import type { Knex } from 'knex';
import { documentsOf, type CaseDocument } from '../../store/case/documents';
import type { Actor } from '../security/actor';
import { loadAppeal } from './load';
import type { AppealShape } from './shape';

/** Files of the appeal, of its answer and of its events. The page and the download use this one list. */
export const filesShown = ({ files, answer, events }: AppealShape): FileShape[] => [
  ...files,
  ...(answer?.files ?? []),
  ...events.flatMap((event) => event.files),
];

export async function appealDocuments(db: Knex, actor: Actor, id: string, now: Date): Promise<CaseDocument[]> {
  const shown = new Set(filesShown(await loadAppeal(db, actor, id, now)).map((file) => file.id));
  return (await documentsOf(db, id)).filter((one) => shown.has(one.id));
}
