import { z } from 'zod';
import { answerTerm, anonymousWindow } from '../../law/appeal/term';
import { subjectTitle } from '../../law/appeal/subjects';
import { documentTypes } from '../http/files/type';
import { dayWords, instantWords } from '../../law/base/russian';
import { appealById } from '../../store/appeal/read';
import { documentById } from '../../store/case/documents';
import { signed } from '../account/signed';
import { uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { deadlineView } from '../view/deadline';
import { appealParams, appealSubject, applicants, appealReaders } from './access';
import { appealCardView } from './card';
import { runningFile } from '../case/deadlines';
import { filesShown } from './documents';
import { loadAppeal } from './load';
import { appealShape, type AppealShape } from './shape';

export const APPEALS_LINK = { href: '/appeals', title: 'Обращения' };

export const cardFrame = (data: AppealShape) => ({
  title: `Обращение ${data.number}`,
  trail: [APPEALS_LINK, { title: data.number }],
});

/** Reads through the pool, so queries run in parallel; a transaction would have only one connection. */
export const loadAppealOf = (call: Pick<Call, 'services' | 'actor' | 'now' | 'params'>): Promise<AppealShape> =>
  loadAppeal(call.services.db, signed(call), (call.params as { id: string }).id, call.now);

const read = route({
  id: 'appeal.read',
  method: 'get',
  path: '/appeals/:id',
  summary: 'Обращение',
  allowed: appealReaders,
  subject: appealSubject,
  params: appealParams,
  out: appealShape,
  page: 'appeal/card',
  view: (data, call) => appealCardView(data, call.now),
  handle: async (call) => {
    const data = await loadAppealOf(call);
    return { data, frame: cardFrame(data) };
  },
});

const receiptShape = z.object({
  id: z.string(),
  number: z.string(),
  addressee: z.string(),
  organisation: z.string(),
  subjects: z.array(z.string()),
  address: z.string().nullable(),
  anonymous: z.boolean(),
  zone: z.string(),
  openedAt: z.string(),
  norm: z.string(),
  title: z.string(),
  citation: z.string(),
  confidence: z.string(),
  lastDay: z.string().nullable(),
  dueAt: z.string(),
  provisional: z.boolean(),
  derivation: z.array(z.string()),
});

/**
 * The number, the deadline and why it falls on that day. Computed by the law code, so it never waits for the engine.
 */
const receipt = route({
  id: 'appeal.receipt',
  method: 'get',
  path: '/appeals/:id/receipt',
  summary: 'Обращение принято',
  allowed: applicants,
  subject: appealSubject,
  params: appealParams,
  out: receiptShape,
  page: 'appeal/receipt',
  view: (data, { now }) => {
    const { zone, norm, title, citation, confidence, lastDay, dueAt, provisional, derivation, openedAt } = data;
    const deadline = {
      norm,
      title,
      citation,
      confidence,
      lastDay,
      provisional,
      derivation,
      dueAt,
      zone,
      value: '',
      unit: '',
      direction: 'forward' as const,
      event: openedAt,
    };
    const until = lastDay ? `${dayWords(lastDay)} включительно` : instantWords(new Date(dueAt), zone);
    return {
      ...data,
      topics: data.subjects.map(subjectTitle).join('; '),
      until,
      why: deadlineView({ deadline }, now).why,
    };
  },
  handle: async ({ db, params, now }) => {
    const found = await appealById(db, params.id, now);
    if (!found) throw notFound();
    const { file, appeal, organisation, address } = found;
    const { subjects, anonymous, registeredAt } = appeal;
    const clock = {
      addressee: appeal.addresseeKind,
      applicant: appeal.applicantKind,
      subjects,
      receivedAt: appeal.receivedAt,
      registeredAt,
      zone: file.zone,
      lawDate: file.law_date,
    };
    const due = anonymous ? anonymousWindow(registeredAt, file.zone, file.law_date) : answerTerm(clock);
    const { norm, title, citation, confidence, lastDay, dueAt, provisional, derivation } = due;
    return {
      data: {
        id: file.id,
        number: file.number,
        addressee: appeal.addresseeId,
        organisation,
        subjects,
        address,
        anonymous,
        zone: file.zone,
        openedAt: file.opened_at.toISOString(),
        norm,
        title,
        citation,
        confidence,
        lastDay,
        dueAt,
        provisional,
        derivation,
      },
      frame: { title: 'Обращение принято', trail: [APPEALS_LINK, { title: file.number }] },
    };
  },
});

/** Only files that the reader's own view of the case lists, so the page and the download agree. */
const file = route({
  id: 'appeal.file',
  method: 'get',
  path: '/appeals/:id/files/:file',
  summary: 'Приложенный файл',
  allowed: appealReaders,
  subject: (db, { id }, actor) => appealSubject(db, { id }, actor),
  params: z.object({ id: uuid(), file: uuid() }),
  out: z.object({}),
  file: { types: documentTypes },
  handle: async (call) => {
    const data = await loadAppealOf(call);
    if (!filesShown(data).some(({ id }) => id === call.params.file)) throw notFound();
    const found = await documentById(call.db, call.params.file);
    if (!found) throw notFound();
    return { data: {}, file: { name: found.name, type: found.type, bytes: found.bytes } };
  },
});

const calendar = route({
  id: 'appeal.calendar',
  method: 'get',
  path: '/appeals/:id/calendar',
  summary: 'Сроки обращения для календаря',
  allowed: appealReaders,
  subject: appealSubject,
  params: appealParams,
  out: z.object({}),
  file: { types: ['text/calendar'] },
  handle: async (call) => {
    const data = await loadAppealOf(call);
    return { data: {}, file: runningFile(data, call.now) };
  },
});

export const appealReadRoutes = [read, receipt, file, calendar];
