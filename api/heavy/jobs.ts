import type { Day } from '../../law/base/day';
import { readRegister, warningsOf, type Register } from '../../law/registry/register';
import type { MeetingResult } from '../../law/meeting/inspection/check';
import { chessSheet, type SheetFacts } from '../meeting/follow/chess-sheet';
import { judged, type TypedMeeting } from '../meeting/check/typed';
import { cut, type Cut } from '../registry/problems';
import { readTable } from '../registry/table-file';
import { xlsxOf, type Sheet } from '../http/sheet';
import { isSound } from './unpack';

/** Bytes cross between threads as what they are; their own kind is lost on the way. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

export interface Reading {
  premises: Register['premises'];
  rows: number;
  problems: Cut;
  warnings: Cut;
}

/** All that is reckoned off the main thread, by name. */
export const jobs = {
  meeting: ({ typed, file }: { typed: TypedMeeting; file: Uint8Array | null }): MeetingResult =>
    judged(typed, file && bufferOf(file)),

  register: async ({ bytes, today }: { bytes: Uint8Array; today: Day }): Promise<Reading> => {
    const register = readRegister(await readTable(bufferOf(bytes)), today);
    const { premises, rows, problems } = register;
    return { premises, rows, problems: cut(problems), warnings: cut(warningsOf(register)) };
  },

  papers: ({ papers }: { papers: readonly Uint8Array[] }): boolean => papers.every((one) => isSound(bufferOf(one))),

  sheet: (sheet: Sheet): Promise<Buffer> => xlsxOf(sheet),

  chess: ({ data, day }: { data: SheetFacts; day: string }): Promise<Buffer> => chessSheet(data, day),
};
export type HeavyJobs = typeof jobs;
