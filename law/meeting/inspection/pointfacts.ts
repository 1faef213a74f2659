import type { Fraction } from '../../base/fraction';
import type { BallotDoubt, BallotVerdict } from '../vote/ballot';
import type { MeetingForm } from '../forms';
import type { LawDays } from '../stages-of-law';
import type { MeetingCheck } from './check-rules';

export interface TermFacts {
  readonly name: string;
  readonly title: string;
  readonly dueAt: Date;
  readonly metAt: Date | null;
  readonly droppedAt: Date | null;
}

/** What the forty points are asked of. Nothing personal: the page stands open to everyone of the house. */
export interface PointFacts {
  readonly now: Date;
  readonly meeting: {
    readonly form: MeetingForm;
    readonly law: LawDays;
    readonly systemNumber: string | null;
    readonly noticedAt: Date | null;
    readonly requestedAt: Date | null;
    readonly frozenAt: Date | null;
    readonly total: string | null;
    readonly totalBasis: string | null;
    readonly repeatsId: string | null;
  };
  readonly questions: readonly { readonly kind: string }[];
  readonly count: {
    readonly participating: string;
    readonly outcomes: readonly { readonly verdict: BallotVerdict }[];
  } | null;
  /** Decisions that count and that a person must look at. */
  readonly doubts: Readonly<Record<BallotDoubt, number>>;
  /** The count made anew from the recorded decisions, by the code of the close. */
  readonly recount: { readonly participating: string; readonly questions: readonly { readonly for: string }[] } | null;
  readonly results: readonly { readonly votesInvalid: string; readonly votesFor: string }[];
  readonly checks: readonly MeetingCheck[];
  readonly deadlines: readonly TermFacts[];
  /** Owners without a proven classic notice. */
  readonly missing: number;
  /** Votes of the premises that are known. */
  readonly known: Fraction;
  readonly areasDiffer: number;
  readonly overfull: number;
  readonly protocol: { readonly number: string | null; readonly completeAt: Date | null } | null;
  readonly unsigned: number;
  readonly papers: readonly string[];
  readonly similar: number;
  /** Of them, those that the inspectorate has not checked yet. */
  readonly unchecked: number;
  readonly addedAfter: number;
}
