import { z } from 'zod';
import { faultCodes, faultGroupNames, faultKinds, recogniseFaults } from '../../law/dispatch/kinds';
import { Refusal } from '../../law/base/refusal';
import { openRequest } from '../../store/request/open';
import { citizenOf, signed } from '../account/signed';
import { attach, checkedUploads, FILES_HINT, FILES_MOST, withFileTypes } from '../case/attach';
import { choice, localTime, maybe, momentOf, text, ticked, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { homeOf, homesOfActor, placeWords } from '../registry/homes';
import { REQUESTS_LINK } from './read';

const TITLE = 'Заявка диспетчеру';
const FRAME = { title: TITLE, trail: [REQUESTS_LINK, { title: TITLE }] };

const option = z.object({ value: z.string(), title: z.string() });
const sheetShape = z.object({ homes: z.array(option) });

type Asked = Pick<Call, 'db' | 'actor' | 'now'>;

async function homes({ db, actor, now }: Asked) {
  const mine = await homesOfActor(db, signed({ actor }), now);
  return mine.map((home) => ({ value: home.premisesId, title: placeWords(home) }));
}

const view = ({ homes: places }: z.infer<typeof sheetShape>) => ({
  places: places.length > 1 ? places : undefined,
  place: places[0],
  hint: FILES_HINT,
  kinds: faultKinds.map(({ code, title, group }) => ({ value: code, title: `${title} (${faultGroupNames[group]})` })),
});

const sheet = route({
  id: 'request.new',
  method: 'get',
  path: '/requests/new',
  summary: TITLE,
  allowed: 'signed-in',
  out: sheetShape,
  page: 'request/new',
  view,
  handle: async (call) => ({ data: { homes: await homes(call) }, frame: FRAME }),
});

const body = z.object({
  place: uuid(),
  kind: maybe(choice(faultCodes)),
  text: text({ min: 3, max: 4_000, lines: true }),
  common: ticked(),
  harm: ticked(),
  spot: maybe(text({ max: 300 })),
  from: maybe(localTime()),
  to: maybe(localTime()),
});

/** Without a kind, the likeliest by the words; the desk may change it, and the terms run from the first start. */
function kindOf({ kind, text: said }: { kind?: string; text: string }): string {
  return kind ?? recogniseFaults(said)[0]?.code ?? 'OTHER';
}

function wishOf(from: string | undefined, to: string | undefined, zone: string, now: Date) {
  if (!from && !to) return null;
  const span = from && to ? { from: momentOf(from, zone), to: momentOf(to, zone) } : null;
  if (span && span.to > span.from && span.to > now) return span;
  const say = 'Назовите время в будущем: с какого часа и до какого.';
  throw new Refusal('wish-time', say, 422, { from: say });
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
  form: { page: 'request/new', frame: FRAME, data: async (call) => view({ homes: await homes(call) }) },
  prepare: checkedUploads,
  handle: async (call) => {
    const { db, now: at, key: id, body: asked } = call;
    const person = citizenOf(call);
    const home = await homeOf(db, signed(call), asked.place, at);
    if (!home) throw new Error('homeOf refuses a place that is not there');
    const files = withFileTypes(call.files);
    const opened = await openRequest(db, {
      ...{ id, at, source: 'cabinet' as const, kind: kindOf(asked), text: asked.text },
      buildingId: home.buildingId,
      premisesId: asked.common ? null : home.premisesId,
      spot: asked.spot ?? null,
      wished: wishOf(asked.from, asked.to, home.zone, at),
      ...{ harm: asked.harm, applicantId: person, actorId: person, told: true },
    });
    await attach(db, { caseId: id, textId: id, kind: 'request', actorId: person, at }, files);
    return { data: opened, status: 201, see: `/requests/${id}`, say: `Заявка ${opened.number} записана.` };
  },
});

export const requestNewRoutes = [sheet, start];
