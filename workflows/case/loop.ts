import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { actTitle, type Lifecycle } from '../../law/base/lifecycle';
import type { Stages } from '../../law/base/stages';
import { now, setClock, sleepUntil } from './clock';
import {
  NUDGE,
  STANDING,
  actName,
  type ActCall,
  type CaseInput,
  type CaseState,
  type CommandResult,
  type WorkflowStanding,
  type StepCall,
  type Wake,
  type CaseMessage,
} from './contract';
import { detailsOf } from './details';
import { patient, step as quickly } from './options';
import type { CaseActivities, Step } from '../../activities/case/steps';

const steps = proxyLocalActivities<Record<string, Step>>(quickly);
const { look, park, renew } = proxyActivities<CaseActivities>(patient);
const standing = defineQuery<WorkflowStanding>(STANDING);

/**
 * The one workflow of every case, registered under the name of its area. Phases, moves and alarms are data, and the
 * case's state is read from Postgres: a run may begin at any point of a case's life, and no list of phases here decides
 * whether it continues. Handlers are set before anything is awaited.
 */
export const caseOf =
  (life: Lifecycle, stages: Stages): Run =>
  (input) =>
    new RunningCase(life, stages, input).run();

type Run = (input: CaseInput) => Promise<void>;

class RunningCase {
  private state: CaseState;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly life: Lifecycle,
    private readonly stages: Stages,
    private readonly input: CaseInput,
  ) {
    setClock(input.offsetMs);
    this.state = input.state;
    this.setHandlers();
    this.showDetails();
  }

  async run(): Promise<void> {
    const { caseId, training } = this.input;
    while (!this.state.closed && !this.isFull()) await this.sleepUntilAlarm();
    const goesOn = !this.state.closed;
    if (goesOn) await renew.executeWithOptions({ summary: 'Продолжение новым прогоном' }, [caseId, training]);
    await condition(allHandlersFinished);
    // A new run continues from the same state. In a training region it is ordered like a first start instead.
    if (goesOn && !training) await continueAsNew<Run>({ ...this.input, state: this.state });
  }

  private setHandlers(): void {
    const { area } = this.input;
    setHandler(standing, () => ({ phase: this.state.phase, seq: this.state.seq }));
    setHandler(defineSignal(NUDGE), () => this.readState());
    for (const act of Object.keys(this.life.acts)) {
      const name = actName(area, act);
      setHandler(defineUpdate<CommandResult, [ActCall]>(name), async ({ key, actorId, args }) => {
        const { phase, seq } = await this.doStep({ key, act, actorId, args }).catch(throwRefusal);
        return { phase, seq };
      });
      // What cannot be done now stays recorded in the database; the relay asks again later.
      setHandler(defineSignal<[CaseMessage]>(name), async ({ key, args }) => {
        await this.doStep({ key, act, actorId: null, args }).catch(() => this.readState());
      });
    }
  }

  /** Sleeps until the next alarm, or until something else changes it; then runs the alarm's act. */
  private async sleepUntilAlarm(): Promise<void> {
    const [wake] = this.state.wakes;
    const { earlyMs = 0 } = this.state;
    if (!wake) return condition(() => this.state.closed || this.state.wakes.length > 0 || this.isFull());
    const other = (): boolean => {
      const [next] = this.state.wakes;
      return next?.key !== wake.key || next.at !== wake.at || (this.state.earlyMs ?? 0) !== earlyMs || this.isFull();
    };
    const title = actTitle(this.life, wake.act);
    if (!(await sleepUntil(Date.parse(wake.at) + earlyMs, other, `${title}: ${wake.at}`))) await this.runAlarm(wake);
  }

  /** An alarm that cannot even be tried is set aside, so that it does not block the case. */
  private async runAlarm({ key, act, args }: Wake): Promise<void> {
    try {
      await this.doStep({ key, act, actorId: null, args });
    } catch {
      await this.change(() => park.executeWithOptions({ summary: 'Отложено' }, [this.callOf({ key, act, args })]));
    }
  }

  /** One step at a time, in order of arrival. */
  private doStep(what: Pick<StepCall, 'key' | 'act' | 'actorId' | 'args'>): Promise<CaseState> {
    const summary = actTitle(this.life, what.act);
    const step = steps[actName(this.input.area, what.act)] as (typeof steps)[string];
    return this.change(() => step.executeWithOptions({ summary }, [this.callOf(what)]));
  }

  private async readState(): Promise<void> {
    await this.change(() => look.executeWithOptions({ summary: 'Сверка с базой' }, [this.input.caseId]));
  }

  private change(work: () => Promise<CaseState>): Promise<CaseState> {
    const mine = this.turn.then(async () => {
      this.state = await work();
      this.showDetails();
      return this.state;
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private callOf(what: Pick<StepCall, 'key' | 'act' | 'args'> & { actorId?: string | null }): StepCall {
    const { area, caseId } = this.input;
    return { area, caseId, actorId: null, ...what, at: now().toISOString() };
  }

  /** The engine limits the size of one run's history. */
  private isFull(): boolean {
    return workflowInfo().continueAsNewSuggested;
  }

  private showDetails(): void {
    setCurrentDetails(detailsOf(this.input, this.state, this.life, this.stages));
  }
}

/**
 * A refusal is passed on to the caller; any other error is not the caller's fault, so the answer only says «not now».
 */
function throwRefusal(error: unknown): never {
  if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) throw error.cause;
  throw ApplicationFailure.nonRetryable('The act could not be done now', 'not-now');
}
