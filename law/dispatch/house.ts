/** What a dispatcher writes down about a house for whoever goes there. */
export const noteKindNames = {
  access: 'как попасть',
  danger: 'опасно',
  vulnerable: 'нужна помощь',
  key: 'ключи',
  pet: 'животные',
  other: 'другое',
} as const;
export type NoteKind = keyof typeof noteKindNames;
export const noteKinds = Object.keys(noteKindNames) as [NoteKind, ...NoteKind[]];

/** Whom a dispatcher rings about a house. */
export const contactKindNames = {
  gas: 'газовая служба',
  lift: 'лифты',
  supplier: 'ресурсоснабжающая организация',
  intercom: 'домофон',
  security: 'охрана и консьерж',
  other: 'другое',
} as const;
export type ContactKind = keyof typeof contactKindNames;
export const contactKinds = Object.keys(contactKindNames) as [ContactKind, ...ContactKind[]];
