import { z } from 'zod';
import { documentTypes } from '../../http/files/type';
import { paperKinds } from '../../../law/meeting/protocol/papers';
import { documentById } from '../../../store/case/documents';
import { signed } from '../../account/signed';
import { maybe, text, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { meetingParams, meetingReaders } from '../vote/access';
import { trailOf } from '../vote/words';
import { filingSubject } from './access';
import { meetingDocuments } from './documents';
import { loadFilingOf } from './load';
import { filingShape } from './shape';
import { filingView } from './view';

const MOST_PLACES = 20;
/** «12, 15а»: premises whose owners are offered as elected members. */
const placesAsked = maybe(text({ max: 200 })).transform((typed) =>
  typed === undefined
    ? undefined
    : typed
        .split(/[\s,;]+/)
        .filter(Boolean)
        .slice(0, MOST_PLACES),
);

const read = route({
  id: 'filing.protocol',
  method: 'get',
  path: '/meetings/:id/protocol',
  summary: 'Протокол и документы собрания',
  allowed: meetingReaders,
  subject: filingSubject,
  params: meetingParams,
  query: z.object({ places: placesAsked }),
  out: filingShape,
  page: 'meeting/file/protocol',
  view: (data, { now }) => filingView(data, now),
  handle: async (call) => {
    const data = await loadFilingOf(call);
    return { data, frame: trailOf(data, 'Протокол') };
  },
});

type ByPaper = { id: string; document: string };

/**
 * Everyone of the house gets the public documents; originals with СНИЛС only those who run, sign, keep or inspect the
 * meeting.
 */
const paper = route({
  id: 'filing.document',
  method: 'get',
  path: '/meetings/:id/documents/:document',
  summary: 'Документ собрания',
  allowed: meetingReaders,
  subject: (db, params: ByPaper, actor) => filingSubject(db, params, actor),
  params: z.object({ id: uuid(), document: uuid() }),
  out: z.object({}),
  file: { types: documentTypes },
  handle: async (call: Call<ByPaper>) => {
    const { db, params } = call;
    const shown = await meetingDocuments(db, signed(call), params.id);
    const paper = shown.some((one) => one.id === params.document && paperKinds.some((kind) => kind === one.kind));
    const found = paper ? await documentById(db, params.document) : null;
    if (!found) throw notFound();
    return { data: {}, file: { name: found.name, type: found.type, bytes: found.bytes } };
  },
});

export const filingReadRoutes = [read, paper];
