import { parseFraction } from '../../law/base/fraction';
import { turnoutOf } from '../../store/meeting/ballots/turnout';
import { z } from 'zod';
import { route, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { MEETINGS_LINK } from './access';
import { cardShape, loadCard } from './load';
import { meetingCardView } from './view';
import { barOf } from './vote/words';
import { meetingParams, meetingSubject, mustFind, meetingReaders, type MeetingParams } from './vote/access';

const read = route({
  id: 'meeting.read',
  method: 'get',
  path: '/meetings/:id',
  summary: 'Собрание',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out: cardShape,
  page: 'meeting/card',
  view: (data, { now }) => meetingCardView(data, now),
  handle: async (call: Call<MeetingParams>) => {
    const data = await loadCard(call);
    return { data, frame: { title: data.title, trail: [MEETINGS_LINK, { title: data.case.number }], wide: true } };
  },
});

const WIDTH = 600;
const HEIGHT = 160;

/** How participation grew over time, as a picture; the same is said in words beside it. */
const curve = route({
  id: 'meeting.turnout',
  method: 'get',
  path: '/meetings/:id/turnout',
  summary: 'Как собирались голоса',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out: z.object({}),
  file: { types: ['image/svg+xml'] },
  handle: async (call: Call<MeetingParams>) => {
    const { meeting } = await mustFind(call.db, call.params.id);
    const found = await turnoutOf(call.db, call.params.id);
    if (!found || !meeting.opensAt || !meeting.closesAt) throw notFound();
    const [start, end] = [meeting.opensAt.getTime(), meeting.closesAt.getTime()];
    const x = (at: number): number => Math.round(((at - start) / Math.max(1, end - start)) * WIDTH);
    const y = (votes: string): number =>
      parseFraction(votes).numerator === 0n ? HEIGHT : Math.round(HEIGHT - (barOf(votes, found.total) / 100) * HEIGHT);
    const steps = found.curve.map(({ at, participating }) => `H${x(at.getTime())}V${y(participating)}`).join('');
    const now = Math.min(Math.max(call.now.getTime(), start), end);
    const bytes = [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
      '<title>Как собирались голоса</title>',
      `<path d="M0 ${HEIGHT / 2}H${WIDTH}" stroke="#888" stroke-dasharray="6 4"/>`,
      `<path d="M0 ${HEIGHT}${steps}H${x(now)}" fill="none" stroke="#1f4d45" stroke-width="3"/>`,
      '</svg>',
    ].join('');
    return { data: {}, file: { name: 'turnout.svg', type: 'image/svg+xml', bytes, inline: true } };
  },
});

export const cardRoutes = [read, curve];
