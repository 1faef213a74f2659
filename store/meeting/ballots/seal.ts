import type { Knex } from 'knex';
import { lawOfCase } from '../law';
import { lockBallots } from '../lock';
import { refreshTitles } from '../titles';
import { queryOne } from '../../sql/query';
import { signCheckpoint, type CheckpointRow } from './checkpoints';
import { genesisOf } from './log';
import { logPaper, unsettled } from './paper';
import { pendingPapers } from './paper-rows';
import type { Tail } from './turn';

/**
 * The close. A decision that read the clock in time is in the log by now, because it holds the same lock. Papers
 * received in time but typed only once are added; titles are read a last time; then the final checkpoint is signed.
 * Once only.
 */
export async function seal(trx: Knex, caseId: string, at: Date): Promise<CheckpointRow> {
  await lockBallots(trx, caseId);
  const { tail, sealed } = await tailOf(trx, caseId, at);
  if (!sealed) {
    for (const paper of await pendingPapers(trx, caseId)) {
      await logPaper(trx, tail, paper, unsettled(paper));
      await trx('meeting_ballot_entry').where({ id: paper.id }).update({ ballot_id: paper.id });
    }
    await refreshTitles(trx, caseId, at);
    await trx('meeting').where({ case_id: caseId }).update({ sealed_at: at });
  }
  const row = await signCheckpoint(trx, caseId, { at: tail.at, state: 'sealed' });
  if (!row) throw new Error(`Meeting ${caseId} is closed, but its terms were never frozen`);
  return row;
}

async function tailOf(trx: Knex, caseId: string, at: Date): Promise<{ tail: Tail; sealed: boolean }> {
  const row = await queryOne<{
    sealedAt: Date | null;
    lastSeq: number | null;
    lastHash: string | null;
    lastAt: Date | null;
  }>(
    trx,
    `
    select m.sealed_at as "sealedAt", l.seq as "lastSeq", l.hash as "lastHash",
      l.logged_at as "lastAt"
    from meeting m left join lateral (
      select b.seq, b.hash, b.logged_at from meeting_ballot b
      where b.case_id = m.case_id order by b.seq desc limit 1) l on true
    where m.case_id = :caseId`,
    { caseId },
  );
  if (!row) throw new Error(`Case ${caseId} has no meeting row`);
  const { sealedAt, lastSeq, lastHash, lastAt } = row;
  const { decided } = await lawOfCase(trx, caseId);
  const latest = lastAt && lastAt > at ? lastAt : at;
  return {
    tail: { at: latest, law: decided, lastSeq: lastSeq ?? 0, lastHash: lastHash ?? genesisOf(caseId) },
    sealed: sealedAt !== null,
  };
}
