import { Refusal } from './refusal';

/** The life of one kind of case as a table; the workflow, the API and the database all follow it. */
export interface Lifecycle<Phase extends string = string, Act extends string = string> {
  area: string;
  /** Prefix of the human number: «ОБР» → ОБР-2026-000123. */
  prefix: string;
  first: Phase;
  phases: Readonly<Record<Phase, { title: string; final?: boolean }>>;
  /** What each act is called, without naming people: for histories, tasks and refusals. */
  acts: Readonly<Record<Act, string>>;
  /** Which act is possible in which phase, and where it leads. An act that keeps the phase leads to the same phase. */
  moves: readonly Move<Phase, Act>[];
}

export interface Move<Phase extends string, Act extends string> {
  from: Phase;
  act: Act;
  to: Phase;
}

/** The phases an act may lead to from this phase; empty when the act is not possible. */
export function movesOf<P extends string, A extends string>(life: Lifecycle<P, A>, from: string, act: string): P[] {
  return life.moves.filter((move) => move.from === from && move.act === act).map((move) => move.to);
}

/** Acts possible now, for buttons and for refusals that say what else can be done. */
export function actsIn<P extends string, A extends string>(life: Lifecycle<P, A>, phase: string): A[] {
  return [...new Set(life.moves.filter((move) => move.from === phase).map((move) => move.act))];
}

/** Refuses an act that the case's phase does not allow. */
export function mustAllow(life: Lifecycle, phase: string, act: string): void {
  if (movesOf(life, phase, act).length > 0) return;
  const title = life.phases[phase]?.title ?? phase;
  throw new Refusal('phase-forbids', `Сейчас это сделать нельзя: дело в состоянии «${title}». Обновите страницу.`, 409);
}

export function isFinal(life: Lifecycle, phase: string): boolean {
  return life.phases[phase]?.final === true;
}

export const actTitle = (life: Lifecycle, act: string): string => life.acts[act] ?? act;
