import { z } from 'zod';
import { instantDigits } from '../../law/base/russian';
import { markRead } from '../../store/letters/deliveries';
import { letterSource } from '../../store/letters/letters';
import { countMessages, messageOf, messagesOf, type Message } from '../../store/letters/messages';
import { compose, letterSubject } from '../../templates/letters/compose';
import { letterView } from '../../templates/letters/view';
import { inPerson } from '../account/signed';
import { cursor, cursorOf, instant, maybe, uuid } from '../http/fields';
import { route, type Route } from '../http/route';
import { notFound } from '../security/permission';
import { listView, type ListSpec } from '../view/list';
import { CAPITAL_ZONE } from '../../law/base/zone';

const PATH = '/messages';
const TITLE = 'Сообщения';
const PAGE = 30;

const brief = z.object({
  id: z.string(),
  subject: z.string(),
  caseId: z.string().nullable(),
  zone: z.string(),
  at: z.string(),
  readAt: z.string().nullable(),
});
type Brief = z.infer<typeof brief>;

const briefOf = ({ id, letter, caseId, number, zone, createdAt, readAt }: Message): Brief => ({
  id,
  caseId,
  subject: letterSubject(letter, { number: number ?? '' }),
  zone: zone ?? CAPITAL_ZONE,
  at: createdAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
});

const spec: ListSpec<Brief> = {
  title: TITLE,
  path: PATH,
  noun: ['сообщение', 'сообщения', 'сообщений'],
  columns: [
    { title: 'Сообщение', cell: ({ id, subject }) => ({ text: subject, href: `${PATH}/${id}` }) },
    { title: 'Когда', cell: ({ at, zone }) => instantDigits(new Date(at), zone) },
    {
      title: 'Состояние',
      cell: ({ readAt }) => ({
        status: readAt ? { kind: 'plain', word: 'прочитано' } : { kind: 'wait', word: 'новое' },
      }),
    },
  ],
  empty: {
    title: 'Сообщений пока нет',
    say: 'Здесь появятся сообщения о ваших обращениях и собраниях. Они же приходят на почту.',
  },
};

const listRoute = route({
  id: 'cabinet.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  page: 'cabinet/list',
  query: z.object({ after: maybe(cursor(z.object({ at: instant(), id: uuid() }))) }),
  out: z.object({ count: z.number(), unread: z.number(), messages: z.array(brief), after: z.string().nullable() }),
  view: ({ count, unread, messages, after }, call) => ({
    unread,
    list: listView(
      spec,
      {
        rows: messages,
        count,
        older: after ? { after } : undefined,
        newer: call.query.after ? { after: '' } : undefined,
      },
      {},
    ),
  }),
  handle: async (call) => {
    const { personId } = inPerson(call);
    const [found, { all, unread }] = await Promise.all([
      messagesOf(call.db, personId, { after: call.query.after, limit: PAGE + 1 }),
      countMessages(call.db, personId),
    ]);
    const messages = found.slice(0, PAGE);
    const last = found.length > PAGE ? messages.at(-1) : undefined;
    const after = last ? cursorOf({ at: last.place, id: last.id }) : null;
    return { data: { count: all, unread, messages: messages.map(briefOf), after } };
  },
});

const opened = brief.extend({
  greeting: z.string(),
  paragraphs: z.array(
    z.object({ lines: z.array(z.string()), link: z.object({ title: z.string(), href: z.string() }).nullable() }),
  ),
});

/** Opening a message counts as receiving it: the first opening is the legal instant of delivery in the cabinet. */
const oneRoute = route({
  id: 'cabinet.message',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Одно сообщение',
  allowed: 'signed-in',
  page: 'cabinet/message',
  params: z.object({ id: uuid() }),
  out: opened,
  view: (data) => ({ ...data, when: instantDigits(new Date(data.at), data.zone) }),
  handle: async (call) => {
    const { personId } = inPerson(call);
    const [message, source] = await Promise.all([
      messageOf(call.db, personId, call.params.id),
      letterSource(call.db, call.params.id),
    ]);
    if (!message || !source) throw notFound();
    const words = letterView(source, call.visit.publicUrl);
    const { subject, paragraphs } = compose(message.letter, words);
    await markRead(call.db, personId, message.id);
    const trail = [{ href: PATH, title: TITLE }, { title: 'Сообщение' }];
    const data = {
      ...briefOf(message),
      readAt: (message.readAt ?? call.now).toISOString(),
      greeting: words.greeting,
      paragraphs,
    };
    return { data, frame: { title: subject, trail } };
  },
});

export const cabinetRoutes: readonly Route[] = [listRoute, oneRoute];
