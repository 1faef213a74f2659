import { z } from 'zod';
import { ownersByPremises } from '../../../store/meeting/notice/ledger';
import { numbersKnown, recordNotice } from '../../../store/meeting/notice/notices';
import { idFrom } from '../../../store/sql/ids';
import { Refusal } from '../../../law/base/refusal';
import { signed } from '../../account/signed';
import { localTime, maybe, text } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { MEETINGS_LINK, mustRun, runners } from '../access';
import { ledgerShape, loadLedger, momentSince, type Ledger } from './ledger';
import { limitOf } from './ledger-view';
import { noticeTrail } from './notices';
import { postLines } from './post-lines';
import { keepProofs, PROOF_ACCEPT, PROOF_HINT, proofFiles } from './proofs';
import { meetingParams, meetingSubject, type MeetingParams } from '../vote/access';

const TITLE = 'Номера заказных писем';
const LINES_LONGEST = 60_000;
const out = ledgerShape.omit({ owners: true, first: true, after: true, asked: true });
const view = (data: Omit<Ledger, 'owners' | 'first' | 'after' | 'asked'>) => ({
  ...data,
  limit: limitOf(data),
  proofHint: PROOF_HINT,
  proofAccept: PROOF_ACCEPT,
});

const show = route({
  id: 'meeting.letters',
  method: 'get',
  path: '/meetings/:id/notices/letters',
  summary: TITLE,
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/notice/letters',
  view,
  handle: async (call: Call<MeetingParams>) => {
    await mustRun(call);
    const data = await loadLedger(call, {}, 1);
    return { data, frame: { title: TITLE, trail: noticeTrail(data, TITLE) } };
  },
});

const body = z.object({ lines: text({ max: LINES_LONGEST, lines: true }), sentAt: maybe(localTime()) });

/** All letters of one visit to the post office in one form: one line per letter, one date, one receipt. */
const record = route({
  id: 'meeting.letters-record',
  method: 'post',
  path: '/meetings/:id/notices/letters',
  summary: 'Записать номера заказных писем',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body,
  files: proofFiles,
  out: z.object({ id: z.string(), recorded: z.number() }),
  form: {
    page: 'meeting/notice/letters',
    frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
    data: async (call: Call<MeetingParams>) => view(await loadLedger({ ...call, db: call.services.db }, {}, 1)),
  },
  handle: async (call: Call<MeetingParams, unknown, z.infer<typeof body>>) => {
    const { db, key, params, now, body: typed } = call;
    const { file, meeting } = await mustRun(call);
    const letters = postLines(typed.lines, await ownersByPremises(db, params.id));
    await mustBeNew(call, letters);
    const sentAt = momentSince(typed.sentAt, meeting.noticedAt, file.zone, now);
    const proofIds = await keepProofs(call);
    for (const { owner, number } of letters) {
      const { personId, organisationId } = owner;
      await recordNotice(db, {
        id: idFrom(key, number),
        caseId: params.id,
        ...(personId ? { personId } : { organisationId: organisationId ?? undefined }),
        way: 'letter',
        sentAt,
        postNumber: number,
        proofIds,
        recordedBy: signed(call).personId,
        recordedAt: now,
      });
    }
    const see = `/meetings/${params.id}/notices`;
    return { data: { id: params.id, recorded: letters.length }, see, say: `Писем записано: ${letters.length}.` };
  },
});

/** One number belongs to one envelope: a repeated number is a typing error. */
async function mustBeNew(
  call: Pick<Call<MeetingParams>, 'db' | 'params'>,
  letters: readonly { number: string }[],
): Promise<void> {
  const numbers = letters.map(({ number }) => number);
  const known = await numbersKnown(call.db, call.params.id, numbers);
  if (known.length === 0) return;
  const say = `Эти номера уже записаны: ${known.slice(0, 5).join(', ')}. Уберите их из списка.`;
  throw new Refusal('post-lines', say, 422, { lines: say });
}

export const letterRoutes = [show, record];
