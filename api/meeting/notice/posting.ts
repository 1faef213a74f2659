import { z } from 'zod';
import { recordNotice } from '../../../store/meeting/notice/notices';
import { signed } from '../../account/signed';
import { localTime, maybe, text } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { MEETINGS_LINK, mustRun, runners } from '../access';
import { ledgerShape, loadLedger, momentSince, type Ledger } from './ledger';
import { limitOf } from './ledger-view';
import { noticeTrail } from './notices';
import { keepProofs, PROOF_ACCEPT, PROOF_HINT, proofFiles } from './proofs';
import { meetingParams, meetingSubject, type MeetingParams } from '../vote/access';

const TITLE = 'Объявление в доме';
const out = ledgerShape.omit({ owners: true, first: true, after: true, asked: true });
const view = (data: Omit<Ledger, 'owners' | 'first' | 'after' | 'asked'>) => ({
  ...data,
  limit: limitOf(data),
  named: data.posting.decidedBy !== null,
  place: data.posting.place,
  decidedBy: data.posting.decidedBy,
  proofHint: PROOF_HINT,
  proofAccept: PROOF_ACCEPT,
});

const show = route({
  id: 'meeting.posting',
  method: 'get',
  path: '/meetings/:id/notices/posting',
  summary: TITLE,
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/notice/posting',
  view,
  handle: async (call: Call<MeetingParams>) => {
    await mustRun(call);
    const data = await loadLedger(call, {}, 1);
    return { data, frame: { title: TITLE, trail: noticeTrail(data, TITLE) } };
  },
});

const body = z.object({ sentAt: maybe(localTime()), witnesses: maybe(text({ max: 300 })) });

/** N-04: a notice posted where an earlier meeting decided, and shown on a photo, notifies everyone at once. */
const record = route({
  id: 'meeting.posting-record',
  method: 'post',
  path: '/meetings/:id/notices/posting',
  summary: 'Записать объявление в доме',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body,
  files: proofFiles,
  out: z.object({ id: z.string() }),
  form: {
    page: 'meeting/notice/posting',
    frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
    data: async (call: Call<MeetingParams>) => view(await loadLedger({ ...call, db: call.services.db }, {}, 1)),
  },
  handle: async (call: Call<MeetingParams, unknown, z.infer<typeof body>>) => {
    const { db, key, params, now, body: typed } = call;
    const { file, meeting } = await mustRun(call);
    const sentAt = momentSince(typed.sentAt, meeting.noticedAt, file.zone, now);
    const { postingPlace: place, postingDecidedBy: decidedBy } = meeting;
    await recordNotice(db, {
      id: key,
      caseId: params.id,
      way: 'posting',
      sentAt,
      effectiveAt: sentAt,
      proofIds: await keepProofs(call),
      note: [place, decidedBy, typed.witnesses && `при вывешивании: ${typed.witnesses}`].filter(Boolean).join('; '),
      recordedBy: signed(call).personId,
      recordedAt: now,
    });
    const see = `/meetings/${params.id}/notices`;
    return { data: { id: params.id }, see, say: 'Объявление записано: оно уведомляет всех собственников.' };
  },
});

export const postingRoutes = [show, record];
