import { meetingLifecycle } from './lifecycle';

const { prefix } = meetingLifecycle;
const CENTURY = '20';
const PLACES = 6;
const WHOLE = new RegExp(`^${prefix}-${CENTURY}(\\d{2})-0*([1-9]\\d*)$`);
/** As it stands in a short address; a year of two digits keeps the numbers of all years apart. */
export const SHORT_NUMBER = /^(\d{2})-([1-9]\d{0,8})$/;

/** «26-131» of ОСС-2026-000131, short enough for a text message and a poster; null: a number of another making. */
export function shortNumber(number: string): string | null {
  const [, year, order] = WHOLE.exec(number) ?? [];
  return year && order ? `${year}-${order}` : null;
}

/** The whole number of a short one. */
export function wholeNumber(short: string): string | null {
  const [, year, order] = SHORT_NUMBER.exec(short) ?? [];
  return year && order ? `${prefix}-${CENTURY}${year}-${order.padStart(PLACES, '0')}` : null;
}

/** Where the invitations to a meeting lead: whoever comes is shown the ballot or the agenda, as they may. */
export function shortPath({ id, number }: { id: string; number: string }): string {
  const short = shortNumber(number);
  return short ? `/v/${short}` : `/meetings/${id}/enter`;
}
