import { Refusal } from '../../base/refusal';
import { catalogue } from './catalogue';
import type { RuleCode } from '../count/thresholds';

/** How sure the catalogue is: V read in a source, M from memory of the statute, I inferred, U unresolved. */
export type KindConfidence = 'V' | 'M' | 'I' | 'U';

/** The rule for questions of this kind from a day on, until the next edition. `null`: since the code itself. */
export interface KindEdition {
  readonly from: string | null;
  readonly rule: RuleCode;
  readonly citation: string;
  /** Where this edition is less sure than the kind, or open to doubt of its own. */
  readonly confidence?: KindConfidence;
  readonly rival?: RuleCode;
  readonly note?: string;
}

export interface QuestionKind {
  readonly code: string;
  readonly title: string;
  readonly editions: readonly [KindEdition, ...KindEdition[]];
  /** One line must match; a line matches when each of its stems begins a word of the wording, in order. */
  readonly words: readonly string[];
  readonly confidence: KindConfidence;
  /** Another rule that practice or a court may apply: both results are shown and a person decides. */
  readonly rival?: RuleCode;
  /** What a person must check before the question is asked. */
  readonly note?: string;
  /** The extra field that a ГИС ЖКХ message requires for such a question beside its НСИ 63 row. */
  readonly gis?: 'FormingFund' | 'ManagementType' | 'VotingSystemDetails' | 'AdminOfGeneralMeeting';
  /** The name of the НСИ 63 row, where the integration schema is known to name one. */
  readonly nsi63?: string;
}

export interface KindInForce {
  readonly kind: QuestionKind;
  readonly rule: RuleCode;
  readonly citation: string;
  readonly confidence: KindConfidence;
  /** Another rule that practice or a court may apply, and what a person must check, under the law of that day. */
  readonly rival: RuleCode | null;
  readonly note: string | null;
  /** False when the law of that day had no such question yet. */
  readonly inForce: boolean;
}

const byCode: ReadonlyMap<string, QuestionKind> = new Map(catalogue.map((kind) => [kind.code, kind]));

/** All kinds of questions a meeting may decide, in the order of the catalogue. */
export function questionKinds(): readonly QuestionKind[] {
  return catalogue;
}

export function kind(code: string): QuestionKind {
  const found = byCode.get(code);
  if (!found) throw new Refusal('kind-unknown', `Вид вопроса «${code}» неизвестен. Возьмите код из перечня вопросов.`);
  return found;
}

/** The kind under the law of a day: the last edition that has begun by then. */
export function kindOn(code: string, on: string): KindInForce {
  const found = kind(code);
  const begun = found.editions.filter((edition) => edition.from === null || edition.from <= on);
  const edition = begun.at(-1) ?? found.editions[0];
  return {
    kind: found,
    rule: edition.rule,
    citation: edition.citation,
    confidence: edition.confidence ?? found.confidence,
    rival: edition.rival ?? found.rival ?? null,
    note: edition.note ?? found.note ?? null,
    inForce: begun.length > 0,
  };
}
