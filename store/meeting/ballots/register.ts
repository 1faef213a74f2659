import type { Knex } from 'knex';
import { canonical, type Plain } from '../../../law/base/canonical';
import type { Day } from '../../../law/base/day';
import type { MeetingForm } from '../../../law/meeting/forms';
import type { RuleCode } from '../../../law/meeting/count/thresholds';
import { query, queryOne } from '../../sql/query';
import { lawColumns, lawOf, type LawRow } from '../law';
import { sha256, votesText } from './log';
import { powersIn, type RegisteredPower } from './powers';
import { votingWindow, type WindowFacts } from '../../../law/meeting/vote/window';

/** What the notice froze: the same under every checkpoint of a meeting. */
export interface Terms {
  readonly form: MeetingForm;
  readonly zone: string;
  /** The law of the day the voting ends; where there is no `rule`, of the day of the notice. */
  readonly on: Day;
  readonly rule?: 'stages';
  readonly opensAt: string;
  readonly closesAt: string;
  /** E-09; null where written decisions are accepted until the end. */
  readonly paperUntil: string | null;
  /** V_all as stated. */
  readonly total: string;
  /** When the notice froze the register: some thresholds are counted per entrance. */
  readonly entrances: number | null;
  readonly questions: readonly {
    readonly id: string;
    readonly number: number;
    readonly kind: string;
    readonly rule: RuleCode;
    /** Digest of wording and proposal: they may name people, and a public log must not. */
    readonly text: string;
    /**
     * Where the owners of an entrance are also counted separately (ЖК ст. 45 ч. 3): which entrance, and the area of all
     * its premises.
     */
    readonly entrance?: number;
    readonly entranceTotal?: string;
  }[];
  readonly rights: readonly { readonly id: string; readonly entrance: number | null; readonly votes: string }[];
}

/** What may still change during the voting: who holds a right since when, and which powers were accepted. */
export interface LogRegister {
  readonly holders: readonly {
    readonly right: string;
    readonly holder: string;
    readonly from: Day;
    readonly to: Day | null;
  }[];
  readonly proxies: readonly RegisteredPower[];
}

export const digestOf = (value: Terms | LogRegister): string => sha256(canonical(value as unknown as Plain));

interface TermsRow extends Omit<WindowFacts, 'law'>, Pick<LawRow, 'lawDay' | 'noticedAt' | 'sealedAt'> {
  total: string;
  entrances: number | null;
}

interface QuestionRow extends Omit<Terms['questions'][number], 'text' | 'entrance' | 'entranceTotal'> {
  entrance: number | null;
  entranceTotal: string | null;
  wording: string;
  proposal: string;
}

export async function termsOf(db: Knex, caseId: string): Promise<Terms | null> {
  const row = await queryOne<TermsRow>(
    db,
    `
    select m.form, f.zone, ${lawColumns}, m.total, m.entrances
    from meeting m join case_file f on f.id = m.case_id
    where m.case_id = :caseId and m.frozen_at is not null
      and m.opens_at is not null and m.closes_at is not null and m.total is not null`,
    { caseId },
  );
  if (!row) return null;
  const { on, rule, opensAt, closesAt, paperUntil = null } = votingWindow({ ...row, law: lawOf(row, row.zone) });
  const asked = await query<QuestionRow>(
    db,
    `
    select id, number, kind, coalesce(rule, '') as rule, wording, proposal, entrance,
      entrance_total as "entranceTotal"
    from meeting_question
    where case_id = :caseId order by number`,
    { caseId },
  );
  const questions = asked.map(({ wording, proposal, entrance, entranceTotal, ...question }) => ({
    ...question,
    ...(entrance !== null && entranceTotal !== null && { entrance, entranceTotal }),
    text: sha256(`${wording}\n${proposal}`),
  }));
  const rows = await query<Terms['rights'][number]>(
    db,
    `
    select id, entrance, votes_n || '/' || votes_d as votes
    from meeting_right where case_id = :caseId order by place`,
    { caseId },
  );
  const rights = rows.map(({ votes, ...right }) => ({ ...right, votes: votesText(votes) }));
  const { form, zone, total, entrances } = row;
  // Written only where there is one, so that terms of earlier meetings keep their form and their digest.
  return { form, zone, on, ...(rule && { rule }), opensAt, closesAt, paperUntil, total, entrances, questions, rights };
}

export async function registerOf(db: Knex, caseId: string): Promise<LogRegister> {
  const holders = await query<LogRegister['holders'][number]>(
    db,
    `
    select h.right_id as "right", coalesce(h.person_id, h.organisation_id) as holder, h.from_day as "from",
      least(h.to_day, h.until_day) as "to"
    from meeting_holder h where h.case_id = :caseId order by h.right_id, h.from_day, h.ownership_id`,
    { caseId },
  );
  return { holders, proxies: await powersIn(db, caseId) };
}
