import { z, type ZodType } from 'zod';
import { fieldsWrong } from '../../law/base/refusal';
import type { OutageTextKind } from '../../law/outage/words';
import { writeChangedPlan } from '../../store/outage/open';
import { housesOf, mustHaveOutage } from '../../store/outage/rows';
import { writeOutageText } from '../../store/outage/texts';
import { signed } from '../account/signed';
import { confirmed } from '../case/confirm';
import type { Command } from '../http/engine';
import { localTime, many, maybe, momentOf, text, uuid, whole } from '../http/fields';
import { actOut, commandKey } from '../http/order';
import { route, type Call, type Route } from '../http/route';
import { mustAnnounce, outageAuthors, outageParams, outageParts, outageSubject } from './access';
import { outageCardView } from './card';
import { beforeBegin, beforeCancel, beforeClose, beforeCorrect, beforeExtend, beforeRestore, zoneOf } from './confirm';
import { loadOutageOf } from './read';
import { OUTAGES_LINK } from './words';

type ActCall<B> = Pick<Call<{ id: string }, unknown, B>, 'db' | 'actor' | 'params' | 'key' | 'now'>;

/** A text of several lines written by a person. */
const ownWords = () => text({ min: 2, max: 2_000, lines: true });
const VERSIONS_MOST = 100_000;

interface Order {
  name: string;
  args?: Command['args'];
  /** The text the command refers to; stored first, under the form's key. */
  words?: { kind: OutageTextKind; body: string };
}

/** One act upon an outage: who may do it, its text, the command. The case checks the phase. */
async function outageCommand<B>(call: ActCall<B>, { name, args, words: said }: Order): Promise<Command> {
  const { db, now: at } = call;
  const [caseId, actorId] = [call.params.id, signed(call).personId];
  mustAnnounce(await outageParts(db, signed(call), caseId));
  const key = commandKey(call.key, { name, args, words: said?.body });
  if (said) await writeOutageText(db, { id: key, caseId, kind: said.kind, body: said.body, authorId: actorId, at });
  return { area: 'outage', caseId, key, name, actorId, args: { ...args, ...(said && { text: key }) } };
}

interface ActRoute<B> {
  name: string;
  summary: string;
  body: ZodType<B>;
  say: string;
  order: (body: B, call: ActCall<B>, zone: string) => Omit<Order, 'name'>;
}

/** A form on the page of the case: when refused, the page is shown again with this form open and filled in as typed. */
const actRoute = <B>({ name, summary, body, say, order }: ActRoute<B>): Route =>
  route({
    id: `outage.${name}`,
    method: 'post',
    path: `/outages/:id/${name}`,
    summary,
    allowed: outageAuthors,
    subject: outageSubject,
    params: outageParams,
    body,
    out: actOut,
    form: {
      page: 'outage/card',
      frame: { title: summary, trail: [OUTAGES_LINK, { title: summary }] },
      data: async (call) => outageCardView(await loadOutageOf(call), call.now, name),
    },
    handle: async (call) => ({
      order: await outageCommand(call, { name, ...order(call.body, call, await zoneOf(call.db, call.params.id)) }),
      see: `/outages/${call.params.id}`,
      say,
    }),
  });

const instant = (typed: string | undefined, zone: string): string | undefined =>
  typed && momentOf(typed, zone).toISOString();
/** Only what was said: an absent value is no argument. */
const given = (args: Readonly<Record<string, string | readonly string[] | undefined>>): Command['args'] =>
  Object.fromEntries(Object.entries(args).flatMap(([name, value]) => (value ? [[name, value]] : [])));

const extend = route({
  id: 'outage.extend',
  method: 'post',
  path: '/outages/:id/extend',
  summary: 'Назвать новое время окончания',
  allowed: outageAuthors,
  subject: outageSubject,
  params: outageParams,
  body: z.object({ until: localTime(), reason: ownWords(), version: whole({ least: 1, most: VERSIONS_MOST }) }),
  out: actOut,
  handle: async (call) => {
    const { db, params, now: at, body } = call;
    const args = { until: body.until, version: body.version };
    const order = await outageCommand(call, { name: 'extend', args });
    const { plan } = await mustHaveOutage(db, params.id);
    const until = momentOf(body.until, await zoneOf(db, params.id));
    if (until <= at) throw fieldsWrong({ until: 'Это время уже прошло. Назовите будущее.' });
    const { from, cause, danger, inFlats, textId } = plan;
    const id = commandKey(order.key, { name: 'plan', args, words: body.reason });
    await writeChangedPlan(db, {
      ...{ id, caseId: params.id, at, actorId: order.actorId, reason: body.reason },
      ...{ from, until, cause, danger, inFlats, keptTextId: textId, houses: await housesOf(db, plan.id) },
    });
    return {
      order: { ...order, key: id, args: { plan: id, version: body.version } },
      see: `/outages/${params.id}`,
      say: 'Новое время записано, жителям написали.',
    };
  },
});

const begin = actRoute({
  name: 'begin',
  summary: 'Отметить, что отключение началось',
  body: z.object({ begun: maybe(localTime()) }),
  say: 'Отключение началось.',
  order: ({ begun }, _, zone) => ({ args: given({ begun: instant(begun, zone) }) }),
});

const restore = actRoute({
  name: 'restore',
  summary: 'Отметить восстановление',
  body: z.object({ restored: maybe(localTime()), houses: many(uuid(), 500) }),
  say: 'Восстановление записано, жителям написали.',
  order: ({ restored, houses }, _, zone) => ({
    args: given({ restored: instant(restored, zone), houses: houses.length > 0 ? houses : undefined }),
  }),
});

const correct = actRoute({
  name: 'correct',
  summary: 'Уточнить начало и конец',
  body: z.object({ begun: localTime(), restored: localTime(), reason: ownWords() }),
  say: 'Начало и конец уточнены.',
  order: ({ begun, restored, reason }, _, zone) => ({
    args: given({ begun: instant(begun, zone), restored: instant(restored, zone) }),
    words: { kind: 'reason', body: reason },
  }),
});

const cancel = actRoute({
  name: 'cancel',
  summary: 'Отменить отключение',
  body: z.object({ reason: ownWords() }),
  say: 'Отключение отменено, жителям написали.',
  order: ({ reason }) => ({ words: { kind: 'reason', body: reason } }),
});

const close = actRoute({
  name: 'close',
  summary: 'Закрыть запись об отключении',
  body: z.object({}),
  say: 'Отключение закрыто.',
  order: () => ({}),
});

const note = actRoute({
  name: 'note',
  summary: 'Добавить рабочую запись',
  body: z.object({ note: ownWords() }),
  say: 'Запись добавлена.',
  order: ({ note: said }) => ({ words: { kind: 'note', body: said } }),
});

const post = actRoute({
  name: 'post',
  summary: 'Отметить объявление на досках',
  body: z.object({ posted: maybe(localTime()) }),
  say: 'Объявление на досках отмечено.',
  order: ({ posted }, _, zone) => ({ args: given({ posted: instant(posted, zone) }) }),
});

export const outageActRoutes: readonly Route[] = [
  ...confirmed(begin, beforeBegin),
  ...confirmed(extend, beforeExtend),
  ...confirmed(restore, beforeRestore),
  ...confirmed(correct, beforeCorrect),
  ...confirmed(cancel, beforeCancel),
  ...confirmed(close, beforeClose),
  note,
  post,
];
