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

const DIGIT = /^\d/;
/** «кв. 41», «пом. Н1» */
export const premisesWords = (number: string): string => `${DIGIT.test(number) ? 'кв.' : 'пом.'}${NBSP}${number}`;
