import { z } from 'zod';
import { isSnils, snilsDigits } from '../../../law/registry/identifiers';
import { Refusal } from '../../../law/base/refusal';
import { checkProxy, giveProxy, proxyById, refuseProxy, type Proxy } from '../../../store/meeting/ballots/proxies';
import { personBySnils } from '../../../store/registry/people';
import { holderIsPerson } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { choice, day, maybe, text, uuid } from '../../http/fields';
import { inspectors, seesSheets } from '../file/access';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { desk, meetingParams, mustFind, meetingSubject } from '../vote/access';
import { loadPage, oneView, powersShape, pageView, type PowersCall, type PowerPage } from './powers';
import { SCAN_TYPES, keepScan, scanFile, scanOf } from './scan';
import { premisesTyped, trailOf } from '../vote/words';

const flatField = () => maybe(text({ max: 20 }).overwrite(premisesTyped));

const list = route({
  id: 'voting.proxies',
  method: 'get',
  path: '/meetings/:id/proxies',
  summary: 'Доверенности на голосование',
  allowed: desk,
  subject: meetingSubject,
  params: meetingParams,
  query: z.object({ flat: flatField() }),
  out: powersShape,
  page: 'meeting/paper/proxies',
  view: pageView,
  handle: async (call) => {
    const data = await loadPage(call, call.query.flat);
    return { data, frame: trailOf(data, 'Доверенности') };
  },
});

const snils = () =>
  z
    .string()
    .max(40)
    .overwrite(snilsDigits)
    .refine(isSnils, 'Проверьте СНИЛС: в нём 11 цифр, последние две контрольные.');
const UNKNOWN_AGENT = 'Такого человека здесь ещё нет. Пусть он один раз войдёт на сайт.';
const NO_SCAN = 'Приложите скан доверенности: без него её не проверить (ЖК РФ, ст. 48 ч. 2).';
const FORM = { page: 'meeting/paper/proxies', frame: { title: 'Доверенности' } };

/** A written power certified under ГК РФ ст. 185.1 (ЖК РФ ст. 48 ч. 2); it allows voting only after it is checked. */
const give = route({
  id: 'voting.give-proxy',
  method: 'post',
  path: '/meetings/:id/proxies',
  summary: 'Внести доверенность',
  allowed: desk,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({ principal: uuid(), agent: snils(), issued: maybe(day()), until: maybe(day()), flat: flatField() }),
  files: { scan: 1 },
  out: z.object({ id: z.string() }),
  form: {
    ...FORM,
    data: async (call) => {
      const flat = (call.body as Record<string, unknown>)['flat'];
      return pageView(await loadPage(call, typeof flat === 'string' && flat !== '' ? flat.slice(0, 20) : undefined));
    },
  },
  handle: async (call) => {
    const {
      db,
      key,
      body,
      params: { id: caseId },
      now: at,
    } = call;
    const actorId = signed(call).personId;
    const page = await loadPage(call, body.flat);
    mustGive(page.principals.some(({ id }) => id === body.principal));
    const agent = await personBySnils(db, body.agent);
    if (!agent) throw refused('agent-unknown', UNKNOWN_AGENT, 'agent');
    const scan = scanOf(call.files);
    if (!scan) throw refused('scan-absent', NO_SCAN, 'scan');
    const principal = await personOrOrganisation(call, body.principal);
    const documentId = await keepScan(db, scan, { caseId, key, kind: 'proxy', actorId, at });
    const { issued = null, until = null } = body;
    const parties = { principal, agentPersonId: agent.id, enteredBy: actorId };
    await giveProxy(db, { id: key, caseId, documentId, issued, until, ...parties });
    return {
      data: { id: key },
      see: `/meetings/${caseId}/proxies`,
      say: 'Доверенность внесена и ждёт проверки. Доверителю отправлено сообщение.',
      status: 201,
    };
  },
});

const refused = (code: string, say: string, field: string): Refusal => new Refusal(code, say, 422, { [field]: say });

function mustGive(known: boolean): void {
  if (known) return;
  throw refused('principal-foreign', 'Выберите доверителя из списка: он должен быть в реестре собрания.', 'principal');
}

type Principal = { personId: string } | { organisationId: string };

async function personOrOrganisation({ db, params }: PowersCall, id: string): Promise<Principal> {
  return (await holderIsPerson(db, params.id, id)) ? { personId: id } : { organisationId: id };
}

