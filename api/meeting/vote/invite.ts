import { toString as qrSvg } from 'qrcode';
import { z } from 'zod';
import { countedDone, type TurnoutLine } from './turnout';
import { shortPath } from '../../../law/meeting/number';
import { route } from '../../http/route';
import { meetingParams, meetingNeighbours, meetingSubject, mustFind } from './access';
import { loadVotingOf } from './load';
import { isOnline } from './read';
import { meetingShape, type MeetingShape } from './shape';
import { barOf, thresholdMark, meetingTitle, trailOf } from './words';
import { momentWords } from '../../../law/base/russian';
import { percentOf } from '../../../law/base/metres';

const entranceShape = z.object({ entrance: z.number().nullable(), rights: z.number(), voted: z.number() });
const inviteShape = z.object({
  meeting: meetingShape,
  link: z.string(),
  entrances: z.array(entranceShape),
  turnout: z.object({ total: z.string(), participating: z.string() }).nullable(),
});
type Invite = z.infer<typeof inviteShape>;

/** Short enough to be typed from a poster and to fit into a text message. */
export const linkOf = (publicUrl: string, meeting: Pick<MeetingShape, 'id' | 'number'>): string =>
  `${publicUrl}${shortPath(meeting)}`;

/** A text to send to the chat of the house as it is. */
function callWords({ meeting, link }: Pick<Invite, 'meeting' | 'link'>, now: Date): string {
  const { zone, address, opensAt, closesAt, standing, questions } = meeting;
  const until =
    standing === 'open' && closesAt
      ? `Голосование идёт до ${momentWords(closesAt, zone, now)}.`
      : opensAt && standing !== 'off'
        ? `Голосование начнётся ${momentWords(opensAt, zone, now)}.`
        : '';
  const agenda = questions.map(({ number, wording }) => `${number}. ${wording}`);
  return [
    `Соседи, в нашем доме (${address}) общее собрание собственников.`,
    until,
    ...agenda,
    `${isOnline(meeting) ? 'Прочитать и проголосовать' : 'Повестка и материалы'}: ${link}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The same in a few lines, for whoever has just voted. */
export function chatWords(
  meeting: MeetingShape,
  { turnout, link }: { turnout: TurnoutLine | null; link: string },
  now: Date,
): string {
  const { zone, closesAt, address } = meeting;
  return [
    `Соседи, идёт голосование: ${meetingTitle(meeting)}. ${address}.`,
    closesAt && `До ${momentWords(closesAt, zone, now)}.`,
    turnout?.enough && `До кворума не хватает голосов ${turnout.enough}.`,
    `${isOnline(meeting) ? 'Минута с телефона' : 'Повестка и куда сдать решение'}: ${link}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function inviteView(data: Invite, now: Date) {
  const { meeting, link, turnout, entrances } = data;
  const begun = meeting.standing === 'open' || meeting.standing === 'closed';
  return {
    id: meeting.id,
    number: meeting.number,
    address: meeting.address,
    link,
    words: callWords(data, now),
    open: meeting.standing === 'open',
    online: isOnline(meeting),
    qr: `/meetings/${meeting.id}/invite/qr`,
    poster: `/meetings/${meeting.id}/invite/poster`,
    turnout: begun &&
      turnout && {
        say: `Уже участвуют ${percentOf(turnout.participating, turnout.total)} голосов дома`,
        done: barOf(turnout.participating, turnout.total),
        mark: thresholdMark('QUORUM', meeting.law.decided),
      },
    entrances: (begun ? entrances : []).map(({ entrance, rights, voted }) => ({
      title: entrance === null ? 'Без подъезда' : `Подъезд ${entrance}`,
      text: `${voted} из ${rights}`,
    })),
  };
}

async function loadInvite(
  call: Parameters<typeof loadVotingOf>[0] & { visit: { publicUrl: string } },
): Promise<Invite> {
  const meeting = await loadVotingOf(call);
  const { turnout, entrances } = await countedDone(call.db, meeting.id);
  return { meeting, link: linkOf(call.visit.publicUrl, meeting), turnout, entrances };
}

const invite = route({
  id: 'voting.invite',
  method: 'get',
  path: '/meetings/:id/invite',
  summary: 'Позвать соседей на собрание',
  allowed: meetingNeighbours,
  subject: meetingSubject,
  params: meetingParams,
  out: inviteShape,
  page: 'meeting/vote/invite',
  view: (data, { now }) => inviteView(data, now),
  handle: async (call) => {
    const data = await loadInvite(call);
    return { data, frame: trailOf(data.meeting, 'Позвать соседей') };
  },
});

const posterView = (data: Invite, now: Date) => {
  const { meeting } = data;
  const { zone, opensAt, closesAt, questions, paperAddress } = meeting;
  return {
    ...inviteView(data, now),
    title: meetingTitle(meeting),
    paperAddress,
    questions: questions.map(({ number, wording }) => ({ number, wording })),
    opens: opensAt && momentWords(opensAt, zone, now),
    closes: closesAt && momentWords(closesAt, zone, now),
  };
};

/** A sheet for the door of an entrance: printed by the browser, large enough to scan from a step away. */
const poster = route({
  id: 'voting.poster',
  method: 'get',
  path: '/meetings/:id/invite/poster',
  summary: 'Плакат с QR-кодом для подъезда',
  allowed: meetingNeighbours,
  subject: meetingSubject,
  params: meetingParams,
  out: inviteShape,
  page: 'meeting/vote/poster',
  view: (data, { now }) => posterView(data, now),
  handle: async (call) => {
    const data = await loadInvite(call);
    return { data, frame: { title: 'Плакат', back: { href: `/meetings/${call.params.id}/invite`, title: 'Назад' } } };
  },
});

const QUIET_ZONE = 2;

/** The address as a QR code; the picture is ours, so it may be shown inline. */
const qr = route({
  id: 'voting.qr',
  method: 'get',
  path: '/meetings/:id/invite/qr',
  summary: 'QR-код с адресом собрания',
  allowed: meetingNeighbours,
  subject: meetingSubject,
  params: meetingParams,
  out: z.object({}),
  file: { types: ['image/svg+xml'] },
  handle: async ({ db, params, visit }) => {
    const { file } = await mustFind(db, params.id);
    const bytes = await qrSvg(linkOf(visit.publicUrl, file), {
      type: 'svg',
      errorCorrectionLevel: 'Q',
      margin: QUIET_ZONE,
    });
    return { data: {}, file: { name: 'sobranie-qr.svg', type: 'image/svg+xml', bytes, inline: true } };
  },
});

export const inviteRoutes = [invite, poster, qr];
