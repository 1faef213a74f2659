import { writeSheetLetters } from '../../store/meeting/follow/mailing';
import type { DailyWork } from '../calendar';

/** Part of a region's morning: managers who asked for it are told where to find the sheets of their votings. */
export const tellSheets: DailyWork = async (db, region, at) => ({
  letters: await db.transaction((trx) => writeSheetLetters(trx, region, at)),
});
