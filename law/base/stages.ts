/** A stretch of a case's life as the law tells it: for people who read, never for the machine that runs. */
export interface Stage {
  title: string;
  /** The articles it goes by. */
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

/** Nothing when every phase stands in exactly one stage, else what the compiler shows: the phase that does not. */
type Whole<P extends string, S extends Stages> = [Missing<P, S> | Foreign<P, S> | Doubled<S>] extends [never]
  ? unknown
  : { missing: Missing<P, S>; foreign: Foreign<P, S>; doubled: Doubled<S> };

/** `stagesOf<AppealPhase>()({...})`: the compiler refuses a phase that stands in no stage, or in two. */
export const stagesOf =
  <P extends string>() =>
  <const S extends Stages>(stages: S & Whole<P, S>): S =>
    stages;

export function stageOf(stages: Stages, phase: string): Stage | null {
  return Object.values(stages).find(({ phases }) => phases.includes(phase)) ?? null;
}
