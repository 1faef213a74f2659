import { z } from 'zod';
import { iso } from '../../../law/base/instant';
import { formTitles, type MeetingForm } from '../../../law/meeting/forms';
import { Refusal } from '../../../law/base/refusal';
import { instantWords } from '../../../law/base/russian';
import { turnoutOf } from '../../../store/meeting/ballots/turnout';
import { meetingById } from '../../../store/meeting/read';
import { countOf } from '../../../store/meeting/results';
import { makeShare, revokeShare, sharedMeeting } from '../../../store/meeting/follow/share';
import { signed } from '../../account/signed';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { barOf, thresholdMark } from '../vote/words';
import { isPreparing, MEETINGS_LINK, mustRun, runners } from '../access';
import { loadCard } from '../load';
import { hasBegun, shownMeetingStages } from '../stages';
import { meetingCardView } from '../view';
import { metresOf, percentOf } from '../../../law/base/metres';
import { meetingParams, meetingSubject, type MeetingParams } from '../vote/access';
import { lawOf } from '../../../store/meeting/law';
import { lawShape } from '../law-shape';

const TITLE = 'Ссылка для всех';
const madeShape = z.object({ id: z.string(), number: z.string(), address: z.string(), link: z.string() });

const form = {
  page: 'meeting/card',
  frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
  data: async (call: Call<MeetingParams>) =>
    meetingCardView(await loadCard({ ...call, db: call.services.db }), call.now),
};

/** Before the notice a meeting is its initiator's own draft, so there is nothing to show yet. */
const make = route({
  id: 'meeting.share',
  method: 'post',
  path: '/meetings/:id/share',
  summary: 'Сделать ссылку, по которой собрание видно без входа',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({}),
  out: madeShape,
  kept: 'never',
  page: 'meeting/follow/share',
  form,
  handle: async (call: Call<MeetingParams>) => {
    const found = await mustRun(call);
    if (isPreparing(found))
      throw new Refusal('share-early', 'Сначала дайте сообщение о собрании: показывать пока нечего.', 409);
    if (found.file.phase === 'cancelled')
      throw new Refusal('share-cancelled', 'Собрание отменено: показывать больше нечего.', 409);
    const { id } = call.params;
    const secret = await makeShare(call.db, { id: call.key, caseId: id, by: signed(call).personId, at: call.now });
    const { number } = found.file;
    const data = { id, number, address: found.address, link: `${call.visit.publicUrl}/m/${secret}` };
    const trail = [MEETINGS_LINK, { href: `/meetings/${id}`, title: number }, { title: TITLE }];
    return { data, status: 201, frame: { title: TITLE, trail } };
  },
});

const revoke = route({
  id: 'meeting.unshare',
  method: 'post',
  path: '/meetings/:id/unshare',
  summary: 'Отозвать ссылку на собрание',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  form,
  handle: async (call: Call<MeetingParams>) => {
    await mustRun(call);
    const { id } = call.params;
    const revoked = await revokeShare(call.db, id, signed(call).personId, call.now);
    const say = revoked ? 'Ссылка больше не открывается.' : 'Действующей ссылки нет.';
    return { data: { id }, see: `/meetings/${id}`, say };
  },
});

const sharedShape = z.object({
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  form: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  law: lawShape,
  noticedAt: z.string().nullable(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  sealedAt: z.string().nullable(),
  questions: z.number(),
  total: z.string().nullable(),
  participating: z.string().nullable(),
  /** Whether there was a quorum; null until the meeting is closed. */
  quorum: z.boolean().nullable(),
});
type Shared = z.infer<typeof sharedShape>;

function sharedView(data: Shared, now: Date) {
  const { zone, form: code, opensAt, closesAt, noticedAt, total, participating, law, quorum, questions } = data;
  const when = (at: string | null): string => (at ? instantWords(new Date(at), zone) : 'не назначено');
  return {
    ...data,
    stages: shownMeetingStages(data, now),
    facts: [
      { title: 'Форма', text: formTitles[code as MeetingForm] },
      { title: 'Сообщение дано', text: when(noticedAt) },
      { title: 'Начало', text: when(opensAt) },
      { title: 'Конец', text: when(closesAt) },
      { title: 'Вопросов в повестке', text: String(questions) },
    ],
    turnout: hasBegun(data.phase) &&
      total &&
      participating && {
        say: `${percentOf(participating, total)} от всех голосов: ${metresOf(participating)} из ${metresOf(total)}`,
        done: barOf(participating, total),
        mark: thresholdMark('QUORUM', law.decided),
      },
    state:
      quorum === null
        ? undefined
        : quorum
          ? { kind: 'ok', word: 'кворум есть' }
          : { kind: 'late', word: 'кворума нет' },
  };
}

/** Stage, dates and turnout for everybody who has the link: no names, no questions, no answers. */
const shared = route({
  id: 'meeting.shared',
  method: 'get',
  path: '/m/:token',
  summary: 'Ход собрания по ссылке',
  allowed: 'anyone',
  params: z.object({ token: z.string().min(1).max(100) }),
  out: sharedShape,
  page: 'meeting/follow/shared',
  view: (data, { now }) => sharedView(data, now),
  handle: async ({ db, params: { token } }) => {
    const id = await sharedMeeting(db, token);
    const found = id && (await meetingById(db, id));
    if (!found) throw notFound();
    const { file, meeting, questions, address } = found;
    const [turnout, count] = await Promise.all([turnoutOf(db, file.id), countOf(db, file.id)]);
    const data = {
      number: file.number,
      address,
      zone: file.zone,
      form: meeting.form,
      phase: file.phase,
      outcome: file.outcome,
      law: lawOf(meeting, file.zone),
      noticedAt: iso(meeting.noticedAt),
      opensAt: iso(meeting.opensAt),
      closesAt: iso(meeting.closesAt),
      sealedAt: iso(meeting.sealedAt),
      questions: questions.length,
      total: turnout?.total ?? null,
      participating: turnout?.participating ?? null,
      quorum: count?.quorum ?? null,
    };
    return { data, frame: { title: `Собрание ${file.number}` } };
  },
});

export const shareRoutes = [make, revoke, shared];
