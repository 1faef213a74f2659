import { ownerForms } from '../../../law/registry/words';
import { z } from 'zod';
import { compare, parseFraction, ZERO } from '../../../law/base/fraction';
import { exactMetres, metresOf, percentOf } from '../../../law/base/metres';
import { bar } from '../../../law/meeting/count/thresholds';
import { dueOf, limitWords } from '../../../law/base/timing';
import { norm } from '../../../law/base/norm';
import { counted } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import { previewRegister } from '../../../store/meeting/notice/register';
import { petitionOf } from '../../../store/meeting/prepare/petition';
import { signed } from '../../account/signed';
import { isAmong } from '../../security/actor';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { barOf } from '../vote/words';
import { isPreparing, MEETINGS_LINK, runs } from '../access';
import { meetingParams, meetingSubject, mustFind, meetingReaders, todayIn, type MeetingParams } from '../vote/access';

const TITLE = 'Требование о собрании';
const NORM = 'K-05.share';
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  title: z.string(),
  manager: z.string().nullable(),
  questions: z.array(z.string()),
  signers: z.number(),
  votes: z.string(),
  total: z.string(),
  /** Law date of the request. */
  on: z.string(),
  needed: z.string(),
  missing: z.string(),
  met: z.boolean(),
  mine: z.boolean(),
  open: z.boolean(),
  runs: z.boolean(),
  handed: z.boolean(),
  /** By when the meeting must be held if the request is handed over now, or since it was. */
  hold: z.object({ until: z.string(), norm: z.string(), citation: z.string(), derivation: z.array(z.string()) }),
});
type Shape = z.infer<typeof out>;

async function load(call: Pick<Call<MeetingParams>, 'db' | 'actor' | 'params' | 'now'>): Promise<Shape> {
  const { db, now } = call;
  const actor = signed(call);
  const found = await mustFind(db, call.params.id);
  const { file, meeting, address, manager, questions } = found;
  if (meeting.initiatorKind !== 'group') throw notFound();
  const day = todayIn(now, file.zone);
  const { signers, votes } = await petitionOf(db, meeting, day);
  const { knownTotal } = await previewRegister(db, meeting.buildingId, day);
  const total = meeting.total === null ? knownTotal : parseFraction(meeting.total);
  const on = meeting.requestedAt ? localOf(meeting.requestedAt, file.zone).day : day;
  const { met, needed, missing } = bar(NORM, on, votes, total);
  const due = dueOf('K-05', meeting.requestedAt ?? now, { zone: file.zone, on });
  return {
    id: file.id,
    number: file.number,
    address,
    title: meeting.title,
    manager: manager?.name ?? null,
    questions: questions.map(({ wording }) => wording),
    signers: signers.length,
    votes: exactMetres(votes),
    total: exactMetres(total),
    on,
    needed: exactMetres(needed),
    missing: exactMetres(missing),
    met: met && compare(votes, ZERO) > 0,
    mine: isAmong(actor, signers),
    open: isPreparing(found) && meeting.requestedAt === null,
    runs: runs(meeting, actor),
    handed: meeting.requestedAt !== null,
    hold: { until: limitWords(due), norm: due.norm, citation: due.citation, derivation: due.derivation },
  };
}

function view(data: Shape) {
  const { signers, votes, total, needed, missing, met, handed, hold } = data;
  const part = percentOf(votes, total);
  return {
    ...data,
    say: `Подписи: ${counted(signers, ownerForms)}, ${metresOf(votes)} из ${metresOf(total)}, это ${part}`,
    done: barOf(votes, total),
    mark: barOf(needed, total),
    heading: handed ? 'Требование передано' : met ? 'Подписей достаточно' : `Не хватает ${metresOf(missing)}`,
    neededWords: metresOf(needed),
    share: `${String(norm(NORM, data.on).value)}\u00a0%`,
    holdWords: handed
      ? `Управляющая организация должна провести собрание ${hold.until}.`
      : `Если передать требование сегодня, собрание должны провести ${hold.until}.`,
  };
}

const frame = (data: Pick<Shape, 'id' | 'number'>) => ({
  title: TITLE,
  trail: [MEETINGS_LINK, { href: `/meetings/${data.id}`, title: data.number }, { title: TITLE }],
});

/** The page shown again when a signature is refused. */
export const petitionForm = {
  page: 'meeting/prepare/petition',
  frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
  data: async (call: Call<MeetingParams>) => view(await load({ ...call, db: call.services.db })),
};

const show = route({
  id: 'meeting.petition',
  method: 'get',
  path: '/meetings/:id/petition',
  summary: TITLE,
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/prepare/petition',
  view,
  handle: async (call: Call<MeetingParams>) => {
    const data = await load(call);
    return { data, frame: frame(data) };
  },
});

export const petitionRoutes = [show];
