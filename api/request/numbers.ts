import { z } from 'zod';
import { addDays } from '../../law/base/day';
import { norm } from '../../law/base/norm';
import { CAPITAL_ZONE, localOf, startOfDay } from '../../law/base/zone';
import { faultCodes } from '../../law/dispatch/kinds';
import { watcherRoles } from '../../law/registry/posts';
import {
  ageingOf,
  arrivalsOf,
  kindsOf,
  officesOfNumbers,
  repeatsOf,
  totalsOf,
  workersOf,
  type NumbersFilter,
} from '../../store/request/numbers';
import { organisationNames } from '../../store/registry/organisations';
import { namesOf } from '../../store/registry/people';
import { signed } from '../account/signed';
import { choice, day, maybe, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { grants } from '../security/actor';
import { watchedRegions } from '../security/reader';
import { takers } from './access';
import { charts, chartOf } from './numbers-charts';
import { requestFilter } from './filter';
import { nameIn } from './load';
import { numbersSheet } from './numbers-sheet';
import { numbersView } from './numbers-view';
import { numbersShape, type Numbers } from './numbers-shape';

const NUMBERS = '/requests/numbers';
const TITLE = 'Цифры диспетчерской';
/** What is shown when no period is asked for. */
const LATELY_DAYS = 30;

const readers = [...takers, ...grants('none', ...watcherRoles)];

const query = z.object({
  from: maybe(day()),
  to: maybe(day()),
  organisation: maybe(uuid()),
  house: maybe(uuid()),
  kind: maybe(choice(faultCodes)),
});
type Asked = z.infer<typeof query>;
type NumbersCall = Call<unknown, Asked>;

/** The period asked for, or the last thirty days. */
function periodOf({ from, to }: Asked, now: Date): { from: string; to: string } {
  const last = to ?? localOf(now, CAPITAL_ZONE).day;
  return { from: from ?? addDays(last, 1 - LATELY_DAYS), to: last };
}

/** A head sees what the own organisation answers for, a watcher the own region; the list of requests has the same filter. */
function filterOf({ actor, now, query: asked }: Pick<NumbersCall, 'actor' | 'now' | 'query'>) {
  const who = signed({ actor });
  const whose = watchedRegions(who).length > 0 ? ('region' as const) : ('office' as const);
  const period = periodOf(asked, now);
  const list = {
    whose,
    ...period,
    ...(asked.kind && { kind: asked.kind }),
    ...(asked.house && { building: asked.house }),
  };
  const { scope, answering, inRegions, buildingId, kind, from, to } = requestFilter(who, list, now);
  const filter: NumbersFilter = {
    ...{ scope, answering, inRegions, buildingId, kind, from, to },
    organisationId: asked.organisation,
  };
  return { filter, period, list };
}

async function numbersOf(call: Pick<NumbersCall, 'actor' | 'now' | 'query' | 'services'>): Promise<Numbers> {
  const { db } = call.services;
  const { now } = call;
  const { filter, period, list } = filterOf(call);
  const on = localOf(now, CAPITAL_ZONE).day;
  const [least, days] = [Number(norm('RQ-P8', on).value), Number(norm('RQ-P8.days', on).value)];
  const since = startOfDay(addDays(period.to, 1 - days), CAPITAL_ZONE);
  const [totals, kinds, arrivals, ageing, workers, repeats, offices] = await Promise.all([
    totalsOf(db, filter, now),
    kindsOf(db, filter, now),
    arrivalsOf(db, filter, now),
    ageingOf(db, filter, now),
    workersOf(db, filter, now),
    repeatsOf(db, { ...filter, from: since }, { least, now }),
    officesOfNumbers(db, filter, now),
  ]);
  const ids = workers.map(({ id }) => id);
  const [people, firms] = await Promise.all([namesOf(db, ids), organisationNames(db, ids)]);
  return {
    ...period,
    list: Object.fromEntries(Object.entries(list).map(([name, value]) => [name, String(value)])),
    ...{ totals, kinds, arrivals, ageing, repeats, offices },
    workers: workers.map((one) => ({ ...one, name: firms.get(one.id) ?? nameIn(people, one.id) })),
    repeat: { least, days },
  };
}

const numbers = route({
  id: 'request.numbers',
  method: 'get',
  path: NUMBERS,
  summary: TITLE,
  allowed: readers,
  query,
  out: numbersShape,
  page: 'request/numbers',
  view: (data, call: NumbersCall) => numbersView(data, call.query),
  table: numbersSheet,
  handle: async (call) => ({ data: await numbersOf(call), frame: { title: TITLE, wide: true } }),
});

/** One plot of the same figures; the page says its finding and has its table. */
const chart = route({
  id: 'request.chart',
  method: 'get',
  path: `${NUMBERS}/:chart`,
  summary: 'График диспетчерской',
  allowed: readers,
  params: z.object({ chart: choice(charts) }),
  query,
  out: z.object({}),
  file: { types: ['image/svg+xml'] },
  handle: async (call: Call<{ chart: (typeof charts)[number] }, Asked>) => {
    const bytes = chartOf(call.params.chart, await numbersOf(call));
    return { data: {}, file: { name: `${call.params.chart}.svg`, type: 'image/svg+xml', bytes, inline: true } };
  },
});

export const requestNumbersRoutes = [numbers, chart];
