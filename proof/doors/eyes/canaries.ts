import { paperName, paperText, type Case, type Part } from './cases';
import { maySeeName, maySeeWhole, shownOf, type Who } from './truth';
import type { World } from './world';

/** A string that occurs in one thing only, and what that thing is. */
export interface Canary {
  say: string;
  of: string;
}

const dotted = (day: string): string => day.split('-').reverse().join('.');
const dashed = (snils: string): string =>
  `${snils.slice(0, 3)}-${snils.slice(3, 6)}-${snils.slice(6, 9)} ${snils.slice(9)}`;

/** Everything this reader must never see, wherever it might appear. */
export function forbiddenTo(who: Who, world: World, cases: readonly Case[]): Canary[] {
  return [...cases.flatMap((one) => hiddenOfCase(who, one, world)), ...hiddenPeople(who, world, cases)];
}

function hiddenOfCase(who: Who, one: Case, world: World): Canary[] {
  const shown = shownOf(who, one, world);
  const say = (part: Part, ...words: string[]): Canary[] =>
    shown.has(part)
      ? []
      : words.map((word) => ({ say: word, of: `${part} of ${one.number} (${one.area} ${one.phase})` }));
  return [
    ...say('known', one.id, one.number),
    ...one.words.flatMap(({ part, say: word }) => say(part, word)),
    ...one.papers.flatMap((paper) => say(paper.part, paperName(one, paper), paperText(one, paper))),
  ];
}

/** People who take no part in any meeting or appeal themselves; documents of a meeting do show the others. */
const private_ = ['quiet', 'tenant', 'writer', 'gone'] as const;

function hiddenPeople(who: Who, world: World, cases: readonly Case[]): Canary[] {
  const whole = world.people
    .filter((person) => !maySeeWhole(who, person))
    .flatMap(({ part, name, birthDay, snils, phone }) =>
      [birthDay, dotted(birthDay), snils, dashed(snils), phone].map((say) => ({ say, of: `${part} ${name} whole` })),
    );
  const names = world.houses.flatMap((house) =>
    private_.flatMap((part) => {
      const person = house.people[part];
      if (part === 'gone' ? sawGone(who, house) : maySeeName(who, person, house, cases)) return [];
      // Those who answer an appeal and those who watch are told who wrote it.
      if (cases.some((one) => 'writer' in one && one.writer === person && shownOf(who, one, world).has('writer')))
        return [];
      return [{ say: person.name, of: `name of ${part} of house ${house.number}` }];
    }),
  );
  return [...whole, ...names];
}

/** Who held a flat before is shown to readers of the register only, not to the present holder. */
const sawGone = (who: Who, house: World['houses'][number]): boolean =>
  maySeeName({ ...who, self: null }, { ...house.people.gone, houses: [house], owns: false }, house, []) ||
  who.self === house.people.gone;
