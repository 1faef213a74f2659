import { z } from 'zod';
import { subjectTitle } from '../../../law/appeal/subjects';
import { dayWords } from '../../../law/base/russian';
import { localOf, CAPITAL_ZONE } from '../../../law/base/zone';
import { appealRow } from '../../../store/appeal/rows';
import { faqById, listFaq, publishFaq, retireFaq, type FaqEntry } from '../../../store/appeal/faq';
import { listOrganisations } from '../../../store/registry/organisations';
import { signed } from '../../account/signed';
import type { Actor, Subject } from '../../security/actor';
import { maybe, text, uuid } from '../../http/fields';
import { appealParams, appealSubject, mustPlay, partsIn } from '../access';
import { subjectField, ownWords } from '../acts';
import { paragraphs } from '../card';
import { subjectOptions } from '../place';
import { todayOf } from '../../registry/homes';
import { confirmed } from '../../case/confirm';
import { beforePublish } from '../confirm';
import { caseRoles } from '../../../law/registry/posts';
import { grants } from '../../security/actor';
import { route, type Call, type Route } from '../../http/route';
import { notFound } from '../../security/permission';
import { officesOf } from '../../security/reader';

const PATH = '/faq';
const TITLE = 'Вопросы и ответы';

const entry = z.object({
  id: z.string(),
  subject: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  question: z.string(),
  answer: z.string(),
  publishedAt: z.string(),
  own: z.boolean(),
});
type Entry = z.infer<typeof entry>;
const query = z.object({ q: maybe(text({ max: 100 })), subject: maybe(subjectField()) });
type Asked = z.infer<typeof query>;
const page = z.object({ entries: z.array(entry) });

async function entriesOf(
  { db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>,
  rows: readonly FaqEntry[],
): Promise<Entry[]> {
  const names = new Map(
    (await listOrganisations(db, { day: todayOf(now) })).map(({ id, shortName }) => [id, shortName]),
  );
  const mine = actor ? officesOf(actor) : [];
  return rows.map(({ id, subject, organisationId, question, answer, publishedAt }) => ({
    id,
    subject,
    organisationId,
    question,
    answer,
    publishedAt: publishedAt.toISOString(),
    organisation: names.get(organisationId) ?? '',
    own: mine.includes(organisationId),
  }));
}

const entryView = (one: Entry) => ({
  ...one,
  topic: subjectTitle(one.subject),
  paragraphs: paragraphs(one.answer),
  when: dayWords(localOf(new Date(one.publishedAt), CAPITAL_ZONE).day),
});

const view = ({ entries }: z.infer<typeof page>, asked: Asked) => ({
  entries: entries.map(entryView),
  asked,
  subjects: subjectOptions(),
  narrowed: Boolean(asked.q ?? asked.subject),
});

const list = route({
  id: 'faq.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'anyone',
  rate: 'search',
  query,
  out: page,
  page: 'appeal/faq/list',
  view: (data, call: Call<unknown, Asked>) => view(data, call.query),
  form: {
    page: 'appeal/faq/list',
    frame: { title: TITLE },
    data: async (call) => view({ entries: await entriesOf(call, await listFaq(call.db)) }, {}),
  },
  handle: async (call) => {
    const { q: search, subject } = call.query;
    return {
      data: { entries: await entriesOf(call, await listFaq(call.db, { search, subject })) },
      frame: { title: TITLE },
    };
  },
});

const read = route({
  id: 'faq.read',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Вопрос и ответ',
  allowed: 'anyone',
  params: z.object({ id: uuid() }),
  out: entry,
  page: 'appeal/faq/read',
  view: entryView,
  handle: async (call) => {
    const found = await faqById(call.db, call.params.id);
    const [data] = found ? await entriesOf(call, [found]) : [];
    if (!data) throw notFound();
    return { data, frame: { title: data.question, trail: [{ href: PATH, title: TITLE }, { title: 'Ответ' }] } };
  },
});

const office = grants('organisation', ...caseRoles);

/** A published answer must not identify the person: the clerk rewrites it before publishing. */
const publish = route({
  id: 'faq.publish',
  method: 'post',
  path: '/appeals/:id/publish',
  summary: 'Опубликовать ответ для всех',
  allowed: office,
  subject: appealSubject,
  params: appealParams,
  body: z.object({ question: ownWords(500), reply: ownWords(10_000) }),
  out: z.object({ id: z.string() }),
  handle: async (call) => {
    const { db, key: id, params, body, now: publishedAt } = call;
    const actor: Actor = signed(call);
    mustPlay(await partsIn(db, actor, params.id), 'staff');
    const appeal = await appealRow(db, params.id);
    if (!appeal) throw notFound();
    await publishFaq(db, {
      id,
      organisationId: appeal.addresseeId,
      subject: appeal.subject,
      question: body.question,
      answer: body.reply,
      sourceCaseId: params.id,
      publishedAt,
      publishedBy: actor.personId,
    });
    return { data: { id }, see: `${PATH}/${id}`, say: 'Ответ опубликован.', status: 201 };
  },
});

async function faqSubject(db: Call['db'], { id }: { id: string }): Promise<Subject | null> {
  const found = await faqById(db, id);
  return found && { owners: [], parties: [], houses: [], organisations: [found.organisationId], region: null };
}

const retire = route({
  id: 'faq.retire',
  method: 'post',
  path: `${PATH}/:id/retire`,
  summary: 'Снять ответ с публикации',
  allowed: office,
  subject: faqSubject,
  params: z.object({ id: uuid() }),
  body: z.object({}),
  out: z.object({ id: z.string() }),
  handle: async (call) => {
    const { db, params, now, subject } = call;
    const [organisation = ''] = subject?.organisations ?? [];
    if (!(await retireFaq(db, organisation, params.id, now))) throw notFound();
    return { data: { id: params.id }, see: PATH, say: 'Ответ снят с публикации.' };
  },
});

export const faqRoutes: readonly Route[] = [list, read, ...confirmed(publish, beforePublish), retire];
