import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import { mustAllow, type Lifecycle } from '../law/lifecycle';
import { Refusal } from '../law/refusal';
import { now, setClock, sleepUntil } from './clock';
import {
  COMMAND,
  STANDING,
  WORD,
  type CaseInput,
  type CaseState,
  type CommandCall,
  type CommandResult,
  type Standing,
  type Word,
} from './contract';
import { quick } from './options';
import type { CaseActivities } from '../activities/case';

const { step } = proxyActivities<CaseActivities>(quick);

const command = defineUpdate<CommandResult, [CommandCall]>(COMMAND);
const word = defineSignal<[Word]>(WORD);
const standing = defineQuery<Standing>(STANDING);

export interface RunningCase {
  readonly phase: string;
  /** An act of the house itself. */
  act(name: string): Promise<void>;
  /** Beats the clock while the case stays in these phases: serves commands, words from other cases and alarms. */
  through(...phases: readonly string[]): Promise<void>;
  /** Sees every handler answered. */
  finish(): Promise<void>;
}

/** Registers the handlers (before anything is awaited) and gives the case to its workflow. */
export function openCase(input: CaseInput, life: Lifecycle): RunningCase {
  setClock(input.offsetMs);
  let state: CaseState = { phase: life.first, seq: 1, closed: false, wakes: [] };
  let turn: Promise<unknown> = Promise.resolve();
  let steps = 0;
  const ended = (): void => void (steps -= 1);

  // One step at a time, in the order they came.
  function take(key: string, act: string, actorId: string | null, args: CommandCall['args']): Promise<CaseState> {
    steps += 1;
    const mine = turn.then(async () => {
      const call = { area: input.area, caseId: input.caseId, key, act, actorId, at: now().toISOString(), args };
      state = await step.executeWithOptions({ summary: act }, [call]);
      return state;
    });
    turn = mine.then(ended, ended);
    return mine;
  }

  setHandler(standing, () => ({ phase: state.phase, seq: state.seq }));
  setHandler(
    command,
    async (call) => {
      await condition(() => state.phase !== life.first);
      try {
        const after = await take(call.key, call.act, call.actorId, call.args);
        return { phase: after.phase, seq: after.seq };
      } catch (error) {
        if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) throw error.cause;
        throw error;
      }
    },
    { validator: (call) => void (steps > 0 || refuseEarly(life, state.phase, call.act)) },
  );
  setHandler(word, async (told) => {
    await condition(() => state.phase !== life.first);
    await take(told.key, told.act, null, told.args);
  });

  return {
    get phase() {
      return state.phase;
    },
    async act(name) {
      await take(name, name, null, {});
    },
    async through(...phases) {
      while (phases.includes(state.phase)) {
        const [wake] = state.wakes;
        const seen = state;
        if (!wake) {
          await condition(() => state !== seen);
          continue;
        }
        const changed = await sleepUntil(wake.at, () => state !== seen, `${wake.act} ${wake.at}`);
        if (!changed) await take(wake.key, wake.act, null, wake.args);
      }
    },
    async finish() {
      await condition(allHandlersFinished);
    },
  };
}

/**
 * A command that the phase forbids is refused before it leaves a trace in the history. Not before the first step, and
 * not while one is under way: the database may be further than the workflow knows, then the step itself judges.
 */
function refuseEarly(life: Lifecycle, phase: string, act: string): void {
  if (phase === life.first) return;
  try {
    mustAllow(life, phase, act);
  } catch (error) {
    if (error instanceof Refusal) throw refusalFailure(error);
    throw error;
  }
}

export function refusalFailure({ say, code, status, fields }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ message: say, type: code, nonRetryable: true, details: [{ status, fields }] });
}
