import type { Knex } from 'knex';
import { claimActs, unseenRefusals, type Accepted } from '../../store/case/accept';
import { orderRepair } from '../../store/case/repair';
import { writeLetters } from '../../store/letters/deliveries';
import { readClock } from '../../store/clock/clock';
import { messageTarget } from '../../store/engine/executions';
import { actName, caseWorkflowId, type CaseMessage } from '../../workflows/case/contract';
import { askCase } from './ask';
import type { EngineLink } from './connect';
import { describe } from './export';
import { catchUp } from './skip';

const AT_ONCE = 10;
const ANSWER_MS = 8_000;
/** A busy case does the act later: it is not waited for longer than this. */
const REST_MS = 2_000;
const TOLD_AT_ONCE = 100;

/**
 * Delivers acts that were accepted while the engine was away or slow, and messages that arrived before their case
 * began; returns how many were open. A case that has lost its execution is started again for them.
 */
export async function deliverActs(db: Knex, link: EngineLink): Promise<number> {
  const claimed = await claimActs(db, AT_ONCE);
  await Promise.all(claimed.map((accepted) => drive(db, link, accepted)));
  return claimed.length;
}

async function drive(db: Knex, link: EngineLink, accepted: Accepted): Promise<void> {
  const { area, caseId } = accepted;
  const workflowId = caseWorkflowId(area, caseId);
  const info = await describe(link, workflowId);
  if (!info || info.closeTime) await db.transaction((trx) => orderRepair(trx, caseId, true));
  else await moveToRegionTime(db, link, { workflowId, caseId });
  if (accepted.actorId !== null || !info || info.closeTime) return void (await askCase(db, link, accepted, ANSWER_MS));
  const { key, act, args } = accepted;
  await link.client.getHandle(workflowId).signal<[CaseMessage]>(actName(area, act), { key, act, args });
}

/** In a region with travel, the receiving case is first moved to the region's instant. */
async function moveToRegionTime(db: Knex, link: EngineLink, of: { workflowId: string; caseId: string }): Promise<void> {
  const { kind, offsetMs } = await readClock(db);
  if (kind !== 'training') return;
  const { execution } = await messageTarget(db, of);
  if (execution) await catchUp(link, execution, offsetMs, REST_MS);
}

/** People who were answered «принято» and left must be told that the act was refused after all, and what to do. */
export async function writeRefusalLetters(db: Knex): Promise<void> {
  await db.transaction(async (trx) => {
    const { now } = await readClock(trx);
    for (const { caseId, key, act, actorId } of await unseenRefusals(trx, TOLD_AT_ONCE))
      await writeLetters(
        trx,
        caseId,
        [{ key: `${caseId}:${key}:refused`, letter: 'act-refused', personId: actorId, facts: { act, key } }],
        now,
      );
  });
}
