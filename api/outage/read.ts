import { z } from 'zod';
import { capitalised } from '../../law/base/russian';
import { causeTitles, servicesWords, type OutageCause } from '../../law/outage/words';
import { signed } from '../account/signed';
import { route, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { stretchCalendar } from '../view/ics';
import { outageParams, outageReaders, outageSubject } from './access';
import { outageCardView } from './card';
import { loadOutage } from './load';
import { outageShape, type OutageShape } from './shape';
import { OUTAGES_LINK } from './words';

export const cardFrame = (data: OutageShape) => ({
  title: `Отключение ${data.number}`,
  trail: [OUTAGES_LINK, { title: data.number }],
});

/** Reads through the pool, so queries run in parallel; a transaction would have only one connection. */
export const loadOutageOf = (call: Pick<Call, 'services' | 'actor' | 'now' | 'params'>): Promise<OutageShape> =>
  loadOutage(call.services.db, signed(call), (call.params as { id: string }).id, call.now);

const read = route({
  id: 'outage.read',
  method: 'get',
  path: '/outages/:id',
  summary: 'Отключение',
  allowed: outageReaders,
  subject: outageSubject,
  params: outageParams,
  out: outageShape,
  page: 'outage/card',
  view: (data, call) => outageCardView(data, call.now),
  handle: async (call) => {
    const data = await loadOutageOf(call);
    return { data, frame: cardFrame(data) };
  },
});

const calendar = route({
  id: 'outage.calendar',
  method: 'get',
  path: '/outages/:id/calendar',
  summary: 'Отключение для календаря',
  allowed: outageReaders,
  subject: outageSubject,
  params: outageParams,
  out: z.object({}),
  file: { types: ['text/calendar'] },
  handle: async (call) => {
    const data = await loadOutageOf(call);
    const until = data.restoredAt ?? data.until;
    if (!until) throw notFound();
    const stretch = {
      id: data.id,
      from: new Date(data.beganAt ?? data.from),
      until: new Date(until),
      title: `Отключение: ${servicesWords(data.services)}`,
      say: [
        data.number,
        capitalised(causeTitles[data.cause as OutageCause]),
        ...data.houses.map(({ address, part }) => (part ? `${address}: ${part}` : address)),
        data.organisation.name,
      ],
    };
    const bytes = stretchCalendar(stretch, call.now);
    return { data: {}, file: { name: `${data.number}.ics`, type: 'text/calendar; charset=utf-8', bytes } };
  },
});

export const outageReadRoutes = [read, calendar];
