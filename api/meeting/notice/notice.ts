import { z } from 'zod';
import { noticeWayTitles } from '../../../law/meeting/notice/notice';
import { instantDigits } from '../../../law/base/russian';
import { Refusal } from '../../../law/base/refusal';
import {
  addProof,
  markReceived,
  noticeById,
  returnLetter,
  voidNotice,
  type Notice,
} from '../../../store/meeting/notice/notices';
import { holderNames } from '../../../store/meeting/vote/decisions';
import { choice, localTime, maybe, text, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { counters, MEETINGS_LINK, mustCount, mustRun, runners, runs } from '../access';
import { signed } from '../../account/signed';
import { momentSince, noticeShape, plain, takesLines, type AskedLedger } from './ledger';
import { RETURNS } from './ledger-view';
import { noticeTrail } from './notices';
import { keepProofs, mustBring, PROOF_ACCEPT, PROOF_HINT, proofFiles } from './proofs';
import { meetingSubject } from '../vote/access';

const TITLE = 'Уведомление';
const params = z.object({ id: uuid(), notice: uuid() });
type ByNotice = z.infer<typeof params>;
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  /** The reader may still add to it. */
  open: z.boolean(),
  owner: z.string(),
  recordedBy: z.string(),
  notice: noticeShape,
});
type Shape = z.infer<typeof out>;

/** A notice marked as a mistake cannot be changed any more. */
async function mustStand(call: Pick<Call<ByNotice>, 'db' | 'params'>): Promise<Notice> {
  const notice = await mustHave(call);
  if (notice.voidedWhy === null) return notice;
  throw new Refusal('notice-void', 'Эта запись отмечена как ошибочная. Внесите новую.', 409);
}

async function mustHave(call: Pick<Call<ByNotice>, 'db' | 'params'>): Promise<Notice> {
  const found = await noticeById(call.db, call.params.id, call.params.notice);
  if (!found || found.way === 'system') throw notFound();
  return found;
}

async function load(call: AskedLedger & Pick<Call<ByNotice>, 'params'>): Promise<Shape> {
  const found = await mustCount(call);
  const notice = await mustHave(call);
  const { file, meeting, address } = found;
  const owner = notice.personId ?? notice.organisationId ?? '';
  const names = await holderNames(call.db, [owner, ...(notice.recordedBy ? [notice.recordedBy] : [])]);
  return {
    id: file.id,
    number: file.number,
    address,
    zone: file.zone,
    open: takesLines(found) && runs(meeting, signed(call)),
    owner: notice.way === 'posting' ? 'все собственники' : (names.get(owner) ?? ''),
    recordedBy: names.get(notice.recordedBy ?? '') ?? '',
    notice: plain(notice),
  };
}

function view(data: Shape) {
  const { id, zone, notice, owner, recordedBy, open } = data;
  const digits = (at: string): string => instantDigits(new Date(at), zone);
  const facts: [string, string | null][] = [
    ['Кому', owner],
    ['Способ', noticeWayTitles[notice.way]],
    ['Вручено или отправлено', digits(notice.sentAt)],
    ['Номер отправления', notice.postNumber],
    [
      'Вернулось',
      notice.returnedAt && notice.returnedWhy && `${digits(notice.returnedAt)}, ${RETURNS[notice.returnedWhy]}`,
    ],
    ['Действует с', notice.effectiveAt && digits(notice.effectiveAt)],
    ['Примечание', notice.note],
    ['Запись ошибочна', notice.voidedWhy],
    ['Записано', [digits(notice.recordedAt), recordedBy].filter(Boolean).join(', ')],
  ];
  const path = `/meetings/${id}/notices/${notice.id}`;
  const may = open && notice.voidedWhy === null;
  const letter = may && notice.way === 'letter' && notice.returnedWhy === null;
  return {
    ...data,
    facts: facts.flatMap(([title, text]) => (text ? [{ title, text }] : [])),
    proofs: notice.proofs.map((proof, place) => ({
      href: `/meetings/${id}/proofs/${proof}`,
      title: `Подтверждение ${place + 1}`,
    })),
    received: letter && notice.effectiveAt === null ? `${path}/received` : undefined,
    returned: letter ? `${path}/returned` : undefined,
    proof: may ? `${path}/proof` : undefined,
    slipField: { name: 'reason' },
    slip: may ? `${path}/void` : undefined,
    reasons: Object.entries(RETURNS).map(([value, title]) => ({ value, title })),
    proofHint: PROOF_HINT,
    proofAccept: PROOF_ACCEPT,
  };
}

