import { z } from 'zod';
import { Refusal } from '../../../law/base/refusal';
import { ownersNamed } from '../../../store/meeting/notice/ledger';
import { recordNotice } from '../../../store/meeting/notice/notices';
import { idFrom } from '../../../store/sql/ids';
import { signed } from '../../account/signed';
import { choice, localTime, many, maybe, text, uuid } from '../../http/fields';
import { isSheet } from '../../http/paging';
import { route, type Call } from '../../http/route';
import { counters, MEETINGS_LINK, mustRun, runners } from '../access';
import { ledgerQuery, ledgerShape, loadLedger, momentSince, type Ledger, type LedgerQuery } from './ledger';
import { ledgerTable, ledgerView } from './ledger-view';
import { postNumberOf } from './post-lines';
import { keepProofs, PROOF_ACCEPT, PROOF_HINT, proofFiles } from './proofs';
import { meetingParams, meetingSubject, type MeetingParams } from '../vote/access';

const TITLE = 'Кто уведомлён';
/** Enough rows in a file for the whole house. */
const SHEET = 20_000;

const view = (data: Ledger, { now }: Pick<Call, 'now'>) => ({
  ...ledgerView(data, now),
  proofHint: PROOF_HINT,
  proofAccept: PROOF_ACCEPT,
});

export const noticeTrail = ({ id, number }: Pick<Ledger, 'id' | 'number'>, title?: string) => [
  MEETINGS_LINK,
  { href: `/meetings/${id}`, title: number },
  ...(title ? [{ href: `/meetings/${id}/notices`, title: TITLE }, { title }] : [{ title: TITLE }]),
];

const show = route({
  id: 'meeting.notices',
  method: 'get',
  path: '/meetings/:id/notices',
  summary: TITLE,
  allowed: counters,
  subject: meetingSubject,
  params: meetingParams,
  query: ledgerQuery,
  out: ledgerShape,
  page: 'meeting/notice/notices',
  view,
  table: ledgerTable,
  handle: async (call: Call<MeetingParams, LedgerQuery>) => {
    const data = isSheet(call.as) ? await loadLedger(call, call.query, SHEET) : await loadLedger(call, call.query);
    return { data, frame: { title: TITLE, trail: noticeTrail(data), wide: true } };
  },
});

const OWNERS_MOST = 100;
const body = z.object({
  owner: many(uuid(), OWNERS_MOST),
  way: choice(['signature', 'letter']),
  sentAt: maybe(localTime()),
  postNumber: maybe(text({ max: 40 })),
  note: maybe(text({ max: 500 })),
});
type Body = z.infer<typeof body>;

const refuse = (code: string, field: string, say: string): Refusal => new Refusal(code, say, 422, { [field]: say });

/** One date and one scan for many owners: this is how a sheet of signatures is entered. */
const record = route({
  id: 'meeting.notice',
  method: 'post',
  path: '/meetings/:id/notices',
  summary: 'Отметить уведомление',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body,
  files: proofFiles,
  out: z.object({ id: z.string(), recorded: z.number() }),
  form: {
    page: 'meeting/notice/notices',
    frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }], wide: true },
    data: async (call: Call<MeetingParams>) => view(await loadLedger({ ...call, db: call.services.db }), call),
  },
  handle: async (call: Call<MeetingParams, unknown, Body>) => {
    const { db, key, params, now, body: typed } = call;
    const { file, meeting } = await mustRun(call);
    const owners = await ownersNamed(db, params.id, typed.owner);
    if (owners.length === 0 || owners.length < new Set(typed.owner).size)
      throw refuse(
        'owner-unknown',
        'owner',
        'Отметьте собственников в списке: у кого есть подпись или кому ушло письмо.',
      );
    if (typed.postNumber && owners.length > 1)
      throw refuse(
        'letter-many',
        'postNumber',
        'У каждого письма свой номер: отметьте одного или вставьте номера списком.',
      );
    const sentAt = momentSince(typed.sentAt, meeting.noticedAt, file.zone, now);
    const proofIds = await keepProofs(call);
    for (const { personId, organisationId } of owners) {
      await recordNotice(db, {
        id: idFrom(key, personId ?? organisationId ?? ''),
        caseId: params.id,
        ...(personId ? { personId } : { organisationId: organisationId ?? undefined }),
        way: typed.way,
        sentAt,
        ...(typed.way === 'signature' && { effectiveAt: sentAt }),
        postNumber: typed.postNumber && postNumberOf(typed.postNumber),
        proofIds,
        note: typed.note,
        recordedBy: signed(call).personId,
        recordedAt: now,
      });
    }
    return {
      data: { id: params.id, recorded: owners.length },
      see: `/meetings/${params.id}/notices`,
      say: `Уведомлений отмечено: ${owners.length}.`,
    };
  },
});

export const noticeRoutes = [show, record];
