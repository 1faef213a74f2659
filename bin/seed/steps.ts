import { orderCalendars } from '../../activities/calendar';
import { dayWords } from '../../law/base/russian';
import { HOUR_MS } from '../../law/base/zone';
import { beginPast, endPast, notePast } from '../../store/clock/past';
import type { Diary, LivingRegion } from './living';
import { seedMonths } from './months';
import { BORN_AT, monthsBegin, PAST_DAY, seedPast } from './past';

type Tell = (sentence: string) => void;

/** A region whose clock is further back than this still has a past to play through. */
const LIVED_MS = HOUR_MS;
const TOLD_EVERY_MS = 5_000;
/**
 * Estimated shares of the work: that of 2019, and that part of the last months' work that depends on days alone,
 * because cases appear only gradually.
 */
const SHARE_OF_2019 = 0.1;
const SHARE_OF_DAYS = 0.45;

/** The share of the work that is done when the region's clock has reached an instant. */
export function shareLived(doneTo: Date, until: Date): number {
  const part = (from: Date, to: Date): number =>
    Math.min(1, Math.max(0, (doneTo.getTime() - from.getTime()) / (to.getTime() - from.getTime())));
  const months = part(monthsBegin(until), until);
  const lived = SHARE_OF_DAYS * months + (1 - SHARE_OF_DAYS) * months ** 3;
  return SHARE_OF_2019 * part(BORN_AT, PAST_DAY) + (1 - SHARE_OF_2019) * lived;
}

/**
 * Plays the past of an empty training region through, or continues after an interruption: what was begun ends at its
 * original end. Null: there is nothing to play through.
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
    // It took its time, or was interrupted for days: in the end the region is moved to today.
    const today = new Date();
    if (today > (await region.now())) await region.travelTo(today);
    await endPast(region.db);
    tell('Регион прожил последние месяцы: в нём есть дела.');
  };
}

/** Also reports the region's day, every few seconds. */
function noting(region: LivingRegion, until: Date, tell: Tell): Diary['note'] {
  let told = performance.now();
  return async (doneTo) => {
    await notePast(region.db, { doneTo, share: shareLived(doneTo, until) });
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    tell(`Регион проживает своё прошлое: там уже ${dayWords(doneTo.toISOString().slice(0, 10))}`);
  };
}
