import { z } from 'zod';
import { counted } from '../../law/base/russian';
import { Refusal } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import { phoneText } from '../../law/dispatch/phone';
import { faultCodes, recogniseFaults } from '../../law/dispatch/kinds';
import { requestsAllowed } from '../../law/request/alike';
import { countUnfinished, managerPhone } from '../../store/request/intake';
import { openRequest } from '../../store/request/open';
import { citizenOf, signed } from '../account/signed';
import { attach, checkedUploads, FILES_MOST, withFileTypes } from '../case/attach';
import { choice, localTime, maybe, text, ticked, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { homeOf, todayOf } from '../registry/homes';
import { loadNew, newShape, newView } from './new-view';
import { REQUESTS_LINK } from './read';
import { damageOf, wishOf } from './wish';

const TITLE = 'Заявка диспетчеру';
const FRAME = { title: TITLE, trail: [REQUESTS_LINK, { title: TITLE }] };
/** The address of the second page carries the words, so they are kept short there; the form itself takes more. */
const WORDS_IN_ADDRESS = 1_000;

const query = z.object({ text: maybe(text({ min: 3, max: WORDS_IN_ADDRESS, lines: true })) });

/** First the words; by them the next page knows what to warn of, what to offer and what to ask. */
const sheet = route({
  id: 'request.new',
  method: 'get',
  path: '/requests/new',
  summary: TITLE,
  allowed: 'signed-in',
  query,
  out: newShape,
  page: 'request/new',
  view: (data, call) => newView(data, call.query.text, call.now),
  form: { page: 'request/new', frame: FRAME, data: async (call) => newView(await loadNew(call), undefined, call.now) },
  handle: async (call) => ({ data: await loadNew(call), frame: FRAME }),
});

const body = z.object({
  place: uuid(),
  kind: maybe(choice(faultCodes)),
  text: text({ min: 3, max: 4_000, lines: true }),
  common: ticked(),
  harm: ticked(),
  spot: maybe(text({ max: 300 })),
  damaged: maybe(localTime()),
  from: maybe(localTime()),
  to: maybe(localTime()),
});

/** Without a kind, the likeliest by the words; the desk may change it, and the terms run from the first start. */
function kindOf({ kind, text: said }: { kind?: string; text: string }): string {
  return kind ?? recogniseFaults(said)[0]?.code ?? 'OTHER';
}

/** One account may not bury the desk; whoever really has so much trouble calls, and a person answers. */
async function mustHaveRoom(
  { db, now }: Pick<Call, 'db' | 'now'>,
  person: string,
  at: { buildingId: string; zone: string },
) {
  const allowed = requestsAllowed(localOf(now, at.zone).day);
  if ((await countUnfinished(db, person)) < allowed) return;
  const manager = await managerPhone(db, at.buildingId, todayOf(now));
  const call = manager?.phone ? `Позвоните диспетчеру: ${phoneText(manager.phone)}.` : 'Позвоните диспетчеру.';
  const many = counted(allowed, ['незакрытая заявка', 'незакрытые заявки', 'незакрытых заявок']);
  throw new Refusal('requests-many', `У вас уже ${many}. ${call}`, 409);
}

const start = route({
  id: 'request.start',
  method: 'post',
  path: '/requests',
  summary: 'Записать заявку',
  allowed: 'signed-in',
  body,
  files: { files: FILES_MOST },
  out: z.object({ id: z.string(), number: z.string() }),
  form: {
    page: 'request/new',
    frame: FRAME,
    data: async (call) => {
      const { text: said } = call.body as { text?: unknown };
      return newView(await loadNew(call), typeof said === 'string' && said ? said : ' ', call.now);
    },
  },
  prepare: checkedUploads,
  handle: async (call) => {
    const { db, now: at, key: id, body: asked } = call;
    const person = citizenOf(call);
    const home = await homeOf(db, signed(call), asked.place, at);
    if (!home) throw new Error('homeOf refuses a place that is not there');
    await mustHaveRoom(call, person, home);
    const files = withFileTypes(call.files);
    const opened = await openRequest(db, {
      ...{ id, at, source: 'cabinet' as const, kind: kindOf(asked), text: asked.text },
      buildingId: home.buildingId,
      premisesId: asked.common ? null : home.premisesId,
      spot: asked.spot ?? null,
      damagedAt: damageOf(asked.damaged, home.zone, at),
      wished: wishOf(asked.from, asked.to, home.zone, at),
      ...{ harm: asked.harm, applicantId: person, actorId: person, told: true },
    });
    await attach(db, { caseId: id, textId: id, kind: 'request', actorId: person, at }, files);
    return { data: opened, status: 201, see: `/requests/${id}/receipt` };
  },
});

export const requestNewRoutes = [sheet, start];
