import { orderCalendars } from '../../activities/calendar';
import { dayWords } from '../../law/base/russian';
import { HOUR_MS } from '../../law/base/zone';
import { beginPast, endPast, notePast } from '../../store/clock/past';
import type { Diary, LivingRegion } from './living';
import { seedMonths } from './months';
import { BORN_AT, monthsBegin, PAST_DAY, seedPast } from './past';

type Tell = (sentence: string) => void;

/** A region whose clock stands further back than this has not been lived through. */
const LIVED_MS = HOUR_MS;
const TOLD_EVERY_MS = 5_000;
/** How much of the work lies in 2019, and how much of that of the last months in their bare days: these fill up as cases open. */
const SHARE_OF_2019 = 0.1;
const SHARE_OF_DAYS = 0.45;

/** Which part of the work is done when the region has been lived through up to an instant. */
export function shareLived(doneTo: Date, until: Date): number {
  const part = (from: Date, to: Date): number =>
    Math.min(1, Math.max(0, (doneTo.getTime() - from.getTime()) / (to.getTime() - from.getTime())));
  const months = part(monthsBegin(until), until);
  const lived = SHARE_OF_DAYS * months + (1 - SHARE_OF_DAYS) * months ** 3;
  return SHARE_OF_2019 * part(BORN_AT, PAST_DAY) + (1 - SHARE_OF_2019) * lived;
}

/**
 * Makes an empty training region a living one, or goes on where that was interrupted: what was begun ends at the instant
 * it was begun with. Null: there is nothing to live through.
 */
export async function pastOf(region: LivingRegion, now: Date): Promise<((tell: Tell) => Promise<void>) | null> {
  const begun = await beginPast(region.db, now, LIVED_MS);
  if (!begun) return null;
  const { untilAt: until, doneTo } = begun;
  return async (tell) => {
    const diary: Diary = { doneTo, note: noting(region, until, tell) };
    if (await seedPast(region, until, diary)) tell('Регион прожил 2019 год: его собрания в архиве.');
    await orderCalendars(region.db);
    await seedMonths(region, until, diary);
    // It has taken its time, or was interrupted for days: the region stands at today in the end.
    const today = new Date();
    if (today > (await region.now())) await region.travelTo(today);
    await endPast(region.db);
    tell('Регион прожил последние месяцы: в нём есть дела.');
  };
}

/** Every few seconds it is also said what day it is there. */
function noting(region: LivingRegion, until: Date, tell: Tell): Diary['note'] {
  let told = performance.now();
  return async (doneTo) => {
    await notePast(region.db, { doneTo, share: shareLived(doneTo, until) });
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    tell(`Регион проживает своё прошлое: там уже ${dayWords(doneTo.toISOString().slice(0, 10))}`);
  };
}
