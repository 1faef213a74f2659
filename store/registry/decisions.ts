import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Conflict, type ConflictKind, conflictTexts, isFinalWay, waysOf } from '../../law/registry/conflicts';
import { Refusal } from '../../law/base/refusal';
import { instantDigits } from '../../law/base/russian';
import { query, queryOne } from '../sql/query';

export interface ConflictDecision {
  decision: string;
  reason: string;
  decidedBy: string;
  decidedAt: Date;
}

/** A decision is valid only while the facts it was based on are the same. */
export function conflictKey({ premisesId, kind, facts }: Pick<Conflict, 'premisesId' | 'kind' | 'facts'>): string {
  const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([premisesId, kind, sorted]);
}

type DecisionRow = ConflictDecision & Pick<Conflict, 'premisesId' | 'kind' | 'facts'>;

const columns = `premises_id as "premisesId", kind, facts, decision, reason, decided_by as "decidedBy",
  decided_at as "decidedAt"`;

/** The last decision on each set of facts. */
export async function loadDecisions(db: Knex, buildingId: string): Promise<Map<string, ConflictDecision>> {
  const rows = await query<DecisionRow>(
    db,
    `select ${columns} from registry_conflict where building_id = :buildingId order by decided_at, id`,
    { buildingId },
  );
  return new Map(
    rows.map(({ decision, reason, decidedBy, decidedAt, ...found }) => [
      conflictKey(found),
      { decision, reason, decidedBy, decidedAt },
    ]),
  );
}

/** The last decisions on conflicts of a kind, whatever their facts: used when the conflict itself is gone. */
export async function lastDecision(
  db: Knex,
  premisesId: string,
  kind: ConflictKind,
): Promise<(ConflictDecision & Pick<Conflict, 'facts'>) | null> {
  return queryOne(
    db,
    `select ${columns} from registry_conflict where premises_id = :premisesId and kind = :kind
     order by decided_at desc, id desc limit 1`,
    { premisesId, kind },
  );
}

/**
 * One conflict, one decision: a second one, at once or a year later, is told what was decided. Waiting is not a
 * decision. The premises stay locked, so that of two decisions at once one is the second.
 */
export async function mustBeUndecided(
  trx: Knex,
  { premisesId, kind }: { premisesId: string; kind: ConflictKind },
  same: (facts: Conflict['facts']) => boolean,
): Promise<void> {
  const home = await queryOne<{ zone: string }>(
    trx,
    `select b.zone from premises r join building b on b.id = r.building_id where r.id = :premisesId for no key update of r`,
    { premisesId },
  );
  const rows = await query<DecisionRow>(
    trx,
    `select ${columns} from registry_conflict where premises_id = :premisesId and kind = :kind order by decided_at, id`,
    { premisesId, kind },
  );
  const offered = (facts: Conflict['facts'], way: string): boolean =>
    waysOf({ kind, facts }).some(({ code }) => code === way);
  const done = rows.find(({ facts, decision }) => isFinalWay(decision) && same(facts) && offered(facts, decision));
  if (!done || !home) return;
  const title = conflictTexts[kind].ways.find(({ code }) => code === done.decision)?.title ?? done.decision;
  const when = instantDigits(done.decidedAt, home.zone);
  throw new Refusal('conflict-decided', `Уже решено: «${title}», ${when}. Обновите страницу.`, 409);
}

export interface NewDecision {
  id?: string;
  buildingId: string;
  conflict: Conflict;
  decision: string;
  reason: string;
  /** With the decision «enter»: the area entered by hand. */
  area?: string;
  by: string;
  at: Date;
}

/** Stores a person's decision and its reason, once; an area entered by hand is copied to the premises at once. */
export async function decideConflict(
  trx: Knex,
  { id = randomUUID(), buildingId, conflict, decision, reason, area, by, at }: NewDecision,
): Promise<void> {
  const { premisesId, kind, facts } = conflict;
  const key = conflictKey(conflict);
  await mustBeUndecided(trx, conflict, (known) => conflictKey({ premisesId, kind, facts: known }) === key);
  await trx('registry_conflict').insert({
    id,
    building_id: buildingId,
    premises_id: premisesId,
    kind,
    facts: JSON.stringify(facts),
    decision,
    reason,
    decided_by: by,
    decided_at: at,
  });
  if (area !== undefined) await trx('premises').where({ id: premisesId }).update({ area_hand: area });
}
