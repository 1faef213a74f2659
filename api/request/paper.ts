import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { paperTitles } from '../../law/request/papers';
import { openRequest } from '../../store/request/open';
import { paperFacts } from '../../store/request/paper-facts';
import { papersOf } from '../../store/request/papers';
import { requestById } from '../../store/request/read';
import { requestTextsOf } from '../../store/request/texts';
import { paperView } from '../../law/request/paper-words';
import { citizenOf } from '../account/signed';
import { uuid } from '../http/fields';
import { route, type Route } from '../http/route';
import { notFound } from '../security/permission';
import { requestApplicants, requestParams, requestReaders, requestSubject } from './access';
import { loadRequestOf } from './load';
import { REQUESTS_LINK } from './read';

const row = z.object({ title: z.string(), text: z.string() });
const priced = z.object({ name: z.string(), count: z.string(), price: z.string(), sum: z.string() });
const paperPage = z.object({
  ...{ title: z.string(), number: z.string(), at: z.string(), law: z.string().optional(), free: z.boolean() },
  ...{ about: z.array(row), told: z.array(row) },
  readings: z.array(z.object({ title: z.string(), value: z.string() })),
  used: z.array(priced).optional(),
  agreed: z.object({ lines: z.array(priced), total: z.string() }).optional(),
  present: z.array(z.object({ role: z.string(), name: z.string(), sign: z.string(), signed: z.boolean() })),
  pdf: z.string().nullable(),
});

/** Only papers that the reader's own view of the case lists. */
const read = route({
  id: 'request.paper',
  method: 'get',
  path: '/requests/:id/papers/:act',
  summary: 'Акт по заявке',
  allowed: requestReaders,
  subject: (db, { id }, actor) => requestSubject(db, { id }, actor),
  params: z.object({ id: uuid(), act: uuid() }),
  out: paperPage,
  page: 'request/paper',
  handle: async (call) => {
    const { id, act: wanted } = call.params;
    const shown = await loadRequestOf(call);
    const listed = shown.ends.papers.find((one) => one.id === wanted);
    const paper = (await papersOf(call.db, id)).find((one) => one.id === wanted);
    if (!listed || !paper) throw notFound();
    const pdf = listed.file ? `/requests/${id}/files/${listed.file.id}` : null;
    const here = { href: `/requests/${id}`, title: shown.number };
    return {
      data: { ...paperView(paper, await paperFacts(call.db, id)), pdf },
      frame: { title: paperTitles[paper.kind], trail: [REQUESTS_LINK, here, { title: paperTitles[paper.kind] }] },
    };
  },
});

/** The same broke again within the warranty: a new request beside the old one, free of charge. */
const again = route({
  id: 'request.again',
  method: 'post',
  path: '/requests/:id/again',
  summary: 'Сломалось снова: заявка по гарантии',
  allowed: requestApplicants,
  subject: requestSubject,
  params: requestParams,
  body: z.object({}),
  out: z.object({ id: z.string(), number: z.string() }),
  handle: async (call) => {
    const { db, now: at, key: id, params } = call;
    const person = citizenOf(call);
    const before = await requestById(db, params.id, at);
    if (!before) throw notFound();
    const { file, request } = before;
    const { ends } = await loadRequestOf(call);
    if (!ends.warrantyUntil || file.phase !== 'closed')
      throw new Refusal('no-warranty', 'Гарантии на эту работу нет. Подайте новую заявку.', 409);
    const text = (await requestTextsOf(db, params.id)).find((one) => one.id === request.textId)?.body ?? '';
    const opened = await openRequest(db, {
      ...{ id, at, source: 'cabinet' as const, kind: request.kind, parentId: file.id },
      text: `Сломалось снова после заявки ${file.number}. ${text}`,
      buildingId: file.building_id ?? '',
      ...{ premisesId: request.premisesId, entrance: request.entrance, floor: request.floor, spot: request.spot },
      ...{ applicantId: person, actorId: person, told: true },
    });
    return { data: opened, status: 201, see: `/requests/${id}`, say: `Заявка ${opened.number} записана: по гарантии.` };
  },
});

export const requestPaperRoutes: readonly Route[] = [read, again];
