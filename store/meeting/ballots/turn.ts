import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import type { MeetingForm } from '../../../law/meeting/forms';
import { Refusal } from '../../../law/base/refusal';
import { votingWindow, type VotingWindow } from '../../../law/meeting/vote/window';
import { lawOf, type LawRow } from '../law';
import { genesisOf, votesText } from './log';

export interface Wish {
  caseId: string;
  rightId: string;
  /** Whose decision: id of a person or an organisation. */
  holderId: string;
  /** Who acts in the system; null for paper, where the signature is on the sheet. */
  actorId: string | null;
  proxyId: string | null;
  /** The form's key: a repeated ballot is one ballot. */
  id: string;
}

/** Where the next row of a log goes; only the holder of the meeting's lock changes it. */
export interface Tail {
  at: Date;
  /** The law of the day the voting ends. */
  law: Day;
  lastSeq: number;
  lastHash: string;
}

export type HolderKind = 'person' | 'organisation';

/** Everything one decision is judged by, read under the meeting's lock by the database's clock. */
export interface Turn extends Tail {
  phase: string;
  zone: string;
  form: MeetingForm;
  opensAt: Date | null;
  closesAt: Date | null;
  sealedAt: Date | null;
  /** By which decisions are judged; null until the dates are set. */
  window: VotingWindow | null;
  questions: string[];
  inRegister: boolean;
  /** Votes of the right as exact text. */
  weight: string;
  /** Null: somebody else holds the right today. */
  holderKind: HolderKind | null;
  hasTitle: boolean;
  hasSnils: boolean;
  isHead: boolean;
  proxyKnown: boolean;
  proxyValid: boolean;
  /** This voter has signed already: the owner, or an agent by a power that is not refused. */
  voted: boolean;
  done: { seq: number; leaf: string; at: Date } | null;
}

interface Row extends Omit<Turn, 'weight' | 'done' | 'law' | 'window'>, LawRow {
  opensAt: Date | null;
  closesAt: Date | null;
  sealedAt: Date | null;
  votesN: string | null;
  votesD: string | null;
  doneSeq: number | null;
  doneLeaf: string | null;
  doneAt: Date | null;
}

const sql = `
  select t."at", t.phase, t.zone, t.form, t.opens_at as "opensAt", t.closes_at as "closesAt",
    t.sealed_at as "sealedAt", t.law_day as "lawDay", questions, in_register as "inRegister", votes_n as "votesN", votes_d as "votesD",
    holder_kind as "holderKind", has_title as "hasTitle", has_snils as "hasSnils", is_head as "isHead",
    proxy_known as "proxyKnown", proxy_valid as "proxyValid", last_seq as "lastSeq", last_hash as "lastHash",
    voted, done_seq as "doneSeq", done_leaf as "doneLeaf", done_at as "doneAt", m.law_rule as "lawRule",
    m.noticed_at as "noticedAt"
  from ballot_turn(?, ?, ?, ?, ?, ?) t join meeting m on m.case_id = ?`;

/** Waits for the meeting's lock and keeps it to the end of the transaction: nobody else writes its log meanwhile. */
export async function takeTurn(trx: Knex, wish: Wish): Promise<Turn> {
  const { caseId, rightId, holderId, actorId, proxyId, id } = wish;
  // A prepared statement, because in the closing minute everybody comes at once.
  const {
    rows: [row],
  } = await trx
    .raw<{ rows: Row[] }>(sql, [caseId, rightId, holderId, actorId, proxyId, id, caseId] as Knex.RawBinding[])
    .options({ name: 'ballot-turn' });
  if (!row) throw new Refusal('meeting-unknown', 'Такого собрания нет. Проверьте адрес страницы.', 404);
  const { votesN, votesD, doneSeq, doneLeaf, doneAt, lawRule, lawDay, noticedAt, ...turn } = row;
  const { form, zone, opensAt, closesAt, sealedAt } = turn;
  const law = lawOf({ lawRule, lawDay, noticedAt, opensAt, closesAt, sealedAt }, zone);
  return {
    ...turn,
    law: law.decided,
    window: opensAt && closesAt ? votingWindow({ form, zone, law, lawRule, opensAt, closesAt }) : null,
    weight: votesN && votesD ? votesText(`${votesN}/${votesD}`) : '0',
    lastHash: turn.lastHash ?? genesisOf(wish.caseId),
    done:
      doneSeq !== null && doneLeaf !== null && doneAt !== null ? { seq: doneSeq, leaf: doneLeaf, at: doneAt } : null,
  };
}
