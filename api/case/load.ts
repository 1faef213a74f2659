import type { Knex } from 'knex';
import { z } from 'zod';
import { lifecycles, stages } from '../../law/areas';
import { secondWords } from '../../law/base/russian';
import { stageOf } from '../../law/base/stages';
import { sees } from '../../store/areas';
import { brokenAt } from '../../store/case/chain';
import type { KernelFacts } from '../../store/case/kernel';
import { deadlinesOf } from '../../store/case/deadlines';
import { eventsOf, type CaseEvent } from '../../store/case/events';
import { actorsOf, caseHead, type ActorName, type CaseHead } from '../../store/case/overview';
import { localOf } from '../../law/base/zone';
import type { Actor } from '../security/actor';
import { signed } from '../account/signed';
import { watcherRoles } from '../../law/registry/posts';
import { readerOf } from '../security/reader';
import type { Call } from '../http/route';
import { notFound } from '../security/permission';
import { holds } from '../security/relations';
import { roleTitles } from '../security/titles';
import type { Role } from '../security/actor';
import { deadlineShape, keptAfterAll, shownDeadline, type ShownDeadline } from './deadlines';
import { lineShape } from './line';
import { caseInspectors } from './readers';
import { documentsShown, sentencesOf, worksOnCase } from '../areas';
import type { EventTold, ReaderPart, Sentences } from './sentences';

export const caseShape = lineShape.omit({ dueAt: true, dueTitle: true }).extend({
  lawDate: z.string(),
  /** The stage of the case, and the articles of law it follows. */
  stage: z.string().nullable(),
  parent: z.object({ id: z.string(), number: z.string() }).nullable(),
  part: z.enum(['party', 'staff', 'watch']),
  inspects: z.boolean(),
  next: z.string().nullable(),
  events: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      kind: z.string(),
      title: z.string(),
      say: z.string().optional(),
      bad: z.boolean().optional(),
      who: z.string(),
      by: z.enum(['person', 'system']),
    }),
  ),
  deadlines: z.array(deadlineShape),
  documents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      version: z.number(),
      size: z.number(),
      sha256: z.string(),
      at: z.string(),
    }),
  ),
  brokenAt: z.number().nullable(),
});
export type ShownCase = z.infer<typeof caseShape>;

type Asked = Pick<Call, 'db' | 'actor' | 'now' | 'subject'>;

/** The reader's part in the case: staff, inspector, or party; everybody else is told as little as a party. */
async function partOf(call: Asked, actor: Actor, id: string): Promise<{ part: ReaderPart; inspects: boolean }> {
  const { db, subject } = call;
  const inspects = caseInspectors.some(({ role, on }) => holds(actor, role, on, subject));
  if (await worksOnCase(db, actor, id)) return { part: 'staff', inspects };
  const watches = watcherRoles.some((role) => holds(actor, role, 'region', subject));
  return { part: watches ? 'watch' : 'party', inspects };
}

/** A citizen sees the names of staff, who answer for the house; of neighbours, only that they are neighbours. */
function whoOf(event: CaseEvent, known: ReadonlyMap<string, ActorName>, reader: Actor, part: ReaderPart): string {
  if (!event.actorId) return 'Домовой';
  if (event.actorId === reader.self) return 'вы';
  const actor = known.get(event.actorId);
  if (!actor) return 'участник дела';
  if (!actor.role) return part === 'party' ? 'житель' : actor.name;
  return [actor.name, roleTitles[actor.role as Role], actor.organisation].filter(Boolean).join(', ');
}

async function parts(call: Asked, id: string, now: Date, head: CaseHead) {
  const { db } = call;
  return Promise.all([
    eventsOf(db, id),
    deadlinesOf(db, id),
    documentsShown(db, signed(call), id, now),
    actorsOf(db, id, localOf(now, head.zone).day),
  ]);
}

/** The case this one was made from, for those who may open it. */
async function parentOf(db: Knex, actor: Actor, { parentId, parentNumber }: CaseHead): Promise<ShownCase['parent']> {
  const seen = parentId && parentNumber && (await sees(db, readerOf(actor), parentId));
  return seen ? { id: parentId, number: parentNumber } : null;
}

export async function loadCase(call: Asked, id: string): Promise<ShownCase> {
  const head = await caseHead(call.db, id);
  if (!head) throw notFound();
  const reader = signed(call);
  const { part, inspects } = await partOf(call, reader, id);
  const words = sentencesOf(head.area);
  const [events, deadlines, documents, known] = await parts(call, id, call.now, head);
  const outside = part === 'party' && !inspects;
  const open = outside ? events.filter(({ kind }) => !words.inner.includes(kind)) : events;
  const { area, number, phase, address, organisation, zone, lawDate } = head;
  const shown = deadlines.map((row) => shownDeadline(row, zone, call.now));
  return {
    id,
    area,
    number,
    phase,
    address,
    organisation,
    zone,
    lawDate,
    part,
    inspects,
    topic: words.topic(head.topic),
    stage: stageWords(area, phase),
    phaseTitle: lifecycles[area]?.phases[phase]?.title ?? phase,
    outcome: words.outcome(head.outcome),
    openedAt: head.openedAt.toISOString(),
    closedAt: head.closedAt?.toISOString() ?? null,
    parent: await parentOf(call.db, reader, head),
    next: head.closedAt ? null : words.next(phase, part),
    events: open.map((event) => ({
      seq: event.seq,
      at: event.at.toISOString(),
      kind: event.kind,
      ...toldOf(event, { words, zone, shown, outside }),
      who: whoOf(event, known, reader, part),
      by: event.actorId ? ('person' as const) : ('system' as const),
    })),
    deadlines: shown,
    documents: documents.map(({ id: doc, name, kind, version, size, sha256, at }) => ({
      id: doc,
      name,
      kind,
      version,
      size,
      sha256,
      at: at.toISOString(),
    })),
    brokenAt: brokenAt(events),
  };
}

function stageWords(area: string, phase: string): string | null {
  const stage = stageOf(stages[area] ?? {}, phase);
  return stage && `${stage.title} (${stage.law})`;
}

interface Telling {
  words: Sentences;
  zone: string;
  shown: readonly ShownDeadline[];
  /** Neither staff nor an inspector reads. */
  outside: boolean;
}

function toldOf(event: CaseEvent, { words, zone, shown, outside }: Telling): Omit<EventTold, 'aside'> {
  const { aside, ...told } = withInstants(words.event(event.kind, event.facts, { at: event.at, zone }), event, zone);
  const kept = keptAfterAll(event, shown, zone);
  const say = [told.say, outside ? null : aside, kept].filter(Boolean).join(' ');
  return { ...told, ...(say && { say }), ...(kept && { bad: false }) };
}

const NOTABLE_MS = 60_000;

/** An event is shown at the instant it was done; if it was recorded much later, both instants are shown. */
function withInstants<Words extends { say?: string }>(words: Words, { at, facts }: CaseEvent, zone: string): Words {
  const { written } = (facts['kernel'] ?? {}) as KernelFacts;
  if (!written || Date.parse(written) - at.getTime() < NOTABLE_MS) return words;
  const late = `Принято ${secondWords(at, zone)}, исполнено ${secondWords(new Date(written), zone)}.`;
  return { ...words, say: [words.say, late].filter(Boolean).join(' ') };
}
