import { Refusal } from '../../base/refusal';
import { catalogue } from './catalogue';
import type { RuleCode } from '../count/thresholds';

/** How sure the catalogue is: V read in a source, M stable memory of the statute, I inferred, U unresolved. */
export type KindConfidence = 'V' | 'M' | 'I' | 'U';

/** The rule a question of this kind obeys from a day on, until the next edition. `null`: since the code itself. */
export interface KindEdition {
  readonly from: string | null;
  readonly rule: RuleCode;
  readonly citation: string;
}

export interface QuestionKind {
  readonly code: string;
  readonly title: string;
  readonly editions: readonly [KindEdition, ...KindEdition[]];
  /** Any line fits; a line fits when every stem of it begins a word of the wording, in order. */
  readonly words: readonly string[];
  readonly confidence: KindConfidence;
  /** Another rule that practice or a court may apply: both results are shown, a person decides. */
  readonly rival?: RuleCode;
  /** What a person has to look at before the question is put. */
  readonly note?: string;
  /** The extra field a ГИС ЖКХ message wants for such a question beside its НСИ 63 row. */
  readonly gis?: 'FormingFund' | 'ManagementType' | 'VotingSystemDetails' | 'AdminOfGeneralMeeting';
  /** The name of the НСИ 63 row, where the integration schema is known to name one. */
  readonly nsi63?: string;
}

export interface KindInForce {
  readonly kind: QuestionKind;
  readonly rule: RuleCode;
  readonly citation: string;
  /** False when the law of that day did not know such a question yet. */
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

/** The kind under the law of a day: the last edition that had begun by then. */
export function kindOn(code: string, on: string): KindInForce {
  const found = kind(code);
  const begun = found.editions.filter((edition) => edition.from === null || edition.from <= on);
  const edition = begun.at(-1) ?? found.editions[0];
  return { kind: found, rule: edition.rule, citation: edition.citation, inForce: begun.length > 0 };
}
