import { z } from 'zod';
import {
  assignedTo,
  awaitingParty,
  awaitingWatch,
  casesOfPerson,
  dutiesOf,
  lastEvents,
  type CaseLine,
  type Few,
} from '../../store/case/overview';
import { countMessages } from '../../store/letters/messages';
import { personById } from '../../store/registry/people';
import { troubleCount } from '../../store/watch/findings';
import { runsInstallation, type Actor } from '../security/actor';
import { lineShape, plainLine } from '../case/line';
import { inspectedRegions, officesOf, readerOf } from '../security/reader';
import { beginningsFor, cardsFor, innerKinds, partyPhases, sentencesOf, tilesFor, watchedPhases } from '../areas';
import type { ReaderPart } from '../case/sentences';
import type { Call } from '../http/route';

const FEW = 8;
const OWN = 8;
const EVENTS = 8;

const wantedLine = lineShape.extend({ wanted: z.string().nullable() });
/** The first few of what waits, and how many wait in all. */
const waiting = z.object({ lines: z.array(wantedLine), count: z.number() });
const link = z.object({ href: z.string(), title: z.string() });
const tile = link.extend({ count: z.number(), hot: z.boolean().optional() });
const card = z.object({
  urgency: z.enum(['now', 'ahead', 'done']),
  at: z.string().nullable(),
  title: z.string(),
  say: z.string(),
  status: z.object({ kind: z.enum(['ok', 'soon', 'late', 'wait', 'plain']), word: z.string() }),
  due: z.string().optional(),
  act: link.extend({ note: z.string().optional() }).optional(),
  links: z.array(link),
});

export const homeShape = z.object({
  /** guest: nobody is signed in; delegate: somebody acts for another and sees none of their cases here. */
  who: z.enum(['guest', 'delegate', 'person']),
  name: z.string().nullable(),
  office: z.boolean(),
  /** What areas have for this person, the most urgent first. */
  cards: z.array(card),
  /** Given to this very person, and what their own cases want from them. */
  mine: waiting,
  /** What their offices owe and gave to others or to nobody. */
  offices: waiting,
  /** What waits for the inspectorate. */
  watch: waiting,
  own: z.array(lineShape),
  /** Each counter leads to exactly the list it counts. */
  tiles: z.array(z.object({ title: z.string(), tiles: z.array(tile) })),
  begins: z.array(link.extend({ icon: z.string() })),
  unread: z.number(),
  /** How many kinds of trouble stand; null for whoever does not run the installation. */
  trouble: z.number().nullable(),
  events: z.array(
    z.object({
      caseId: z.string(),
      area: z.string(),
      number: z.string(),
      zone: z.string(),
      at: z.string(),
      title: z.string(),
      bad: z.boolean(),
      bySystem: z.boolean(),
    }),
  ),
});
export type Home = z.infer<typeof homeShape>;
type Waiting = z.infer<typeof waiting>;

const nothing: Waiting = { lines: [], count: 0 };
const nobody: Home = {
  who: 'guest',
  name: null,
  office: false,
  cards: [],
  mine: nothing,
  offices: nothing,
  watch: nothing,
  own: [],
  tiles: [],
  begins: [],
  unread: 0,
  trouble: null,
  events: [],
};

const none: Few<CaseLine> = { lines: [], count: 0 };

const waitingAs = ({ lines, count }: Few<CaseLine>, part: ReaderPart): Waiting => ({
  lines: lines.map((line) => ({ ...plainLine(line), wanted: sentencesOf(line.area).next(line.phase, part) })),
  count,
});

/** What waits for this person and for their posts: of a post nobody is asked who has none. */
async function dutiesFor({ db }: Pick<Call, 'db'>, actor: Actor): Promise<Pick<Home, 'mine' | 'offices' | 'watch'>> {
  const reader = readerOf(actor);
  const regions = inspectedRegions(actor);
  const [given, wanted, offices, watch] = await Promise.all([
    actor.posts.length > 0 ? assignedTo(db, reader, FEW) : none,
    awaitingParty(db, reader, partyPhases, FEW),
    officesOf(actor).length > 0 ? dutiesOf(db, reader, FEW) : none,
    regions.length > 0 ? awaitingWatch(db, { ...reader, regions }, watchedPhases, FEW) : none,
  ]);
  return {
    mine: together(waitingAs(given, 'staff'), waitingAs(wanted, 'party')),
    offices: waitingAs(offices, 'staff'),
    watch: waitingAs(watch, 'watch'),
  };
}

/** What was given to the person comes before what their own cases want. */
const together = (given: Waiting, wanted: Waiting): Waiting => ({
  lines: [...given.lines, ...wanted.lines],
  count: given.count + wanted.count,
});

async function eventsFor({ db }: Pick<Call, 'db'>, actor: Actor): Promise<Home['events']> {
  const events = await lastEvents(db, readerOf(actor), innerKinds, EVENTS);
  return events.map(({ kind, at, ...event }) => {
    const { title, bad = false } = sentencesOf(event.area).event(kind, {});
    return { ...event, at: at.toISOString(), title, bad };
  });
}

export async function loadHome(call: Pick<Call, 'db' | 'actor' | 'now' | 'opens'>): Promise<Home> {
  const { db, actor, now } = call;
  if (!actor) return nobody;
  if (actor.delegationId) return { ...nobody, who: 'delegate' };
  const homeCall = { db, actor, now };
  const [person, ownRows, messages, cards, tiles, duties, events, trouble] = await Promise.all([
    actor.self && personById(db, actor.self),
    casesOfPerson(db, readerOf(actor), OWN),
    actor.self ? countMessages(db, actor.self) : { unread: 0 },
    cardsFor(homeCall),
    tilesFor(homeCall),
    dutiesFor(call, actor),
    eventsFor(call, actor),
    runsInstallation(actor) ? troubleCount(db) : null,
  ]);
  return {
    who: 'person',
    name: (person && [person.givenName, person.patronymic].filter(Boolean).join(' ')) || null,
    office: officesOf(actor).length > 0,
    cards,
    ...duties,
    own: ownRows.map(plainLine),
    tiles,
    begins: beginningsFor(actor).filter(({ href }) => call.opens(href)),
    unread: messages.unread,
    trouble,
    events,
  };
}
