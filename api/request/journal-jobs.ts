import { readJournal, type JournalLine, type JournalProblem } from '../../law/request/journal';
import { bufferOf } from '../heavy/unpack';
import { readTable } from '../registry/table-file';

/** What requests compute outside the main thread. */
export const requestJobs = {
  journal: async ({ bytes }: { bytes: Uint8Array }): Promise<{ lines: JournalLine[]; problems: JournalProblem[] }> =>
    readJournal(await readTable(bufferOf(bytes))),
};
