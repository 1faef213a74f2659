import { z } from 'zod';
import { dayDigitsIn, NBSP } from '../../law/base/russian';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { findPlace, foundBy } from '../../store/dispatch/find';
import { signed } from '../account/signed';
import { maybe, text } from '../http/fields';
import { route, type Route } from '../http/route';
import { desk, desksOf } from './access';
import { placeText } from './house-words';

const PATH = '/dispatch/find';
const TITLE = 'Найти место';
const query = z.object({ q: maybe(text({ max: 100 })) });
type Asked = z.infer<typeof query>;

export const placeShape = z.object({
  buildingId: z.string(),
  premisesId: z.string().nullable(),
  address: z.string(),
  number: z.string().nullable(),
  entrance: z.number().nullable(),
  floor: z.number().nullable(),
  personId: z.string().nullable(),
  name: z.string().nullable(),
  owns: z.boolean(),
  by: z.enum(foundBy),
  at: z.string().nullable(),
});
export type ToldPlace = z.infer<typeof placeShape>;
const out = z.object({ q: z.string(), places: z.array(placeShape) });
type Found = z.infer<typeof out>;

/** Why the place stands in the list. */
export function whyFound({ name, owns, by, at, entrance, premisesId }: ToldPlace): string {
  if (name !== null) return `${name}, ${owns ? 'собственник' : 'живёт здесь'}${by === 'phone' ? ', его номер' : ''}`;
  if (by === 'asked') return `звонили с этого номера${at ? ` ${dayDigitsIn(at, CAPITAL_ZONE)}` : ''}`;
  if (premisesId === null) return 'весь дом';
  return entrance === null ? 'по адресу' : `подъезд${NBSP}${entrance}`;
}

/** Where a found place leads: its card for dispatchers. */
export const placeHref = ({ buildingId, premisesId }: Pick<ToldPlace, 'buildingId' | 'premisesId'>): string =>
  `/houses/${buildingId}/dispatch${premisesId === null ? '' : `?premises=${premisesId}`}`;

const view = ({ q, places }: Found) => ({
  title: TITLE,
  find: { action: PATH, value: q },
  asked: q !== '',
  places: places.map((one, index) => ({
    href: placeHref(one),
    title: placeText(one),
    note: whyFound(one),
    current: index === 0,
  })),
});

const find = route({
  id: 'dispatch.find',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: desk,
  rate: 'search',
  query,
  out,
  page: 'dispatch/find',
  view,
  form: { page: 'dispatch/find', data: async () => view({ q: '', places: [] }), frame: { title: TITLE } },
  handle: async (call) => {
    const { q = '' } = call.query as Asked;
    const organisations = desksOf(signed(call));
    const places = q ? await findPlace(call.db, { organisations, text: q, now: call.now }) : [];
    return {
      data: { q, places: places.map((one) => ({ ...one, at: one.at?.toISOString() ?? null })) },
      frame: { title: TITLE, trail: [{ href: '/calls', title: 'Звонки' }, { title: TITLE }] },
    };
  },
});

export const findRoutes: readonly Route[] = [find];
