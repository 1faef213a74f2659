import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { readClock } from '../../store/clock/clock';
import {
  beginPass,
  calendarsExpected,
  casesExpected,
  disagreements,
  endPass,
  neverOrdered,
  noteChunk,
  stillOpen,
  type Disagreement,
  type Expected,
  type FoundDisagreement,
  type Pass,
} from '../../store/engine/reconciliation';
import { caseWorkflowId } from '../../workflows/case/contract';
import type { EngineLink } from './connect';
import { allRunning, reallyRunning, shownRunning, workflowStandings } from './visible';

const CHUNK = 200;
/** Workflows asked directly in one chunk; if more look wrong, the rest are asked on the next passes. */
const ASKED = 20;
/** A step in progress at the first look is done by the second. */
const SECOND_LOOK_MS = 500;

export interface ReconcileOptions {
  /** Compare even if it was done a moment ago or another worker is at it. */
  now?: boolean;
  /** Asks every running case, not only those that look wrong: for a person who can wait. */
  deep?: boolean;
  signal?: AbortSignal;
}

/** Names by kind, so that a person can look each one up by its case number. */
export type Findings = Readonly<Record<Disagreement, readonly string[]>>;

/**
 * Compares what Postgres expects with what the engine shows, in chunks with a few calls each, beside all other work. It
 * reports; it never repairs silently. Null: it is too early, or another worker is at it.
 */
export async function reconcile(db: Knex, link: EngineLink, options: ReconcileOptions = {}): Promise<Findings | null> {
  const pass = await beginPass(db, randomUUID(), options.now ?? false);
  if (!pass) return null;
  if (!(await compareCases(db, link, pass, options)) || !(await compareEngine(db, link, pass, options))) return null;
  await endPass(db, pass);
  return findings(db);
}

/** Waits for a quiet minute: while time is being moved nothing is in its expected state. */
export async function reconcileWhenQuiet(db: Knex, link: EngineLink, signal: AbortSignal): Promise<void> {
  if (!(await readClock(db)).doorsClosed) await reconcile(db, link, { signal });
}

export async function findings(db: Knex): Promise<Findings> {
  const found = await disagreements(db);
  const of = (kind: Disagreement): string[] => found.filter((one) => one.kind === kind).map(({ name }) => name);
  return {
    'case-without-workflow': of('case-without-workflow'),
    'workflow-without-case': of('workflow-without-case'),
    'phases-disagree': of('phases-disagree'),
    'stands-still': of('stands-still'),
  };
}

async function compareCases(db: Knex, link: EngineLink, pass: Pass, options: ReconcileOptions): Promise<boolean> {
  const calendars = await calendarsExpected(db);
  const found = await wrongOf(db, link, calendars, false);
  if (!(await noteChunk(db, pass, { cursor: null, compared: calendars.length, found }))) return false;
  for (let cursor = pass.cursor; !options.signal?.aborted;) {
    const chunk = await casesExpected(db, cursor, CHUNK);
    if (chunk.length === 0) return true;
    const cases = chunk.map((one): Expected => ({ ...one, workflowId: caseWorkflowId(one.area, one.caseId) }));
    cursor = chunk.at(-1)?.caseId ?? null;
    const wrong = await wrongOf(db, link, cases, options.deep ?? false);
    if (!(await noteChunk(db, pass, { cursor, compared: chunk.length, found: wrong }))) return false;
  }
  return false;
}

async function wrongOf(
  db: Knex,
  link: EngineLink,
  expected: readonly Expected[],
  deep: boolean,
): Promise<FoundDisagreement[]> {
  const shown = await shownRunning(
    link,
    expected.map(({ workflowId }) => workflowId),
  );
  const running = expected.filter(({ workflowId }) => shown.has(workflowId));
  const hidden = expected.filter(({ workflowId }) => !shown.has(workflowId));
  const asked = deep ? running : running.filter(({ doubtful, overdue }) => doubtful || overdue).slice(0, ASKED);
  return [
    ...(await notRunning(db, link, hidden)),
    ...(await inOtherPhase(db, link, asked)),
    ...expected.filter(({ overdue }) => overdue).map(as('stands-still')),
  ];
}

const as =
  (kind: Disagreement) =>
  ({ workflowId, name }: { workflowId: string; name: string }): FoundDisagreement => ({ kind, workflowId, name });

/** Expected cases that do not run in the engine and are still open in Postgres afterwards. */
async function notRunning(db: Knex, link: EngineLink, hidden: readonly Expected[]): Promise<FoundDisagreement[]> {
  if (hidden.length === 0) return [];
  const running = await reallyRunning(
    link,
    hidden.map(({ workflowId }) => workflowId),
  );
  const gone = hidden.filter(({ workflowId }) => !running.has(workflowId));
  const open = await stillOpen(db, idsOf(gone));
  const calendars = new Set((await calendarsExpected(db)).map(({ workflowId }) => workflowId));
  const stands = ({ caseId, workflowId }: Expected): boolean =>
    caseId === null ? calendars.has(workflowId) : open.has(caseId);
  return gone.filter(stands).map(as('case-without-workflow'));
}

const idsOf = (expected: readonly Expected[]): string[] => expected.flatMap(({ caseId }) => caseId ?? []);

/** Cases that report another phase than Postgres, twice. A busy case does not answer and is asked on another pass. */
async function inOtherPhase(db: Knex, link: EngineLink, asked: readonly Expected[]): Promise<FoundDisagreement[]> {
  let suspects = asked.filter(({ caseId }) => caseId !== null);
  for (let look = 0; look < 2 && suspects.length > 0; look += 1) {
    if (look > 0) await wait(SECOND_LOOK_MS);
    const said = await workflowStandings(
      link,
      suspects.map(({ workflowId }) => workflowId),
    );
    const phases = await stillOpen(db, idsOf(suspects));
    suspects = suspects.filter(({ caseId }, index) => {
      const [phase, standing] = [phases.get(caseId ?? ''), said[index]];
      return phase !== undefined && standing && standing.phase !== phase;
    });
  }
  return suspects.map(as('phases-disagree'));
}

/** The other direction: what runs in the engine although nobody ordered it. */
async function compareEngine(db: Knex, link: EngineLink, pass: Pass, { signal }: ReconcileOptions): Promise<boolean> {
  for await (const ids of allRunning(link)) {
    if (signal?.aborted) return false;
    const strange = await neverOrdered(db, ids);
    const running = [...(await reallyRunning(link, strange))];
    const found = (await neverOrdered(db, running)).map((id) =>
      as('workflow-without-case')({ workflowId: id, name: id }),
    );
    if (!(await noteChunk(db, pass, { cursor: null, compared: 0, found }))) return false;
  }
  return true;
}
