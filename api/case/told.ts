import { z } from 'zod';
import { instantWords, sizeWords } from '../../law/base/russian';
import type { CaseDocument } from '../../store/case/documents';
import { attachmentId, FILES_MOST } from './attach';

/** A file of a case, as answers tell it. */
export const fileShape = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  sha256: z.string(),
});
export type FileShape = z.infer<typeof fileShape>;

/** An event in the timeline of a case, with the words and files it brought. */
export const eventShape = z.object({
  seq: z.number(),
  at: z.string(),
  kind: z.string(),
  title: z.string(),
  say: z.string().nullable(),
  bad: z.boolean(),
  who: z.string(),
  bySystem: z.boolean(),
  text: z.string().nullable(),
  files: z.array(fileShape),
});
export type EventShape = z.infer<typeof eventShape>;

export const fileOf = ({ id, kind, name, type, size, sha256 }: CaseDocument): FileShape => ({
  ...{ id, kind, name, type, size, sha256 },
});

/** Finds the files of a text. Those of a refused act belong to no event, so nobody sees them. */
export const filesFinder =
  (documents: readonly CaseDocument[]) =>
  (textId: string): FileShape[] =>
    Array.from({ length: FILES_MOST }, (_, place) => attachmentId(textId, place))
      .flatMap((id) => documents.filter((document) => document.id === id))
      .map(fileOf);

/** Links to files; `at` is the address of the case's own page. */
export const fileViews = (at: string, files: readonly FileShape[]) =>
  files.map(({ id, name, size }) => ({ href: `${at}/files/${id}`, title: name, size: sizeWords(size) }));

/** One event for the partial `timeline`. */
export const eventView = (at: string, event: EventShape, zone: string) => ({
  title: event.title,
  say: [event.say, event.text].filter(Boolean).join(' '),
  at: event.at,
  when: instantWords(new Date(event.at), zone),
  who: event.who,
  by: event.bySystem ? 'system' : 'person',
  bad: event.bad,
  files: event.files.length > 0 ? fileViews(at, event.files) : undefined,
});
