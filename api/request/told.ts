import { z } from 'zod';
import { premisesWords } from '../../law/registry/names';
import { faultKind, isPressing } from '../../law/dispatch/kinds';
import { phoneText } from '../../law/dispatch/phone';
import { maybe, uuid } from '../http/fields';
import { route } from '../http/route';
import { requestDesk, requestParams, requestSubject } from './access';
import { draftOf, INTAKE } from './intake-view';
import { requestPlace } from './line';
import { loadRequestOf } from './load';
import { requestFrame } from './read';
import { requestShape, type RequestShape } from './shape';
import { phonesFor, promisesOf } from './told-words';

/** Terms that still run, as promises. */
export const promisesOfRequest = ({ deadlines, zone }: RequestShape, now: Date) =>
  promisesOf(
    deadlines
      .filter(({ metAt, droppedAt }) => !metAt && !droppedAt)
      .map(({ name, dueAt, event }) => ({ name, dueAt, atOnce: Date.parse(dueAt) === Date.parse(event) })),
    zone,
    now,
  );

/** How the caller will learn of it besides this talk; to a bare number of nobody in the register nothing is sent. */
function wayOf({ applicants, caller }: RequestShape): string {
  const [first] = applicants;
  if (first) return `${applicants.join(', ')}: номер и сроки придут сообщением, ответ тоже.`;
  const number = caller?.phone ? ` на ${phoneText(caller.phone)}` : '';
  return `Звонивший не записан в реестре: сообщение${number} не уйдёт. Назовите номер и сроки сейчас, об ответе перезвоните.`;
}

export function toldView(data: RequestShape, call: string | undefined, now: Date) {
  const kind = faultKind(data.kind);
  return {
    id: data.id,
    number: data.number,
    title: kind.title,
    place: requestPlace({ ...data, address: data.house.address }),
    flat: data.premises && premisesWords(data.premises),
    pressing: isPressing(kind),
    phones: phonesFor(kind),
    promises: promisesOfRequest(data, now),
    advice: kind.advice,
    who: data.worker ? `Придёт ${data.worker.name}.` : 'Мастера назначит диспетчер, его имя назовут.',
    way: wayOf(data),
    joiners: data.joiners,
    outage: data.kin.find(({ area }) => area === 'outage')?.number,
    intake: INTAKE,
    draft: draftOf(call),
  };
}

const told = route({
  id: 'request.told',
  method: 'get',
  path: '/requests/:id/told',
  summary: 'Что сказать жителю',
  allowed: requestDesk,
  subject: requestSubject,
  params: requestParams,
  query: z.object({ call: maybe(uuid()) }),
  out: requestShape,
  page: 'request/told',
  view: (data, call) => toldView(data, call.query.call, call.now),
  handle: async (call) => {
    const data = await loadRequestOf(call);
    return { data, frame: requestFrame(data.number) };
  },
});

export const requestToldRoutes = [told];
