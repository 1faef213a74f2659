import { rightForms } from '../../../law/registry/words';
import { z } from 'zod';
import { exactMetres, metresOf, percentOf } from '../../../law/base/metres';
import { confidenceMark } from '../../../law/base/mark';
import { bar } from '../../../law/meeting/count/thresholds';
import { dueOf, limitWords, timeliness } from '../../../law/base/timing';
import { counted, plural } from '../../../law/base/russian';
import { parseFraction } from '../../../law/base/fraction';
import { mayBeRefused, refusedForm, refuseElectronic } from '../../../store/meeting/prepare/refusals';
import { rightsForPerson } from '../../../store/meeting/relation';
import { signed } from '../../account/signed';
import { isAmong } from '../../security/actor';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { barOf } from '../vote/words';
import { MEETINGS_LINK } from '../access';
import {
  meetingParams,
  meetingSubject,
  mustFind,
  meetingNeighbours,
  meetingReaders,
  todayIn,
  type MeetingParams,
} from '../vote/access';
import { stageTiming } from '../../../store/meeting/law';

const TITLE = 'Отказ от электронной формы';
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  open: z.boolean(),
  mine: z.boolean(),
  /** The reader has votes and so may refuse. */
  may: z.boolean(),
  rights: z.number(),
  votes: z.string(),
  total: z.string(),
  needed: z.string(),
  reached: z.boolean(),
  until: z.object({
    words: z.string(),
    norm: z.string(),
    citation: z.string(),
    derivation: z.array(z.string()),
    /** How sure the norm is, where it was not read in the act itself. */
    mark: z.string().optional(),
  }),
});
type Shape = z.infer<typeof out>;

async function load(call: Pick<Call<MeetingParams>, 'db' | 'actor' | 'params' | 'now'>): Promise<Shape> {
  const { db, now } = call;
  const actor = signed(call);
  const { file, meeting, address } = await mustFind(db, call.params.id);
  const { opensAt, total } = meeting;
  if (!mayBeRefused(meeting) || !opensAt || total === null) throw notFound();
  const { rights, votes, people } = await refusedForm(db, file.id);
  const own = actor.self ? await rightsForPerson(db, file.id, actor.self, todayIn(now, file.zone)) : [];
  const timing = stageTiming(meeting, 'called', file.zone);
  const { met, needed } = bar('K-21', timing.on, votes, parseFraction(total));
  const due = dueOf('K-20', opensAt, timing);
  return {
    id: file.id,
    number: file.number,
    address,
    open: file.phase === 'noticed' && timeliness(due, now) !== 'late',
    mine: isAmong(actor, people),
    may: own.length > 0,
    rights,
    votes: exactMetres(votes),
    total: exactMetres(parseFraction(total)),
    needed: exactMetres(needed),
    reached: met,
    until: {
      words: limitWords(due),
      norm: due.norm,
      citation: due.citation,
      derivation: due.derivation,
      mark: confidenceMark(due.confidence),
    },
  };
}

const REFUSED = ['Отказалось', 'Отказались', 'Отказалось'] as const;

const view = (data: Shape) => ({
  ...data,
  say:
    data.rights === 0
      ? 'Пока никто не отказался'
      : `${plural(data.rights, REFUSED)} ${counted(data.rights, rightForms)}: ${metresOf(data.votes)} из ${metresOf(data.total)}, это ${percentOf(data.votes, data.total)}`,
  done: barOf(data.votes, data.total),
  mark: barOf(data.needed, data.total),
  heading: data.mine ? 'Ваш отказ записан' : data.open ? `Отказаться можно ${data.until.words}` : 'Срок отказа прошёл',
});

const show = route({
  id: 'meeting.electronic',
  method: 'get',
  path: '/meetings/:id/electronic',
  summary: TITLE,
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/prepare/electronic',
  view,
  handle: async (call: Call<MeetingParams>) => {
    const data = await load(call);
    const trail = [MEETINGS_LINK, { href: `/meetings/${data.id}`, title: data.number }, { title: TITLE }];
    return { data, frame: { title: TITLE, trail } };
  },
});

/** K-20: stated once for all rights the owner decides; it is a formal statement, so it cannot be withdrawn. */
const refuse = route({
  id: 'meeting.electronic-refuse',
  method: 'post',
  path: '/meetings/:id/electronic',
  summary: 'Отказаться от электронной формы собрания',
  allowed: meetingNeighbours,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  form: {
    page: 'meeting/prepare/electronic',
    frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
    data: async (call: Call<MeetingParams>) => view(await load({ ...call, db: call.services.db })),
  },
  handle: async (call: Call<MeetingParams>) => {
    const { db, params, now } = call;
    const actor = signed(call);
    const { file } = await mustFind(db, params.id);
    await refuseElectronic(db, file.id, { personId: actor.personId, at: now, zone: file.zone });
    return { data: { id: file.id }, see: `/meetings/${file.id}/electronic`, say: 'Отказ записан.' };
  },
});

export const electronicRoutes = [show, refuse];
