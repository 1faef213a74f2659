import type { Knex } from 'knex';
import { movesOf, mustAllow } from '../../law/base/lifecycle';
import { lifecycles } from '../../law/areas';
import { Refusal } from '../../law/base/refusal';
import type { CaseState, StepCall } from '../../workflows/case/contract';
import { again, outageOf } from '../sql/outage';
import { queryOne } from '../sql/query';
import { caseUnknown } from './accept';
import { setAside } from './aside';
import { writeChange, type Decide, type Done } from './change';
import { caseStandingOf } from './state';
import type { CaseFile } from './types';

/** One thing to be done to a case: an act given by a person or by another case, or an alarm of its own. */
export interface Item {
  kind: 'act' | 'alarm';
  key: string;
  act: string;
  actorId: string | null;
  args: StepCall['args'];
  /** When it was given, or when it is due. */
  at: Date;
}

/** A step in progress, with its case locked. */
export interface Entered {
  file: CaseFile;
  now: Date;
  prev: string | null;
  wakeAt: string | null;
  /** What was asked for is already done. */
  done: boolean;
  item: Item | null;
}

/**
 * Brings a case up to the act that was asked for: every given act and every due alarm is done in the order of its
 * instant, each in a transaction of its own (idempotency row, domain rows, facts, deadlines, letters, projection). So
 * an answer given a second before its term is in time, whenever the engine learns of it. What cannot be done is set
 * aside and does not block the rest. Asked twice = done once.
 */
export async function bringUpToDate(
  db: Knex,
  call: StepCall,
  decide: (act: string) => Decide | undefined,
): Promise<CaseState> {
  const passed: string[] = [];
  for (;;) {
    let item: Item | null = null;
    try {
      const state = await again(() =>
        db.transaction(async (trx) => {
          const entered = await enterStep(trx, call, passed);
          item = entered.item;
          if (!item) return { state: await settled(trx, entered, call) };
          const state = await perform(trx, entered, item, decide(item.act));
          return item.key === call.key ? { state } : null;
        }),
      );
      if (state) return state.state;
    } catch (error) {
      const failed = item as Item | null;
      if (!failed || outageOf(error) === 'away') throw error;
      await setAside(db, call.caseId, failed, error);
      if (failed.key === call.key && failed.kind === 'act') throw error;
      passed.push(failed.key);
    }
  }
}

/** Nothing is left to do before the act asked for, and that act is done too. */
async function settled(
  trx: Knex.Transaction,
  { file, now, done, wakeAt }: Entered,
  call: StepCall,
): Promise<CaseState> {
  if (!done && call.actorId !== null) {
    const kept = await trx('accepted_act').where({ case_id: file.id, key: call.key }).first('refusal');
    if (!kept?.refusal) throw new Error(`Nobody has accepted ${call.key}`);
    throw new Refusal(kept.refusal.code, kept.refusal.say, kept.refusal.status, kept.refusal.fields);
  }
  const standing = await caseStandingOf(trx, file.id);
  await noteWake(trx, file.id, wakeAt, standing.wakeAt);
  const [due, here] = [standing.state.wakes.find(({ key }) => key === call.key), Date.parse(call.at)];
  const rang = due && Date.parse(due.at) <= here;
  // The engine's clock is ahead of the database's, and the database's clock decides.
  return rang && here > now.getTime() ? { ...standing.state, earlyMs: here - now.getTime() } : standing.state;
}

export async function enterStep(trx: Knex.Transaction, call: StepCall, passed: readonly string[]): Promise<Entered> {
  const row = await queryOne<Raw>(
    trx,
    `select file, now, prev, wake_at as "wakeAt", done, item from enter_step(:caseId, :key, :passed)`,
    { caseId: call.caseId, key: call.key, passed },
  );
  if (!row || row.file.area !== call.area) throw caseUnknown();
  const { file, item } = row;
  const date = (at: string | null): Date | null => (at === null ? null : new Date(at));
  return {
    ...row,
    wakeAt: row.wakeAt?.toISOString() ?? null,
    file: { ...file, opened_at: new Date(file.opened_at), closed_at: date(file.closed_at), due_at: date(file.due_at) },
    item: item && { ...item, at: new Date(item.at) },
  };
}

/** One act upon a case, in the caller's transaction. */
export async function perform(
  trx: Knex.Transaction,
  { file, now, prev, wakeAt }: Entered,
  item: Item,
  decide: Decide | undefined,
): Promise<CaseState> {
  const { kind, key, act, actorId, args } = item;
  const given = kind === 'act' && actorId !== null;
  const at = given ? item.at : now;
  const call: StepCall = { area: file.area, caseId: file.id, key, act, actorId, at: at.toISOString(), args };
  const done = await did(trx, { file, call, at, prev, written: given ? now : undefined }, kind, decide);
  await trx.raw(
    `with command as (
       insert into case_command (case_id, key, name, seq, phase, at) values (:id, :key, :act, :seq, :phase, :at)),
     act as (update accepted_act set done_at = :now, problem = null, parked_at = null
       where case_id = :id and key = :key and done_at is null and refused_at is null)
     delete from parked_alarm where case_id = :id and key = :key`,
    { id: file.id, key, act, at, now, ...done },
  );
  const standing = await caseStandingOf(trx, file.id);
  await noteWake(trx, file.id, wakeAt, standing.wakeAt);
  return standing.state;
}

interface ToDo {
  file: CaseFile;
  call: StepCall;
  at: Date;
  prev: string | null;
  written?: Date;
}

async function did(
  trx: Knex.Transaction,
  { file, call, ...doing }: ToDo,
  kind: Item['kind'],
  decide: Decide | undefined,
): Promise<Done> {
  const life = lifecycles[file.area];
  if (!life || !decide) throw new Error(`Nobody decides «${call.act}» in ${file.area}`);
  // A message may come for a phase that has passed: it is recorded as handled and changes nothing. Alarms are never
  // ignored.
  const heardOnly = kind === 'act' && call.actorId === null && movesOf(life, file.phase, call.act).length === 0;
  if (heardOnly) return { phase: file.phase, seq: file.seq };
  mustAllow(life, file.phase, call.act);
  return writeChange(trx, file, { call, ...doing }, await decide(trx, file, call, doing.at));
}

/** When the engine's execution must wake at the latest: travel moves to it, the watchdog compares with it. */
async function noteWake(trx: Knex, caseId: string, before: string | null, wakeAt: string | null): Promise<void> {
  if (before === wakeAt) return;
  await trx('execution').where({ case_id: caseId }).whereNull('ended_at').update({ wake_at: wakeAt });
}

interface Raw {
  file: Omit<CaseFile, 'opened_at' | 'closed_at' | 'due_at'> & {
    opened_at: string;
    closed_at: string | null;
    due_at: string | null;
  };
  now: Date;
  prev: string | null;
  wakeAt: Date | null;
  done: boolean;
  item: (Omit<Item, 'at'> & { at: string }) | null;
}
