import type { Day } from '../../base/day';

/**
 * What kind of document it is. text: it gives the words of the act (a copy, a reprint, a quotation). office: an
 * authority, a court or the operator of ГИС ЖКХ tells the rule. comment: somebody who does not answer for the rule
 * retells it (press, a handbook, a program).
 */
export type SourceKind = 'text' | 'office' | 'comment';

export interface Source {
  title: string;
  publisher: string;
  kind: SourceKind;
  /** Where anybody can open it; absent when no public address is known. */
  address?: string;
  /** The day of the text or of its publication; absent when it does not say. */
  day?: Day;
}
