import { z } from 'zod';
import { reachOf } from '../../store/request/jobs';
import { signed } from '../account/signed';
import type { Call } from '../http/route';
import { notFound } from '../security/permission';
import { jobLineShape, jobLines } from './job-line';
import { accessNotes } from './job-notes';
import { loadRequestOf } from './load';
import { requestShape } from './shape';

export const jobShape = z.object({
  /** Whose list it is: a telephone keeps it for nobody else. */
  person: z.string(),
  request: requestShape,
  reach: z.object({ phone: z.string().nullable(), town: z.string(), desk: z.string().nullable() }),
  notes: z.array(z.object({ title: z.string(), text: z.string() })),
  jobs: z.array(jobLineShape),
});
export type JobShape = z.infer<typeof jobShape>;

/** A job as its worker has it in hand; to everybody else it is no job. */
export async function loadJob(call: Pick<Call, 'services' | 'actor' | 'now' | 'params'>): Promise<JobShape> {
  const { services, now } = call;
  const request = await loadRequestOf(call);
  if (!request.parts.worker) throw notFound();
  const [reach, notes, jobs] = await Promise.all([
    reachOf(services.db, request.id),
    accessNotes(services.db, request, now),
    jobLines(services.db, signed(call), now),
  ]);
  if (!reach) throw new Error(`Request ${request.id} has no house`);
  return { person: signed(call).personId, request, reach, notes, jobs };
}
