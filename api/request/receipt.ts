import { z } from 'zod';
import { faultKind, isPressing } from '../../law/dispatch/kinds';
import { phoneText } from '../../law/dispatch/phone';
import { managerPhone } from '../../store/request/intake';
import { route } from '../http/route';
import { todayOf } from '../registry/homes';
import { requestApplicants, requestParams, requestSubject } from './access';
import { requestPlace } from './line';
import { loadRequestOf } from './load';
import { requestFrame } from './read';
import { requestShape } from './shape';
import { promisesOfRequest } from './told';
import { phonesFor } from './told-words';

const out = requestShape.extend({ phone: z.string().nullable() });
type Receipt = z.infer<typeof out>;

function view(data: Receipt, now: Date) {
  const kind = faultKind(data.kind);
  return {
    id: data.id,
    number: data.number,
    kind: kind.title,
    place: requestPlace({ ...data, address: data.house.address }),
    promises: promisesOfRequest(data, now),
    pressing: isPressing(kind),
    phones: [
      ...phonesFor(kind),
      ...(data.phone === null
        ? []
        : [{ number: data.phone, text: phoneText(data.phone), title: data.organisation.name }]),
    ],
    advice: kind.advice,
    organisation: data.organisation.name,
    phone: data.phone === null ? undefined : { href: `tel:${data.phone}`, text: phoneText(data.phone) },
    common: data.common,
  };
}

const receipt = route({
  id: 'request.receipt',
  method: 'get',
  path: '/requests/:id/receipt',
  summary: 'Заявка записана',
  allowed: requestApplicants,
  subject: requestSubject,
  params: requestParams,
  out,
  page: 'request/receipt',
  view: (data, call) => view(data, call.now),
  handle: async (call) => {
    const data = await loadRequestOf(call);
    const manager = await managerPhone(call.db, data.house.id, todayOf(call.now));
    return { data: { ...data, phone: manager?.phone ?? null }, frame: requestFrame(data.number) };
  },
});

export const requestReceiptRoutes = [receipt];
