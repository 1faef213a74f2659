import type { Day } from '../base/day';
import { dayDigits } from '../base/russian';
import type { Timing } from '../base/timing';
import { localOf } from '../base/zone';

/**
 * Law changes while a meeting lives, so each stage has its own day of law. called: may it be called, the notice, its
 * ways and term, where an electronic voting is held; voted: how long the voting lasts and the limit for paper; decided:
 * quorum, thresholds, kinds of questions, what a decision must bear; drawn: form and parts of the protocol, its term,
 * its way to the inspectorate.
 */
export const lawStages = ['called', 'voted', 'decided', 'drawn'] as const;
export type LawStage = (typeof lawStages)[number];
export type LawDays = Readonly<Record<LawStage, Day>>;

/**
 * single: the day of the notice decides everything, as it did when the meeting was called; stages: the rule above. Set
 * by the notice, for good (docs/decisions/0015-law-day-by-stages.md).
 */
export const lawRules = ['single', 'stages'] as const;
export type LawRule = (typeof lawRules)[number];

export interface LawFacts {
  readonly lawRule: LawRule;
  /** The day of the notice; before it, the day on which it would be given. */
  readonly lawDay: Day;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** When the votes were counted and the protocol was drawn up from the count. */
  readonly sealedAt: Date | null;
}

/** The only place that knows which day's law judges what. An instant not known yet is the planned one. */
export function lawDaysOf({ lawRule, lawDay, opensAt, closesAt, sealedAt }: LawFacts, zone: string): LawDays {
  if (lawRule === 'single') return singleLaw(lawDay);
  const dayOf = (at: Date): Day => localOf(at, zone).day;
  const voted = opensAt ? dayOf(opensAt) : lawDay;
  const decided = closesAt ? dayOf(lastMoment(opensAt, closesAt)) : voted;
  const drawn = sealedAt ?? closesAt;
  return { called: lawDay, voted, decided, drawn: drawn ? dayOf(drawn) : decided };
}

/** The closing instant is already too late: a voting until 24:00 ends on that day, not on the next. */
const lastMoment = (opensAt: Date | null, closesAt: Date): Date =>
  opensAt && opensAt < closesAt ? new Date(closesAt.getTime() - 1) : closesAt;

export const singleLaw = (day: Day): LawDays => ({ called: day, voted: day, decided: day, drawn: day });

export interface PlannedLaw extends Timing {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** The same for a meeting that is only planned: called on the law day of the plan, held and counted as planned. */
export const lawOfPlan = ({ zone, on, opensAt, closesAt }: PlannedLaw): LawDays =>
  lawDaysOf({ lawRule: 'stages', lawDay: on, opensAt, closesAt, sealedAt: null }, zone);

const WHY: Readonly<Record<LawStage, string>> = {
  called: 'день сообщения: по нему судят, как собрание созвано',
  voted: 'день начала голосования: по нему судят его продолжительность и приём бумаги',
  decided: 'день, когда голосование кончается: по нему считают кворум и пороги',
  drawn: 'день, когда составлен протокол: по нему судят протокол и его сроки',
};

/** One day decides everything: there is nothing to explain. */
export const isOneLaw = (law: LawDays): boolean => new Set(lawStages.map((stage) => law[stage])).size === 1;

const whyStage = (law: LawDays, stage: LawStage): string => `Закон взят на ${dayDigits(law[stage])} — ${WHY[stage]}.`;

/** Each stage with its day and why; nothing where the days are the same. */
export const lawDaysWords = (law: LawDays): readonly string[] =>
  isOneLaw(law) ? [] : lawStages.map((stage) => whyStage(law, stage));

/** How terms of a stage are counted: their «почему» tells the day of law where the days differ. */
export const timingOfStage = (law: LawDays, stage: LawStage, zone: string): Timing => ({
  zone,
  on: law[stage],
  ...(isOneLaw(law) ? {} : { because: whyStage(law, stage) }),
});
