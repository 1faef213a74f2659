import { NBSP } from '../base/russian';

/** The last digits a person remembers of a number: fewer would find everybody. */
const TAIL_LEAST = 4;
const NATIONAL = 10;

const digitsOf = (typed: string): string => typed.replace(/\D/g, '');
const isNumber = (typed: string): boolean => /^[\s\d()+\u00a0-]+$/.test(typed);

/** Any usual spelling of a number as E.164: Russian ones with or without 8 or +7, foreign ones with their plus. */
export function phoneOf(typed: string): string | null {
  if (!isNumber(typed)) return null;
  const digits = digitsOf(typed);
  if (digits.length === NATIONAL) return `+7${digits}`;
  if (digits.length === NATIONAL + 1 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`;
  return typed.trim().startsWith('+') && /^\d{4,15}$/.test(digits) ? `+${digits}` : null;
}

/** «8 916 204-34-18»; numbers of other countries and short ones as they are. */
export function phoneText(phone: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  if (!parts) return phone;
  const [, code, first, second, third] = parts;
  return `8${NBSP}${code}${NBSP}${first}-${second}-${third}`;
}

/** The end of a number as typed, «204-34-18»; null: this is no number. */
export function phoneEnd(typed: string): string | null {
  if (!isNumber(typed)) return null;
  const digits = digitsOf(phoneOf(typed) ?? typed);
  return digits.length < TAIL_LEAST ? null : digits.slice(-NATIONAL);
}
