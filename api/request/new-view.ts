import { z } from 'zod';
import { localOf } from '../../law/base/zone';
import {
  faultGroupNames,
  faultKind,
  faultKinds,
  isPressing,
  isUrgent,
  recogniseFaults,
} from '../../law/dispatch/kinds';
import { phoneText } from '../../law/dispatch/phone';
import { alikeSince, isAlike } from '../../law/request/alike';
import { managerPhone, openInHouse } from '../../store/request/intake';
import { signed } from '../account/signed';
import { FILES_HINT } from '../case/attach';
import type { Call } from '../http/route';
import { homesOfActor, placeWords, todayOf } from '../registry/homes';
import { openShape } from './intake-load';
import { alikeWords } from './intake-view';
import { limitOf, phonesFor, termsIf, type Phone } from './told-words';

const home = z.object({
  value: z.string(),
  title: z.string(),
  building: z.string(),
  zone: z.string(),
  manager: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
});
const known = openShape.omit({ premises: true, people: true }).extend({ mine: z.boolean(), zone: z.string() });

/** The homes of the resident, whom they call, and what the house knows of already. */
export const newShape = z.object({ homes: z.array(home), known: z.array(known) });
type New = z.infer<typeof newShape>;

export async function loadNew({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>): Promise<New> {
  const me = signed({ actor });
  const mine = await homesOfActor(db, me, now);
  const homes: New['homes'] = [];
  const knows: New['known'] = [];
  for (const one of mine)
    homes.push({
      value: one.premisesId,
      title: placeWords(one),
      building: one.buildingId,
      zone: one.zone,
      manager: await managerPhone(db, one.buildingId, todayOf(now)),
    });
  for (const { building, zone } of new Map(homes.map((one) => [one.building, one])).values()) {
    const open = await openInHouse(db, { buildingId: building, since: alikeSince(now, localOf(now, zone).day) });
    // Of what is inside a flat neighbours learn nothing, and of a common trouble not who asked.
    for (const { id, number, kind, entrance, at, people, common } of open)
      if (common)
        knows.push({
          ...{ id, number, kind, entrance, zone },
          at: at.toISOString(),
          mine: me.self !== null && people.includes(me.self),
        });
  }
  return { homes, known: knows };
}

const OFFERED = 4;

/** Without words, the page that asks for them; with words, what to do now, what is known, and the rest of the form. */
export function newView({ homes, known: open }: New, words: string | undefined, now: Date) {
  const found = words ? recogniseFaults(words) : [];
  const [likely] = found;
  const urgent = words !== undefined && (isUrgent(words) || (likely !== undefined && isPressing(likely)));
  const zone = homes[0]?.zone ?? 'Europe/Moscow';
  return {
    homes: homes.length > 0,
    places: homes.length > 1 ? homes : undefined,
    place: homes[0],
    hint: FILES_HINT,
    words: words?.trim(),
    asking: words === undefined,
    urgent,
    phones: phonesOf(homes, words === undefined ? ALWAYS : likely ? phonesFor(likely) : []),
    advice: urgent ? likely?.advice : undefined,
    guess: likely?.title,
    kinds:
      found.length > 0
        ? [
            ...found
              .slice(0, OFFERED)
              .map((kind) => ({
                value: kind.code,
                title: kind.title,
                hint: limitOf(termsIf({ kind: kind.code, zone, now })),
              })),
            { value: '', title: 'Не то: решит диспетчер' },
          ]
        : undefined,
    all: found.length === 0 ? allKinds : undefined,
    known: knownView(
      open,
      found.slice(0, OFFERED).map(({ code }) => code),
    ),
  };
}

/** Before anything is said: the worst that may have happened. */
const ALWAYS = phonesFor(faultKind('G01'));

const allKinds = faultKinds.map(({ code, title, group }) => ({
  value: code,
  title: `${title} (${faultGroupNames[group]})`,
}));

/** The desk of each manager, then those who must be called of such a trouble. */
function phonesOf(homes: New['homes'], others: readonly Phone[]): (Phone & { text?: string })[] {
  const desks = homes.flatMap(({ manager }) =>
    manager?.phone ? [{ number: manager.phone, text: phoneText(manager.phone), title: manager.name }] : [],
  );
  const once = [...new Map(desks.map((one) => [one.number, one])).values()];
  return [...others, ...once];
}

/** What neighbours told of already, if it is what these words are about. */
function knownView(open: New['known'], kinds: readonly string[]) {
  const found = open.filter((one) => kinds.some((kind) => isAlike(one, { kind, entrance: null })));
  if (found.length === 0) return undefined;
  return found.map((one) => ({
    id: one.id,
    href: `/requests/${one.id}`,
    number: one.number,
    title: faultKind(one.kind).title,
    say: alikeWords({ ...one, premises: null, people: [] }, one.zone),
    mine: one.mine,
  }));
}