const checkParams = z.object({ id: uuid(), proxy: uuid() });
type CheckParams = z.infer<typeof checkParams>;

async function mustBeHere(call: Pick<Call<CheckParams>, 'db' | 'params'>): Promise<Proxy> {
  const found = await proxyById(call.db, call.params.proxy);
  if (!found || found.caseId !== call.params.id) throw notFound();
  return found;
}

/** One power on a page of its own, because it has a form of its own. */
const look = route({
  id: 'voting.proxy',
  method: 'get',
  path: '/meetings/:id/proxies/:proxy',
  summary: 'Доверенность',
  allowed: desk,
  subject: meetingSubject,
  params: checkParams,
  out: powersShape,
  page: 'meeting/paper/proxy',
  view: (data, call) => oneView(data, call.params.proxy),
  handle: async (call) => {
    await mustBeSeen(call);
    const data = await loadPage(call, undefined);
    return { data, frame: proxyFrame(data) };
  },
});

const proxyFrame = (data: PowerPage) => ({
  title: 'Доверенность',
  back: { href: `/meetings/${data.id}/proxies`, title: 'Все доверенности' },
});

async function mustBeSeen(call: PowersCall & Pick<Call<CheckParams>, 'params'>): Promise<Proxy> {
  const found = await mustBeHere(call);
  const { proxies } = await loadPage(call, undefined);
  if (!proxies.some(({ id }) => id === found.id)) throw notFound();
  return found;
}

const check = route({
  id: 'voting.check-proxy',
  method: 'post',
  path: '/meetings/:id/proxies/:proxy',
  summary: 'Проверить доверенность',
  allowed: desk,
  subject: meetingSubject,
  params: checkParams,
  body: z.object({ valid: choice(['yes', 'no']), reason: maybe(text({ max: 1_000, lines: true })) }),
  out: z.object({ id: z.string(), valid: z.boolean() }),
  form: {
    page: 'meeting/paper/proxy',
    frame: { title: 'Доверенность' },
    data: async (call) => oneView(await loadPage(call, undefined), call.params.proxy),
  },
  handle: async (call) => {
    const { db, params, body } = call;
    await mustBeSeen(call);
    const valid = body.valid === 'yes';
    await checkProxy(db, { id: params.proxy, valid, reason: body.reason, by: signed(call).personId });
    return {
      data: { id: params.proxy, valid },
      see: `/meetings/${params.id}/proxies`,
      say: valid ? 'Доверенность принята: по ней можно голосовать.' : 'Доверенность не принята, причина записана.',
    };
  },
});

/**
 * One click by the principal ends it; the button is on the page of the power, and the letter has a link that needs no
 * sign-in.
 */
const refuse = route({
  id: 'voting.refuse-proxy',
  method: 'post',
  path: '/meetings/:id/proxies/:proxy/refuse',
  summary: 'Отказаться от доверенности',
  allowed: desk,
  subject: meetingSubject,
  params: checkParams,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  form: {
    page: 'meeting/paper/proxy',
    frame: { title: 'Доверенность' },
    data: async (call) => oneView(await loadPage(call, undefined), call.params.proxy),
  },
  handle: async (call) => {
    const { db, params } = call;
    await mustBeSeen(call);
    await refuseProxy(db, { id: params.proxy, by: signed(call).personId });
    return {
      data: { id: params.proxy },
      see: `/meetings/${params.id}/proxies/${params.proxy}`,
      say: 'Доверенность больше не действует. Голос по ней не учтут.',
    };
  },
});

const scan = route({
  id: 'voting.proxy-scan',
  method: 'get',
  path: '/meetings/:id/proxies/:proxy/scan',
  summary: 'Скан доверенности',
  allowed: [...desk, ...inspectors],
  subject: meetingSubject,
  params: checkParams,
  out: z.object({}),
  file: { types: SCAN_TYPES },
  handle: async (call) => {
    const sheets = seesSheets(await mustFind(call.db, call.params.id), signed(call));
    const found = sheets ? await mustBeHere(call) : await mustBeSeen(call);
    return { data: {}, file: await scanFile(call.db, call.params.id, found.documentId) };
  },
});

export const proxyRoutes = [list, give, look, check, refuse, scan];
