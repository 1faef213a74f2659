import { bufferOf, isSound } from './heavy/unpack';
import { xlsxOf, type Sheet } from './http/sheet';
import { meetingJobs } from './meeting/jobs';
import { registryJobs } from './registry/jobs';
import { requestJobs } from './request/journal-jobs';

/** Everything that is computed outside the main thread, by name. */
export const jobs = {
  papers: ({ papers }: { papers: readonly Uint8Array[] }): boolean => papers.every((one) => isSound(bufferOf(one))),
  sheet: (sheet: Sheet): Promise<Buffer> => xlsxOf(sheet),
  ...registryJobs,
  ...meetingJobs,
  ...requestJobs,
};
export type HeavyJobs = typeof jobs;
