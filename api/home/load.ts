import { z } from 'zod';
import { awaitingWatch, casesOfPerson, countCases, dutiesOf, lastEvents } from '../../store/case/overview';
import { countMessages } from '../../store/letters/messages';
import { personById } from '../../store/registry/people';
import { troubleCount } from '../../store/watch/findings';
import { runsInstallation, type Actor } from '../security/actor';
import { lineShape, plainLine, SOON_MS, type LineOfCases } from '../case/line';
import { officesOf, readerOf, watchedRegions } from '../security/reader';
import { innerKinds, sentencesOf, tasksIn, watchedPhases } from '../areas';
import type { ReaderPart } from '../case/sentences';
import type { Call } from '../http/route';

const DUTIES = 10;
const OWN = 8;
const EVENTS = 8;
const LATELY_MS = 30 * 86_400_000;

const counts = z.object({ open: z.number(), overdue: z.number(), soon: z.number(), closed: z.number() });

export const homeShape = z.object({
  /** guest: nobody is signed in; delegate: somebody acts for another and sees none of their cases here. */
  who: z.enum(['guest', 'delegate', 'person']),
  name: z.string().nullable(),
  office: z.boolean(),
  watches: z.boolean(),
  duties: z.array(lineShape.extend({ wanted: z.string().nullable() })),
  own: z.array(lineShape),
  /** What areas have waiting for whoever watches over a region. */
  tasks: z.array(z.object({ title: z.string(), href: z.string(), count: z.number() })),
  unread: z.number(),
  /** How many kinds of trouble stand; null for whoever does not run the installation. */
  trouble: z.number().nullable(),
  counts: counts.nullable(),
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

export const nobody: Home = {
  who: 'guest',
  name: null,
  office: false,
  watches: false,
  duties: [],
  own: [],
  tasks: [],
  unread: 0,
  trouble: null,
  counts: null,
  events: [],
};

/** The ministry looks on too, but it is the inspectorate that must act. */
const inspectedRegions = ({ posts }: Actor): string[] =>
  posts.flatMap(({ role, region }) => (role === 'inspector' && region ? [region] : []));

/** What waits for this person: duties of their posts, and what their own cases want from them. */
async function dutiesFor({ db }: Pick<Call, 'db'>, actor: Actor, own: readonly LineOfCases[]): Promise<Home['duties']> {
  const reader = readerOf(actor);
  const rows = await dutiesOf(db, reader, DUTIES);
  const inspecting = { ...reader, regions: inspectedRegions(actor) };
  const watched = await awaitingWatch(db, inspecting, watchedPhases, DUTIES);
  const asked = (part: ReaderPart) => (line: LineOfCases) => ({
    ...line,
    wanted: sentencesOf(line.area).next(line.phase, part),
  });
  const mine = own.filter(({ closedAt }) => !closedAt).map(asked('party'));
  const posts = rows.map(plainLine).map(asked('staff'));
  return [...posts, ...watched.map(plainLine).map(asked('watch')), ...mine.filter(({ wanted }) => wanted !== null)];
}

export async function loadHome(call: Pick<Call, 'db' | 'actor' | 'now'>): Promise<Home> {
  const { db, actor, now } = call;
  if (!actor) return nobody;
  if (actor.delegationId) return { ...nobody, who: 'delegate' };
  const reader = readerOf(actor);
  const office = officesOf(actor).length > 0;
  const [person, ownRows, messages, standing, events] = await Promise.all([
    actor.self && personById(db, actor.self),
    casesOfPerson(db, reader, OWN),
    actor.self ? countMessages(db, actor.self) : { unread: 0 },
    office
      ? countCases(
          db,
          { organisations: reader.organisations, regions: reader.regions },
          { now, soonBy: new Date(now.getTime() + SOON_MS), since: new Date(now.getTime() - LATELY_MS) },
        )
      : null,
    lastEvents(db, reader, innerKinds, EVENTS),
  ]);
  const own = ownRows.map(plainLine);
  return {
    who: 'person',
    name: (person && [person.givenName, person.patronymic].filter(Boolean).join(' ')) || null,
    office,
    watches: watchedRegions(actor).length > 0,
    unread: messages.unread,
    trouble: runsInstallation(actor) ? await troubleCount(db) : null,
    counts: standing,
    own,
    tasks: await tasksIn(db, inspectedRegions(actor)),
    duties: await dutiesFor(call, actor, own),
    events: events.map(({ kind, at, ...event }) => {
      const { title, bad = false } = sentencesOf(event.area).event(kind, {});
      return { ...event, at: at.toISOString(), title, bad };
    }),
  };
}
