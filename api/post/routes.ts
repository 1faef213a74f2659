import { z } from 'zod';
import { capitalMoment } from '../../law/base/russian';
import { choice, maybe, text, whole } from '../http/fields';
import { route, type Call, type Route } from '../http/route';
import { notFound } from '../security/permission';
import { listView, type ListSpec } from '../view/list';
import { closed, type PostOffice, type TakenShape } from './office';

const PATH = '/post';
const TITLE = 'Почта учебного контура';
const ID_MOST = 999_999_999;

const brief = z.object({
  id: z.number(),
  kind: z.enum(['email', 'sms', 'push']),
  at: z.string().nullable(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
});
type Brief = z.infer<typeof brief>;
const full = brief.extend({ from: z.string(), messageId: z.string().nullable(), hasHtml: z.boolean() });
type Full = z.infer<typeof full>;

const officeOf = ({ services }: Pick<Call, 'services'>): PostOffice => {
  if (!services.post) throw closed();
  return services.post;
};

const KINDS = { email: 'Письмо', sms: 'СМС', push: 'Уведомление' } as const;
const whenOf = (at: string | null): string => (at ? capitalMoment(at) : '');
const titleOf = ({ kind, subject, text: words }: Brief): string => (kind === 'sms' ? words : subject || 'Без темы');

const list: ListSpec<Brief> = {
  title: TITLE,
  path: PATH,
  noun: ['сообщение', 'сообщения', 'сообщений'],
  columns: [
    { title: 'Сообщение', cell: (one) => ({ text: titleOf(one), href: `${PATH}/${one.id}` }) },
    { title: 'Вид', cell: ({ kind }) => KINDS[kind] },
    { title: 'Кому', cell: ({ to }) => to.join(', ') },
    { title: 'Когда', cell: ({ at }) => whenOf(at) },
  ],
  filters: [
    { kind: 'text', name: 'to', label: 'Адрес, телефон или браузер' },
    {
      kind: 'select',
      name: 'kind',
      label: 'Вид',
      blank: 'Любой',
      options: [
        { value: 'email', title: 'Письма' },
        { value: 'sms', title: 'СМС' },
        { value: 'push', title: 'Уведомления' },
      ],
    },
  ],
  empty: {
    title: 'Писем пока нет',
    say: 'Здесь появятся письма, СМС и уведомления, которые Домовой отправит жителям и организациям.',
  },
};

const listRoute = route({
  id: 'post.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'anyone',
  trainingOnly: true,
  page: 'post/list',
  query: z.object({
    to: maybe(text({ max: 100 })),
    kind: maybe(choice(['email', 'sms', 'push'])),
    before: maybe(whole({ least: 1, most: ID_MOST })),
  }),
  out: z.object({ count: z.number(), messages: z.array(brief), more: z.boolean() }),
  view: ({ count, messages, more }, { query: { before, ...query } }) => {
    const older = more ? { before: String(messages.at(-1)?.id ?? '') } : undefined;
    const newer = before ? { before: '' } : undefined;
    return { list: listView(list, { rows: messages, count, older, newer }, { ...query }) };
  },
  handle: async (call) => ({ data: await officeOf(call).list(call.query), frame: { wide: true } }),
});

interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /https?:\/\//;

/** Turns addresses in a plain text into links, and nothing else. */
const piecesOf = (words: string): Piece[] =>
  words
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .filter(Boolean)
    .map((piece) => (/^https?:\/\//.test(piece) ? { text: piece, href: piece } : { text: piece }));

const params = z.object({ id: whole({ least: 1, most: ID_MOST }) });

async function opened(call: Call<z.infer<typeof params>>): Promise<TakenShape> {
  const found = await officeOf(call).open(call.params.id);
  if (!found) throw notFound();
  return found;
}

const oneRoute = route({
  id: 'post.message',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Одно письмо учебного контура',
  allowed: 'anyone',
  trainingOnly: true,
  page: 'post/message',
  params,
  out: full,
  view: (message: Full) => ({
    title: titleOf(message),
    sms: message.kind === 'sms',
    lines: message.text.split('\n').map((line) => ({ pieces: piecesOf(line) })),
    linked: ADDRESS.test(message.text),
    html: message.hasHtml ? `${PATH}/${message.id}/html` : undefined,
    facts: [
      { title: 'Кому', text: message.to.join(', ') },
      ...(message.from ? [{ title: 'От кого', text: message.from }] : []),
      ...(message.at ? [{ title: 'Когда', text: whenOf(message.at) }] : []),
      ...(message.messageId
        ? [{ title: message.kind === 'push' ? 'Тема (Topic)' : 'Message-ID', text: message.messageId }]
        : []),
    ],
  }),
  handle: async (call) => {
    const { html, ...message } = await opened(call);
    const title = titleOf(message);
    const trail = [{ href: PATH, title: TITLE }, { title: KINDS[message.kind] }];
    return { data: { ...message, hasHtml: html !== null }, frame: { title, trail } };
  },
});

const htmlRoute = route({
  id: 'post.html',
  method: 'get',
  path: `${PATH}/:id/html`,
  summary: 'Письмо так, как его покажет почтовая программа',
  allowed: 'anyone',
  trainingOnly: true,
  params,
  out: z.null(),
  file: { types: ['text/html'] },
  handle: async (call) => {
    const { html } = await opened(call);
    if (html === null) throw notFound();
    return { data: null, file: { name: 'letter.html', type: 'text/html; charset=utf-8', bytes: html, inline: true } };
  },
});

export const postRoutes: readonly Route[] = [listRoute, oneRoute, htmlRoute];
