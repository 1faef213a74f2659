import { z } from 'zod';
import { documentTypes } from '../../http/files/type';
import { Refusal } from '../../../law/base/refusal';
import { documentById } from '../../../store/case/documents';
import { signed } from '../../account/signed';
import { uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { isShown, keepScan, SCAN_ACCEPT, scansOf } from '../paper/scan';
import { counters, mustCount } from '../access';
import { FILE_MOST_WORDS } from '../../http/limits';
import { meetingSubject, type MeetingParams } from '../vote/access';

const PROOF = 'notice-proof';
/** A photo for every entrance, and the act. */
const MOST = 10;

export const proofFiles = { scan: MOST } as const;
export const PROOF_HINT = `До ${MOST} файлов, каждый до ${FILE_MOST_WORDS}: PNG, JPEG, WebP, HEIC, PDF.`;
export const PROOF_ACCEPT = SCAN_ACCEPT;

/** Stores proofs of a notice (N-13) under ids made from the form's key: a form sent twice stores them once. */
export async function keepProofs(call: Call<{ id: string }>): Promise<string[]> {
  const { db, key, params, now: at, files } = call;
  const actorId = signed(call).personId;
  const ids: string[] = [];
  for (const [place, scan] of scansOf(files).entries())
    ids.push(await keepScan(db, scan, { caseId: params.id, key, kind: PROOF, actorId, at }, place));
  return ids;
}

export function mustBring(files: readonly unknown[], field: string): void {
  if (files.length > 0) return;
  const say = 'Приложите скан или фото.';
  throw new Refusal('proof-missing', say, 422, { [field]: say });
}

type ByProof = MeetingParams & { proof: string };

/** Signatures are private: only for those who call the meeting, manage the house or watch over it. */
const proof = route({
  id: 'meeting.notice-proof',
  method: 'get',
  path: '/meetings/:id/proofs/:proof',
  summary: 'Подтверждение уведомления',
  allowed: counters,
  subject: meetingSubject,
  params: z.object({ id: uuid(), proof: uuid() }),
  out: z.object({}),
  file: { types: documentTypes },
  handle: async (call: Call<ByProof>) => {
    await mustCount(call);
    const found = await documentById(call.db, call.params.proof);
    if (!found || found.caseId !== call.params.id || found.kind !== PROOF) throw notFound();
    const { name, type, bytes } = found;
    return { data: {}, file: { name, type, bytes, inline: isShown(type) } };
  },
});

export const proofRoutes = [proof];
