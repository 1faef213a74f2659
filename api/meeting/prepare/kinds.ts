import { z } from 'zod';
import { kindOn, questionKinds, type KindInForce } from '../../../law/meeting/call/kinds';
import { thresholds } from '../../../law/meeting/count/thresholds';
import { kindsOf } from '../../../law/meeting/call/wording';
import { counted } from '../../../law/base/russian';
import { CAPITAL_ZONE, localOf } from '../../../law/base/zone';
import { maybe, text, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { MEETINGS_LINK } from '../access';

const TITLE = 'Виды вопросов';

const query = z.object({ q: maybe(text({ max: 200 })), meeting: maybe(uuid()) });
type Asked = z.infer<typeof query>;
const kindShape = z.object({
  code: z.string(),
  title: z.string(),
  rule: z.string(),
  norm: z.string(),
  citation: z.string(),
  /** Counted from all votes of the house, or from those who take part. */
  base: z.enum(['total', 'participating']),
  note: z.string().nullable(),
  rival: z.string().nullable(),
  inForce: z.boolean(),
});
const out = z.object({ asked: z.string(), meeting: z.string().nullable(), kinds: z.array(kindShape) });
type Shape = z.infer<typeof out>;

const shapeOf = ({ kind, rule, citation, note, rival, inForce }: KindInForce): Shape['kinds'][number] => {
  const { title, norm, base } = thresholds[rule];
  return {
    code: kind.code,
    title: kind.title,
    rule: title,
    norm,
    base,
    citation,
    note,
    rival: rival ? thresholds[rival].title : null,
    inForce,
  };
};

const plain = (words: string): string => words.toLowerCase().replaceAll('ё', 'е');

/**
 * First kinds whose name or article contains the words, then kinds that such a wording usually belongs to, best first.
 */
function found(asked: string, day: string): KindInForce[] {
  const all = questionKinds().map(({ code }) => kindOn(code, day));
  if (!asked) return all;
  const words = plain(asked).split(/\s+/);
  const named = all.filter(({ kind, citation }) =>
    words.every((word) => plain(`${kind.title} ${citation}`).includes(word)),
  );
  const alike = kindsOf(asked).map(({ code }) => kindOn(code, day));
  return [...new Map([...named, ...alike].map((one) => [one.kind.code, one])).values()];
}

const KINDS = ['вид', 'вида', 'видов'] as const;

const view = ({ asked, meeting, kinds: list }: Shape) => ({
  asked,
  meeting,
  count: counted(list.length, KINDS),
  kinds: list.map((one) => ({
    ...one,
    href: meeting ? `/meetings/${meeting}/agenda?kind=${one.code}#new-question` : undefined,
  })),
});

const show = route({
  id: 'meeting.kinds',
  method: 'get',
  path: '/meetings/kinds',
  summary: TITLE,
  allowed: 'anyone',
  query,
  out,
  page: 'meeting/prepare/kinds',
  view,
  form: {
    page: 'meeting/prepare/kinds',
    data: async ({ now }) =>
      view({ asked: '', meeting: null, kinds: found('', localOf(now, CAPITAL_ZONE).day).map(shapeOf) }),
  },
  handle: async ({ query: { q = '', meeting }, now }: Call<unknown, Asked>) => ({
    data: { asked: q, meeting: meeting ?? null, kinds: found(q, localOf(now, CAPITAL_ZONE).day).map(shapeOf) },
    frame: {
      title: TITLE,
      trail: [
        MEETINGS_LINK,
        ...(meeting ? [{ href: `/meetings/${meeting}/agenda`, title: 'Вопросы' }] : []),
        { title: TITLE },
      ],
    },
  }),
});

export const kindRoutes = [show];
