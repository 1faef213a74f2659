import { NBSP } from '../base/russian';

interface Named {
  familyName: string;
  givenName: string;
  patronymic: string | null;
}

/** «Соколова Анна Петровна» */
export function fullName({ familyName, givenName, patronymic }: Named): string {
  return [familyName, givenName, patronymic].filter(Boolean).join(' ');
}

/** «Соколова А. П.»: enough for a list, less than a full name. The parts stay on one line. */
export function shortName({ familyName, givenName, patronymic }: Named): string {
  return [familyName, ...[givenName, patronymic].filter(Boolean).map((part) => `${(part ?? '').slice(0, 1)}.`)].join(
    '\u00a0',
  );
}

/** Premises that are not a flat have a letter before the number. */
export const isFlat = (number: string): boolean => /^\d/.test(number);
/** «кв. 41», «пом. Н1» */
export const premisesWords = (number: string): string => `${isFlat(number) ? 'кв.' : 'пом.'}${NBSP}${number}`;
