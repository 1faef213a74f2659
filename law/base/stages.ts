/** A stage of a case as the law describes it: for readers; the workflow does not use it. */
export interface Stage {
  title: string;
  /** The articles that govern it. */
  law: string;
  phases: readonly string[];
}

export type Stages = Readonly<Record<string, Stage>>;

type PhasesIn<S extends Stages, Name extends keyof S = keyof S> = S[Name]['phases'][number];
type Doubled<S extends Stages> = {
  [Name in keyof S]: Extract<PhasesIn<S, Name>, PhasesIn<S, Exclude<keyof S, Name>>>;
}[keyof S];
type Foreign<P extends string, S extends Stages> = Exclude<PhasesIn<S>, P>;
type Missing<P extends string, S extends Stages> = Exclude<P, PhasesIn<S>>;

/** `unknown` when every phase is in exactly one stage; otherwise the offending phase, shown in the compiler's error. */
type Whole<P extends string, S extends Stages> = [Missing<P, S> | Foreign<P, S> | Doubled<S>] extends [never]
  ? unknown
  : { missing: Missing<P, S>; foreign: Foreign<P, S>; doubled: Doubled<S> };

/** `stagesOf<AppealPhase>()({...})`: the compiler refuses a phase that is in no stage or in two. */
export const stagesOf =
  <P extends string>() =>
  <const S extends Stages>(stages: S & Whole<P, S>): S =>
    stages;

export function stageOf(stages: Stages, phase: string): Stage | null {
  return Object.values(stages).find(({ phases }) => phases.includes(phase)) ?? null;
}
