import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { premisesWords } from '../../../law/registry/names';
import { holdersOf, type HouseOwner } from '../../../store/meeting/people';
import { holderNames } from '../../../store/meeting/vote/decisions';

/** A person who can be named in a form: one line of text is shown, chosen and typed. */
export interface Named {
  value: string;
  title: string;
  /** May be named now: a present owner, or the person who fills in the form. */
  fits: boolean;
}

const titleOf = ({ name, numbers }: HouseOwner): string => [name, ...numbers.map(premisesWords)].join(', ');

/** Owners of the house and everybody already named: an owner who has sold stays readable until replaced. */
export async function namedOf(
  db: Knex,
  { buildingId, day, self, chosen }: { buildingId: string; day: Day; self: string; chosen: readonly string[] },
): Promise<Named[]> {
  const owners = await holdersOf(db, buildingId, day);
  const known = new Set(owners.map(({ id }) => id));
  const strangers = await holderNames(
    db,
    [self, ...chosen].filter((id) => !known.has(id)),
  );
  return [
    ...owners.map((owner) => ({ value: owner.id, title: titleOf(owner), fits: true })),
    ...[...strangers].map(([value, title]) => ({ value, title, fits: value === self })),
  ];
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s,]+/g, ' ')
    .trim();

/** Whom the typed words may mean: the whole line, the whole name, a flat, or the beginnings of words of a line. */
export function peopleMatching(typed: string, people: readonly Named[]): Named[] {
  const words = plain(typed);
  const lines = people.map((one) => ({ one, line: plain(one.title), name: plain(one.title.split(',')[0] ?? '') }));
  const exact = lines.filter(({ one, line }) => line === words || one.value === typed);
  if (exact.length > 0) return exact.map(({ one }) => one);
  const named = lines.filter(({ name }) => name === words);
  if (named.length > 0) return named.map(({ one }) => one);
  const flat = words.replace(/^(кв|пом|квартира|помещение)\.? ?/, '');
  if (/\d/.test(flat)) return lines.filter(({ line }) => `${line} `.includes(`. ${flat} `)).map(({ one }) => one);
  const parts = words.split(' ');
  return lines
    .filter(({ name }) => parts.every((part) => name.split(' ').some((word) => word.startsWith(part))))
    .map(({ one }) => one);
}
