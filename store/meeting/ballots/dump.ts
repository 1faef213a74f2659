import type { Knex } from 'knex';
import { canonical, type Plain } from '../../../law/base/canonical';
import type { QuestionTally, Tally } from '../../../law/meeting/count/tally';
import { query, queryOne } from '../../sql/query';
import { checkpointsOf, signCheckpoint } from './checkpoints';
import type { SignedText } from '../../case/signature';
import { publicKeyOf } from '../../case/signing-key';
import { LOG, type BallotRecord } from './log';
import { ballotRows, recordOfRow } from './read';
import { registerOf, termsOf, type LogRegister, type Terms } from './register';

/** full: with openings and holders, for those the law lets see decisions; public: only the tree and the terms. */
export type DumpKind = 'full' | 'public';

export interface Head {
  readonly log: typeof LOG;
  readonly kind: DumpKind;
  readonly meeting: string;
  readonly key: string;
}

export interface DumpEntry {
  readonly seq: number;
  readonly leaf: string;
  readonly hash: string;
  readonly nonce?: string;
  readonly record?: BallotRecord;
}

/** The count as recorded at the close: anyone with the openings can count again. */
export interface DumpCount extends Pick<Tally, 'total' | 'participating' | 'online' | 'paper' | 'hand'> {
  readonly needed: string;
  readonly quorum: boolean;
  readonly questions: readonly (QuestionTally & {
    readonly passed: boolean;
    readonly missing: string;
    readonly rule: string;
  })[];
  readonly outcomes?: Tally['outcomes'];
}

export type DumpLine =
  | { readonly head: Head }
  | { readonly terms: Terms }
  | { readonly register: LogRegister }
  | { readonly entry: DumpEntry }
  | { readonly checkpoint: SignedText }
  | { readonly count: DumpCount };

/** One line of a dump: canonical JSON, so that no byte can change unnoticed. */
export const lineText = (line: DumpLine): string => `${canonical(line as unknown as Plain)}\n`;

/**
 * The log as one text that anyone can check without us; a new checkpoint is signed if it has grown. Null before the
 * notice.
 */
export async function dumpOf(db: Knex, caseId: string, kind: DumpKind): Promise<string | null> {
  return db.transaction(async (trx) => {
    const [checkpoint, terms] = [await signCheckpoint(trx, caseId), await termsOf(trx, caseId)];
    const key = await publicKeyOf(trx);
    if (!checkpoint || !terms || !key) return null;
    const entries = await entriesOf(trx, caseId, kind);
    const lines: DumpLine[] = [
      { head: { log: LOG, kind, meeting: caseId, key } },
      { terms },
      ...(kind === 'full' ? [{ register: await registerOf(trx, caseId) }] : []),
      ...entries.map((entry): DumpLine => ({ entry })),
      ...(await checkpointsOf(trx, caseId)).map(({ text, signature }): DumpLine => ({
        checkpoint: { text, signature },
      })),
    ];
    const count = await countOf(trx, caseId, kind);
    if (count) lines.push({ count });
    return lines.map(lineText).join('');
  });
}

async function entriesOf(trx: Knex, caseId: string, kind: DumpKind): Promise<DumpEntry[]> {
  const rows = await ballotRows(trx, caseId);
  return rows.map((row): DumpEntry => {
    const { seq, leaf, hash, nonce } = row;
    return kind === 'public' ? { seq, leaf, hash } : { seq, leaf, hash, nonce, record: recordOfRow(row) };
  });
}

type CountRow = Omit<DumpCount['questions'][number], 'entrance'> & { entrance: QuestionTally['entrance'] | null };

async function countOf(trx: Knex, caseId: string, kind: DumpKind): Promise<DumpCount | null> {
  const found = await queryOne<Omit<DumpCount, 'questions'>>(
    trx,
    `
    select total, participating, online, paper, hand, needed, quorum, outcomes from meeting_count
    where case_id = :caseId`,
    { caseId },
  );
  if (!found) return null;
  const questions = await query<CountRow>(
    trx,
    `
    select r.question_id as question, r.votes_for as "for", r.votes_against as against, r.votes_abstained as abstained,
      r.votes_invalid as invalid, r.votes_absent as absent, r.passed, r.missing, r.rule,
      r.entrance - 'total' as entrance
    from meeting_result r join meeting_question q on q.id = r.question_id
    where r.case_id = :caseId order by q.number`,
    { caseId },
  );
  const { outcomes, ...count } = found;
  return {
    ...count,
    // Written only where there is one, so that dumps of other meetings keep their form.
    questions: questions.map(({ entrance, ...question }) => ({ ...question, ...(entrance && { entrance }) })),
    ...(kind === 'full' ? { outcomes } : {}),
  };
}
