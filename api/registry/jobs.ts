import type { Day } from '../../law/base/day';
import { readRegister, warningsOf, type Register } from '../../law/registry/register';
import { bufferOf } from '../heavy/unpack';
import { cut, type Cut } from './problems';
import { readTable } from './table-file';

export interface Reading {
  premises: Register['premises'];
  rows: number;
  problems: Cut;
  warnings: Cut;
}

/** What the registry computes outside the main thread. */
export const registryJobs = {
  register: async ({ bytes, today }: { bytes: Uint8Array; today: Day }): Promise<Reading> => {
    const register = readRegister(await readTable(bufferOf(bytes)), today);
    const { premises, rows, problems } = register;
    return { premises, rows, problems: cut(problems), warnings: cut(warningsOf(register)) };
  },
};
