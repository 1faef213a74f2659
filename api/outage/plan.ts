import { z } from 'zod';
import { fieldsWrong } from '../../law/base/refusal';
import { flatRanges } from '../../law/outage/flats';
import { offServices } from '../../law/dispatch/off';
import { outageCauses, outageKinds } from '../../law/outage/words';
import type { PlanWish } from '../../store/outage/open';
import { HOUSES_MOST } from '../../store/outage/place';
import type { OutageHouse } from '../../store/outage/rows';
import { choice, localTime, many, maybe, momentOf, text, ticked, uuid } from '../http/fields';

/** A house has an id, its flats and its risers in the form; its entrances are checkboxes «house:number». */
export const PLAN_LIMITS = { fields: 4_000, text: 512 * 1_024 };
const ENTRANCES_MOST = 3_000;
const FLATS_MOST = 200;
const RISERS_MOST = 200;
const CAUSE_MOST = 1_000;

const blank = (max: number) => z.string().max(0).or(text({ max }));
const entrance = () => z.string().regex(/^[\da-f-]{36}:\d{1,2}$/i, 'Подъезд записан неверно.');

/** Which houses, and which part of each: the lists of flats and risers go in the order of the houses. */
const houseFields = {
  houses: many(uuid(), HOUSES_MOST),
  entrances: many(entrance(), ENTRANCES_MOST),
  flats: many(blank(FLATS_MOST), HOUSES_MOST),
  risers: many(blank(RISERS_MOST), HOUSES_MOST),
};
export type HouseFields = z.infer<z.ZodObject<typeof houseFields>>;

/** What is announced and may be changed later. */
export const planFields = {
  ...houseFields,
  from: localTime(),
  until: maybe(localTime()),
  cause: choice(outageCauses),
  causeText: maybe(text({ max: CAUSE_MOST, lines: true })),
  danger: ticked(),
  inFlats: ticked(),
};
/** What is settled from the start. */
export const startFields = {
  as: maybe(uuid()),
  kind: choice(outageKinds),
  services: many(choice(offServices), offServices.length),
};
/** The search of houses in the same form. */
export const findFields = {
  q: maybe(text({ max: 200 })),
  add: many(uuid(), HOUSES_MOST),
  remove: maybe(uuid()),
  act: maybe(choice(['find', 'change'])),
};

export type PlanBody = z.infer<z.ZodObject<typeof planFields>>;

/** A form while its houses are being chosen: everything else may still be empty or wrong, and is kept as it stands. */
const kept = maybe(z.string().max(CAUSE_MOST));
export const loosely = z.object({
  ...houseFields,
  ...findFields,
  as: maybe(uuid()),
  kind: kept,
  services: many(z.string().max(40), offServices.length),
  from: kept,
  until: kept,
  cause: kept,
  causeText: maybe(z.string().max(CAUSE_MOST)),
  danger: ticked(),
  inFlats: ticked(),
  reason: kept,
  version: kept,
});
export type Loose = z.infer<typeof loosely>;

export const emptyForm: Loose = loosely.parse({});

/** The form as it was typed, for the page that shows it again. */
export function looseOf(body: unknown): Loose {
  const { version, ...given } = body as Record<string, unknown>;
  const found = loosely.safeParse({ ...given, version: version === undefined ? undefined : String(version) });
  return found.success ? found.data : emptyForm;
}

/** The houses of a form with the part of each that is off. */
export function housesIn({ houses, entrances, flats, risers }: HouseFields): OutageHouse[] {
  return houses.map((buildingId, place) => ({
    buildingId,
    entrances: entrances
      .flatMap((one) => (one.slice(0, -1).startsWith(buildingId) ? [Number(one.split(':')[1])] : []))
      .sort((a, b) => a - b),
    flats: flatRanges(flats[place] ?? ''),
    risers: risers[place] || null,
  }));
}

/** The wish as the law and the store judge it; times are those of the houses' clocks. */
export function planWish(body: PlanBody, zone: string): PlanWish {
  const { from, until, cause, causeText, danger, inFlats } = body;
  if (cause === 'other' && !causeText) throw fieldsWrong({ causeText: 'Напишите причину своими словами.' });
  return {
    from: momentOf(from, zone),
    until: until ? momentOf(until, zone) : null,
    ...{ cause, causeText, danger, inFlats },
    houses: housesIn(body),
  };
}