const show = route({
  id: 'meeting.notice-read',
  method: 'get',
  path: '/meetings/:id/notices/:notice',
  summary: TITLE,
  allowed: counters,
  subject: meetingSubject,
  params,
  out,
  page: 'meeting/notice/notice',
  view,
  handle: async (call: Call<ByNotice>) => {
    const data = await load(call);
    return { data, frame: { title: TITLE, trail: noticeTrail(data, TITLE) } };
  },
});

const form = {
  page: 'meeting/notice/notice',
  frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
  data: async (call: Call<ByNotice>) => view(await load({ ...call, db: call.services.db })),
};
const done = z.object({ id: z.string() });
const answer = ({ id, notice }: ByNotice, say: string) => ({
  data: { id },
  see: `/meetings/${id}/notices/${notice}`,
  say,
});

interface Clock {
  zone: string;
  now: Date;
}

/** A letter cannot be received or returned before it was sent, nor in the future. */
function momentAfter(field: string, typed: string | undefined, notice: Notice, { zone, now }: Clock): Date {
  const at = momentSince(typed, notice.sentAt, zone, now);
  if (at >= notice.sentAt && at <= now) return at;
  const say = 'Это могло случиться не раньше отправки письма и не позже, чем сейчас. Исправьте дату.';
  throw new Refusal('letter-moment', say, 422, { [field]: say });
}

const receivedBody = z.object({ receivedAt: maybe(localTime()) });
const received = route({
  id: 'meeting.notice-received',
  method: 'post',
  path: '/meetings/:id/notices/:notice/received',
  summary: 'Отметить вручение письма',
  allowed: runners,
  subject: meetingSubject,
  params,
  body: receivedBody,
  files: proofFiles,
  out: done,
  form,
  handle: async (call: Call<ByNotice, unknown, z.infer<typeof receivedBody>>) => {
    const { file } = await mustRun(call);
    const notice = await mustStand(call);
    const clock = { zone: file.zone, now: call.now };
    const at = momentAfter('receivedAt', call.body.receivedAt, notice, clock);
    mustBring(call.files, 'scan');
    await markReceived(call.db, notice.id, at, await keepProofs(call));
    return answer(call.params, 'Вручение отмечено.');
  },
});

const backBody = z.object({
  why: choice(['not-collected', 'refused', 'no-such-address']),
  cameBackAt: maybe(localTime()),
});
const returned = route({
  id: 'meeting.notice-back',
  method: 'post',
  path: '/meetings/:id/notices/:notice/returned',
  summary: 'Отметить возврат письма',
  allowed: runners,
  subject: meetingSubject,
  params,
  body: backBody,
  out: done,
  form,
  handle: async (call: Call<ByNotice, unknown, z.infer<typeof backBody>>) => {
    const { file } = await mustRun(call);
    const notice = await mustStand(call);
    const clock = { zone: file.zone, now: call.now };
    const at = momentAfter('cameBackAt', call.body.cameBackAt, notice, clock);
    await returnLetter(call.db, notice.id, call.body.why, at);
    return answer(call.params, 'Возврат отмечен.');
  },
});

const proof = route({
  id: 'meeting.notice-show',
  method: 'post',
  path: '/meetings/:id/notices/:notice/proof',
  summary: 'Приложить подтверждение уведомления',
  allowed: runners,
  subject: meetingSubject,
  params,
  files: { more: proofFiles.scan },
  out: done,
  form,
  handle: async (call: Call<ByNotice>) => {
    await mustRun(call);
    const notice = await mustStand(call);
    mustBring(call.files, 'more');
    await addProof(call.db, notice, await keepProofs(call));
    return answer(call.params, 'Подтверждение приложено.');
  },
});

const voidBody = z.object({ reason: text({ min: 3, max: 300 }) });
const slip = route({
  id: 'meeting.notice-void',
  method: 'post',
  path: '/meetings/:id/notices/:notice/void',
  summary: 'Отметить, что запись об уведомлении ошибочна',
  allowed: runners,
  subject: meetingSubject,
  params,
  body: voidBody,
  out: done,
  form,
  handle: async (call: Call<ByNotice, unknown, z.infer<typeof voidBody>>) => {
    const found = await mustRun(call);
    if (!takesLines(found))
      throw new Refusal('notice-over', 'Голосование окончено: реестр уведомлений не меняют.', 409);
    const notice = await mustStand(call);
    const by = signed(call).personId;
    await voidNotice(call.db, notice, { by, why: call.body.reason, at: call.now });
    return answer(call.params, 'Запись отмечена как ошибочная.');
  },
});

/** Mounted after the pages with fixed names, because an id stands in the same place. */
export const oneNoticeRoutes = [show, received, returned, proof, slip];
