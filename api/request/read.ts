import { z } from 'zod';
import { documentById } from '../../store/case/documents';
import { documentTypes } from '../http/files/type';
import { runningFile } from '../case/deadlines';
import { uuid } from '../http/fields';
import { route } from '../http/route';
import { notFound } from '../security/permission';
import { requestDesk, requestParams, requestReaders, requestSubject } from './access';
import { requestCardView } from './card';
import { requestFilesShown } from './documents';
import { loadRequestOf } from './load';
import { requestShape } from './shape';

export const REQUESTS_LINK = { href: '/requests', title: 'Заявки' };
export const requestFrame = (number: string) => ({
  title: `Заявка ${number}`,
  trail: [REQUESTS_LINK, { title: number }],
});

/** Where a meeting of owners is called; its questions are written there. */
const AGENDA = '/meetings/new';

const read = route({
  id: 'request.read',
  method: 'get',
  path: '/requests/:id',
  summary: 'Заявка',
  allowed: requestReaders,
  subject: requestSubject,
  params: requestParams,
  out: requestShape,
  page: 'request/card',
  view: (data, call) => ({
    ...requestCardView(data, call.now),
    // A trouble of the whole house that comes back is a matter for its owners.
    agenda: data.common && call.opens(AGENDA) ? AGENDA : undefined,
  }),
  handle: async (call) => {
    const data = await loadRequestOf(call);
    return { data, frame: requestFrame(data.number) };
  },
});

/** What the desk does about a request, without leaving the board. */
const panel = route({
  id: 'request.panel',
  method: 'get',
  path: '/requests/:id/panel',
  summary: 'Работа с заявкой',
  allowed: requestDesk,
  subject: requestSubject,
  params: requestParams,
  out: requestShape,
  page: 'request/panel',
  view: (data, call) => requestCardView(data, call.now),
  handle: async (call) => {
    const data = await loadRequestOf(call);
    return { data, frame: requestFrame(data.number) };
  },
});

/** Only files that the reader's own view of the case lists, so the page and the download agree. */
const file = route({
  id: 'request.file',
  method: 'get',
  path: '/requests/:id/files/:file',
  summary: 'Приложенный файл',
  allowed: requestReaders,
  subject: (db, { id }, actor) => requestSubject(db, { id }, actor),
  params: z.object({ id: uuid(), file: uuid() }),
  out: z.object({}),
  file: { types: documentTypes },
  handle: async (call) => {
    const data = await loadRequestOf(call);
    if (!requestFilesShown(data).some(({ id }) => id === call.params.file)) throw notFound();
    const found = await documentById(call.db, call.params.file);
    if (!found) throw notFound();
    return { data: {}, file: { name: found.name, type: found.type, bytes: found.bytes } };
  },
});

const calendar = route({
  id: 'request.calendar',
  method: 'get',
  path: '/requests/:id/calendar',
  summary: 'Сроки заявки для календаря',
  allowed: requestReaders,
  subject: requestSubject,
  params: requestParams,
  out: z.object({}),
  file: { types: ['text/calendar'] },
  handle: async (call) => {
    const data = await loadRequestOf(call);
    return { data: {}, file: runningFile(data, call.now) };
  },
});

export const requestReadRoutes = [read, panel, file, calendar];
