/** Numbers with a check digit: a typing mistake is caught at once. */

const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_11 = [7, ...INN_10];
const INN_12 = [3, ...INN_11];
/** Numbers up to this one were issued before check digits existed (ПП ПФР 192п). */
const SNILS_WITHOUT_CHECK = 1_001_998;

function weigh(digits: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
}

const innCheck = (digits: string, weights: readonly number[]): string => String((weigh(digits, weights) % 11) % 10);

/** For the first nine digits: weights nine to one, modulo 101; 100 is written as 00. */
function snilsCheck(nine: string): string {
  const rest = weigh(nine, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
  return String(rest === 100 ? 0 : rest).padStart(2, '0');
}

function ogrnCheck(body: string): string {
  return String(Number(BigInt(body) % BigInt(body.length - 1)) % 10);
}

/** Nine digits → eleven. */
export const completeSnils = (nine: string): string => nine + snilsCheck(nine);
/** Nine digits → the ten of an organisation. */
export const completeInn = (nine: string): string => nine + innCheck(nine, INN_10);
/** Twelve digits → thirteen. */
export const completeOgrn = (twelve: string): string => twelve + ogrnCheck(twelve);

/** Exactly eleven digits, no separators. */
export function isSnils(text: string): boolean {
  if (!/^\d{11}$/.test(text) || /^0+$/.test(text)) return false;
  const nine = text.slice(0, 9);
  return Number(nine) <= SNILS_WITHOUT_CHECK || snilsCheck(nine) === text.slice(9);
}

/** Ten digits of an organisation or twelve of a person. */
export function isInn(text: string): boolean {
  if (/^0+$/.test(text)) return false;
  if (/^\d{10}$/.test(text)) return text === completeInn(text.slice(0, 9));
  if (!/^\d{12}$/.test(text)) return false;
  return text[10] === innCheck(text, INN_11) && text[11] === innCheck(text, INN_12);
}

/** ОГРН (thirteen digits, modulo 11) or ОГРНИП (fifteen, modulo 13). */
export function isOgrn(text: string): boolean {
  if (!/^(\d{13}|\d{15})$/.test(text) || /^0+$/.test(text)) return false;
  return ogrnCheck(text.slice(0, -1)) === text.slice(-1);
}

/** The шахматка of ГИС ЖКХ shows dates in this column when its columns have shifted; the format reveals it. */
export const isCadastral = (text: string): boolean => /^\d{2}:\d{2}:\d{6,7}:\d{1,8}$/.test(text);

export const isFias = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text) && !/^[0-]+$/.test(text);

/** «112-233-445 95» → eleven digits. */
export const snilsDigits = (text: string): string => text.replace(/[\s\u00a0-]/g, '');

/** Eleven digits → «112-233-445 95», with non-breaking characters. */
export function snilsText(snils: string): string {
  return snils.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1\u2011$2\u2011$3\u00a0$4');
}
