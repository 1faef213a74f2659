import { z } from 'zod';
import { instantWords } from '../../../law/base/russian';
import { addComment, commentsOf } from '../../../store/meeting/vote/comments';
import { staffOf } from '../../../store/registry/organisations';
import { signed } from '../../account/signed';
import { isAmong } from '../../security/actor';
import { text } from '../../http/fields';
import { route, type Call } from '../../http/route';
import {
  meetingParams,
  mustFind,
  meetingReaders,
  speakers,
  todayIn,
  meetingSubject,
  type MeetingParams,
} from './access';
import { trailOf } from './words';

const BODY_MAX = 2_000;

const said = z.object({
  id: z.string(),
  who: z.string(),
  mine: z.boolean(),
  part: z.string().nullable(),
  body: z.string(),
  at: z.string(),
});
const talkShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  manager: z.string().nullable(),
  speaks: z.boolean(),
  comments: z.array(said),
});
type Talk = z.infer<typeof talkShape>;

type Asked = Pick<Call<MeetingParams>, 'db' | 'actor' | 'params' | 'now'>;

async function loadTalk({ db, actor, params, now }: Asked, speaks: boolean): Promise<Talk> {
  const { personId } = signed({ actor });
  const { file, meeting, address, manager } = await mustFind(db, params.id);
  const [comments, staff] = await Promise.all([
    commentsOf(db, params.id),
    manager ? staffOf(db, manager.id, todayIn(now, file.zone)) : [],
  ]);
  const partOf = (id: string): string | null => {
    if (id === meeting.initiatorPersonId) return 'инициатор';
    if (id === meeting.administratorPersonId) return 'администратор собрания';
    return staff.some((one) => one.personId === id) ? (manager?.name ?? null) : null;
  };
  return {
    id: params.id,
    number: file.number,
    address,
    zone: file.zone,
    manager: manager?.name ?? null,
    speaks,
    comments: comments.map(({ id, personId: by, givenName, familyLetter, body, at }) => ({
      id,
      who: `${givenName} ${familyLetter}.`,
      mine: by === personId,
      part: partOf(by),
      body,
      at: at.toISOString(),
    })),
  };
}

const lines = (body: string): string[][] => body.split(/\n{2,}/).map((part) => part.split('\n'));

const talkView = (data: Talk) => ({
  ...data,
  comments: data.comments.map(({ at, body, who, part, mine }) => ({
    who: mine ? `${who} (вы)` : who,
    part,
    at,
    when: instantWords(new Date(at), data.zone),
    paragraphs: lines(body),
  })),
});

const read = route({
  id: 'voting.discussion',
  method: 'get',
  path: '/meetings/:id/discussion',
  summary: 'Обсуждение собрания',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out: talkShape,
  page: 'meeting/vote/discussion',
  view: talkView,
  handle: async (call) => {
    const watcher = !call.subject || !speaks(call);
    const data = await loadTalk(call, !watcher);
    return { data, frame: trailOf(data, 'Обсуждение') };
  },
});

/** Inspectors read a discussion but do not take part in it. */
function speaks({ actor, subject }: Pick<Call, 'actor' | 'subject'>): boolean {
  if (!actor || !subject) return false;
  const { owners, parties, houses, organisations } = subject;
  return (
    isAmong(actor, [...owners, ...parties]) ||
    actor.houses.some((house) => houses.includes(house)) ||
    actor.posts.some(({ organisationId }) => organisations.includes(organisationId))
  );
}

const say = route({
  id: 'voting.say',
  method: 'post',
  path: '/meetings/:id/discussion',
  summary: 'Написать в обсуждение',
  allowed: speakers,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({ body: text({ max: BODY_MAX, lines: true }) }),
  out: z.object({ id: z.string() }),
  form: {
    page: 'meeting/vote/discussion',
    frame: { title: 'Обсуждение' },
    data: async (call) => talkView(await loadTalk(call, true)),
  },
  handle: async (call) => {
    const { db, key: id, params, body, now: at } = call;
    await addComment(db, { id, caseId: params.id, personId: signed(call).personId, body: body.body, at });
    return { data: { id }, see: `/meetings/${params.id}/discussion`, say: 'Сообщение опубликовано.', status: 201 };
  },
});

export const discussionRoutes = [read, say];
